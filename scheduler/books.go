package scheduler

import (
	"context"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// books shows the almanac the open cases of a store.
type books struct {
	store interface {
		EachCase(ctx context.Context, visit func(id string, c *Case, err error) error) error
	}
	partnerships Partnerships
}

// BooksOf returns the cases of a store and their partnerships, on which an almanac
// tries lists out.
func BooksOf(store Store, partnerships Partnerships) almanac.Books { return books{store, partnerships} }

// Partnerships implements [almanac.Books].
func (b books) Partnerships() []string { return b.partnerships.IDs() }

// Under implements [almanac.Books].
func (b books) Under(partnership string, eras []almanac.Era) (plan.Eras, bool) {
	ps, ok := b.partnerships.Find(partnership)
	if !ok {
		return plan.Eras{}, false
	}
	return ps.under(eras), true
}

// EachOpen implements [almanac.Books].
func (b books) EachOpen(ctx context.Context, visit func(almanac.OpenCase) error) error {
	return b.store.EachCase(ctx, func(_ string, c *Case, err error) error {
		if err != nil || !c.ClosedAt.IsZero() {
			return nil // an unreadable record is counted when it is woken
		}
		f, err := fileOf(b.partnerships, c)
		if err != nil {
			return nil
		}
		return visit(almanac.OpenCase{ID: c.ID, Reference: c.Reference, Partnership: c.Partnership, Situation: f.situation()})
	})
}
