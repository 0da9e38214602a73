package procedure

import "fmt"

// Either is the earlier or the later of two rules, of those that are known.
type Either struct {
	Later bool
	A, B  Rule
}

func (e Either) String() string { return fmt.Sprintf("the %s of %s and %s", e.which(), e.A, e.B) }

func (e Either) which() string {
	if e.Later {
		return "later"
	}
	return "earlier"
}

// InWords implements [Rule].
func (e Either) InWords() string {
	return fmt.Sprintf("By the %s of two dates: %s, and %s", e.which(), e.A, e.B)
}

// Anchors implements [Rule].
func (e Either) Anchors() []Anchor { return append(e.A.Anchors(), e.B.Anchors()...) }

// Duty implements [Rule].
func (e Either) Duty() Duty { return Limit }

// Back implements [Rule].
func (e Either) Back() bool { return e.A.Back() && e.B.Back() }

// InHours implements [Rule].
func (e Either) InHours() bool { return e.A.InHours() || e.B.InHours() }

func (e Either) sealed() {}

// Set is a date that is set for each case, or for each instance, in a letter
// or in the terms of reference.
type Set struct{ Where string }

func (s Set) String() string { return "the date in " + s.Where }

// InWords implements [Rule].
func (s Set) InWords() string { return "By " + s.String() + ", which is set for each case" }

// Anchors implements [Rule].
func (s Set) Anchors() []Anchor { return nil }

// Duty implements [Rule].
func (s Set) Duty() Duty { return Appointment }

// Back implements [Rule].
func (s Set) Back() bool { return false }

// InHours implements [Rule]: whatever is written of where the date is set.
func (s Set) InHours() bool { return false }

func (s Set) sealed() {}

// Promptly is a duty without a period: open from its anchor, or from any of
// several, and never overdue.
type Promptly struct {
	Anchor Anchor
	Or     []Anchor
}

func (p Promptly) String() string { return "promptly " + p.after() }

func (p Promptly) after() string {
	out := "after " + p.Anchor.String()
	for _, a := range p.Or {
		out += " or " + a.String()
	}
	return out
}

// InWords implements [Rule].
func (p Promptly) InWords() string {
	return "Promptly " + p.after() + ": no period is given, so it is never overdue"
}

// Anchors implements [Rule].
func (p Promptly) Anchors() []Anchor { return append([]Anchor{p.Anchor}, p.Or...) }

// Duty implements [Rule].
func (p Promptly) Duty() Duty { return Prompt }

// Back implements [Rule].
func (p Promptly) Back() bool { return false }

// InHours implements [Rule].
func (p Promptly) InHours() bool { return false }

func (p Promptly) sealed() {}
