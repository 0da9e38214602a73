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
	From    time.Time
	Line    int // of the journal, with which it began
	Law     *calendar.List
	Waiting []Waiting // oldest first
}

// Waiting is a list whose later dates wait for approval.
type Waiting struct {
	*calendar.List
	Since time.Time
}

// ShippedEras is the era of the list that came with the program, for want of a
// journal.
func ShippedEras() []Era { return []Era{{Law: calendar.Shipped()}} }

// Newest is the list that was taken last.
func (e Era) Newest() *calendar.List {
	if n := len(e.Waiting); n > 0 {
		return e.Waiting[n-1].List
	}
	return e.Law
}

// foldJournal adds to the eras what the next lines of the journal say. A
// line that does not hold what it says is an error: no calendar is better than
// a wrong one, and the one in use stays.
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
			continue // what was refused changes nothing
		}
		eras = append(eras, now)
	}
	return eras, nil
}

// waits finds a list that waits for approval by its version: of several the
// newest.
func (e Era) waits(version string) int {
	for i := len(e.Waiting) - 1; i >= 0; i-- {
		if e.Waiting[i].Version() == version {
			return i
		}
	}
	return -1
}

// list reads the list of a line.
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

// ErasOf builds the calendars of a partnership: of its division, with what
// it lays over them in law and its way of counting.
func ErasOf(eras []Era, division calendar.Division, over calendar.Overlay, k calendar.Counting) plan.Eras {
	built := map[*calendar.List]*calendar.Calendar{}
	build := func(l *calendar.List) *calendar.Calendar {
		if built[l] == nil {
			built[l] = calendar.New(division, l, over).With(k)
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
