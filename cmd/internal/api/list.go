package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// The cases that a list can hold.
const (
	StatusOpen   = "open"
	StatusClosed = "closed"
	StatusAll    = "all"
)

// list keeps a summary of each case and no more: there may be thousands.
func (h *handler) list(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	partnership, status, err := h.filter(r)
	if err != nil {
		return nil, err
	}
	out := Cases{Cases: []Summary{}}
	err = h.Cases.Each(ctx, now, func(v *scheduler.View) error {
		if wanted(v.Case, partnership, status) {
			out.Cases = append(out.Cases, summarise(v))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out.Cases, func(a, b Summary) int {
		return cmp.Or(byDue(a, b), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

func (h *handler) filter(r *http.Request) (partnership, status string, err error) {
	if err := onlyQuery(r, "partnership", "status"); err != nil {
		return "", "", err
	}
	query := r.URL.Query()
	partnership, status = query.Get("partnership"), cmp.Or(query.Get("status"), StatusOpen)
	statuses := []string{StatusOpen, StatusClosed, StatusAll}
	known := h.Partnerships.IDs()
	switch {
	case !slices.Contains(statuses, status):
		return "", "", refuse("status", fmt.Sprintf("%q is not a status of a case", status), statuses...)
	case partnership != "" && !slices.Contains(known, partnership):
		return "", "", refuse("partnership", fmt.Sprintf("there is no partnership %q", partnership), known...)
	}
	return partnership, status, nil
}

func wanted(c *scheduler.Case, partnership, status string) bool {
	if partnership != "" && c.Partnership != partnership {
		return false
	}
	return status == StatusAll || c.ClosedAt.IsZero() == (status == StatusOpen)
}

// byDue puts cases that nothing is due in at the end.
func byDue(a, b Summary) int {
	if a.NextDue.IsZero() != b.NextDue.IsZero() {
		if a.NextDue.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Compare(a.NextDue, b.NextDue)
}

func summarise(v *scheduler.View) Summary {
	c := v.Case
	s := Summary{
		ID: c.ID, Reference: c.Reference, Partnership: c.Partnership, Procedure: c.Procedure, Edition: c.Edition, Revision: c.Revision,
		OpenedAt: plan.Moment{Time: c.OpenedAt}, ClosedAt: plan.Moment{Time: c.ClosedAt}, Warnings: v.Warnings,
	}
	if v.Timetable == nil || !c.ClosedAt.IsZero() {
		return s // nothing of it is running
	}
	for i := range v.Timetable.Milestones {
		s.add(&v.Timetable.Milestones[i])
	}
	return s
}

func (s *Summary) add(m *plan.Milestone) {
	switch {
	case m.Status == plan.StatusOverdue:
		s.Overdue++
	case m.Status.Running():
		s.Open++
	default:
		return
	}
	if !m.Due.IsZero() && (s.NextDue.IsZero() || m.Due < s.NextDue) {
		s.NextDue, s.NextMilestone = m.Due, m.Key()
	}
}
