package scheduler

import (
	"context"
	"errors"
	"fmt"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// situationOf finds the partnership and the edition of a case. Where the case
// is ahead of what this process has read of the journal, it reads on first:
// another daemon has read a line that this one has not.
func situationOf(ctx context.Context, w Partnerships, a *almanac.Almanac, c *Case) (Partnership, *procedure.Procedure, error) {
	ps, p, err := situation(w, c)
	if !errors.Is(err, ErrBehind) {
		return ps, p, err
	}
	if err := a.Sync(ctx); err != nil {
		return ps, p, err
	}
	return situation(w, c)
}

// situation finds the partnership and the edition of a case, by what this process
// has read of the journal: ErrBehind where the case was planned by more.
func situation(w Partnerships, c *Case) (Partnership, *procedure.Procedure, error) {
	ps, ok := w.Find(c.Partnership)
	if !ok {
		return ps, nil, fmt.Errorf("%w: the partnership %q", ErrConfiguration, c.Partnership)
	}
	p, err := w.Procedure(ps.ID, c.Procedure, c.Edition)
	if err != nil {
		return ps, nil, fmt.Errorf("%w: %w", ErrConfiguration, err)
	}
	if c.Journal > ps.Eras.Line() {
		return ps, nil, ErrBehind
	}
	return ps, p, nil
}

// books shows the almanac the open cases of a store.
type books struct {
	store        Store
	partnerships Partnerships
}

// BooksOf returns the cases of a store, and the partnerships whose they are, as
// an almanac tries lists out on them.
func BooksOf(store Store, partnerships Partnerships) almanac.Books { return books{store, partnerships} }

// Partnerships implements [almanac.Books].
func (b books) Partnerships() []string { return b.partnerships.IDs() }

// Under implements [almanac.Books].
func (b books) Under(partnership string, lists []almanac.Era) (now, then plan.Eras, ok bool) {
	ps, ok := b.partnerships.Find(partnership)
	if !ok {
		return now, then, false
	}
	return ps.Eras, ps.Relist(lists), true
}

// EachOpen implements [almanac.Books].
func (b books) EachOpen(ctx context.Context, visit func(almanac.OpenCase) error) error {
	return b.store.EachCase(ctx, func(_ string, c *Case, err error) error {
		if err != nil || !c.ClosedAt.IsZero() {
			return nil // what cannot be read is counted when it is woken
		}
		_, p, err := situation(b.partnerships, c)
		if err != nil {
			return nil
		}
		return visit(almanac.OpenCase{ID: c.ID, Reference: c.Reference, Partnership: c.Partnership, Procedure: p, Agencies: c.Agencies, Facts: c.Facts})
	})
}
