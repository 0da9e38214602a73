package scheduler

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler/procedure"
)

// ApplyRules plans every open case whose rules are others than those it was
// planned by: a partnership has chosen another setting, or corrected a procedure
// of its own. A date that moved to an earlier day must not wait for the wake-up
// that belonged to the later one.
func (e *Engine) ApplyRules(ctx context.Context, now time.Time) error {
	changed, err := eachOpen(ctx, e.store, func(c *Case) (Change, bool) {
		if e.upToDate(c) {
			return Change{}, false
		}
		change, err := e.plan(ctx, ClaimedCase{ID: c.ID, Case: c}, now)
		return change, err == nil
	})
	if changed > 0 {
		e.log.Info("cases planned by other rules", "cases", changed)
		e.Nudge()
	}
	if err != nil {
		return fmt.Errorf("apply rules: %w", err)
	}
	return nil
}

// rules names everything that a partnership decides about how a case is planned:
// its choices in the procedure, its days, and how it counts them.
func (ps Partnership) rules(p *procedure.Procedure) string { return p.Version() + ps.Counts }

func (e *Engine) upToDate(c *Case) bool {
	ps, p, err := setting(e.world, c)
	return err != nil || c.Rules == ps.rules(p)
}
