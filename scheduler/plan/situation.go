package plan

import (
	"time"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Situation is all that the dates of a case follow from, but for the moment at
// which one looks.
type Situation struct {
	Procedure *procedure.Procedure
	Eras      Eras // of bank holidays
	Agencies  []string
	Facts     []Fact
}

// Under returns the situation as it is by other lists of bank holidays.
func (s Situation) Under(eras Eras) Situation {
	s.Eras = eras
	return s
}

// With returns the situation with one fact more.
func (s Situation) With(f Fact) Situation {
	s.Facts = append(s.Facts[:len(s.Facts):len(s.Facts)], f)
	return s
}

// Contested says whether a day on which the eras disagree can touch a date of the
// case, or falls within so many days after one.
func (s Situation) Contested(after int, now time.Time) bool {
	return !s.Eras.agreeOn(s.in(Era{Law: s.Eras.Newest()}, now).reach, after)
}
