package notice

import (
	"strings"

	"github.com/longstop/longstop/scheduler/plan"
)

// Ledger remembers which steps have fired: by milestone and step, the date
// that was told. A date that moves makes its steps new.
type Ledger map[string]string

// Forget drops what was told of milestones that are no longer running. One that
// opens again, because a fact was withdrawn, is told again: an email that was
// superseded in between never arrived.
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
