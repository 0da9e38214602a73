package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// CaseStore keeps cases and their audit logs. Every method that writes is atomic:
// it checks first, and then changes everything or nothing.
type CaseStore interface {
	// Commit writes a case's new state. The state must have been made from
	// revision c.Case.Revision, else ErrConflict; revision 0 means a new case,
	// else ErrExists. On success c.Case.Revision is the new revision.
	Commit(ctx context.Context, c Change) error

	// Case returns a case with its revision, or ErrNotFound.
	Case(ctx context.Context, id string) (*Case, error)

	// EachCase calls visit with every case, in no order, holding few of them
	// at a time. A record that cannot be read is visited as an error.
	EachCase(ctx context.Context, visit func(id string, c *Case, err error) error) error

	// Log returns a case's audit log, oldest first; empty for an unknown case.
	Log(ctx context.Context, id string) ([]Entry, error)
}

// Cases takes statements about cases: it checks them, and commits them with
// everything that follows from them. A statement that it accepted is in the store.
//
// Its methods return an *[plan.InputError] for a statement that cannot be right,
// [ErrNotFound] for a case that is not there, [ErrConfiguration] if the
// configuration lacks the partnership or the edition of a case, [ErrBehind] if the
// case was planned by a line of the journal that cannot be read yet, [ErrConflict]
// if every attempt lost a race, and else the error of the store.
type Cases struct {
	store        CaseStore
	partnerships Partnerships
	almanac      *almanac.Almanac
	nudge        func() // tells the engine of this process that the queues changed
	log          *slog.Logger
}

// NewCases returns the cases of a store. They call nudge after each commit.
func NewCases(store CaseStore, partnerships Partnerships, a *almanac.Almanac, nudge func(), log *slog.Logger) *Cases {
	return &Cases{store: store, partnerships: partnerships, almanac: a, nudge: nudge, log: log}
}

// Opening is a new case.
type Opening struct {
	Partnership, Procedure, Reference string
	Agencies                          []string
	Facts                             []plan.Fact // the events so far, and the plans
	By                                string
}

// maxRaces is how often a commit that lost a race is planned again, from the state
// that won.
const maxRaces = 20

// View is a case with its timetable.
type View struct {
	Case      *Case
	Timetable *plan.Timetable
	Warnings  []string
}

// Open registers a case. The error is an *[plan.InputError] for bad input, or
// [ErrExists] if the partnership uses the reference already.
func (cs *Cases) Open(ctx context.Context, o Opening, now time.Time) (*View, error) {
	c, err := cs.prepare(o, now)
	if err != nil {
		return nil, err
	}
	v := &View{Case: c.Case}
	for _, f := range o.Facts {
		if err := accept(c, f, o.By, now, v); err != nil {
			return nil, err
		}
	}
	if err := c.begins(now, v); err != nil {
		return nil, err
	}
	opened := Entry{At: now, What: "opened", By: o.By, Text: fmt.Sprintf("case opened under %s, edition %s", c.Procedure, c.Edition)}
	if err := cs.commit(ctx, c, now, append([]Entry{opened}, factEntries(c.Facts)...), v); err != nil {
		if errors.Is(err, ErrExists) {
			return nil, fmt.Errorf("open case: the partnership %s has a case %s: %w", c.Partnership, c.Reference, err)
		}
		return nil, err
	}
	return v, nil
}

// begins refuses a case in which no deadline would run: nobody would notice that.
// It warns of a case whose beginning is not recorded yet.
func (c caseFile) begins(now time.Time, v *View) error {
	var names []string
	for _, e := range c.procedure.Events {
		if e.Begins {
			names = append(names, e.ID)
		}
	}
	isBeginning := func(f plan.Fact) bool { return f.Kind == plan.Happened && slices.Contains(names, f.Name) }
	if len(names) == 0 || slices.ContainsFunc(c.Facts, isBeginning) {
		return nil
	}
	if t := c.plan(now); !slices.ContainsFunc(t.Milestones, func(m plan.Milestone) bool { return m.Status.Running() }) {
		return plan.Refuse("event", "no deadline would run in this case: it has to begin with something, for example %s=2026-12-03T10:30", names[0]).Allow(names)
	}
	v.Warnings = append(v.Warnings, fmt.Sprintf("what counts from %s does not run yet: record it", strings.Join(names, " or ")))
	return nil
}

// prepare returns the file of a new case.
func (cs *Cases) prepare(o Opening, now time.Time) (caseFile, error) {
	ps, ok := cs.partnerships.Find(o.Partnership)
	if !ok {
		return caseFile{}, plan.Refuse("partnership", "there is no partnership %q%s", o.Partnership, words.DidYouMean(o.Partnership, cs.partnerships.IDs())).Allow(cs.partnerships.IDs())
	}
	if !slices.Contains(ps.Procedures, o.Procedure) {
		return caseFile{}, plan.Refuse("procedure", "the partnership %s does not use %q%s", ps.ID, o.Procedure, words.DidYouMean(o.Procedure, ps.Procedures)).Allow(ps.Procedures)
	}
	if err := plan.AcceptReference(o.Reference); err != nil {
		return caseFile{}, err
	}
	if err := plan.AcceptAgencies(o.Agencies, ps.Agencies); err != nil {
		return caseFile{}, err
	}
	first := slices.IndexFunc(o.Facts, func(f plan.Fact) bool { return f.Kind == plan.Happened })
	if first < 0 {
		return caseFile{}, plan.Refuse("event", "a case begins with something that happened, for example aware=2026-12-03T10:30")
	}
	p, err := cs.partnerships.ProcedureOn(ps.ID, o.Procedure, o.Facts[first].At.Date)
	if err != nil {
		return caseFile{}, err
	}
	return caseFile{partnership: ps, procedure: p, Case: &Case{
		ID: CaseID(ps.ID, o.Reference), Partnership: ps.ID, Reference: o.Reference,
		Procedure: p.ID, Edition: p.Edition.String(), OpenedAt: now.UTC(), Agencies: o.Agencies,
	}}, nil
}

// accept adds a fact to the case if it is right, and warns of a probable slip.
func accept(c caseFile, f plan.Fact, by string, now time.Time, v *View) error {
	f.RecordedAt, f.By = now.UTC(), by
	f.ID = fmt.Sprintf("f%d", len(c.Facts)+1)
	if err := plan.Accept(c.situation(), f, now); err != nil {
		return err
	}
	if err := plan.AcceptDecision(c.procedure, f); err != nil {
		return err
	}
	if f.Kind == plan.Happened && f.At.Earliest().After(now) && f.At.Date > calendar.DateOf(now) {
		v.Warnings = append(v.Warnings, fmt.Sprintf("%s is in the future: %s. What is only intended is a plan", f.Key(), f.At.Long()))
	}
	if f.Kind == plan.Happened && f.At.Date < calendar.DateOf(now).AddMonths(-12) {
		v.Warnings = append(v.Warnings, fmt.Sprintf("%s is more than a year ago: %s. Check the year", f.Key(), f.At.Long()))
	}
	c.Facts = append(c.Facts, f)
	return nil
}

// commit plans the case and writes it.
func (cs *Cases) commit(ctx context.Context, c caseFile, now time.Time, entries []Entry, v *View) error {
	entries = append(entries, unseen(cs.almanac, c, now)...)
	t, change := advance(c, now)
	change.Entries = append(entries, change.Entries...)
	if err := cs.store.Commit(ctx, change); err != nil {
		return err
	}
	v.Timetable = t
	cs.nudge()
	cs.log.Info("case committed", "revision", c.Revision, "procedure", c.Procedure, "emails", len(change.Intents))
	return nil
}

// Record adds facts to an open case: all of them, or none.
func (cs *Cases) Record(ctx context.Context, id string, facts []plan.Fact, by string, now time.Time) (*View, error) {
	v, err := cs.change(ctx, id, now, func(c caseFile, v *View) ([]Entry, error) {
		if !c.ClosedAt.IsZero() {
			return nil, plan.Refuse("case", "was closed on %s; nothing more can be recorded", calendar.DateOf(c.ClosedAt).Long())
		}
		before := len(c.Facts)
		for _, f := range facts {
			if err := accept(c, f, by, now, v); err != nil {
				return nil, err
			}
		}
		return factEntries(c.Facts[before:]), nil
	})
	if err == nil && slices.ContainsFunc(facts, func(f plan.Fact) bool { return f.Outcome != "" }) {
		v.Warnings = append(v.Warnings, v.Timetable.Unbegun().Sentences()...)
	}
	return v, err
}

// Close ends a case: nothing more is sent, and it is kept.
func (cs *Cases) Close(ctx context.Context, id, reason, by string, now time.Time) (*View, error) {
	if reason == "" || len([]rune(reason)) > plan.MaxReason {
		return nil, plan.Refuse("reason", "say why the case is closed, in 1 to %d characters", plan.MaxReason)
	}
	return cs.change(ctx, id, now, func(c caseFile, _ *View) ([]Entry, error) {
		if !c.ClosedAt.IsZero() {
			return nil, plan.Refuse("case", "is closed already, since %s", calendar.DateOf(c.ClosedAt).Long())
		}
		c.ClosedAt = now.UTC()
		return []Entry{{At: now, What: "closed", By: by, Text: "case closed: " + reason}}, nil
	})
}

// change reads a case, alters it and commits it; after a lost race it begins again.
func (cs *Cases) change(ctx context.Context, id string, now time.Time, alter func(caseFile, *View) ([]Entry, error)) (*View, error) {
	for range maxRaces {
		c, err := cs.read(ctx, id)
		if err != nil {
			return nil, err
		}
		v := &View{Case: c.Case}
		entries, err := alter(c, v)
		if err != nil {
			return nil, err
		}
		if len(entries) == 0 {
			v.Timetable = c.plan(now)
			return v, nil
		}
		err = cs.commit(ctx, c, now, entries, v)
		if !errors.Is(err, ErrConflict) {
			return v, err
		}
	}
	return nil, fmt.Errorf("change case: %w", ErrConflict)
}

func (cs *Cases) read(ctx context.Context, id string) (caseFile, error) {
	c, err := cs.store.Case(ctx, id)
	if err != nil {
		return caseFile{}, err
	}
	return upToDateFileOf(ctx, cs.partnerships, cs.almanac, c)
}

// Show returns a case with its timetable at now.
func (cs *Cases) Show(ctx context.Context, id string, now time.Time) (*View, error) {
	c, err := cs.read(ctx, id)
	if err != nil {
		return nil, err
	}
	return &View{Case: c.Case, Timetable: c.plan(now)}, nil
}

// Each visits every case with its timetable, in no order. A case that cannot be
// planned has a warning in place of a timetable; a record that cannot be read is
// left out.
func (cs *Cases) Each(ctx context.Context, now time.Time, visit func(*View) error) error {
	return cs.store.EachCase(ctx, func(_ string, c *Case, err error) error {
		if err != nil {
			return nil // the engine counts and reports an unreadable record
		}
		f, err := fileOf(cs.partnerships, c)
		if err != nil {
			return visit(&View{Case: c, Warnings: []string{err.Error()}})
		}
		return visit(&View{Case: c, Timetable: f.plan(now)})
	})
}

// Log returns the audit log of a case, oldest first.
func (cs *Cases) Log(ctx context.Context, id string) ([]Entry, error) {
	if _, err := cs.store.Case(ctx, id); err != nil {
		return nil, err
	}
	return cs.store.Log(ctx, id)
}

func factEntries(facts []plan.Fact) []Entry {
	var out []Entry
	for _, f := range facts {
		out = append(out, Entry{At: f.RecordedAt, What: "fact", By: f.By, Text: f.Text()})
	}
	return out
}
