package scheduler

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Conflicts says where a procedure contradicts itself: it plans a case in which
// everybody takes all the time that they have, and lists the milestones that
// then end after what they ought to stay within. They are the guidance's own
// contradictions, and no mistakes of the file.
func Conflicts(p *procedure.Procedure, cal *calendar.Calendar) []string {
	begun := calendar.NewDate(2027, time.September, 6) // a Monday, and no holiday until Christmas
	agencies := []string{"agency"}
	var facts []Fact
	add := func(kind Kind, name string, on calendar.Date) {
		facts = append(facts, Fact{ID: name, Kind: kind, Name: name, At: calendar.On(on), RecordedAt: begun.Start()})
	}
	for _, e := range p.Events {
		if e.Begins {
			add(Happened, e.ID, begun)
		}
	}
	t := Plan(p, cal, agencies, facts, begun.Start())
	for _, e := range p.Events {
		if m := t.Find(e.Follows); m != nil && !m.Due.IsZero() {
			add(Planned, e.ID, m.Due)
			t = Plan(p, cal, agencies, facts, begun.Start())
		}
	}
	var out []string
	for i := range t.Milestones {
		m := &t.Milestones[i]
		within := t.Find(m.def.Within)
		if within != nil && m.Due > within.Due && !within.Due.IsZero() {
			out = append(out, fmt.Sprintf("%s (%s) can end %s after %s (%s)", m.Key(), m.Rule, daysApart(within.Due, m.Due), within.ID, within.Rule))
		}
	}
	return out
}
