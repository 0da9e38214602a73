package plan

import (
	"time"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Situation is everything that the dates of a case follow from, except the moment
// of the plan.
type Situation struct {
	Procedure *procedure.Procedure // without one there is nothing to plan
	Eras      Eras                 // of bank holidays
	Agencies  []string
	Facts     []Fact
}

// Under returns the situation by other lists of bank holidays.
func (s Situation) Under(eras Eras) Situation {
	s.Eras = eras
	return s
}

// With returns the situation with one more fact.
func (s Situation) With(f Fact) Situation {
	s.Facts = append(s.Facts[:len(s.Facts):len(s.Facts)], f)
	return s
}

// Contested says whether the eras disagree on a day that can touch a date of the
// case, or that falls within so many days after one.
func (s Situation) Contested(after int, now time.Time) bool {
	return !s.Eras.agreeOn(s.in(Era{Law: s.Eras.Newest()}, now).reach, after)
}
