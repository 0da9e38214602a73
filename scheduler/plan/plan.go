package plan

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Plan returns the timetable of a case at the moment now, by the bank holidays in
// force then and before. Civil dates are London's. It has no error: a milestone
// without a date says what it waits for.
func Plan(s Situation, now time.Time) *Timetable {
	if t := s.in(Era{Law: s.Eras.Newest()}, now); s.Eras.agreeOn(t.reach, 0) {
		return t
	}
	return s.throughEras(now)
}

// in reckons in one era: by the calendar in law and by each that waits. The
// explanations come from the same plan, made once more with explanations when
// one of them is read.
func (s Situation) in(e Era, now time.Time) *Timetable {
	if s.Procedure == nil {
		return &Timetable{}
	}
	pl := newPlanner(s, e, now)
	pl.account = &account{write: func() map[subject]Lines {
		again := newPlanner(s, e, now)
		again.said = map[subject]Lines{}
		again.timetable()
		return again.said
	}}
	return pl.timetable()
}

// planner makes one plan of a case, in one era.
type planner struct {
	proc     *procedure.Procedure
	cal      *calendar.Calendar // in law
	waits    []Awaiting         // the calendars of lists that wait for approval
	agencies []string
	facts    *history
	now      time.Time
	places   []place // of each milestone of the procedure
	strays   map[subject]*Milestone
	account  *account
	said     map[subject]Lines // the explanations; nil in a plan without them
	reach    reach
}

func newPlanner(s Situation, e Era, now time.Time) *planner {
	return &planner{
		proc: s.Procedure, cal: e.Law, waits: e.Waiting, agencies: s.Agencies, now: now,
		facts: newHistory(s.Facts, s.begins), places: make([]place, len(s.Procedure.Milestones)),
	}
}

// begins says whether an event is one that a case can begin with.
func (s Situation) begins(event string) bool {
	e, ok := s.Procedure.Event(event)
	return ok && e.Begins
}

// timetable reckons every milestone in the order of the procedure.
func (pl *planner) timetable() *Timetable {
	t := &Timetable{
		Procedure: pl.proc.ID, Edition: pl.proc.Edition, Calendar: pl.cal.Division(),
		CalendarUntil: pl.cal.Until(), CalendarVersion: pl.cal.Version(), Milestones: pl.layOut(),
	}
	pl.reach.add(calendar.DateOf(pl.now))
	for i := range pl.places {
		p := &pl.places[i]
		for k := range p.instances {
			pl.reckoned(&p.milestones[k], &pl.proc.Milestones[i], &p.instances[k])
		}
	}
	t.reach = pl.reach
	return t
}

// say adds a line to the explanation of a milestone, in a plan with explanations.
func (pl *planner) say(m *Milestone, line func() calendar.Line) {
	if pl.said != nil {
		page := m.Explanation.page
		pl.said[page] = append(pl.said[page], line())
	}
}

// line returns the line in a plan with explanations, else an empty one.
func (pl *planner) line(line func() calendar.Line) calendar.Line {
	if pl.said == nil {
		return calendar.Line{}
	}
	return line()
}

// state returns one instance of a milestone, reckoned.
func (pl *planner) state(def *procedure.Milestone, instance string) *Milestone {
	p := pl.place(def)
	i := p.find(instance)
	if i < 0 {
		return pl.reckoned(pl.stray(def, instance), def, &instance)
	}
	return pl.reckoned(&p.milestones[i], def, &p.instances[i])
}

// reckoned reckons one instance, once: the milestones that hang on it reuse the
// result. A loaded procedure has no cycles, so this ends.
func (pl *planner) reckoned(m *Milestone, def *procedure.Milestone, instance *string) *Milestone {
	if m.def != nil {
		return m
	}
	pl.describe(m, def, instance)
	if pl.excluded(m) {
		return m
	}
	r := pl.reckon(def.Due, def.Anchors(), m)
	pl.apply(m, r)
	pl.delegate(m)
	pl.agreed(m)
	pl.complete(m)
	pl.unbegun(m)
	pl.pends(m)
	pl.outOfOrder(m)
	pl.within(m)
	return m
}

// describe fills in everything that the procedure says of a milestone.
func (pl *planner) describe(m *Milestone, def *procedure.Milestone, instance *string) {
	*m = Milestone{
		ID: def.ID, Title: def.Title, Owner: roleFor(def.Owner, def, *instance), Rule: def.Rule(), Source: def.Source,
		Statutory: def.Statutory, Status: StatusWaiting, Basis: BasisWaiting,
		Explanation: Explanation{account: pl.account, page: subject{def.ID, *instance}}, WaitingFor: []string{}, def: def, cal: pl.cal,
	}
	if *instance != "" {
		m.Instance = instance
	}
	m.facts = pl.facts.about(def.ID, *instance)
}

// roleFor returns the role for one instance: the agency itself, or its lead. An
// action belongs to the agency before the point: police.1, police.training.
func roleFor(role string, def *procedure.Milestone, instance string) string {
	if role != procedure.RoleAgency && role != procedure.RoleAgencyLead {
		return role
	}
	if def.PerAgency {
		return Key(role, instance)
	}
	agency, _, ok := strings.Cut(instance, ".")
	if !ok {
		return role // nobody holds it, so the backstop is told
	}
	return Key(role, agency)
}

// excluded closes a milestone that is not needed: by the outcome of a decision, by
// an anchor before the duty came into force, or by the fact that ended it. Nothing
// closes a milestone that is not recorded.
func (pl *planner) excluded(m *Milestone) bool {
	if c := m.def.When; c != nil {
		if outcome := pl.facts.about(c.Decision, "").outcome(); outcome != "" && !c.Admits(outcome) {
			m.Status = StatusNotNeeded
			pl.say(m, func() calendar.Line {
				return calendar.Line{Kind: LineNotNeeded, Before: "not needed: ", Name: c.Decision, Words: fmt.Sprintf(" went %q; this applies only if %s", outcome, c)}
			})
			return true
		}
	}
	if f, ok := pl.before(m.def); ok {
		m.Status = StatusNotNeeded
		pl.say(m, func() calendar.Line {
			return calendar.Line{
				Kind: LineNotNeeded, When: f.At, Before: "not needed: this applies from " + m.def.From.Long() + "; ", Name: f.Name, Words: " was on " + f.At.Long(),
			}
		})
		return true
	}
	if ended := m.def.EndedBy; ended != "" {
		_, done := m.facts.first()
		if f, ok := pl.facts.about(ended, "").last(); ok && !done {
			m.Status = StatusNotNeeded
			pl.say(m, func() calendar.Line {
				return calendar.Line{Kind: LineNotNeeded, When: f.At, Before: "no longer needed: ended by ", Name: ended, Words: " on " + f.At.Long()}
			})
			return true
		}
	}
	return false
}

// apply writes the reckoning into the milestone.
func (pl *planner) apply(m *Milestone, r reckoning) {
	m.Basis = r.basis
	if len(r.waiting) > 0 {
		m.WaitingFor = r.waiting
	}
	if pl.said != nil {
		pl.said[m.Explanation.page] = r.lines // the first that is said of it
	}
	m.changed = r.known
	if r.basis == BasisFirm || r.basis == BasisPlanned {
		m.Opened = Moment{r.known}
	}
	if !r.due.IsZero() {
		m.Earliest, m.Due, m.DueAt, m.hour, m.timed = r.earliest, r.due, Moment{r.at}, r.hour, r.timed
		m.legal, m.start = r.legal, r.start
		pl.reach.add(m.Due)
		m.cal, m.Pending = r.cal, r.pending
		m.Provisional = m.cal.Provisional(r.due)
		pl.actBy(m)
		m.Status = pl.running(m)
	} else if m.def.Due.Duty() == procedure.Prompt && r.basis == BasisFirm {
		m.Status = StatusPrompt
	}
	if m.def.Note != "" {
		pl.say(m, func() calendar.Line { return saying(LineNote, calendar.When{}, "note: %s", m.def.Note) })
	}
}

// actBy sets the last working day on or before the due date: no source moves a
// date that falls on another day, but nobody should plan to act on a Sunday.
func (pl *planner) actBy(m *Milestone) {
	remaining := m.cal.WorkingDaysBetween(calendar.DateOf(pl.now), m.Due)
	m.Remaining = &remaining
	if m.def.Due.Duty().Lasts() {
		return // a record that is kept until a date is not kept a day less
	}
	m.ActBy = m.cal.ActBy(m.Due)
	pl.reach.add(m.ActBy)
	if m.ActBy != m.Due {
		pl.say(m, func() calendar.Line { return ActByLine(m.Due, m.ActBy) })
	}
}

// ActByLine returns the line that says why there is a date to act by beside the
// due date.
func ActByLine(due, actBy calendar.Date) calendar.Line {
	return saying(LineActBy, calendar.On(actBy), "%s is not a working day: the date stands, act by %s", due.Long(), actBy.Long())
}

// running returns the status of a milestone that has a date and is not done.
func (pl *planner) running(m *Milestone) Status {
	over := pl.now.After(m.DueAt.Time)
	if duty := m.def.Due.Duty(); duty.Lasts() {
		switch {
		case m.Basis != BasisFirm:
			return StatusWaiting
		case over && !duty.CanBeOverdue():
			return StatusDone
		case over:
			return StatusOverdue // the record has to go
		}
		return StatusOpen
	}
	switch {
	case m.Basis == BasisForecast || m.Basis == BasisWaiting:
		return StatusWaiting
	case over:
		return StatusOverdue
	}
	return StatusOpen
}

// agreed adds the plan and the agreed target beside the due date.
func (pl *planner) agreed(m *Milestone) {
	if m.def.Due.Duty() != procedure.Appointment {
		if f, ok := pl.expected(m); ok {
			m.Planned = f.At
			pl.say(m, func() calendar.Line { return saying(LinePlanned, f.At, "planned for %s", f.At.Long()) })
		}
	}
	if f := m.facts.delayed; f != nil {
		m.Target = f.At.Date
		pl.say(m, func() calendar.Line {
			return saying(LineTarget, calendar.On(f.At.Date), "agreed target %s (%s); the due date stands", f.At.Date.Long(), f.Reason)
		})
	}
}

// expected returns the plan for a milestone: its own, or that of the event which
// completes it, whichever was recorded later.
func (pl *planner) expected(m *Milestone) (*Fact, bool) {
	own, ok := m.facts.plan()
	if m.def.DoneBy != "" {
		if by, also := pl.facts.about(m.def.DoneBy, "").plan(); also && (!ok || by.RecordedAt.After(own.RecordedAt)) {
			return by, true
		}
	}
	return own, ok
}

// completed returns the fact that completes a milestone: its own, or the event
// that stands for it, whichever came first.
func (pl *planner) completed(m *Milestone) (*Fact, bool) {
	own, ok := m.facts.first()
	if renews(m.def) {
		own, ok = m.facts.last()
		ok = ok && answers(own, m.Opened.Time)
	}
	if !ok {
		own, ok = pl.assent(m)
	}
	if m.def.DoneBy != "" {
		if by, also := pl.facts.about(m.def.DoneBy, "").first(); also && (!ok || by.At.Before(own.At)) {
			return by, true
		}
	}
	return own, ok
}

// complete notes when a milestone was done, and whether that was late or early.
func (pl *planner) complete(m *Milestone) {
	f, ok := pl.completed(m)
	if !ok {
		return
	}
	m.DoneAt, m.Outcome, m.Status = f.At, cmp.Or(m.facts.outcome(), f.Outcome), StatusDone
	m.Remaining, m.doneKnown = nil, f.RecordedAt
	if m.def.Due.Duty().CanBeOverdue() && !m.Due.IsZero() && m.lateAt(f.At) {
		m.Status = StatusLate
	}
	m.Early = !m.Earliest.IsZero() && f.At.Date < m.Earliest
	pl.say(m, func() calendar.Line { return doneLine(m, f) })
}

// doneLine returns the line that says when a milestone was done, and how that
// stands to its dates.
func doneLine(m *Milestone, f *Fact) calendar.Line {
	line := "done " + f.At.Long()
	if m.def.Silence != "" && f.Outcome == m.def.Silence {
		line += ": " + f.Reason
	}
	if m.def.Due.Duty().Lasts() && !m.Due.IsZero() && f.At.Date < m.Due {
		line += ", before the period was over"
	}
	if m.Status == StatusLate {
		line += ", " + words.Count(m.cal.WorkingDaysBetween(m.Due, f.At.Date), "working day") + " late"
	}
	if m.Early {
		line += ", before the window opened"
	}
	return calendar.Line{Kind: LineDone, When: f.At, Words: line}
}

// lateAt says whether w is after the due moment. If only the day of w is known,
// the whole due day is in time.
func (m *Milestone) lateAt(w calendar.When) bool {
	if w.Timed() {
		return w.Clock.After(m.DueAt.Time)
	}
	return w.Date > m.Due
}
