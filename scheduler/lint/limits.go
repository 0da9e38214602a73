package lint

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// days are the days on which the cases of a lint begin: a plain week first, then
// days before the holidays that stretch a count. All are within the list of bank
// holidays that ships.
var days = func() []calendar.Date {
	monday := calendar.NewDate(2027, time.September, 6) // no holiday until Christmas
	days := []calendar.Date{monday}
	for n := 1; n < 7; n++ {
		days = append(days, monday.AddDays(n))
	}
	return append(days, calendar.NewDate(2026, time.December, 23), calendar.NewDate(2027, time.March, 24))
}()

// limits finds milestones that can end after the one that they serve. It plans
// cases in which everybody takes all the time that they have.
func (l *linter) limits() {
	type pair struct{ id, limit string }
	said := map[pair]bool{}
	for _, begun := range days {
		t := l.inFullTime(begun)
		for i := range t.Milestones {
			m := &t.Milestones[i]
			for _, id := range l.serves(m.Definition()) {
				limit := t.Find(id)
				if limit == nil || limit.Due.IsZero() || m.Due <= limit.Due || said[pair{m.ID, id}] {
					continue
				}
				said[pair{m.ID, id}] = true
				l.overrun(m, limit, begun)
			}
		}
	}
}

// inFullTime returns the timetable of a case that begins on a day, and in which
// each event comes with the milestone that it follows, on its last day.
func (l *linter) inFullTime(begun calendar.Date) *plan.Timetable {
	var facts []plan.Fact
	add := func(kind plan.Kind, name string, on calendar.Date) {
		facts = append(facts, plan.Fact{ID: name, Kind: kind, Name: name, At: calendar.On(on), RecordedAt: begun.Start()})
	}
	for _, e := range l.p.Events {
		if e.Begins {
			add(plan.Happened, e.ID, begun)
		}
	}
	again := func() *plan.Timetable {
		return plan.Plan(plan.Situation{Procedure: l.p, Eras: plan.Always(l.in.Calendar), Agencies: []string{"agency"}, Facts: facts}, begun.Start())
	}
	t := again()
	for _, e := range l.p.Events {
		if m := t.Find(e.Follows); m != nil && !m.Due.IsZero() && !e.Begins {
			add(plan.Planned, e.ID, m.Due)
			t = again()
		}
	}
	return t
}

// serves returns the ids of the milestones that m has to be in time for: the one
// that it is within, and those that it completes.
func (l *linter) serves(m *procedure.Milestone) []string {
	var out []string
	if m.Within != "" {
		out = append(out, m.Within)
	}
	for _, o := range l.p.Milestones {
		if o.DoneBy == m.ID && o.ID != m.Within {
			out = append(out, o.ID)
		}
	}
	return out
}

// overrun reports a milestone that can end after its limit: by its own period, or
// as the last of a chain.
func (l *linter) overrun(m, limit *plan.Milestone, begun calendar.Date) {
	kind := KindAfterLimit
	for _, a := range m.Definition().Due.Anchors() {
		if _, ok := l.p.Milestone(a.Name); ok {
			kind = KindChainOverruns
		}
	}
	late := calendar.Period{N: int(m.Due - limit.Due), Unit: calendar.Days}
	if kind == KindAfterLimit {
		l.about(kind, m.Definition(), "due", "a period that ends with "+limit.ID+", or one that counts from what that counts from; a case warns of it",
			"can end %s after %s, which it is to be in time for: %s, against %s (for example in a case begun on %s)", late, limit.ID, m.Rule, limit.Rule, begun.Long())
		return
	}
	l.about(kind, m.Definition(), "due", "shorter steps before it, or a later date for "+limit.ID+"; a case warns of it",
		"can end %s after %s where each step before it takes its full time: %s, against %s (for example in a case begun on %s)", late, limit.ID, m.Rule, limit.Rule, begun.Long())
}
