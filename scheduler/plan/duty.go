package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// before returns the fact that a milestone counts from, if it happened before the
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

// assent returns the answer of people who did not answer in time, if the
// procedure says what their silence means. A planned date closes nothing.
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

// delegate gives a milestone to the role that was asked to take it over. Once
// that role misses its answer, the milestone is its owner's again.
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
		pl.say(m, func() calendar.Line {
			at := calendar.Instant(m.fellBack)
			return ownerLine(m.Owner, ", since ", calendar.Line{Kind: LineFrom, Name: answer.ID, When: at, Words: " was missed on " + at.Long()})
		})
	default:
		m.Owner = roleFor(d.To, m.def, m.instance())
		pl.say(m, func() calendar.Line {
			return ownerLine(m.Owner, ", unless ", calendar.Line{Kind: LineFrom, Name: answer.ID, Words: " is missed"})
		})
	}
}

func ownerLine(role, words string, rest calendar.Line) calendar.Line {
	return calendar.Line{Kind: LineOwner, Before: "owner: ", Name: role, Words: words, Rest: &rest}
}

// renews says whether a duty that was done is owed again when the planned date
// that it counts from is put off again.
func renews(def *procedure.Milestone) bool {
	for _, a := range def.Anchors() {
		if a.Point == procedure.Moved {
			return true
		}
	}
	return false
}

// answers says whether a fact is about the duty that opened at a moment, and not
// about an earlier one: it happened on that day or later, or was recorded since.
func answers(f *Fact, opened time.Time) bool {
	return f.At.Date >= calendar.DateOf(opened) || !f.RecordedAt.Before(opened)
}

// pends adds a line about the later date that waits for approval. A milestone
// that is done has no such date.
func (pl *planner) pends(m *Milestone) {
	if !m.DoneAt.IsZero() {
		m.Pending = nil
	}
	if p := m.Pending; p != nil {
		pl.say(m, func() calendar.Line {
			line := saying(LinePending, calendar.On(p.Due), "the bank holidays of version %s would make it %s: that waits for approval", p.Version, p.Due.Long())
			line.Value = p.Version
			return line
		})
	}
}

// unbegun warns of a statutory duty that a decision has brought about, while its
// clock waits for an event that nobody has recorded: the decision says that the
// duty is owed, and not from when.
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
	m.Warnings = append(m.Warnings, calendar.Line{
		Kind: LineWarning, Name: c.Decision, When: decided.At,
		Words: fmt.Sprintf(" went %q on %s, and no date runs before ", decided.Outcome, decided.At.Date.Long()),
		Rest:  alternatives(m.WaitingFor, " is recorded"),
	})
}

// alternatives returns a line of names with "or" between them, and the words that
// follow; nil if there is no name.
func alternatives(names []string, after string) *calendar.Line {
	var out *calendar.Line
	for _, key := range slices.Backward(names) {
		line := calendar.Line{Kind: LineFrom, Words: after, Rest: out}
		line.Name, line.Instance, _ = strings.Cut(key, "/")
		out, after = &line, " or "
	}
	return out
}

// Unbegun returns the warnings about milestones that wait although they are owed,
// each with its name.
func (t *Timetable) Unbegun() Lines {
	var out Lines
	for i := range t.Milestones {
		if m := &t.Milestones[i]; m.Status == StatusWaiting {
			for _, w := range m.Warnings {
				out = append(out, calendar.Line{Kind: LineWarning, Name: m.ID, Instance: m.instance(), Words: ": ", Rest: &w})
			}
		}
	}
	return out
}

// outOfOrder warns of a milestone whose date is before that of the one it
// follows, or of the nearest before that which has a date.
func (pl *planner) outOfOrder(m *Milestone) {
	on, ok := held(m)
	for before := m.def.Follows; ok && before != ""; {
		def, found := pl.proc.Milestone(before)
		if !found {
			return
		}
		o := pl.state(def, "")
		when, known := held(o)
		if known && on < when {
			m.Warnings = append(m.Warnings, calendar.Line{
				Kind: LineWarning, Before: "out of order: ", Name: o.ID, When: calendar.On(when), Words: ", on " + when.Long() + ", comes before it",
			})
		}
		if known {
			return
		}
		before = def.Follows
	}
}

// within warns of a due date after that of the milestone which it belongs to.
func (pl *planner) within(m *Milestone) {
	def, ok := pl.proc.Milestone(m.def.Within)
	if !ok || !m.DoneAt.IsZero() || m.Due.IsZero() {
		return
	}
	o := pl.state(def, "")
	if o.Status == StatusNotNeeded || o.Due.IsZero() || m.Due <= o.Due {
		return
	}
	m.Warnings = append(m.Warnings, calendar.Line{
		Kind: LineWarning, Before: "its time ends " + daysApart(o.Due, m.Due) + " after ", Name: o.ID, When: calendar.On(o.Due), Words: " is due, on " + o.Due.Long(),
	})
}

func daysApart(from, to calendar.Date) string {
	return calendar.Period{N: int(to - from), Unit: calendar.Days}.String()
}

// held returns the day on which a milestone was, or is to be, held.
func held(m *Milestone) (calendar.Date, bool) {
	switch {
	case m.Status == StatusNotNeeded:
		return 0, false
	case !m.DoneAt.IsZero():
		return m.DoneAt.Date, true
	case !m.Planned.IsZero():
		return m.Planned.Date, true
	}
	return m.Due, m.def.Due.Duty() == procedure.Appointment && !m.Due.IsZero()
}
