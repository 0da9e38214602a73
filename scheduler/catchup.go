package scheduler

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// CatchUp reads the new lines of the journal of bank holidays, and brings every
// open case up to date with them. The engine's loop of the almanac calls it at
// least every half minute. The error is that of the store or the journal; then the
// next call goes on with the rest.
func (e *Engine) CatchUp(ctx context.Context, now time.Time) error {
	if err := e.almanac.Sync(ctx); err != nil {
		return err
	}
	if _, behind := e.almanac.Behind(); !behind {
		return nil
	}
	return e.applyHolidays(ctx, now)
}

// applyHolidays plans every open case by the lists in force, and commits those
// that a changed day can touch.
func (e *Engine) applyHolidays(ctx context.Context, now time.Time) error {
	lines := e.almanac.Lines()
	if len(lines) == 0 {
		return nil
	}
	now = moment.Latest(now, lines[len(lines)-1].At) // the writer's clock may be ahead of ours
	changed, err := eachOpen(ctx, e.store, func(c *Case) (Change, bool) {
		change, ok, err := e.unapplied(c, now)
		return change, ok && err == nil
	})
	if changed > 0 {
		e.Nudge()
	}
	if err != nil {
		return fmt.Errorf("apply bank holidays: %w", err)
	}
	e.log.Info("bank holidays applied to every open case", "lines", len(lines), "cases_changed", changed)
	return e.almanac.Applied(ctx, len(lines))
}

// unapplied plans a case by the lines that it has not seen; ok is false if no day
// that they change can touch it.
func (e *Engine) unapplied(c *Case, now time.Time) (change Change, ok bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("plan case: panic: %v", p)
		}
	}()
	f, err := fileOf(e.partnerships, c)
	if err != nil || c.Journal >= f.partnership.Eras.Line() {
		return change, false, err
	}
	if !f.situation().Contested(afterwards(f.procedure), now) {
		return change, false, nil
	}
	entries := unseen(e.almanac, f, now)
	_, change = advance(f, now)
	change.Entries = append(entries, change.Entries...)
	return change, true, nil
}

// afterwards returns an upper limit, in days, for the time that the ladders of a
// procedure take after a due date, with the days on which nothing is sent.
func afterwards(p *procedure.Procedure) int {
	days := 0
	for i := range p.Milestones {
		for _, rung := range p.Milestones[i].Ladder {
			n := rung.After.N
			switch rung.After.Unit {
			case calendar.Hours:
				n = n/24 + 1
			case calendar.WorkingDays:
				n *= 3 // at least three days of seven are worked, on average
			case calendar.Weeks:
				n *= 7
			case calendar.Months:
				n *= 31
			}
			days = max(days, n)
		}
	}
	return days + 14
}

// unseen returns the entries of the audit log about the lines that a case has not
// seen, and the dates that they move; none if they move none. It is called before
// advance, after which the case has seen them.
func unseen(a *almanac.Almanac, f caseFile, now time.Time) []Entry {
	eras := f.partnership.Eras
	if f.Revision == 0 || f.Journal >= eras.Line() || !f.ClosedAt.IsZero() {
		return nil
	}
	lines, seen := a.Lines(), max(f.Journal, 1)
	was := plan.Plan(f.situation().Under(eras.AsOf(seen)), now)
	return movedLines(was, f.plan(now), lines[min(seen, len(lines)):], now)
}

// movedLines returns the entries of the audit log about dates that moved, and
// about the lines that moved them.
func movedLines(was, is *plan.Timetable, lines []almanac.Line, now time.Time) []Entry {
	var moved []string
	for i := range is.Milestones {
		a, b := &was.Milestones[i], &is.Milestones[i]
		if !plan.SameDates(a, b) {
			moved = append(moved, fmt.Sprintf("%s from %s to %s", b.Key(), a.Due, b.Due))
		} else if b.Pending != nil && (a.Pending == nil || *a.Pending != *b.Pending) {
			moved = append(moved, fmt.Sprintf("%s stays %s; %s waits for the approval of version %s", b.Key(), b.Due, b.Pending.Due, b.Pending.Version))
		}
	}
	if len(moved) == 0 {
		return nil
	}
	var out []Entry
	for _, l := range lines {
		if text := l.Text(); text != "" {
			out = append(out, Entry{At: now, What: "calendar", By: l.By, Text: text})
		}
	}
	return append(out, Entry{At: now, What: "calendar", Text: "dates moved: " + strings.Join(moved, "; ")})
}

// ApplyRules plans every open case that was planned by other rules: its partnership
// has chosen another setting, or corrected a procedure of its own. A date that
// moved to an earlier day must not wait for the wake-up of the later one. The error
// is the store's; cases that were committed before it stay so.
func (e *Engine) ApplyRules(ctx context.Context, now time.Time) error {
	changed, err := eachOpen(ctx, e.store, func(c *Case) (Change, bool) {
		if f, err := fileOf(e.partnerships, c); err != nil || c.Rules == f.rules() {
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

// eachOpen commits the change that alter makes of each open case, and returns how
// many it committed. alter returns false for a case that stays as it is, and for
// one that cannot be planned, which is set aside and reported when it is woken.
// After a lost race eachOpen alters the state that won. It may end anywhere and
// begin again, and several daemons may run it at once.
func eachOpen(ctx context.Context, store CaseStore, alter func(*Case) (Change, bool)) (changed int, err error) {
	err = store.EachCase(ctx, func(id string, c *Case, err error) error {
		if err != nil {
			return nil // an unreadable record is counted when it is woken
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
