package almanac

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Books are the cases and the partnerships on which a list is tried out.
type Books interface {
	// Partnerships lists the ids of all partnerships.
	Partnerships() []string

	// Under returns the calendars of a partnership in these eras; false for a
	// partnership that is not known.
	Under(partnership string, eras []Era) (plan.Eras, bool)

	// EachOpen visits every open case that can be planned, in no order.
	EachOpen(ctx context.Context, visit func(OpenCase) error) error
}

// OpenCase is an open case with everything that its dates follow from.
type OpenCase struct {
	ID, Reference, Partnership string
	Situation                  plan.Situation
}

// Move is an open date that a change of the bank holidays moves.
type Move struct {
	Case      string        `json:"case"` // its id
	Reference string        `json:"reference"`
	Milestone string        `json:"milestone"` // id or id/instance
	Basis     plan.Basis    `json:"basis"`
	Old       calendar.Date `json:"old"`
	New       calendar.Date `json:"new"`
	OldActBy  calendar.Date `json:"old_act_by"`
	NewActBy  calendar.Date `json:"new_act_by"`
	Applies   Applies       `json:"applies"`
	Why       []string      `json:"why"` // the days that changed
}

// Applies says when a moved date holds.
type Applies string

// The answers.
const (
	AtOnce     Applies = "at once"
	OnApproval Applies = "on approval"
)

// maxMoves is how many moves a report lists; of the rest it gives the number.
const maxMoves = 5000

// report returns the dates that a list would move once it is taken.
func (a *Almanac) report(ctx context.Context, list *calendar.List, now time.Time) (*Report, error) {
	newest := a.newest()
	r := &Report{Version: list.Version(), Unchanged: list.Hash() == newest.Hash(), Moves: []Move{}, Lines: []string{}}
	if r.Unchanged {
		return r, nil
	}
	r.changes(newest, list)
	taken := func(eras []Era) []Era {
		era := eras[len(eras)-1]
		era.From, era.Line = now, era.Line+1
		era.Waiting = append(slices.Clone(era.Waiting), Waiting{list, now})
		return append(slices.Clone(eras), era)
	}
	err := a.moves(ctx, r, taken(a.Eras()), list, now)
	return r, err
}

// reportApproval returns the dates that a list would move once it is approved.
func (a *Almanac) reportApproval(ctx context.Context, list *calendar.List, now time.Time) (*Report, error) {
	eras := a.Eras()
	era := eras[len(eras)-1]
	r := &Report{Version: list.Version(), Moves: []Move{}, Lines: []string{}}
	r.changes(era.Law, list)
	i := slices.IndexFunc(era.Waiting, func(w Waiting) bool { return w.List == list })
	approved := Era{From: now, Line: era.Line + 1, Law: list, Waiting: era.Waiting[i+1:]}
	err := a.moves(ctx, r, append(slices.Clone(eras), approved), list, now)
	return r, err
}

// changes notes how one list differs from another.
func (r *Report) changes(was, is *calendar.List) {
	r.Changes = calendar.Diff(was, is)
	for _, c := range r.Changes {
		r.Lines = append(r.Lines, c.String())
	}
}

// moves notes the dates that move. It plans every open case by the present eras, by
// those that would hold at once, and by the list alone.
func (a *Almanac) moves(ctx context.Context, r *Report, eras []Era, list *calendar.List, now time.Time) error {
	compared := map[string]*comparison{}
	for _, id := range a.books.Partnerships() {
		soon, ok := a.books.Under(id, eras)
		full, known := a.books.Under(id, []Era{{Law: list}})
		if ok && known {
			compared[id] = &comparison{soon: soon, full: full}
			r.Pending = r.Pending || len(soon.Pending()) > 0
		}
	}
	err := a.books.EachOpen(ctx, func(c OpenCase) error {
		b := compared[c.Partnership]
		if b == nil || !c.Situation.Under(b.soon).Contested(0, now) {
			return nil
		}
		r.add(c, plan.Plan(c.Situation, now), plan.Plan(c.Situation.Under(b.soon), now), plan.Plan(c.Situation.Under(b.full), now))
		return nil
	})
	slices.SortFunc(r.Moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(a.Old, b.Old), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Milestone, b.Milestone))
	})
	return err
}

// comparison holds the calendars of a partnership as they would be at once, and by
// the list alone.
type comparison struct{ soon, full plan.Eras }

// add notes the milestones of a case that are open and move.
func (r *Report) add(c OpenCase, was, soon, full *plan.Timetable) {
	for i := range was.Milestones {
		a, s, f := &was.Milestones[i], &soon.Milestones[i], &full.Milestones[i]
		if !a.DoneAt.IsZero() || a.Status == plan.StatusNotNeeded || a.Status == plan.StatusDone {
			continue
		}
		m := Move{Case: c.ID, Reference: c.Reference, Milestone: a.Key(), Basis: a.Basis, Old: a.Due, OldActBy: a.ActBy}
		switch {
		case !plan.SameDates(a, s):
			m.New, m.NewActBy, m.Applies, m.Why = s.Due, s.ActBy, AtOnce, plan.DaysBetween(a, s)
		case !plan.SameDates(a, f):
			m.New, m.NewActBy, m.Applies, m.Why = f.Due, f.ActBy, OnApproval, plan.DaysBetween(a, f)
		default:
			continue
		}
		if len(r.Moves) == maxMoves {
			r.More++
			continue
		}
		r.Moves = append(r.Moves, m)
	}
}
