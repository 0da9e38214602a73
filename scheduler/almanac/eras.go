package almanac

import (
	"fmt"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Era is a time in which the same lists of bank holidays held, for every
// partnership alike.
type Era struct {
	From    time.Time      // when it began; zero: it always held
	Line    int            // the line of the journal that began it
	Law     *calendar.List // the list that was approved last
	Waiting []Waiting      // the lists that came since, oldest first
}

// Waiting is a list whose later dates wait for approval.
type Waiting struct {
	*calendar.List
	Since time.Time
}

// ShippedEras returns the one era of the list that ships, for use without a
// journal.
func ShippedEras() []Era { return []Era{{Law: calendar.Shipped()}} }

// Newest returns the list that came last, approved or not.
func (e Era) Newest() *calendar.List {
	if n := len(e.Waiting); n > 0 {
		return e.Waiting[n-1].List
	}
	return e.Law
}

// foldJournal returns the eras with those that the next lines of the journal
// begin. A line that contradicts itself or those before it is an error.
func foldJournal(before []Era, lines []Line) ([]Era, error) {
	eras := slices.Clone(before)
	var now Era
	if n := len(eras); n > 0 {
		now = eras[n-1]
	}
	for _, l := range lines {
		now.From, now.Line = l.At, l.Number
		switch l.What {
		case Shipped, Imported:
			list, err := l.list()
			if err != nil {
				return nil, err
			}
			if now.Law == nil {
				now.Law, now.From = list, time.Time{} // nothing held before it
			} else {
				now.Waiting = append(now.Waiting[:len(now.Waiting):len(now.Waiting)], Waiting{list, l.At})
			}
		case Approved:
			i := now.waits(l.Version)
			if i < 0 {
				return nil, fmt.Errorf("line %d of the journal of bank holidays approves version %s, which does not wait", l.Number, l.Version)
			}
			now.Law, now.Waiting = now.Waiting[i].List, now.Waiting[i+1:]
		default:
			continue // a refused list changes nothing
		}
		eras = append(eras, now)
	}
	return eras, nil
}

// waits returns the index of the waiting list of a version, of several the newest;
// -1 if none waits.
func (e Era) waits(version string) int {
	for i := len(e.Waiting) - 1; i >= 0; i-- {
		if e.Waiting[i].Version() == version {
			return i
		}
	}
	return -1
}

// list returns the list of a line, or an error if the line does not hold the list
// that it names.
func (l Line) list() (*calendar.List, error) {
	list, err := calendar.ParseList(l.Data)
	if err != nil {
		return nil, fmt.Errorf("line %d of the journal of bank holidays: %w", l.Number, err)
	}
	if list.Hash() != l.Hash {
		return nil, fmt.Errorf("line %d of the journal of bank holidays says version %s and holds %s", l.Number, l.Version, list.Version())
	}
	return list, nil
}

// ErasOf returns the calendars of a partnership in each era: those of its
// division, with its overlay in law and its way of counting.
func ErasOf(eras []Era, division calendar.Division, over calendar.Overlay, k calendar.Counting) plan.Eras {
	built := map[*calendar.List]*calendar.Calendar{}
	build := func(l *calendar.List) *calendar.Calendar {
		if built[l] == nil {
			built[l] = calendar.MustNew(division, l, over).With(k) // the list and the overlay were checked when they were read
		}
		return built[l]
	}
	out := make([]plan.Era, len(eras))
	for i, e := range eras {
		out[i] = plan.Era{From: e.From, Line: e.Line, Law: build(e.Law)}
		for _, w := range e.Waiting {
			out[i].Waiting = append(out[i].Waiting, plan.Awaiting{Calendar: build(w.List), List: w.Version(), Since: w.Since})
		}
	}
	return plan.NewEras(out)
}
