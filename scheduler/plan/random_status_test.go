package plan_test

import (
	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// daysAndMoments checks that the dates of a milestone fit together.
func daysAndMoments(t *rapid.T, md *model) {
	today := calendar.DateOf(md.now)
	md.each(func(m *plan.Milestone, def *procedure.Milestone) {
		keep := def.Due.Duty().Lasts()
		switch {
		case m.Due.IsZero():
			if !m.DueAt.IsZero() || !m.ActBy.IsZero() || m.Remaining != nil || !m.Earliest.IsZero() {
				t.Fatalf("%s has no due date, and %s %s %v %s", m.Key(), m.DueAt, m.ActBy, m.Remaining, m.Earliest)
			}
			return
		case calendar.DateOf(m.DueAt.Time) != m.Due:
			t.Fatalf("%s is due %s, until %s", m.Key(), m.Due, m.DueAt)
		case keep && !m.ActBy.IsZero():
			t.Fatalf("%s is kept until %s, and to be acted on by %s", m.Key(), m.Due, m.ActBy)
		case !keep && md.cal.Counting().ActBy == calendar.Due && m.ActBy != m.Due:
			t.Fatalf("%s is due %s, act by %s", m.Key(), m.Due, m.ActBy)
		case !keep && md.cal.Counting().ActBy == "" && !md.lastWorkingDay(m.ActBy, m.Due):
			t.Fatalf("%s is due %s, act by %s", m.Key(), m.Due, m.ActBy)
		case (m.Remaining == nil) == m.DoneAt.IsZero():
			t.Fatalf("%s: remaining %v, done %s", m.Key(), m.Remaining, m.DoneAt)
		}
		if m.Remaining != nil && *m.Remaining != md.workingDays(today, m.Due) {
			t.Fatalf("%s: today is %s and it is due %s, remaining %d", m.Key(), today, m.Due, *m.Remaining)
		}
	})
}

// lastWorkingDay says whether a day is the last working day up to another.
func (md *model) lastWorkingDay(d, until calendar.Date) bool {
	return d <= until && md.works(d) && md.workingDays(d, until) == 0
}

func (md *model) works(d calendar.Date) bool {
	_, holiday := md.cal.Holiday(d)
	return !holiday && (d.Weekday()+6)%7 < 5
}

// workingDays counts the working days one by one, from the day after from up to
// to; backwards they are negative.
func (md *model) workingDays(from, to calendar.Date) (n int) {
	for d := from; d < to; {
		if d++; md.works(d) {
			n++
		}
	}
	for d := from; d > to; d-- {
		if md.works(d) {
			n--
		}
	}
	return n
}

// statuses checks that the status follows from the dates and the moment.
func statuses(t *rapid.T, md *model) {
	md.each(func(m *plan.Milestone, def *procedure.Milestone) {
		if want := md.status(m, def); m.Status != want {
			t.Fatalf("%s, %s: %s, want %s", m.Key(), m.Rule, m.Status, want)
		}
		if want, known := md.done(m, def); known && m.Status != plan.StatusNotNeeded && want.Date != m.DoneAt.Date {
			t.Fatalf("%s: done %s, want %s", m.Key(), m.DoneAt, want)
		}
		if waiting := m.Basis == plan.BasisWaiting; waiting != (m.Due.IsZero() && m.Opened.IsZero()) {
			t.Fatalf("%s, %s: %s, due %s, opened %s", m.Key(), m.Rule, m.Basis, m.Due, m.Opened)
		}
	})
}

func (md *model) status(m *plan.Milestone, def *procedure.Milestone) plan.Status {
	duty := def.Due.Duty()
	over := !m.Due.IsZero() && md.now.After(m.DueAt.Time)
	switch {
	case md.closed(m, def):
		return plan.StatusNotNeeded
	case !m.DoneAt.IsZero() && !m.Due.IsZero() && duty.CanBeOverdue() && missed(m):
		return plan.StatusLate
	case !m.DoneAt.IsZero():
		return plan.StatusDone
	case duty == procedure.Prompt && m.Basis == plan.BasisFirm:
		return plan.StatusPrompt
	case m.Due.IsZero(), m.Basis == plan.BasisForecast, duty.Lasts() && m.Basis != plan.BasisFirm:
		return plan.StatusWaiting
	case over && duty == procedure.KeepAtLeast:
		return plan.StatusDone
	case over:
		return plan.StatusOverdue
	}
	return plan.StatusOpen
}

// done returns the day on which the milestone was first done, by its own fact or
// by the event that completes it; if nobody answered, the day on which the time
// was over. It does not know a duty that is owed again.
func (md *model) done(m *plan.Milestone, def *procedure.Milestone) (at calendar.When, known bool) {
	own, _, ok := md.ends(m.Key())
	by, _, also := md.ends(def.DoneBy)
	if !ok && def.Silence != "" && m.Basis == plan.BasisFirm && md.now.After(m.DueAt.Time) {
		own, ok = calendar.On(m.Due), true
	}
	if also && (!ok || by.Before(own)) {
		own = by
	}
	return own, !renewed(def)
}

func missed(m *plan.Milestone) bool {
	if m.DoneAt.Timed() {
		return m.DoneAt.Clock.After(m.DueAt.Time)
	}
	return m.DoneAt.Date > m.Due
}

// closed says whether a decision, the day from which the duty applies, or what
// ends it has closed a milestone.
func (md *model) closed(m *plan.Milestone, def *procedure.Milestone) bool {
	if def.When != nil {
		_, last, _ := md.ends(def.When.Decision)
		outcome := ""
		for _, f := range md.told(plan.Happened, def.When.Decision) {
			if !f.At.Before(last) && !last.Before(f.At) {
				outcome = f.Outcome
			}
		}
		if outcome != "" && !def.When.Admits(outcome) {
			return true
		}
	}
	for _, a := range def.Due.Anchors() {
		if first, _, ok := md.ends(a.Name); ok && first.Date < def.From {
			return true
		}
	}
	_, _, done := md.ends(m.Key())
	_, _, ended := md.ends(def.EndedBy)
	return ended && !done
}
