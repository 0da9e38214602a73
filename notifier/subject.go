package notifier

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// subject is the line by which the recipient decides what to do first, so the
// severity leads, then the reference, then what and when.
func subject(m Message) string {
	switch m.Step {
	case StepDigest:
		return digestSubject(m)
	case StepHeartbeat:
		return "Longstop is alive – " + m.Date.In(calendar.London()).Format("Mon 2 January 2006, 15:04")
	}
	severity := severity(m)
	if len(m.Items) == 0 {
		return opening(severity, m.Reference) + "an email could not be delivered"
	}
	if len(m.Items) == 1 {
		return opening(severity, m.Reference) + heading(m.Items[0]) + ending(m, m.Items[0])
	}
	return opening(severity, m.Reference) + several(m)
}

// severity is the word in capitals that a subject begins with, if any.
func severity(m Message) string {
	if n := escalation(m.Step); n > 0 {
		return fmt.Sprintf("ESCALATION %d", n)
	}
	switch m.Step {
	case StepOverdue:
		return "OVERDUE"
	case StepUndeliverable:
		return "UNDELIVERABLE"
	case StepDue:
		if it, ok := first(m.Items); ok && it.Due > m.today() {
			return "LAST WORKING DAY"
		}
		return "DUE TODAY"
	}
	return ""
}

func opening(severity, reference string) string {
	text := tidy(severity + " " + reference)
	if text == "" {
		return ""
	}
	return text + ": "
}

// ending says what is the matter with one milestone, after its title.
func ending(m Message, it Item) string {
	switch {
	case m.Step == StepDatesChanged:
		return " – " + change(it)
	case it.Due.IsZero() && m.Step == StepOpened:
		return " – started, to be done promptly"
	case it.Due.IsZero():
		return " – to be done promptly"
	case late(it, m.today()):
		return ", was due " + inBrackets(deadline(it), remaining(it, m.today()))
	case m.Step == StepOpened:
		return " – started, due " + inBrackets(deadline(it), leftUnlessSaid(m, it))
	}
	return " – due " + inBrackets(deadline(it), leftUnlessSaid(m, it))
}

// leftUnlessSaid leaves out "due today" where "DUE TODAY" leads already, and
// the like.
func leftUnlessSaid(m Message, it Item) string {
	if m.Step == StepDue && (it.Due == m.today() || it.ActBy == m.today()) {
		return ""
	}
	return remaining(it, m.today())
}

func change(it Item) string {
	switch {
	case it.Due.IsZero():
		return "no date any more, was " + it.Was.Long()
	case it.Was.IsZero():
		return "now has a date, " + deadline(it)
	}
	return "new date " + deadline(it) + ", was " + it.Was.Long()
}

// several says what is the matter with more than one milestone.
func several(m Message) string {
	text := plural(len(m.Items), "milestone")
	if m.Step == StepDatesChanged {
		text = plural(len(m.Items), "date")
	}
	text += map[string]string{
		StepOpened:       " have started",
		StepReminder:     " are not yet done",
		StepDue:          " are not yet done",
		StepDatesChanged: " have changed",
	}[m.Step]
	it, ok := first(m.Items)
	switch {
	case !ok:
		return text
	case m.Step == StepDatesChanged:
		return text + ", the first is now " + deadline(it)
	case late(it, m.today()):
		return text + ", the first was due " + inBrackets(deadline(it), remaining(it, m.today()))
	}
	return text + ", the first due " + deadline(it)
}

// first is the item that is due first; false when none has a date.
func first(items []Item) (Item, bool) {
	var found Item
	for _, it := range items {
		if !it.Due.IsZero() && (found.Due.IsZero() || it.Due < found.Due) {
			found = it
		}
	}
	return found, !found.Due.IsZero()
}
