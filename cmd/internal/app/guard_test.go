package app

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// heart is a store with a pulse that a test sets.
type heart struct {
	pulse   func() (redisstore.Pulse, error)
	forgets error
	alone   error // why no replica confirms a write
	pulses  int
	checks  int
}

func (h *heart) Pulse(context.Context) (redisstore.Pulse, error) {
	h.pulses++
	return h.pulse()
}

func (h *heart) Probe(context.Context) error { return h.alone }

func (h *heart) Check(context.Context) ([]string, error) {
	h.checks++
	return nil, h.forgets
}

// newHeld returns a guard over a store whose clock is that of this machine, with a
// clock of the daemon that a test can set wrong.
func newHeld(t *testing.T) (g *guard, h *heart, wrong *time.Duration) {
	wrong = new(time.Duration)
	h = &heart{pulse: func() (redisstore.Pulse, error) { return redisstore.Pulse{Clock: time.Now()}, nil }}
	g = newGuard(false)
	l, err := redo.Open(redo.Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	g.store, g.redo = h, l
	g.now = func() time.Time { return time.Now().Add(*wrong) }
	return g, h, wrong
}

// judged fails the test unless the guard lets nothing be done, for this reason; none is
// that it may be.
func judged(t *testing.T, what string, g *guard, why string) {
	t.Helper()
	switch err := g.admit(t.Context()); {
	case why == "" && err != nil:
		t.Errorf("%s: held up: %v", what, err)
	case why != "" && (err == nil || !strings.Contains(err.Error(), why)):
		t.Errorf("%s: %v, want %q", what, err, why)
	}
}

func TestAClockThatIsNotBelieved(t *testing.T) {
	g, h, wrong := newHeld(t)
	judged(t, "at the start", g, "")
	*wrong = 30 * 24 * time.Hour
	judged(t, "a month ahead", g, "set forward by 720h0m0s; nothing is planned, sent or accepted until they agree, or for 15m0s more")
	*wrong = 0
	judged(t, "right again", g, "")
	// One clock for the daemon and its Redis: only the process knows.
	h.pulse = func() (redisstore.Pulse, error) { return redisstore.Pulse{Clock: g.now()}, nil }
	*wrong = -time.Hour
	g.connected()
	judged(t, "both an hour back", g, "set back by 1h0m0s")
	*wrong = 0
	g.connected()
	judged(t, "both right again", g, "")
	h.pulse = func() (redisstore.Pulse, error) {
		return redisstore.Pulse{Clock: time.Now().Add(2 * time.Minute)}, nil
	}
	g.connected()
	judged(t, "redis is two minutes ahead", g, "that of redis differ by 2m0s")
	h.pulse = func() (redisstore.Pulse, error) {
		return redisstore.Pulse{Clock: time.Now(), Latest: time.Now().Add(time.Hour)}, nil
	}
	g.connected()
	judged(t, "a commit from the future", g, "the last commit in the store is from 1h0m0s later")
}

// A Redis that turns out to be one that can forget, after a restart or a change of its
// settings, is not used: the guard asks at each new connection, and now and then.
func TestAStoreThatCanForgetNow(t *testing.T) {
	g, h, _ := newHeld(t)
	judged(t, "at the start", g, "")
	h.forgets = &redisstore.Forgetful{Found: "maxmemory-policy allkeys-lru", Want: "maxmemory-policy noeviction"}
	judged(t, "before it is asked again", g, "")
	g.connected()
	judged(t, "after a new connection", g, "redis.conf must say: maxmemory-policy noeviction")
	judged(t, "still", g, "maxmemory-policy noeviction")
	g.volatile = true
	judged(t, "where that is allowed", g, "")
	g.volatile, h.forgets = false, nil
	g.connected()
	judged(t, "put right", g, "")
	if h.checks != 3 {
		t.Errorf("its settings were asked for %d times, want 3", h.checks)
	}
	g.checked -= checkEvery
	g.asked -= pulseEvery
	judged(t, "half a minute later", g, "")
	if h.checks != 4 {
		t.Errorf("its settings were asked for %d times, want 4", h.checks)
	}
}

// A store that is away is for others to report, and is not asked by everybody at once.
func TestTheGuardOfAStoreThatIsAway(t *testing.T) {
	g, h, _ := newHeld(t)
	h.pulse = func() (redisstore.Pulse, error) { return redisstore.Pulse{}, errors.New("no route") }
	for range 5 {
		judged(t, "away", g, "")
	}
	if h.pulses != 1 {
		t.Errorf("asked %d times in a moment, want 1", h.pulses)
	}
}

// A store that has less than was seen in it, by this process or by one before it, is
// held up until it has as much again.
func TestAStoreThatIsOlder(t *testing.T) {
	g, h, _ := newHeld(t)
	has := func(writes redo.Counts) {
		h.pulse = func() (redisstore.Pulse, error) { return redisstore.Pulse{Clock: time.Now(), Writes: writes}, nil }
		g.connected()
	}
	has(redo.Counts{3: 10, 5: 7})
	judged(t, "at the start", g, "")
	has(redo.Counts{3: 8, 5: 9})
	judged(t, "one shard went back", g, "the store is older than it was: 2 writes of 1 shard missing")
	has(redo.Counts{})
	judged(t, "it is empty", g, "17 writes of 2 shards missing")
	has(redo.Counts{3: 10, 5: 7})
	judged(t, "made good", g, "")
	// What this process has acknowledged itself counts, before the store is asked.
	g.redo.Keep(redo.Entry{Shard: 3, N: 11})
	judged(t, "between two looks", g, "")
	g.connected()
	judged(t, "at the next look", g, "1 write of 1 shard missing")
}

// What no replica has confirmed is not remembered: a promotion may lose it, and nobody
// has accepted it.
func TestWhatNoReplicaHasIsNotRemembered(t *testing.T) {
	g, h, _ := newHeld(t)
	has := func(writes redo.Counts) {
		h.pulse = func() (redisstore.Pulse, error) { return redisstore.Pulse{Clock: time.Now(), Writes: writes}, nil }
		g.connected()
	}
	has(redo.Counts{3: 10})
	judged(t, "at the start", g, "")
	h.alone = scheduler.ErrNotKept
	has(redo.Counts{3: 11})
	judged(t, "one more, on the master alone", g, "")
	has(redo.Counts{3: 10})
	judged(t, "after a promotion", g, "")
	h.alone = nil
	has(redo.Counts{3: 9})
	judged(t, "after a loss", g, "1 write of 1 shard missing")
}
