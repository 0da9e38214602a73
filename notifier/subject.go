package notifier

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// subject returns the line by which the recipient decides what to do first: the
// severity leads, then the reference, then what and when.
func subject(m Message) string {
	switch m.Step {
	case letter.StepDigest:
		return digestSubject(m)
	case letter.StepHeartbeat:
		return "Longstop is alive – " + m.Date.In(calendar.London()).Format("Mon 2 January 2006, 15:04")
	}
	severity := severity(m)
	if len(m.Items) == 0 {
		return opening(severity, m.Reference) + "an email could not be delivered"
	}
	if len(m.Items) == 1 {
		return opening(severity, m.Reference) + words.Tidy(m.Items[0].Title) + ending(m, m.Items[0])
	}
	return opening(severity, m.Reference) + several(m)
}

// severity returns the word in capitals with which a subject begins, if any.
func severity(m Message) string {
	if n := m.Step.Rung(); n > 0 {
		return fmt.Sprintf("ESCALATION %d", n)
	}
	switch m.Step {
	case letter.StepOverdue:
		return "OVERDUE"
	case letter.StepUndeliverable:
		return "UNDELIVERABLE"
	case letter.StepDue:
		if it, ok := first(m.Items); ok && it.Due > m.today() {
			return "LAST WORKING DAY"
		}
		return "DUE TODAY"
	}
	return ""
}

func opening(severity, reference string) string {
	text := words.Tidy(severity + " " + reference)
	if text == "" {
		return ""
	}
	return text + ": "
}

// ending returns what follows the title of one milestone: what is the matter.
func ending(m Message, it letter.Item) string {
	switch {
	case m.Step == letter.StepDatesChanged:
		return " – " + change(it)
	case it.Due.IsZero() && m.Step == letter.StepOpened:
		return " – started, to be done promptly"
	case it.Due.IsZero():
		return " – to be done promptly"
	case late(it, m.today()):
		return ", was due " + inBrackets(deadline(it), remaining(it, m.today()))
	case m.Step == letter.StepOpened:
		return " – started, due " + inBrackets(deadline(it), leftUnlessSaid(m, it))
	}
	return " – due " + inBrackets(deadline(it), leftUnlessSaid(m, it))
}

// leftUnlessSaid returns what is left of the time, unless the subject leads with
// it: "due today" after "DUE TODAY".
func leftUnlessSaid(m Message, it letter.Item) string {
	if m.Step == letter.StepDue && (it.Due == m.today() || it.ActBy == m.today()) {
		return ""
	}
	return remaining(it, m.today())
}

func change(it letter.Item) string {
	switch {
	case it.Due.IsZero():
		return "no date any more, was " + it.Was.Long()
	case it.Was.IsZero():
		return "now has a date, " + deadline(it)
	}
	return "new date " + deadline(it) + ", was " + it.Was.Long()
}

// several returns what is the matter with more than one milestone.
func several(m Message) string {
	text := words.Count(len(m.Items), "milestone")
	if m.Step == letter.StepDatesChanged {
		text = words.Count(len(m.Items), "date")
	}
	text += map[letter.Step]string{
		letter.StepOpened:       " have started",
		letter.StepReminder:     " are not yet done",
		letter.StepDue:          " are not yet done",
		letter.StepDatesChanged: " have changed",
	}[m.Step]
	it, ok := first(m.Items)
	switch {
	case !ok:
		return text
	case m.Step == letter.StepDatesChanged:
		return text + ", the first is now " + deadline(it)
	case late(it, m.today()):
		return text + ", the first was due " + inBrackets(deadline(it), remaining(it, m.today()))
	}
	return text + ", the first due " + deadline(it)
}

// first returns the item that is due first; false when none has a date.
func first(items []letter.Item) (letter.Item, bool) {
	var found letter.Item
	for _, it := range items {
		if !it.Due.IsZero() && (found.Due.IsZero() || it.Due < found.Due) {
			found = it
		}
	}
	return found, !found.Due.IsZero()
}
