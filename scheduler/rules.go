package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler/procedure"
)

// ApplyRules plans every open case whose rules are others than those it was
// planned by: a partnership has chosen another setting, or corrected a procedure
// of its own. A date that moved to an earlier day must not wait for the wake-up
// that belonged to the later one. It may be broken off anywhere and begun again,
// and several daemons may do it at once: a case that is up to date is left alone,
// and one that cannot be planned is set aside when it is woken.
func (e *Engine) ApplyRules(ctx context.Context, now time.Time) error {
	changed := 0
	err := e.store.EachCase(ctx, func(_ string, c *Case, err error) error {
		if err != nil || !c.ClosedAt.IsZero() || e.upToDate(c) {
			return nil
		}
		done, err := e.applyRules(ctx, c, now)
		if done {
			changed++
		}
		return err
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

// applyRules plans one case and commits it; a lost race begins again.
func (e *Engine) applyRules(ctx context.Context, c *Case, now time.Time) (bool, error) {
	for range maxRaces {
		change, err := e.plan(ctx, ClaimedCase{ID: c.ID, Case: c}, now)
		if err != nil {
			return false, nil
		}
		err = e.store.Commit(ctx, change)
		if !errors.Is(err, ErrConflict) {
			return err == nil, err
		}
		if c, err = e.store.Case(ctx, c.ID); err != nil {
			return false, err
		}
		if !c.ClosedAt.IsZero() || e.upToDate(c) {
			return false, nil
		}
	}
	return false, fmt.Errorf("case %s: %w", caseTag(c.ID), ErrConflict)
}
