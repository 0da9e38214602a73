package scheduler

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Step reads what is new in the journal and brings every open case up to date
// with it. The engine's loop of the almanac calls it at least every half
// minute.
func (a *Almanac) Step(ctx context.Context, now time.Time) error {
	if err := a.Sync(ctx); err != nil {
		return err
	}
	a.mu.Lock()
	behind := a.done < len(a.lines) || a.state.Applied < a.state.Lines
	a.mu.Unlock()
	if !behind {
		return nil
	}
	return a.apply(ctx, now)
}

// apply plans every open case by the calendars that hold now, and commits those
// in which something moved.
func (a *Almanac) apply(ctx context.Context, now time.Time) error {
	lines := a.Lines()
	if len(lines) == 0 {
		return nil
	}
	now = later(now, lines[len(lines)-1].At) // the clock of whoever wrote the line may be ahead of ours
	changed, err := eachOpen(ctx, a.store, func(c *Case) (Change, bool) {
		change, ok, err := a.change(c, now)
		return change, ok && err == nil
	})
	if changed > 0 {
		a.nudge()
	}
	if err != nil {
		return fmt.Errorf("apply bank holidays: %w", err)
	}
	a.log.Info("bank holidays applied to every open case", "lines", len(lines), "cases_changed", changed)
	if err := a.store.NoteJournal(ctx, len(lines), time.Time{}); err != nil {
		return err
	}
	a.mu.Lock()
	a.state.Applied, a.done = max(a.state.Applied, len(lines)), len(lines)
	a.mu.Unlock()
	return nil
}

// change plans a case by the lines that it has not seen, unless no day on which
// they differ can touch it.
func (a *Almanac) change(c *Case, now time.Time) (change Change, ok bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("plan case: panic: %v", p)
		}
	}()
	ps, p, err := setting(a.world, c)
	if err != nil || c.Journal >= ps.Calendars.Line() {
		return change, false, err
	}
	if t := Plan(p, ps.Calendars.Newest(), c.Agencies, c.Facts, now); ps.Calendars.agreeOn(t.reach, afterwards(p)) {
		return change, false, nil
	}
	entries := a.unseen(c, p, ps, now)
	_, change = advance(c, p, ps, now)
	change.Entries = append(entries, change.Entries...)
	return change, true, nil
}

// afterwards is more days than the longest ladder of a procedure takes after a
// due date, with every day on which nothing is sent.
func afterwards(p *procedure.Procedure) int {
	most := 0
	for i := range p.Milestones {
		for _, rung := range p.Milestones[i].Ladder {
			n := rung.After.N
			switch rung.After.Unit {
			case calendar.Hours:
				n = n/24 + 1
			case calendar.WorkingDays:
				n *= 3 // of seven days at least three are worked, all in all
			case calendar.Weeks:
				n *= 7
			case calendar.Months:
				n *= 31
			}
			most = max(most, n)
		}
	}
	return most + 14
}

// unseen says for the audit log what the lines that a case has not seen move in
// it, where it is planned by them because something else happened. The case is
// as it is about to be planned.
func (a *Almanac) unseen(c *Case, p *procedure.Procedure, ps Partnership, now time.Time) []Entry {
	if a == nil || c.Revision == 0 || c.Journal >= ps.Calendars.Line() || !c.ClosedAt.IsZero() {
		return nil
	}
	lines, seen := a.Lines(), max(c.Journal, 1)
	was := ps.Calendars.AsOf(seen).Plan(p, c.Agencies, c.Facts, now)
	return movedLines(was, ps.Calendars.Plan(p, c.Agencies, c.Facts, now), lines[min(seen, len(lines)):], now)
}

// movedLines says for the audit log what was moved, and by whom.
func movedLines(was, is *Timetable, lines []JournalLine, now time.Time) []Entry {
	var moved []string
	for i := range is.Milestones {
		a, b := &was.Milestones[i], &is.Milestones[i]
		if !sameDates(a, b) {
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
		if text := l.text(); text != "" {
			out = append(out, Entry{At: now, What: "calendar", By: l.By, Text: text})
		}
	}
	return append(out, Entry{At: now, What: "calendar", Text: "dates moved: " + strings.Join(moved, "; ")})
}

// text is a line of the journal for the audit log of a case.
func (l JournalLine) text() string {
	text := ""
	switch l.What {
	case JournalShipped, JournalImported:
		text = fmt.Sprintf("bank holidays: version %s came from %s", l.Version, l.Source)
	case JournalApproved:
		text = fmt.Sprintf("bank holidays: version %s was approved", l.Version)
	}
	if text != "" && l.Why != "" {
		text += ": " + l.Why
	}
	return text
}
