package app

import (
	"context"
	"testing"
	"time"

	"github.com/longstop/longstop/scheduler/procedure"
)

// The rules of a configuration are applied once, and again only where that failed
// or where another configuration took its place.
func TestRulesAreAppliedOnce(t *testing.T) {
	cfg := settingsOn(t)
	a := newApp(t, cfg)
	r := &rules{partnerships: a.partnerships, engine: a.engine}
	now := time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC)
	away, cancel := context.WithCancel(t.Context())
	cancel() // the store cannot be asked
	another := *cfg
	for _, step := range []struct {
		name string
		ctx  context.Context
		use  bool // another configuration
		ok   bool
	}{
		{"the store is away", away, false, false},
		{"it is back", t.Context(), false, true},
		{"once more, without asking the store", away, false, true},
		{"another configuration, and the store is away", away, true, false},
		{"it is back again", t.Context(), false, true},
		{"and once more", away, false, true},
	} {
		if step.use {
			a.partnerships.Use(procedure.Shipped(), &another)
		}
		if err := r.apply(step.ctx, now); (err == nil) != step.ok {
			t.Errorf("%s: %v", step.name, err)
		}
	}
}
