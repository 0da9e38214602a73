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

// caseFile is a case with the partnership and the edition of the procedure that it
// is planned by.
type caseFile struct {
	*Case
	partnership Partnership
	procedure   *procedure.Procedure
}

// fileOf returns the file of a case, with the bank holidays that this process has
// read. The error is ErrBehind if the case was planned by a later line of the
// journal, or ErrConfiguration if its partnership or its edition is missing.
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

// upToDateFileOf returns the file of a case as [fileOf] does. If another daemon has
// planned the case by a line that this one has not read, it reads the journal and
// tries once more.
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

// situation returns everything that the dates of the case follow from.
func (f caseFile) situation() plan.Situation {
	return plan.Situation{Procedure: f.procedure, Eras: f.partnership.Eras, Agencies: f.Agencies, Facts: f.Facts}
}

// plan reckons the case at now.
func (f caseFile) plan(now time.Time) *plan.Timetable { return plan.Plan(f.situation(), now) }

// rules returns the version of everything that a partnership decides about the
// dates of the case: its choices in the procedure, its days in law, and its way of
// counting.
func (f caseFile) rules() string { return f.procedure.Version() + f.partnership.countingVersion() }

// current says whether the case was planned by the present rules and lists of bank
// holidays.
func (f caseFile) current() bool {
	return f.Journal == f.partnership.Eras.Line() && f.Rules == f.rules()
}
