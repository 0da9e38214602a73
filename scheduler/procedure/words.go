package procedure

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
)

// RemindersInWords says when reminders come: "10, 5 and 1 working days before
// the day to act by". Without any there are those of the day itself.
func RemindersInWords(list []calendar.Period) string {
	if len(list) == 0 {
		return "on the day to act by, and not before"
	}
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = p.String()
		if i+1 < len(list) && list[i+1].Unit == p.Unit {
			out[i] = fmt.Sprint(p.N) // its unit follows with the next one
		}
	}
	last := len(list) - 1
	if last > 0 && list[last-1].Unit == list[last].Unit {
		out[last] = fmt.Sprint(list[last].N, " ", list[last].Unit, "s") // many, though the last number may be 1
	}
	return words.And(out) + " before the day to act by, and on the day"
}

// LadderInWords says who is told once a milestone is overdue, and when: first
// those who have to act, in the next hours of sending, or at once where hours are
// counted. Each step counts from that first email, and not from the one before.
func LadderInWords(list []Rung, hours bool) string {
	told := "on the next morning of sending"
	if hours {
		told = "at once"
	}
	told += ", its owner and the business manager"
	from := "that email"
	for _, r := range list {
		told += fmt.Sprintf("; %s after %s, %s", r.After, from, words.And(r.Tell))
		from = "it"
	}
	return told
}
