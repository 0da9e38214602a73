package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// caseFile is a case with what it is planned by: its partnership, and the edition
// of its procedure.
type caseFile struct {
	*Case
	partnership Partnership
	procedure   *procedure.Procedure
}

// fileOf returns the file of a case, by what this process has read of the
// journal: ErrBehind where the case was planned by more.
func fileOf(ps Partnerships, c *Case) (caseFile, error) {
	f := caseFile{Case: c}
	var ok bool
	if f.partnership, ok = ps.Find(c.Partnership); !ok {
		return f, fmt.Errorf("%w: the partnership %q", ErrConfiguration, c.Partnership)
	}
	var err error
	if f.procedure, err = ps.Procedure(c.Partnership, c.Procedure, c.Edition); err != nil {
		return f, fmt.Errorf("%w: %w", ErrConfiguration, err)
	}
	if c.Journal > f.partnership.Eras.Line() {
		return f, ErrBehind
	}
	return f, nil
}

// upToDateFileOf is [fileOf], once more after reading the journal where the case
// is ahead of it: another daemon has read a line that this one has not.
func upToDateFileOf(ctx context.Context, ps Partnerships, a *almanac.Almanac, c *Case) (caseFile, error) {
	f, err := fileOf(ps, c)
	if !errors.Is(err, ErrBehind) {
		return f, err
	}
	if err := a.Sync(ctx); err != nil {
		return f, err
	}
	return fileOf(ps, c)
}

// situation is all that the dates of the case follow from.
func (f caseFile) situation() plan.Situation {
	return plan.Situation{Procedure: f.procedure, Eras: f.partnership.Eras, Agencies: f.Agencies, Facts: f.Facts}
}

// plan reckons the case at now.
func (f caseFile) plan(now time.Time) *plan.Timetable { return plan.Plan(f.situation(), now) }

// rules names everything that a partnership decides about how the case is
// planned: its choices in the procedure, its days, and how it counts them.
func (f caseFile) rules() string { return f.procedure.Version() + f.partnership.countingVersion() }

// current says whether the case was planned by the rules and the lists of bank
// holidays that hold now.
func (f caseFile) current() bool {
	return f.Journal == f.partnership.Eras.Line() && f.Rules == f.rules()
}
