package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/watch"
)

// How often the guard asks the store who it is, and how it is set. It asks at once
// when a connection is new: that is when another store may have come.
const (
	pulseEvery = 5 * time.Second
	checkEvery = 30 * time.Second
)

// guarded is what the guard asks of the store.
type guarded interface {
	Pulse(ctx context.Context) (redisstore.Pulse, error)
	Check(ctx context.Context) (warnings []string, err error)
	Probe(ctx context.Context) error
}

// guard says whether the daemon may plan, send and take statements now. It may not
// while its clock or its store cannot be believed.
type guard struct {
	store    guarded
	redo     *redo.Log // what this daemon knows of the store
	volatile bool      // a store that can forget is allowed
	now      func() time.Time
	started  time.Time
	dirty    atomic.Bool // a connection is new since the store was last asked

	mu      sync.Mutex
	watch   watch.Watch
	pulse   redisstore.Pulse
	asked   time.Duration // since the start, by the clock that nobody sets; 0: not yet
	failed  time.Duration // when it last did not answer; 0: it does
	checked time.Duration
	forgets error // how the store is set, if it can forget
	older   error // what the store has forgotten
}

// newGuard returns the guard of a daemon that starts now. It needs a store.
func newGuard(volatile bool) *guard {
	return &guard{volatile: volatile, now: time.Now, started: time.Now()}
}

// connected notes that a connection to the store is new.
func (g *guard) connected() { g.dirty.Store(true) }

// admit returns why nothing may be planned, sent or accepted now; nil if it may. A
// store that does not answer is for others to report.
func (g *guard) admit(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	ran := time.Since(g.started)
	if g.ask(ctx, ran) != nil {
		g.pulse.Clock = time.Time{} // as old as the last answer
	}
	r := watch.Reading{Wall: g.now(), Ran: ran, Commit: g.pulse.Latest}
	if !g.pulse.Clock.IsZero() {
		r.Store = g.pulse.Clock.Add(ran - g.asked)
	}
	if j := g.watch.Look(r); j.Why != "" {
		return &heldError{fmt.Sprintf("%s; nothing is planned, sent or accepted until they agree, or for %v more", j.Why, j.For.Round(time.Second))}
	}
	if g.forgets != nil && !g.volatile {
		return &heldError{g.forgets.Error()}
	}
	return g.older
}

// ask asks the store, if it is time to.
func (g *guard) ask(ctx context.Context, ran time.Duration) error {
	if g.failed > 0 && ran-g.failed < time.Second {
		return errAway // others wait for the answer too
	}
	dirty := g.dirty.Swap(false)
	if !dirty && g.asked > 0 && ran-g.asked < pulseEvery {
		return nil
	}
	known := g.redo.Known() // before the store is asked: what is acknowledged meanwhile is no loss
	p, err := g.store.Pulse(ctx)
	if err == nil && (dirty || g.checked == 0 || ran-g.checked >= checkEvery) {
		err = g.check(ctx)
	}
	if err != nil {
		g.dirty.Store(true)
		g.failed = time.Since(g.started)
		return err
	}
	g.pulse, g.asked, g.failed = p, time.Since(g.started), 0
	g.older = nil
	if writes, shards := p.Writes.Less(known); writes > 0 {
		g.older = &heldError{fmt.Sprintf(
			"the store is older than it was: %s of %s missing; nothing is planned, sent or accepted until `longstop reconcile` has shown them and written them again",
			words.Count(int(writes), "write"), words.Count(shards, "shard"))}
		return nil
	}
	// What a master alone has may be lost with a promotion, and was accepted by nobody:
	// only what its replicas have as well is remembered.
	if news, _ := known.Less(p.Writes); news > 0 && g.store.Probe(ctx) == nil {
		g.redo.See(p.Writes)
	}
	return nil
}

// check asks how the store is set.
func (g *guard) check(ctx context.Context) error {
	_, err := g.store.Check(ctx)
	if err != nil && !errors.Is(err, redisstore.ErrForgetful) {
		return err
	}
	g.forgets, g.checked = err, time.Since(g.started)
	return nil
}

var errAway = errors.New("the store has not answered a moment ago")

// heldError says why the daemon does nothing.
type heldError struct{ why string }

func (e *heldError) Error() string { return e.why }
