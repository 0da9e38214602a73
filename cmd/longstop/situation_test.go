package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// situation is a case under one of the procedures that ship, as it stands at
// noon some days after 3 December 2026.
type situation struct {
	name  string
	table *scheduler.Timetable
	now   time.Time
}

// inEverySituation tries each procedure with several numbers of agencies, at
// several moments, when different things have happened.
func inEverySituation(t *testing.T, try func(t *testing.T, s situation)) {
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
					table := scheduler.Plan(p, calendar.For(calendar.EnglandAndWales), all[:agencies], facts, now)
					t.Run(name, func(t *testing.T) { try(t, situation{name, table, now}) })
				}
			}
		}
	}
}

var dayZero = calendar.NewDate(2026, time.December, 3)

// factSets are what can be known of a case.
func factSets(p *procedure.Procedure) map[string][]scheduler.Fact {
	sets := map[string][]scheduler.Fact{}
	add := func(set string, kind scheduler.Kind, name string, at calendar.When) {
		id := fmt.Sprint("f", len(sets[set]))
		sets[set] = append(sets[set], scheduler.Fact{ID: id, Kind: kind, Name: name, At: at, Reason: "agreed", RecordedAt: dayZero.Start()})
	}
	for i, e := range p.Events {
		day := dayZero.AddDays(i)
		add("everything has happened", scheduler.Happened, e.ID, calendar.On(day))
		if e.Begins || i == 0 {
			add("it has begun", scheduler.Happened, e.ID, calendar.Instant(day.At(10, 30, 0)))
			add("all is planned", scheduler.Happened, e.ID, calendar.On(day))
			add("all is done or delayed", scheduler.Happened, e.ID, calendar.On(day))
			continue
		}
		// Beyond the published bank holidays, so that dates are provisional.
		add("all is planned", scheduler.Planned, e.ID, calendar.On(dayZero.AddDays(700+40*i)))
		add("all is done or delayed", scheduler.Happened, e.ID, calendar.On(day))
	}
	for i, m := range p.Milestones {
		if i%2 == 0 {
			add("all is done or delayed", scheduler.Happened, m.ID, calendar.On(dayZero.AddDays(3*i)))
		} else {
			add("all is done or delayed", scheduler.Delayed, m.ID, calendar.On(dayZero.AddDays(60+i)))
		}
	}
	return sets
}
