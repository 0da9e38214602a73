package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

var errNoPartnership = errors.New("the configuration no longer has the partnership")

func (h *handler) open(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Opening](r)
	if err != nil {
		return nil, err
	}
	stated, err := facts(in.Facts)
	if err != nil {
		return nil, err
	}
	v, err := h.Cases.Open(ctx, scheduler.Opening{
		Partnership: in.Partnership, Procedure: in.Procedure, Reference: in.Reference,
		Agencies: in.Agencies, Facts: stated, By: actor(ctx),
	}, now)
	if err != nil {
		return nil, err
	}
	return describe(v), nil
}

func (h *handler) show(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	id, err := h.find(ctx, r, now)
	if err != nil {
		return nil, err
	}
	v, err := h.Cases.Show(ctx, id, now)
	if err != nil {
		return nil, err
	}
	return h.settled(v), nil
}

func (h *handler) entries(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	id, err := h.find(ctx, r, now)
	if err != nil {
		return nil, err
	}
	list, err := h.Cases.Log(ctx, id)
	if err != nil {
		return nil, err
	}
	return Entries{Entries: orEmpty(list)}, nil
}

func (h *handler) record(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Facts](r)
	if err != nil {
		return nil, err
	}
	stated, err := facts(in.Facts)
	if err != nil {
		return nil, err
	}
	if len(stated) == 0 {
		return nil, refuse("facts", "there is nothing to record: name at least one fact")
	}
	id, err := h.find(ctx, r, now)
	if err != nil {
		return nil, err
	}
	v, err := h.Cases.Record(ctx, id, stated, actor(ctx), now)
	if err != nil {
		return nil, err
	}
	out := describe(v)
	// The facts are recorded: if the configuration changed meanwhile, the answer
	// must not look like a refusal.
	if before, err := h.plan(v.Case, len(v.Case.Facts)-len(stated), now); err == nil {
		out.Changes = changes(before, v.Timetable)
	}
	return out, nil
}

func (h *handler) close(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Closing](r)
	if err != nil {
		return nil, err
	}
	if err := plan.AcceptText("reason", in.Reason); err != nil {
		return nil, err
	}
	id, err := h.find(ctx, r, now)
	if err != nil {
		return nil, err
	}
	v, err := h.Cases.Close(ctx, id, in.Reason, actor(ctx), now)
	if err != nil {
		return nil, err
	}
	return h.settled(v), nil
}

// settled describes a case. A closed case is overdue no longer: it stands as it
// stood when it was closed.
func (h *handler) settled(v *scheduler.View) *Case {
	if at := v.Case.ClosedAt; !at.IsZero() {
		if t, err := h.plan(v.Case, len(v.Case.Facts), at); err == nil {
			v.Timetable = t
		}
	}
	return describe(v)
}

// plan reckons a case from its first n facts.
func (h *handler) plan(c *scheduler.Case, n int, at time.Time) (*plan.Timetable, error) {
	ps, ok := h.Partnerships.Find(c.Partnership)
	if !ok {
		return nil, errNoPartnership
	}
	p, err := h.Partnerships.Procedure(c.Partnership, c.Procedure, c.Edition)
	if err != nil {
		return nil, err
	}
	calendars := ps.Eras
	if !c.ClosedAt.IsZero() {
		calendars = calendars.AsOf(c.Journal) // no bank holiday that came after it was closed
	}
	return plan.Plan(plan.Situation{Procedure: p, Eras: calendars, Agencies: c.Agencies, Facts: c.Facts[:n]}, at), nil
}

func describe(v *scheduler.View) *Case {
	c, t := v.Case, v.Timetable
	edition, _ := calendar.ParseDate(c.Edition) // an edition that is no date is left out
	return &Case{
		ID: c.ID, Reference: c.Reference, Partnership: c.Partnership, Procedure: c.Procedure, Edition: edition, Revision: c.Revision,
		OpenedAt: plan.Moment{Time: c.OpenedAt}, ClosedAt: plan.Moment{Time: c.ClosedAt},
		Agencies: orEmpty(c.Agencies), Facts: orEmpty(c.Facts), Warnings: orEmpty(v.Warnings),
		Calendar: t.Calendar, CalendarUntil: t.CalendarUntil, Milestones: t.Milestones,
	}
}

// orEmpty keeps null out of the answers where a list belongs.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
