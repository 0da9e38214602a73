package api

import (
	"github.com/longstop/longstop/scheduler/plan"
)

// changes lists the milestones that stand differently after a request.
func changes(before, after *plan.Timetable) []Change {
	var out []Change
	for i := range after.Milestones {
		m := &after.Milestones[i]
		was := before.Find(m.Key())
		if was == nil {
			continue
		}
		if a, b := standing(was), standing(m); a != b {
			out = append(out, Change{Milestone: m.Key(), Was: a, Now: b})
		}
	}
	return out
}

func standing(m *plan.Milestone) Standing {
	return Standing{Status: m.Status, Basis: m.Basis, Due: m.Due, DueAt: plan.Moment{Time: m.DueAt.UTC()}, Planned: m.Planned, Target: m.Target}
}
