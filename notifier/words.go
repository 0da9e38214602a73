package notifier

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// deadline returns when an item is due, with the hour where that matters.
func deadline(it letter.Item) string {
	if it.Hour && !it.DueAt.IsZero() {
		return it.Due.Long() + it.DueAt.In(calendar.London()).Format(" at 15:04")
	}
	return it.Due.Long()
}

// late says whether an item's moment had passed when the email was decided on.
func late(it letter.Item, today calendar.Date) bool {
	return it.Status == "overdue" || !it.Due.IsZero() && it.Due < today
}

// remaining returns what is left of the time: "2 working days left", "due today",
// "3 working days overdue".
func remaining(it letter.Item, today calendar.Date) string {
	switch {
	case it.Due.IsZero():
		return ""
	case late(it, today) && it.Remaining < 0:
		return words.Count(-it.Remaining, "working day") + " overdue"
	case late(it, today):
		return "overdue by less than a working day"
	case it.Due == today:
		return "due today"
	case it.ActBy == today:
		return "today is the last working day"
	case it.Remaining > 0:
		return words.Count(it.Remaining, "working day") + " left"
	default:
		return "no working day left"
	}
}

// inBrackets adds what is left of the time to a date, if anything is said of it.
func inBrackets(date, left string) string {
	if left == "" {
		return date
	}
	return date + " (" + left + ")"
}
