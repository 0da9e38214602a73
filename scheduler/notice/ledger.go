package notice

import (
	"strings"

	"github.com/longstop/longstop/scheduler/plan"
)

// Ledger remembers which steps were told: by milestone and step, the date that
// the milestone had then. A date that moves makes its steps new.
type Ledger map[string]string

// Forget drops the marks of milestones that no longer run. If one opens again,
// because a fact was withdrawn, it is told again: an email that was superseded in
// between never arrived.
func (l Ledger) Forget(t *plan.Timetable) {
	running := make(map[string]bool, len(t.Milestones))
	for i := range t.Milestones {
		m := &t.Milestones[i]
		running[m.Key()] = m.Status.Running()
	}
	for key := range l {
		if milestone, _, _ := strings.Cut(key, "|"); !running[milestone] {
			delete(l, key)
		}
	}
}
