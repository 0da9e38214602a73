package notice

import (
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Notice is a decision to tell some roles about one milestone now.
type Notice struct {
	Milestone *plan.Milestone
	Step      letter.Step
	At        time.Time // the moment at which it was to be told
	Roles     []string
	NextRung  []string          // the roles to tell if an address refuses
	Marks     map[string]string // the lines of the ledger that it writes
	Was       calendar.Date     // the date that was told before, if it moved
	Next      string            // what happens if nothing is recorded, in words
}

// toldMark is the line of the ledger that holds the date last told.
const toldMark = "told"

// mark returns the key of a line of the ledger.
func mark(m *plan.Milestone, name string) string { return m.Key() + "|" + name }

// Decide returns the notices that are due now and not in the ledger, and the
// next moment to look; zero means never, until something is recorded.
//
// Of several steps that were missed only the most severe is told, and it goes
// to everybody whom the missed steps of the ladder would have told: late
// rather than never, once and not in a burst.
func Decide(t *plan.Timetable, told Ledger, office Office, now time.Time) ([]Notice, time.Time) {
	var out []Notice
	var next time.Time
	for i := range t.Milestones {
		m := &t.Milestones[i]
		if lostItsDate(m, told) {
			out = append(out, withoutDate(m, told, now))
			continue
		}
		if !m.Status.Running() || (m.Basis != plan.BasisFirm && m.Basis != plan.BasisPlanned) {
			continue
		}
		s := newSchedule(m, office)
		s.changed(told)
		n, ok, wake := s.fire(told, now)
		if ok {
			out = append(out, n)
		}
		next = moment.Earliest(next, wake)
	}
	return out, next
}

// lostItsDate says whether a milestone was told with a date that it no longer
// has, because the fact that it counted from was withdrawn.
func lostItsDate(m *plan.Milestone, told Ledger) bool {
	was := told[mark(m, toldMark)]
	return m.Status == plan.StatusWaiting && m.Due.IsZero() && len(was) >= len(time.DateOnly)
}

// withoutDate returns the notice of a date that was lost. The milestone no longer
// runs, so the ledger forgets it in the same commit, and it is told once.
func withoutDate(m *plan.Milestone, told Ledger, now time.Time) Notice {
	n := Notice{Milestone: m, Step: letter.StepDatesChanged, At: now, Roles: words.Union([]string{m.Owner, procedure.RoleBusinessManager}, m.Definition().Copy)}
	n.Was, _ = calendar.ParseDate(told[mark(m, toldMark)][:len(time.DateOnly)])
	return n
}

// changed adds the step that tells of a moved date.
func (s *schedule) changed(told Ledger) {
	if was := told[mark(s.m, toldMark)]; was != "" && was != s.due() {
		s.add(letter.StepDatesChanged, string(letter.StepDatesChanged), s.m.Changed())
	}
}

// fire returns the notice of the step to tell now, if there is one, and the next
// moment to look.
func (s *schedule) fire(told Ledger, now time.Time) (Notice, bool, time.Time) {
	n := Notice{Milestone: s.m, Marks: map[string]string{}}
	var speaks *step
	var next time.Time
	for i := range s.steps {
		st := &s.steps[i]
		switch {
		case s.fired(told, st):
		case st.at.After(now):
			next = moment.Earliest(next, st.at)
		default:
			n.Marks[mark(s.m, st.mark)] = s.due()
			if speaks == nil || rank(st) >= rank(speaks) {
				speaks = st
			}
			if st.rung {
				n.Roles = words.Union(n.Roles, st.roles)
			}
		}
	}
	if over := s.m.DueAt.Add(time.Second); !s.m.DueAt.IsZero() && over.After(now) {
		next = moment.Earliest(next, over) // the status changes, whoever is told
	}
	if speaks == nil {
		return n, false, next
	}
	if at := s.sendable(now); at.After(now) {
		return n, false, moment.Earliest(next, at)
	}
	if s.m.Status == plan.StatusOverdue && !speaks.rung {
		return n, false, next // too late to remind: the ladder speaks
	}
	return s.tell(n, speaks, told, now), true, next
}

// tell completes the notice of the step that speaks for all.
func (s *schedule) tell(n Notice, speaks *step, told Ledger, now time.Time) Notice {
	n.Step, n.At = speaks.name, speaks.at
	if !speaks.rung {
		n.Roles = words.Union(speaks.roles)
	}
	if was := told[mark(s.m, toldMark)]; was != "" && was != s.due() && len(was) >= len(time.DateOnly) {
		n.Was, _ = calendar.ParseDate(was[:len(time.DateOnly)])
	}
	n.Marks[mark(s.m, toldMark)] = s.due()
	n.NextRung = s.nextRung(speaks)
	n.Next = s.next(now)
	return n
}

// fired says whether a step was told for the date as it is now. An opening is told
// once, whatever the date does later.
func (s *schedule) fired(told Ledger, st *step) bool {
	if last := told[mark(s.m, toldMark)]; last != "" && last != s.due() && st.mark != string(letter.StepOpened) && st.mark != markFellBack {
		return false // the date has moved, even if it was this one once before
	}
	was, ok := told[mark(s.m, st.mark)]
	return ok && (was == s.due() || st.mark == string(letter.StepOpened) || st.mark == markFellBack)
}

// rank returns the severity of a step; among equals the later in the list speaks.
// A moved date outranks the reminders, and the ladder outranks a moved date.
func rank(st *step) int {
	switch {
	case st.rung:
		return 3
	case st.name == letter.StepDatesChanged:
		return 2
	case st.mark == string(letter.StepOpened):
		return 0
	}
	return 1
}

// nextRung returns the roles that the first rung after a step tells.
func (s *schedule) nextRung(from *step) []string {
	past := !from.rung
	for i := range s.steps {
		st := &s.steps[i]
		if past && st.rung && st.name != letter.StepOverdue {
			return st.roles
		}
		past = past || st.mark == from.mark
	}
	return nil
}

// next returns, in words, what happens if nothing is recorded: the next reminder
// and the next rung of the ladder.
func (s *schedule) next(now time.Time) string {
	var lines []string
	reminded := false
	for _, st := range s.steps {
		if !st.at.After(now) || (!st.rung && reminded) {
			continue
		}
		when := calendar.Instant(st.at).Long()
		if st.rung {
			lines = append(lines, "on "+when+" it goes to "+words.Roles(st.roles))
			break
		}
		reminded = true
		lines = append(lines, "you are reminded on "+when)
	}
	return strings.Join(lines, "; ")
}
