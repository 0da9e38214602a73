package procedure

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
)

// InWords is a due rule as a person would say it, without the full stop:
// "Within 15 working days after aware". Its String is the rule as it is
// written in a file.
func InWords(r Rule) string {
	switch r := r.(type) {
	case Offset:
		switch {
		case r.On:
			return "On the day that is " + strings.TrimPrefix(r.String(), "on ") + ", not earlier and not later"
		case r.Before:
			return "At least " + r.String()
		}
		return "Within " + r.String()
	case Window:
		return capital(r.String()) + ", not earlier and not later"
	case Day:
		return dayInWords(r)
	case SameDay:
		return "On " + r.String()
	case Either:
		which := "earlier"
		if r.Later {
			which = "later"
		}
		return fmt.Sprintf("By the %s of two dates: %s, and %s", which, r.A, r.B)
	case Set:
		return "By " + r.String() + ", which is set for each case"
	case Promptly:
		return capital(r.String()) + ": no period is given, so it is never overdue"
	case Keep:
		return "Kept for " + strings.TrimPrefix(r.String(), "keep ")
	}
	return capital(r.String())
}

func dayInWords(d Day) string {
	kind := "working"
	if d.Unit == calendar.Days {
		kind = "calendar"
	}
	if d.From == d.To {
		return fmt.Sprintf("By %s day %d, counting %s as day 1", kind, d.To, d.Anchor)
	}
	return fmt.Sprintf("From %s day %d to day %d, counting %s as day 1", kind, d.From, d.To, d.Anchor)
}

// RemindersInWords says when reminders come: "10, 5 and 1 working days before
// the day to act by". Without any there are those of the day itself.
func RemindersInWords(list []calendar.Period) string {
	if len(list) == 0 {
		return "on the day to act by, and not before"
	}
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.String()
		if i+1 < len(list) && list[i+1].Unit == p.Unit {
			words[i] = fmt.Sprint(p.N) // its unit follows with the next one
		}
	}
	last := len(list) - 1
	if last > 0 && list[last-1].Unit == list[last].Unit {
		words[last] = fmt.Sprintf("%d %ss", list[last].N, list[last].Unit)
	}
	return And(words) + " before the day to act by, and on the day"
}

// LadderInWords says who is told once a milestone is overdue, and when: first
// those who have to act, in the next hours of sending, or at once where hours are
// counted. Each step counts from that first email, and not from the one before.
func LadderInWords(list []Rung, hours bool) string {
	words := "on the next morning of sending"
	if hours {
		words = "at once"
	}
	words += ", its owner and the business manager"
	from := "that email"
	for _, r := range list {
		words += fmt.Sprintf("; %s after %s, %s", r.After, from, And(r.Tell))
		from = "it"
	}
	return words
}

// InHours says whether the milestone is counted in hours, so that its emails do
// not wait for the morning.
func (m *Milestone) InHours() bool { return strings.Contains(m.Due.String(), " hour") }

// And joins words as in a sentence: "a, b and c".
func And(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
