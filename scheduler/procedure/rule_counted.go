package procedure

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// The rules that count from a single moment.
var (
	_ Counted = Offset{}
	_ Counted = Window{}
	_ Counted = Day{}
	_ Counted = SameDay{}
	_ Counted = Keep{}
)

// Offset is a limit: a period after or before something.
type Offset struct {
	Period calendar.Period
	Before bool
	On     bool // on that day, not within the period: too early is wrong too
	Anchor Anchor
}

func (o Offset) String() string {
	if o.On {
		return "on " + o.distance()
	}
	return o.distance()
}

// distance is how far the date is from what the rule counts from.
func (o Offset) distance() string { return o.Period.String() + direction(o.Before) + o.Anchor.String() }

func direction(before bool) string {
	if before {
		return " before "
	}
	return " after "
}

// InWords implements [Rule].
func (o Offset) InWords() string {
	switch {
	case o.On:
		return "On the day that is " + o.distance() + ", not earlier and not later"
	case o.Before:
		return "At least " + o.distance()
	}
	return "Within " + o.distance()
}

// Count implements [Counted].
func (o Offset) Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error) {
	if o.Before {
		due, err = cal.Before(from, o.Period)
	} else {
		due, err = cal.After(from, o.Period)
	}
	if o.On {
		earliest = due
	}
	return earliest, due, err
}

// Anchors implements [Rule].
func (o Offset) Anchors() []Anchor { return []Anchor{o.Anchor} }

// Duty implements [Rule].
func (o Offset) Duty() Duty { return Limit }

// Back implements [Rule].
func (o Offset) Back() bool { return o.Before }

// InHours implements [Rule].
func (o Offset) InHours() bool { return o.Period.Unit == calendar.Hours }

func (o Offset) sealed() {}

// Window is a span with two ends: not before the first, not after the second.
type Window struct {
	From, To int
	Unit     calendar.Unit
	Before   bool
	Anchor   Anchor
}

func (w Window) String() string { return "between " + w.span() }

func (w Window) span() string {
	return fmt.Sprintf("%d and %s%s%s", w.From, calendar.Period{N: w.To, Unit: w.Unit}, direction(w.Before), w.Anchor)
}

// InWords implements [Rule].
func (w Window) InWords() string { return "Between " + w.span() + ", not earlier and not later" }

// Count implements [Counted]. Before something the longer period comes first.
func (w Window) Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error) {
	first, last := calendar.Period{N: w.From, Unit: w.Unit}, calendar.Period{N: w.To, Unit: w.Unit}
	count := cal.After
	if w.Before {
		first, last, count = last, first, cal.Before
	}
	if earliest, err = count(from, first); err != nil {
		return earliest, due, err
	}
	due, err = count(from, last)
	return earliest, due, err
}

// Anchors implements [Rule].
func (w Window) Anchors() []Anchor { return []Anchor{w.Anchor} }

// Duty implements [Rule].
func (w Window) Duty() Duty { return Limit }

// Back implements [Rule].
func (w Window) Back() bool { return w.Before }

// InHours implements [Rule].
func (w Window) InHours() bool { return w.Unit == calendar.Hours }

func (w Window) sealed() {}

// Day is day N of a count in which the day of the anchor is day 1; with From
// below To it is a window. Unit is WorkingDays or Days.
type Day struct {
	From, To int
	Unit     calendar.Unit
	Anchor   Anchor
}

func (d Day) String() string {
	kind := ""
	if d.Unit == calendar.Days {
		kind = "calendar "
	}
	if d.From == d.To {
		return fmt.Sprintf("%sday %d counting %s as day 1", kind, d.To, d.Anchor)
	}
	return fmt.Sprintf("between %sday %d and day %d counting %s as day 1", kind, d.From, d.To, d.Anchor)
}

// InWords implements [Rule].
func (d Day) InWords() string {
	kind := "working"
	if d.Unit == calendar.Days {
		kind = "calendar"
	}
	if d.From == d.To {
		return fmt.Sprintf("By %s day %d, counting %s as day 1", kind, d.To, d.Anchor)
	}
	return fmt.Sprintf("From %s day %d to day %d, counting %s as day 1", kind, d.From, d.To, d.Anchor)
}

// Count implements [Counted].
func (d Day) Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error) {
	if due, err = cal.DayN(from, d.To, d.Unit); err == nil && d.From != d.To {
		earliest, err = cal.DayN(from, d.From, d.Unit)
	}
	return earliest, due, err
}

// Anchors implements [Rule].
func (d Day) Anchors() []Anchor { return []Anchor{d.Anchor} }

// Duty implements [Rule].
func (d Day) Duty() Duty { return Limit }

// Back implements [Rule].
func (d Day) Back() bool { return false }

// InHours implements [Rule].
func (d Day) InHours() bool { return false }

func (d Day) sealed() {}

// SameDay is the day of the anchor itself.
type SameDay struct{ Anchor Anchor }

func (s SameDay) String() string { return "the same day as " + s.Anchor.String() }

// InWords implements [Rule].
func (s SameDay) InWords() string { return "On " + s.String() }

// Count implements [Counted].
func (s SameDay) Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error) {
	return earliest, cal.SameDay(from), nil
}

// Anchors implements [Rule].
func (s SameDay) Anchors() []Anchor { return []Anchor{s.Anchor} }

// Duty implements [Rule].
func (s SameDay) Duty() Duty { return Limit }

// Back implements [Rule].
func (s SameDay) Back() bool { return false }

// InHours implements [Rule].
func (s SameDay) InHours() bool { return false }

func (s SameDay) sealed() {}

// Bound says what a keep-until period is.
type Bound string

// The bounds of a keep-until period.
const (
	AtLeast Bound = "at least"
	AtMost  Bound = "at most"
	Exactly Bound = "exactly"
)

// Keep is a duty that lasts: something is kept until a date.
type Keep struct {
	Bound  Bound
	Period calendar.Period
	Anchor Anchor
}

func (k Keep) String() string { return "keep " + k.howLong() }

// howLong is how long something is kept.
func (k Keep) howLong() string { return fmt.Sprintf("%s %s after %s", k.Bound, k.Period, k.Anchor) }

// InWords implements [Rule].
func (k Keep) InWords() string { return "Kept for " + k.howLong() }

// Count implements [Counted].
func (k Keep) Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error) {
	due, err = cal.After(from, k.Period)
	return earliest, due, err
}

// Anchors implements [Rule].
func (k Keep) Anchors() []Anchor { return []Anchor{k.Anchor} }

// Duty implements [Rule]: a minimum ends by itself, anything else does not.
func (k Keep) Duty() Duty {
	if k.Bound == AtLeast {
		return KeepAtLeast
	}
	return KeepUntil
}

// Back implements [Rule].
func (k Keep) Back() bool { return false }

// InHours implements [Rule].
func (k Keep) InHours() bool { return k.Period.Unit == calendar.Hours }

func (k Keep) sealed() {}
