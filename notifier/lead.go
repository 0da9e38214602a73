package notifier

import (
	"fmt"

	"github.com/longstop/longstop/scheduler/letter"
)

// lead returns the sentence under the heading: what has happened and what is asked.
func lead(m Message) string {
	if n := m.Step.Rung(); n > 0 {
		return escalationLead(m, n)
	}
	many := len(m.Items) > 1
	switch m.Step {
	case letter.StepOpened:
		return choose(many, "These milestones have started.", "This milestone has started.")
	case letter.StepReminder:
		return choose(many, "These milestones are not yet recorded as done.", "This is not yet recorded as done.")
	case letter.StepDue:
		return choose(severity(m) == "DUE TODAY", "Today is the day, and nothing is recorded yet.",
			"Today is the last working day before the date, and nothing is recorded yet.")
	case letter.StepOverdue:
		return choose(many, "The dates have passed and nothing is recorded. ", "The date has passed and nothing is recorded. ") +
			"If it has been done, it needs recording; if not, it needs doing now."
	case letter.StepDatesChanged:
		if it, ok := first(m.Items); !many && (!ok || it.Was.IsZero()) {
			return choose(ok, "This now has a date.", "This no longer has a date.")
		}
		return choose(many, "The dates below have changed. Please use the new ones.", "The date below has changed. Please use the new one.")
	}
	return "An email about this case could not be delivered to the person it was meant for, so you are told in their place."
}

func escalationLead(m Message, n int) string {
	why := choose(len(m.Items) > 1, "nothing is recorded for the milestones below", "nothing is recorded for the milestone below")
	for _, it := range m.Items {
		if late(it, m.today()) {
			why = choose(len(m.Items) > 1, "dates have passed and nothing is recorded", "the date has passed and nothing is recorded")
		}
	}
	return fmt.Sprintf("This is escalation %d. It comes to you because %s.", n, why)
}

func choose(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}
