package rows

import (
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Milestones that differ in anything that is printed must not share a line.
func TestOnlyWhatIsAlikeSharesALine(t *testing.T) {
	day := calendar.DateOf(noon())
	for _, tc := range []struct {
		name   string
		differ func(m *plan.Milestone)
		rows   int
	}{
		{"nothing but the name", func(*plan.Milestone) {}, 1},
		{"the due date", func(m *plan.Milestone) { m.Due = day }, 2},
		{"the hour", func(m *plan.Milestone) { m.DueAt = plan.Moment{Time: noon()} }, 2},
		{"the start of the window", func(m *plan.Milestone) { m.Earliest = day }, 2},
		{"the day to act by", func(m *plan.Milestone) { m.ActBy = day }, 2},
		{"the status", func(m *plan.Milestone) { m.Status = plan.StatusOverdue }, 2},
		{"the basis", func(m *plan.Milestone) { m.Basis = plan.BasisPlanned }, 2},
		{"the plan", func(m *plan.Milestone) { m.Planned = calendar.On(day) }, 2},
		{"the agreed target", func(m *plan.Milestone) { m.Target = day }, 2},
		{"when it was done", func(m *plan.Milestone) { m.DoneAt = calendar.On(day) }, 2},
		{"the outcome", func(m *plan.Milestone) { m.Outcome = "agreed" }, 2},
		{"whether it was early", func(m *plan.Milestone) { m.Early = true }, 2},
		{"whether it is provisional", func(m *plan.Milestone) { m.Provisional = true }, 2},
		{"the owner", func(m *plan.Milestone) { m.Owner = "lead" }, 2},
		{"what it waits for", func(m *plan.Milestone) { m.WaitingFor = []string{"a letter"} }, 2},
		{"the milestone", func(m *plan.Milestone) { m.ID = "other" }, 2},
	} {
		one, other := instance("police"), instance("icb")
		tc.differ(&other)
		if list := Fold([]plan.Milestone{one, other}, Alike); len(list) != tc.rows {
			t.Errorf("two that differ in %s: %d lines, want %d", tc.name, len(list), tc.rows)
		}
	}
}

// instance returns a milestone of one agency, which owns it. It waits for an
// earlier return of the same agency.
func instance(agency string) plan.Milestone {
	return plan.Milestone{
		ID: "agency-return", Instance: &agency, Owner: "agency/" + agency, Status: plan.StatusOpen, Basis: plan.BasisFirm,
		WaitingFor: []string{"request-information/" + agency},
	}
}

func TestLineOfSeveralSpeaksForAll(t *testing.T) {
	list := Fold([]plan.Milestone{instance("police"), instance("icb")}, Alike)
	if got := list[0].Name() + " " + list[0].Owner() + " " + list[0].WaitingFor()[0]; got != "agency-return/{police,icb} agency request-information" {
		t.Errorf("two agencies: %s", got)
	}
	list = Fold([]plan.Milestone{instance("police")}, Alike)
	if got := list[0].Name() + " " + list[0].Owner() + " " + list[0].WaitingFor()[0]; got != "agency-return/police agency/police request-information/police" {
		t.Errorf("one agency: %s", got)
	}
}

// Milestones can be compared without knowing whether they have instances.
func TestLikenessOfAMilestoneThatExistsOnce(t *testing.T) {
	once := plan.Milestone{ID: "meeting", Owner: "agency/police", WaitingFor: []string{"letter/police"}}
	other := once
	if Alike(&once) != Alike(&other) {
		t.Error("a milestone is not like itself")
	}
	for _, differ := range []func(m *plan.Milestone){
		func(m *plan.Milestone) { m.Owner = "agency" }, func(m *plan.Milestone) { m.WaitingFor = []string{"letter"} },
	} {
		other := once
		if differ(&other); Alike(&once) == Alike(&other) {
			t.Errorf("%+v is said to be like %+v", other, once)
		}
	}
}
