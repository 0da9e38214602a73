package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// point is the moment that an anchor gives, how certain it is, and since when it
// is known.
type point struct {
	when    calendar.When
	basis   Basis
	known   time.Time     // when the fact that settled it was recorded
	line    calendar.Line // how it was found
	waiting []string      // the facts that would make it firm
	dayEnd  bool          // its time of day is only the end of its day
}

// unknown returns a point that waits for the facts of these names.
func unknown(names ...string) point { return point{basis: BasisWaiting, waiting: names} }

// first returns the point that a rule counts from: of several anchors the first
// to happen, or the last if each makes the duty owed again.
func (pl *planner) first(anchors []procedure.Anchor, m *Milestone) point {
	if len(anchors) == 1 { // as nearly always: there is nothing to compare
		return pl.anchor(anchors[0], m)
	}
	var all point
	for i, a := range anchors {
		pt := pl.anchor(a, m)
		switch {
		case i == 0:
			all = pt
		case pt.basis != BasisFirm && all.basis != BasisFirm:
			all.waiting = words.Union(all.waiting, pt.waiting)
		case all.basis != BasisFirm || (pt.basis == BasisFirm && pt.when.Before(all.when) != renews(m.def)):
			all = pt
		}
	}
	return all
}

// anchor finds the moment that the rule of a milestone counts from.
func (pl *planner) anchor(a procedure.Anchor, m *Milestone) point {
	if a.Point == procedure.Moved {
		return pl.moved(a)
	}
	if _, ok := pl.proc.Event(a.Name); ok {
		return pl.event(a)
	}
	def, ok := pl.proc.Milestone(a.Name)
	if !ok {
		return unknown(a.Name)
	}
	if m.def.Chains(def) && m.Instance != nil && a.Point != procedure.Every { // an agency's own chain
		if a.Point == procedure.Late {
			return pl.late(pl.state(def, *m.Instance))
		}
		return pl.of(a, pl.state(def, *m.Instance))
	}
	instances := pl.instances(def)
	if len(instances) == 0 {
		return unknown("an agency for " + a.Name)
	}
	if a.Point == procedure.Late {
		return pl.late(pl.state(def, instances[0]))
	}
	return pl.latest(a, def, instances)
}

// moved returns the moment at which the planned date of an event was last put
// off. An explanation is owed for that even if the new date is in time.
func (pl *planner) moved(a procedure.Anchor) point {
	plans := pl.facts.about(a.Name, "").planned
	for i := len(plans) - 1; i > 0; i-- {
		was, is := plans[i-1].At, plans[i].At
		if was.Date < is.Date {
			return point{
				when: calendar.Instant(plans[i].RecordedAt), basis: BasisFirm, known: plans[i].RecordedAt,
				line: pl.line(func() calendar.Line {
					on := calendar.DateOf(plans[i].RecordedAt)
					return calendar.Line{Kind: LineFrom, Name: a.Name, When: is, Words: fmt.Sprintf(": put off on %s, from %s to %s", on.Long(), was.Long(), is.Long())}
				}),
			}
		}
	}
	return unknown(a.Name + " to be moved later")
}

// event returns the point of an anchor that is an event.
func (pl *planner) event(a procedure.Anchor) point {
	facts := pl.facts.about(a.Name, "")
	plan, planned := facts.plan()
	f, ok := facts.first()
	if a.Point == procedure.Last {
		f, ok = facts.last()
		if planned && ok && f.At.Before(plan.At) && plan.RecordedAt.After(f.RecordedAt) {
			ok = false // a later one is still to come
		}
	}
	switch {
	case ok:
		return point{when: f.At, basis: BasisFirm, known: f.RecordedAt, line: pl.line(func() calendar.Line { return anchorLine(a, f.At, ": %s", f.At.Long()) })}
	case planned:
		return point{
			when: plan.At, basis: BasisPlanned, known: plan.RecordedAt, waiting: []string{a.Name},
			line: pl.line(func() calendar.Line {
				return anchorLine(a, plan.At, ": planned for %s; this date moves with it", plan.At.Long())
			}),
		}
	}
	return unknown(a.Name)
}

// anchorLine returns the line about an event that a rule counts from.
func anchorLine(a procedure.Anchor, when calendar.When, format string, args ...any) calendar.Line {
	before, after := a.Around()
	return calendar.Line{Kind: LineFrom, Before: before, Name: a.Name, When: when, Words: after + fmt.Sprintf(format, args...)}
}

// of returns the point that one instance of a milestone gives.
func (pl *planner) of(a procedure.Anchor, m *Milestone) point {
	if a.Point == procedure.Deadline {
		return pl.deadline(m)
	}
	return pl.completion(m, a.Point == procedure.Last)
}

// latest returns the point of all instances of a milestone: the latest moment, as
// certain as the least certain.
func (pl *planner) latest(a procedure.Anchor, def *procedure.Milestone, instances []string) point {
	var all point
	var waiting []string
	for i, instance := range instances {
		pt := pl.of(a, pl.state(def, instance))
		waiting = append(waiting, pt.waiting...)
		if i == 0 {
			all = pt
			continue
		}
		if all.when.Before(pt.when) {
			all.when, all.line, all.dayEnd = pt.when, pt.line, pt.dayEnd
		}
		all.basis = weaker(all.basis, pt.basis)
		all.known = moment.Latest(all.known, pt.known)
	}
	all.waiting = words.Union(waiting)
	return all
}

// deadline returns the due date itself, even if the milestone was done early.
func (pl *planner) deadline(m *Milestone) point {
	if m.Due.IsZero() {
		return point{basis: BasisWaiting, waiting: words.Union([]string{m.Key()}, m.WaitingFor)}
	}
	return point{
		when: calendar.When{Date: m.legal, Clock: m.DueAt.Time}, dayEnd: !m.hour, basis: m.Basis, known: m.changed, waiting: m.WaitingFor,
		line: pl.line(func() calendar.Line {
			line := m.from(calendar.On(m.Due), ": %s (%s)", m.Due.Long(), m.Basis)
			line.Before = "the deadline of "
			return line
		}),
	}
}

// completion returns when a milestone was done; before that, when it is planned
// for, or else a forecast from its own due date.
func (pl *planner) completion(m *Milestone, last bool) point {
	f, ok := pl.completed(m)
	if last {
		if l, also := m.facts.last(); also {
			f, ok = l, true
		}
	}
	plan, planned := pl.expected(m)
	if planned && last && ok && f.At.Before(plan.At) && plan.RecordedAt.After(f.RecordedAt) {
		ok = false // a later one is still to come
	}
	waiting := []string{m.Key()}
	switch {
	case ok:
		return point{when: f.At, basis: BasisFirm, known: f.RecordedAt, line: pl.line(func() calendar.Line { return m.from(f.At, ": done %s", f.At.Long()) })}
	case m.Status == StatusNotNeeded:
		return unknown(m.Key())
	case planned:
		return point{
			when: plan.At, basis: BasisPlanned, known: plan.RecordedAt, waiting: waiting,
			line: pl.line(func() calendar.Line {
				return m.from(plan.At, ": planned for %s; this date moves with it", plan.At.Long())
			}),
		}
	case m.Due.IsZero():
		return point{basis: BasisWaiting, waiting: waiting}
	}
	when := calendar.On(m.legal)
	if m.hour {
		when = calendar.Instant(m.DueAt.Time)
	}
	return point{
		when: when, basis: weaker(BasisForecast, m.Basis), known: m.changed, waiting: waiting,
		line: pl.line(func() calendar.Line {
			return m.from(when, ": not done yet, so a forecast from its own due date, %s", when.Long())
		}),
	}
}

// late returns the moment from which a milestone is expected to miss its due
// date: when a plan or an agreed target after that date was recorded, or when the
// date passed. It is as certain as the date: a planned one may still move.
func (pl *planner) late(m *Milestone) point {
	name := m.Key() + " to be expected late"
	if m.Due.IsZero() || m.Status == StatusNotNeeded {
		return unknown(name)
	}
	cross, why := pl.crossed(m)
	f, done := pl.completed(m)
	switch {
	case done && !m.lateAt(f.At):
		return unknown(name)
	case done || pl.now.After(m.DueAt.Time):
		if passed := m.DueAt.Add(time.Second); cross.IsZero() || passed.Before(cross) {
			cross, why = passed, calendar.Line{Words: "its due date passed"}
		}
	}
	if cross.IsZero() {
		return unknown(name)
	}
	return point{
		when: calendar.Instant(cross), basis: m.Basis, known: cross,
		line: pl.line(func() calendar.Line {
			line := m.from(calendar.Instant(cross), " is due %s; on %s ", m.Due.Long(), calendar.DateOf(cross).Long())
			line.Rest = &why
			return line
		}),
	}
}

// crossed returns when plans and targets went past the due date for good, and
// which did; zero if none did.
func (pl *planner) crossed(m *Milestone) (at time.Time, why calendar.Line) {
	plans := m.facts.planned
	if m.def.DoneBy != "" {
		plans = slices.Concat(plans, pl.facts.about(m.def.DoneBy, "").planned)
		inOrder(plans)
	}
	for _, f := range plans {
		switch {
		case f.At.Date <= m.Due:
			at = time.Time{}
		case at.IsZero():
			at, why = f.RecordedAt, calendar.Line{Kind: LineFrom, Name: f.Name, Words: " was planned for " + f.At.Date.Long()}
		}
	}
	if f := m.facts.delayed; f != nil && f.At.Date > m.Due && (at.IsZero() || f.RecordedAt.Before(at)) {
		at, why = f.RecordedAt, calendar.Line{Words: "a target of " + f.At.Date.Long() + " was agreed"}
	}
	return at, why
}
