package notice

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// step is one moment at which somebody is to be told of a milestone. Steps
// stand in order of severity: when several are due, the last speaks for all.
type step struct {
	name  letter.Step // the step of the email
	mark  string      // its name in the ledger: reminder 5 working days, overdue, escalation-1
	at    time.Time
	roles []string
	rung  bool // of the ladder: the date has passed
}

// schedule holds the steps of one milestone in a partnership's hours.
type schedule struct {
	m      *plan.Milestone
	office Office
	steps  []step
}

// newSchedule returns the steps of a milestone whose time is running.
func newSchedule(m *plan.Milestone, office Office) *schedule {
	s := &schedule{m: m, office: office}
	s.add(letter.StepOpened, openedMark(m), m.Opened.Time)
	if !m.FellBack().IsZero() {
		s.add(letter.StepOpened, markFellBack, m.FellBack().Add(time.Second))
	}
	if m.Due.IsZero() {
		return s
	}
	if m.InHours() {
		s.hourly()
	} else {
		s.daily()
	}
	if m.Definition().Due.Duty().CanBeOverdue() {
		s.ladder()
	}
	return s
}

// markFellBack is the line of the ledger for an owner to whom a milestone fell
// back: they are told once that it is open, whoever was told before.
const markFellBack = "fell-back"

// openedMark returns the line of the ledger for a milestone that opened. A duty
// that is owed again has opened again.
func openedMark(m *plan.Milestone) string {
	if m.Renews() {
		return string(letter.StepOpened) + " " + m.Opened.UTC().Format(time.RFC3339)
	}
	return string(letter.StepOpened)
}

// add appends a step for the owner and the business manager.
func (s *schedule) add(name letter.Step, mark string, at time.Time) {
	roles := words.Union([]string{s.m.Owner, procedure.RoleBusinessManager}, s.m.Definition().Copy)
	s.steps = append(s.steps, step{name: name, mark: mark, at: s.sendable(at), roles: roles})
}

// sendable moves a moment into the hours of sending. A milestone counted in hours
// does not wait for the morning.
func (s *schedule) sendable(t time.Time) time.Time {
	if s.m.InHours() {
		return t
	}
	return s.office.Next(t)
}

// remind adds a reminder, unless it falls before the milestone opened: then the
// email about the opening is enough.
func (s *schedule) remind(name letter.Step, mark string, at time.Time) {
	if at.After(s.m.Opened.Time) {
		s.add(name, mark, at)
	}
}

// daily adds the reminders of a milestone counted in days, and that of the day to
// act by.
func (s *schedule) daily() {
	act := s.m.ActBy
	if act.IsZero() {
		act = s.office.Calendar.OnOrBefore(s.m.Due)
	}
	for _, p := range s.m.Definition().Reminders {
		if r, err := s.office.Calendar.Before(calendar.On(act), p); err == nil {
			s.remind(letter.StepReminder, "reminder "+p.String(), s.office.morning(r.Date))
		}
	}
	s.remind(letter.StepDue, string(letter.StepDue), s.office.morning(act))
}

// hourly adds the reminders of a milestone counted in hours: at half-time, and
// four hours before the end.
func (s *schedule) hourly() {
	due := s.m.DueAt.Time
	s.remind(letter.StepReminder, "reminder-half", s.m.Opened.Add(due.Sub(s.m.Opened.Time)/2))
	s.remind(letter.StepReminder, "reminder-4h", due.Add(-4*time.Hour))
}

// ladder adds the steps after the date has passed. It starts when the date was
// first known to have passed: a case opened too late starts at the first rung.
func (s *schedule) ladder() {
	start := s.sendable(moment.Latest(s.m.DueAt.Add(time.Second), s.m.Opened.Time))
	s.steps = append(s.steps, step{
		name: letter.StepOverdue, mark: string(letter.StepOverdue), at: start, rung: true,
		roles: words.Union([]string{s.m.Owner, procedure.RoleBusinessManager}),
	})
	for i, rung := range s.m.Definition().Ladder {
		name := letter.Escalation(i + 1)
		roles := make([]string, len(rung.Tell))
		for k, r := range rung.Tell {
			roles[k] = s.m.RoleFor(r)
		}
		s.steps = append(s.steps, step{name: name, mark: string(name), at: s.rungAt(start, rung.After), roles: roles, rung: true})
	}
}

// rungAt returns the moment of a rung, counted from the start of the ladder. A
// period in days keeps the time of day.
func (s *schedule) rungAt(start time.Time, after calendar.Period) time.Time {
	r, err := s.office.Calendar.After(calendar.Instant(start), after)
	if err != nil {
		return start.AddDate(1000, 0, 0) // a rung past the year 2100 never comes
	}
	if r.Hour {
		return s.sendable(r.At)
	}
	local := start.In(calendar.London())
	return s.sendable(r.Date.At(local.Hour(), local.Minute(), local.Second()))
}

// due returns the date as the ledger keeps it: a step is new once that differs.
func (s *schedule) due() string {
	switch {
	case s.m.Due.IsZero():
		return "prompt"
	case s.m.InHours(), s.m.Timed():
		return s.m.DueAt.UTC().Format(time.RFC3339)
	}
	return s.m.Due.String()
}
