// Package samples has timetables for the tests of every room that shows one: of
// each procedure that ships, with several numbers of agencies, at several moments,
// when different things have happened. Printing, drawing and exporting must work
// for all of them.
package samples

import (
	"fmt"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Sample is the timetable of a case at noon, some days after 3 December 2026, under
// one of the procedures that ship.
type Sample struct {
	Table *plan.Timetable
	Now   time.Time
}

// Each calls try with every sample, each in a test of its own.
func Each(t *testing.T, try func(t *testing.T, s Sample)) {
	t.Helper()
	all := []string{"police", "icb", "childrens-social-care", "a-school-with-a-very-long-name"}
	for _, id := range procedure.Shipped().IDs() {
		p, err := procedure.Shipped().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		for what, facts := range Facts(p) {
			for _, agencies := range []int{0, 1, 2, 4} {
				for _, days := range []int{0, 3, 20, 400} {
					name := fmt.Sprintf("%s, %s, %d agencies, day %d", id, what, agencies, days)
					now := dayZero.AddDays(days).At(12, 0, 0)
					table := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(calendar.For(calendar.EnglandAndWales)), Agencies: all[:agencies], Facts: facts}, now)
					t.Run(name, func(t *testing.T) { try(t, Sample{table, now}) })
				}
			}
		}
	}
}

var dayZero = calendar.NewDate(2026, time.December, 3)

// Facts returns what can be known of a case under a procedure, in several sets.
func Facts(p *procedure.Procedure) map[string][]plan.Fact {
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
