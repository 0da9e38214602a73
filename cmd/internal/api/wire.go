package api

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// CaseHeader names the case that a request is about.
const CaseHeader = "Longstop-Case"

// Case is a case with its timetable. The timetable of a closed case is that of
// the moment at which it was closed.
type Case struct {
	ID          string        `json:"id"` // partnership:reference
	Reference   string        `json:"reference"`
	Partnership string        `json:"partnership"`
	Procedure   string        `json:"procedure"`
	Edition     calendar.Date `json:"edition"`
	Revision    int64         `json:"revision"`
	OpenedAt    plan.Moment   `json:"opened_at"`
	ClosedAt    plan.Moment   `json:"closed_at"` // null while it is open
	Agencies    []string      `json:"agencies"`
	Facts       []plan.Fact   `json:"facts"`
	Warnings    []string      `json:"warnings"`
	Changes     []Change      `json:"changes,omitempty"` // made by this request

	Calendar      calendar.Division `json:"calendar"`
	CalendarUntil calendar.Date     `json:"calendar_until"` // the last published bank holiday
	Milestones    []plan.Milestone  `json:"milestones"`
}

// Timetable returns the timetable of the case on its own.
func (c *Case) Timetable() *plan.Timetable {
	return &plan.Timetable{
		Procedure: c.Procedure, Edition: c.Edition, Calendar: c.Calendar, CalendarUntil: c.CalendarUntil, Milestones: c.Milestones,
	}
}

// Change is one milestone that a request moved.
type Change struct {
	Milestone string   `json:"milestone"` // id or id/instance
	Was       Standing `json:"was"`
	Now       Standing `json:"now"`
}

// Standing is the part of a milestone's standing that people follow.
type Standing struct {
	Status  plan.Status   `json:"status"`
	Basis   plan.Basis    `json:"basis"`
	Due     calendar.Date `json:"due"`
	DueAt   plan.Moment   `json:"due_at"` // the last moment of Due, or an hour of it
	Planned calendar.When `json:"planned,omitzero"`
	Target  calendar.Date `json:"target"`
}

// Summary is one case in a list.
type Summary struct {
	ID            string        `json:"id"`
	Reference     string        `json:"reference"`
	Partnership   string        `json:"partnership"`
	Procedure     string        `json:"procedure"`
	Edition       string        `json:"edition"`
	Revision      int64         `json:"revision"`
	OpenedAt      plan.Moment   `json:"opened_at"`
	ClosedAt      plan.Moment   `json:"closed_at"`
	Overdue       int           `json:"overdue"`  // milestones whose date has passed
	Open          int           `json:"open"`     // milestones whose time is running
	NextDue       calendar.Date `json:"next_due"` // the earliest due date of both
	NextMilestone string        `json:"next_milestone,omitempty"`
	Warnings      []string      `json:"warnings,omitempty"` // why there is no timetable
}

// Cases is the answer to a request for a list, with the next due first.
type Cases struct {
	Cases []Summary `json:"cases"`
}

// Entries is the audit log of a case, oldest first.
type Entries struct {
	Entries []scheduler.Entry `json:"entries"`
}

// Opening is a new case.
type Opening struct {
	Partnership string   `json:"partnership"`
	Procedure   string   `json:"procedure"`
	Reference   string   `json:"reference"`
	Agencies    []string `json:"agencies,omitempty"`
	Facts       []Fact   `json:"facts"`
}

// Facts are statements about one case: all are accepted, or none.
type Facts struct {
	Facts []Fact `json:"facts"`
}

// Fact is a statement as a client makes it. The daemon adds its id, its time of
// recording and its author.
type Fact struct {
	Kind      plan.Kind `json:"kind"`
	Name      string    `json:"name,omitempty"` // event or milestone
	Instance  string    `json:"instance,omitempty"`
	At        string    `json:"at,omitempty"` // 2026-12-03 or 2026-12-03T10:30, in London
	Outcome   string    `json:"outcome,omitempty"`
	Reason    string    `json:"reason,omitempty"`
	Withdraws string    `json:"withdraws,omitempty"` // the id of a fact
}

// Closing ends a case.
type Closing struct {
	Reason string `json:"reason"`
}

// Pong says that a daemon is there.
type Pong struct {
	Version string `json:"version"`
}
