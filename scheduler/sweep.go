package scheduler

import (
	"context"
	"errors"
	"fmt"
)

// eachOpen commits what alter makes of each open case, and says how many it
// changed. alter says false for a case that stays as it is, and for one that
// cannot be planned: that is set aside, and said so, when it is woken. A lost
// race begins again with what won. It may be broken off anywhere and begun
// again, and several daemons may do it at once.
func eachOpen(ctx context.Context, store Store, alter func(*Case) (Change, bool)) (changed int, err error) {
	err = store.EachCase(ctx, func(id string, c *Case, err error) error {
		if err != nil {
			return nil // what cannot be read is counted when it is woken
		}
		for range maxRaces {
			if !c.ClosedAt.IsZero() {
				return nil
			}
			change, ok := alter(c)
			if !ok {
				return nil
			}
			err := store.Commit(ctx, change)
			if err == nil {
				changed++
			}
			if !errors.Is(err, ErrConflict) {
				return err
			}
			if c, err = store.Case(ctx, id); err != nil {
				return err
			}
		}
		return fmt.Errorf("case %s: %w", caseTag(id), ErrConflict)
	})
	return changed, err
}
