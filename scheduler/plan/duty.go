package plan

import (
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// before finds what a milestone counts from, where that happened before the
// duty came into force.
func (pl *planner) before(def *procedure.Milestone) (*Fact, bool) {
	if def.From.IsZero() {
		return nil, false
	}
	for _, a := range def.Anchors() {
		if f, ok := pl.facts.about(a.Name, "").first(); ok && f.At.Date < def.From {
			return f, true
		}
	}
	return nil, false
}

// assent is the answer of those who did not answer in time, where the
// procedure says what that means. A date that is only planned closes nothing.
func (pl *planner) assent(m *Milestone) (*Fact, bool) {
	if m.def.Silence == "" || m.Basis != BasisFirm || m.DueAt.IsZero() || !pl.now.After(m.DueAt.Time) {
		return nil, false
	}
	f := &Fact{Kind: Happened, Name: m.ID, At: calendar.On(m.Due), RecordedAt: m.DueAt.Time, Outcome: m.def.Silence}
	if m.hour {
		f.At = calendar.Instant(m.DueAt.Time)
	}
	f.Reason = "nothing was recorded by then, which the procedure takes as " + m.def.Silence
	return f, true
}

// delegate gives a milestone to the role that was asked to take it over, until
// that role misses what it was to answer; from then on it is its owner's.
func (pl *planner) delegate(m *Milestone) {
	d := m.def.Delegated
	if d == nil {
		return
	}
	def, ok := pl.proc.Milestone(d.UntilMissed)
	if !ok {
		return
	}
	answer := pl.state(def, "")
	switch {
	case answer.Basis != BasisFirm || answer.Status == StatusNotNeeded:
	case answer.Status == StatusOverdue || answer.Status == StatusLate:
		m.fellBack = answer.DueAt.Time
		pl.say(m, func() string {
			return fmt.Sprintf("owner: %s, since %s was missed on %s", m.Owner, answer.ID, calendar.Instant(m.fellBack).Long())
		})
	default:
		m.Owner = roleFor(d.To, m.def, m.instance())
		pl.say(m, func() string { return fmt.Sprintf("owner: %s, unless %s is missed", m.Owner, answer.ID) })
	}
}

// renews says whether a duty that was done is owed again when what it counts
// from happens again.
func renews(def *procedure.Milestone) bool {
	for _, a := range def.Anchors() {
		if a.Point == procedure.Moved {
			return true
		}
	}
	return false
}

// answers says whether a fact is about a duty that opened at a moment, and not
// about one before it: done since then, or recorded while it stood open.
func answers(f *Fact, opened time.Time) bool {
	return f.At.Date >= calendar.DateOf(opened) || !f.RecordedAt.Before(opened)
}

// pends says of a date that is to be met which later one waits for approval.
func (pl *planner) pends(m *Milestone) {
	if !m.DoneAt.IsZero() {
		m.Pending = nil
	}
	if p := m.Pending; p != nil {
		pl.say(m, func() string {
			return "the bank holidays of version " + p.Version + " would make it " + p.Due.Long() + ": that waits for approval"
		})
	}
}

// unbegun warns of a statutory duty that a decision has brought about, and whose
// clock waits for an event that nobody has recorded: the decision says that it
// is owed, and not from when.
func (pl *planner) unbegun(m *Milestone) {
	c := m.def.When
	if c == nil || !m.Statutory || m.Status != StatusWaiting || !m.Due.IsZero() {
		return
	}
	decided, ok := pl.facts.about(c.Decision, "").last()
	if !ok || !c.Admits(decided.Outcome) {
		return
	}
	for _, a := range m.def.Anchors() {
		if _, event := pl.proc.Event(a.Name); !event || a.Point == procedure.Moved || len(pl.facts.about(a.Name, "").planned) > 0 {
			return
		}
	}
	m.Warnings = append(m.Warnings, fmt.Sprintf("%s went %q on %s, and no date runs before %s is recorded",
		c.Decision, decided.Outcome, decided.At.Date.Long(), strings.Join(m.WaitingFor, " or ")))
}

// Unbegun lists what waits although it is owed, with its key.
func (t *Timetable) Unbegun() []string {
	var out []string
	for i := range t.Milestones {
		if m := &t.Milestones[i]; m.Status == StatusWaiting {
			for _, w := range m.Warnings {
				out = append(out, m.Key()+": "+w)
			}
		}
	}
	return out
}

// inOrder warns of a date that is before that of a milestone which comes
// earlier: the nearest of those that have one.
func (pl *planner) inOrder(m *Milestone) {
	on, ok := held(m)
	for before := m.def.Follows; ok && before != ""; {
		def, found := pl.proc.Milestone(before)
		if !found {
			return
		}
		o := pl.state(def, "")
		when, known := held(o)
		if known && on < when {
			m.Warnings = append(m.Warnings, fmt.Sprintf("out of order: %s, on %s, comes before it", o.ID, when.Long()))
		}
		if known {
			return
		}
		before = def.Follows
	}
}

// within warns of a due date that is after that of what it belongs to.
func (pl *planner) within(m *Milestone) {
	def, ok := pl.proc.Milestone(m.def.Within)
	if !ok || !m.DoneAt.IsZero() || m.Due.IsZero() {
		return
	}
	o := pl.state(def, "")
	if o.Status == StatusNotNeeded || o.Due.IsZero() || m.Due <= o.Due {
		return
	}
	m.Warnings = append(m.Warnings, fmt.Sprintf("its time ends %s after %s is due, on %s", daysApart(o.Due, m.Due), o.ID, o.Due.Long()))
}

func daysApart(from, to calendar.Date) string {
	return calendar.Period{N: int(to - from), Unit: calendar.Days}.String()
}

// held is the day on which a milestone was, or is to be, held.
func held(m *Milestone) (calendar.Date, bool) {
	switch {
	case m.Status == StatusNotNeeded:
		return 0, false
	case !m.DoneAt.IsZero():
		return m.DoneAt.Date, true
	case !m.Planned.IsZero():
		return m.Planned.Date, true
	}
	_, set := m.def.Due.(procedure.Set)
	return m.Due, set && !m.Due.IsZero()
}
