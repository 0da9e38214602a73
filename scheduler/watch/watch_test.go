package watch_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/scheduler/watch"
)

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// look is one look after the last: how much time has gone by, by how much the clock
// is wrong, what the store shows, and whether the clock is believed.
type look struct {
	after, wrong  time.Duration
	store, commit time.Duration // against the true time; 0: not asked
	held          string        // a part of the reason; empty: believed
}

func TestWhatIsBelieved(t *testing.T) {
	const day, month = 24 * time.Hour, 30 * 24 * time.Hour
	half := 30 * time.Second
	for name, looks := range map[string][]look{
		"a clock that is right":                {{}, {after: half}, {after: half}, {after: 10 * time.Hour}},
		"a clock that is put right slowly":     {{}, {after: half, wrong: 400 * time.Millisecond}, {after: half, wrong: 800 * time.Millisecond}, {after: time.Hour, wrong: 1200 * time.Millisecond}},
		"a small step":                         {{}, {after: half, wrong: time.Minute}},
		"several small steps":                  {{}, {after: half, wrong: 40 * time.Second}, {after: half, wrong: 80 * time.Second, held: "set forward by 1m20s"}},
		"small steps, hours apart":             {{}, {after: time.Hour, wrong: 40 * time.Second}, {after: time.Hour, wrong: 80 * time.Second}, {after: time.Hour, wrong: 2 * time.Minute}},
		"a month ahead for half a minute":      {{}, {after: half, wrong: month, held: "set forward by 720h"}, {after: half}, {after: half}},
		"an hour back, and right again":        {{}, {after: half, wrong: -time.Hour, held: "set back by 1h0m0s"}, {after: 10 * time.Minute, wrong: -time.Hour, held: "set back"}, {after: half}},
		"a step that stays is taken for right": {{}, {after: half, wrong: month, held: "forward"}, {after: 15*time.Minute - 1, wrong: month, held: "forward"}, {after: 1, wrong: month}, {after: half, wrong: month}, {after: half, held: "back by 720h"}, {after: 15 * time.Minute}},
		"a process that slept sees no step":    {{}, {after: 3 * day}},
		"redis differs":                        {{store: 0}, {after: half, store: 61 * time.Second, held: "redis differ by 1m1s"}, {after: half, store: -61 * time.Second, held: "redis differ"}, {after: half, store: time.Minute}},
		"redis differs for long":               {{store: time.Hour, held: "redis"}, {after: 15 * time.Minute, store: time.Hour}, {after: time.Hour, store: time.Hour}, {after: half}, {after: half, store: time.Hour, held: "redis"}},
		"a commit from the future":             {{commit: day, held: "24h0m0s later"}, {after: 14 * time.Minute, commit: day, held: "later"}, {after: time.Minute, commit: day}},
		"a commit from just now":               {{commit: half}, {after: half, commit: -day}},
		"one clock for both, that steps":       {{store: 1}, {after: half, wrong: month, store: month, held: "set forward"}, {after: half, store: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			var w watch.Watch
			var ran time.Duration
			for i, l := range looks {
				ran += l.after
				r := watch.Reading{Wall: noon.Add(ran + l.wrong), Ran: ran}
				if l.store != 0 {
					r.Store = noon.Add(ran + l.store)
				}
				if l.commit != 0 {
					r.Commit = noon.Add(ran + l.commit)
				}
				got := w.Look(r)
				if (got.Why == "") != (l.held == "") || !strings.Contains(got.Why, l.held) {
					t.Errorf("look %d: %q, want %q", i+1, got.Why, l.held)
				}
				if (got.Why == "") != (got.For == 0) {
					t.Errorf("look %d: held for %v because %q", i+1, got.For, got.Why)
				}
			}
		})
	}
}

// Whatever the clocks do, once they stand still nothing is held up for longer than a
// quarter of an hour; and while the wall clock differs from the truth by a step of
// more than a minute it is not believed until then.
func TestSilenceHasAnEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w watch.Watch
		var ran time.Duration
		var wrong, store, commit time.Duration
		anyStep := rapid.Custom(func(t *rapid.T) time.Duration {
			unit := rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour, 24 * time.Hour}).Draw(t, "unit")
			return time.Duration(rapid.IntRange(-400, 400).Draw(t, "count")) * unit
		})
		reading := func() watch.Reading {
			return watch.Reading{Wall: noon.Add(ran + wrong), Ran: ran, Store: noon.Add(ran + store), Commit: noon.Add(commit)}
		}
		w.Look(reading())
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			ran += time.Duration(rapid.IntRange(1, 1200).Draw(t, "seconds")) * time.Second
			wrong, store, commit = anyStep.Draw(t, "wrong"), anyStep.Draw(t, "store"), anyStep.Draw(t, "commit")
			w.Look(reading())
		}
		for range 30 {
			ran += 30 * time.Second
			w.Look(reading())
		}
		ran += time.Second
		if j := w.Look(reading()); j.Why != "" {
			t.Errorf("after a quarter of an hour still held up: %s", j.Why)
		}
	})
}
