package procedure

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// Rule says when a milestone is due. Its String is the rule in plain words, in
// the form that [ParseRule] reads.
type Rule interface {
	fmt.Stringer
	// Anchors lists what the rule counts from.
	Anchors() []Anchor
}

// Point says which moment of an event or milestone is counted from.
type Point int

// The points. Completion is the first occurrence of an event, or the moment at
// which a milestone was done; until it is done, its due date is a forecast.
const (
	Completion Point = iota
	Last             // the last occurrence
	Deadline         // the due date, even where the milestone was done early
	Every            // the last completion, once all instances are done
	Late             // the moment from which it is expected to miss its due date
	Moved            // the moment at which its planned date was put off, the last time
)

// Anchor is what a period is counted from.
type Anchor struct {
	Name  string
	Point Point
}

func (a Anchor) String() string {
	switch a.Point {
	case Last:
		return "the last " + a.Name
	case Deadline:
		return "the deadline of " + a.Name
	case Every:
		return "every " + a.Name
	case Late:
		return a.Name + " is expected late"
	case Moved:
		return a.Name + " is moved later"
	default:
		return a.Name
	}
}

// Offset is a limit: a period after or before something.
type Offset struct {
	Period calendar.Period
	Before bool
	On     bool // on that day, not within the period: too early is wrong too
	Anchor Anchor
}

func (o Offset) String() string {
	on := ""
	if o.On {
		on = "on "
	}
	return on + o.Period.String() + direction(o.Before) + o.Anchor.String()
}

// Anchors implements [Rule].
func (o Offset) Anchors() []Anchor { return []Anchor{o.Anchor} }

func direction(before bool) string {
	if before {
		return " before "
	}
	return " after "
}

// Window is a span with two ends: not before the first, not after the second.
type Window struct {
	From, To int
	Unit     calendar.Unit
	Before   bool
	Anchor   Anchor
}

func (w Window) String() string {
	return fmt.Sprintf("between %d and %s%s%s", w.From, calendar.Period{N: w.To, Unit: w.Unit}, direction(w.Before), w.Anchor)
}

// Anchors implements [Rule].
func (w Window) Anchors() []Anchor { return []Anchor{w.Anchor} }

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

// Anchors implements [Rule].
func (d Day) Anchors() []Anchor { return []Anchor{d.Anchor} }

// SameDay is the day of the anchor itself.
type SameDay struct{ Anchor Anchor }

func (s SameDay) String() string { return "the same day as " + s.Anchor.String() }

// Anchors implements [Rule].
func (s SameDay) Anchors() []Anchor { return []Anchor{s.Anchor} }

// Either is the earlier or the later of two rules, of those that are known.
type Either struct {
	Later bool
	A, B  Rule
}

func (e Either) String() string {
	which := "earlier"
	if e.Later {
		which = "later"
	}
	return fmt.Sprintf("the %s of %s and %s", which, e.A, e.B)
}

// Anchors implements [Rule].
func (e Either) Anchors() []Anchor { return append(e.A.Anchors(), e.B.Anchors()...) }

// Set is a date that is set for each case, or for each instance, in a letter
// or in the terms of reference.
type Set struct{ Where string }

func (s Set) String() string { return "the date in " + s.Where }

// Anchors implements [Rule].
func (s Set) Anchors() []Anchor { return nil }

// Promptly is a duty without a period: open from its anchor, or from any of
// several, and never overdue.
type Promptly struct {
	Anchor Anchor
	Or     []Anchor
}

func (p Promptly) String() string {
	out := "promptly after " + p.Anchor.String()
	for _, a := range p.Or {
		out += " or " + a.String()
	}
	return out
}

// Anchors implements [Rule].
func (p Promptly) Anchors() []Anchor { return append([]Anchor{p.Anchor}, p.Or...) }

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

func (k Keep) String() string {
	return fmt.Sprintf("keep %s %s after %s", k.Bound, k.Period, k.Anchor)
}

// Ends says whether something is to be done when the period is over: a minimum
// ends by itself, anything else does not.
func (k Keep) Ends() bool { return k.Bound != AtLeast }

// Anchors implements [Rule].
func (k Keep) Anchors() []Anchor { return []Anchor{k.Anchor} }
