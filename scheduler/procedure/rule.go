package procedure

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// Rule says when a milestone is due. Its String is the rule in plain words, in
// the form that [ParseRule] reads. The kinds of rules are those of this package.
// Each answers for itself what others ask of a rule, so that nobody has to know
// all the kinds, and a new kind cannot be forgotten anywhere.
type Rule interface {
	fmt.Stringer

	// InWords returns the rule as a person would say it, without the full stop:
	// "Within 15 working days after aware".
	InWords() string

	// Anchors lists what the rule counts from.
	Anchors() []Anchor

	// Duty says what the rule makes of a milestone.
	Duty() Duty

	// Back says whether the rule counts towards something that is still to come.
	Back() bool

	// InHours says whether the rule counts hours, so that its emails do not wait
	// for the morning. Of two rules it is enough that one does.
	InHours() bool

	// sealed keeps the kinds of rules in this package.
	sealed()
}

// Counted is a rule that counts from a single moment: a calendar is all that it
// takes to find its date.
type Counted interface {
	Rule

	// Count returns the date of the rule, counted from a moment. earliest is zero
	// where the rule has no window.
	Count(cal *calendar.Calendar, from calendar.When) (earliest, due calendar.Reckoned, err error)
}

// Duty is what a rule makes of a milestone.
type Duty int

// The duties, all of them.
const (
	Limit       Duty = iota + 1 // it is to be done by a date, which the rule finds
	Appointment                 // it is to be done by a date that is set for each case
	Prompt                      // it is to be done without delay: there is no date
	KeepAtLeast                 // it lasts until a date, and ends by itself
	KeepUntil                   // it lasts until a date, and then something is to be done
)

// Lasts says whether something is kept until the date, and not done by it.
func (d Duty) Lasts() bool { return d == KeepAtLeast || d == KeepUntil }

// CanBeOverdue says whether the date can pass with something still to be done.
func (d Duty) CanBeOverdue() bool { return d == Limit || d == Appointment || d == KeepUntil }

// Reckoner finds what rules come to in a case. It has a method for each way in
// which a rule comes to a date, so that none of them can be forgotten.
type Reckoner[T any] interface {
	Counted(Counted) T
	Either(Either) T
	Set(Set) T
	Promptly(Promptly) T
}

// Reckon returns what a rule comes to: it hands the rule to the method that is
// for it.
func Reckon[T any, R Reckoner[T]](rule Rule, by R) T {
	switch r := rule.(type) {
	case Either:
		return by.Either(r)
	case Set:
		return by.Set(r)
	case Promptly:
		return by.Promptly(r)
	default:
		return by.Counted(r.(Counted)) // a kind that is none of these is counted
	}
}
