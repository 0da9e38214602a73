package rows

import (
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

// What differs in anything that is printed must not share a line.
func TestOnlyWhatIsAlikeSharesALine(t *testing.T) {
	day := calendar.DateOf(noon())
	for _, tc := range []struct {
		name   string
		differ func(m *scheduler.Milestone)
		rows   int
	}{
		{"nothing but the name", func(*scheduler.Milestone) {}, 1},
		{"the due date", func(m *scheduler.Milestone) { m.Due = day }, 2},
		{"the hour", func(m *scheduler.Milestone) { m.DueAt = scheduler.Moment{Time: noon()} }, 2},
		{"the start of the window", func(m *scheduler.Milestone) { m.Earliest = day }, 2},
		{"the day to act by", func(m *scheduler.Milestone) { m.ActBy = day }, 2},
		{"the status", func(m *scheduler.Milestone) { m.Status = scheduler.StatusOverdue }, 2},
		{"the basis", func(m *scheduler.Milestone) { m.Basis = scheduler.Projects }, 2},
		{"the plan", func(m *scheduler.Milestone) { m.Planned = calendar.On(day) }, 2},
		{"the agreed target", func(m *scheduler.Milestone) { m.Target = day }, 2},
		{"when it was done", func(m *scheduler.Milestone) { m.DoneAt = calendar.On(day) }, 2},
		{"the outcome", func(m *scheduler.Milestone) { m.Outcome = "agreed" }, 2},
		{"whether it was early", func(m *scheduler.Milestone) { m.Early = true }, 2},
		{"whether it is provisional", func(m *scheduler.Milestone) { m.Provisional = true }, 2},
		{"the owner", func(m *scheduler.Milestone) { m.Owner = "lead" }, 2},
		{"what it waits for", func(m *scheduler.Milestone) { m.WaitingFor = []string{"a letter"} }, 2},
		{"the milestone", func(m *scheduler.Milestone) { m.ID = "other" }, 2},
	} {
		one, other := instance("police"), instance("icb")
		tc.differ(&other)
		if list := Fold([]scheduler.Milestone{one, other}, Alike); len(list) != tc.rows {
			t.Errorf("two that differ in %s: %d lines, want %d", tc.name, len(list), tc.rows)
		}
	}
}

// instance is a milestone of one agency, which owns it and whose own earlier
// return it waits for.
func instance(agency string) scheduler.Milestone {
	return scheduler.Milestone{
		ID: "agency-return", Instance: &agency, Owner: "agency/" + agency, Status: scheduler.StatusOpen, Basis: scheduler.Firm,
		WaitingFor: []string{"request-information/" + agency},
	}
}

func TestLineOfSeveralSpeaksForAll(t *testing.T) {
	list := Fold([]scheduler.Milestone{instance("police"), instance("icb")}, Alike)
	if got := list[0].Name() + " " + list[0].Owner() + " " + list[0].WaitingFor()[0]; got != "agency-return/{police,icb} agency request-information" {
		t.Errorf("two agencies: %s", got)
	}
	list = Fold([]scheduler.Milestone{instance("police")}, Alike)
	if got := list[0].Name() + " " + list[0].Owner() + " " + list[0].WaitingFor()[0]; got != "agency-return/police agency/police request-information/police" {
		t.Errorf("one agency: %s", got)
	}
}
