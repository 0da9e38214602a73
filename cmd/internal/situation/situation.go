// Package situation has cases for tests: every procedure that ships, with several
// numbers of agencies, at several moments, when different things have happened.
// What is printed, drawn or exported must do so for all of them.
package situation

import (
	"fmt"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Case is a case under one of the procedures that ship, as it stands at
// noon some days after 3 December 2026.
type Case struct {
	Table *plan.Timetable
	Now   time.Time
}

// Each tries something with every case, each a test of its own.
func Each(t *testing.T, try func(t *testing.T, c Case)) {
	t.Helper()
	all := []string{"police", "icb", "childrens-social-care", "a-school-with-a-very-long-name"}
	for _, id := range procedure.Shipped().IDs() {
		p, err := procedure.Shipped().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		for what, facts := range factSets(p) {
			for _, agencies := range []int{0, 1, 2, 4} {
				for _, days := range []int{0, 3, 20, 400} {
					name := fmt.Sprintf("%s, %s, %d agencies, day %d", id, what, agencies, days)
					now := dayZero.AddDays(days).At(12, 0, 0)
					table := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(calendar.For(calendar.EnglandAndWales)), Agencies: all[:agencies], Facts: facts}, now)
					t.Run(name, func(t *testing.T) { try(t, Case{table, now}) })
				}
			}
		}
	}
}

var dayZero = calendar.NewDate(2026, time.December, 3)

// factSets are what can be known of a case.
func factSets(p *procedure.Procedure) map[string][]plan.Fact {
	sets := map[string][]plan.Fact{}
	add := func(set string, kind plan.Kind, name string, at calendar.When) {
		id := fmt.Sprint("f", len(sets[set]))
		sets[set] = append(sets[set], plan.Fact{ID: id, Kind: kind, Name: name, At: at, Reason: "agreed", RecordedAt: dayZero.Start()})
	}
	for i, e := range p.Events {
		day := dayZero.AddDays(i)
		add("everything has happened", plan.Happened, e.ID, calendar.On(day))
		if e.Begins || i == 0 {
			add("it has begun", plan.Happened, e.ID, calendar.Instant(day.At(10, 30, 0)))
			add("all is planned", plan.Happened, e.ID, calendar.On(day))
			add("all is done or delayed", plan.Happened, e.ID, calendar.On(day))
			continue
		}
		// Beyond the published bank holidays, so that dates are provisional.
		add("all is planned", plan.Planned, e.ID, calendar.On(dayZero.AddDays(700+40*i)))
		add("all is done or delayed", plan.Happened, e.ID, calendar.On(day))
	}
	for i, m := range p.Milestones {
		if i%2 == 0 {
			add("all is done or delayed", plan.Happened, m.ID, calendar.On(dayZero.AddDays(3*i)))
		} else {
			add("all is done or delayed", plan.Delayed, m.ID, calendar.On(dayZero.AddDays(60+i)))
		}
	}
	return sets
}
