package app

import (
	"testing"
	"time"
)

// A loop that hangs is told from one that has not come to its end yet, and from a
// daemon that waits.
func TestALoopThatHangsIsNotAlive(t *testing.T) {
	now := time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC)
	engine := newApp(t, settingsOn(t)).engine // it never sweeps
	for _, c := range []struct {
		name  string
		begun time.Duration // ago; 0: it has not begun
		want  bool
	}{
		{"it waits for its store", 0, true},
		{"it has begun", time.Second, true},
		{"the first sweep takes its time", sweptLately - time.Second, true},
		{"the first sweep hangs", sweptLately, false},
	} {
		a := &App{engine: engine}
		if c.begun > 0 {
			at := now.Add(-c.begun)
			a.begun.Store(&at)
		}
		if got := a.alive(now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
