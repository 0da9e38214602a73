package scheduler

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/scheduler/almanac"
)

// The leases, and how many are held at once. A case is planned in well under a
// second; an email may have to wait for a slow relay.
const (
	caseLease  = 30 * time.Second
	emailLease = 3 * time.Minute
	maxBatch   = 64 // cases claimed together
	maxSenders = 8  // emails delivered together
)

// WakeQueue holds the next moment of each case, and says when to look at either
// queue.
type WakeQueue interface {
	// ClaimCases returns at most limit cases whose wake-up is at or before
	// now, earliest first within a shard, and moves their wake-ups to until.
	ClaimCases(ctx context.Context, now, until time.Time, limit int) ([]ClaimedCase, error)

	// Recall makes due at now what a clock that was ahead has put off: each case
	// whose last commit or claim is more than a minute after now, and each email
	// whose next moment is more than an hour after it. It returns how many.
	Recall(ctx context.Context, now time.Time) (int, error)

	// Next returns the earliest moment in each queue; zero when it is empty.
	Next(ctx context.Context) (Queues, error)

	// Nudges delivers a value after another daemon has changed a queue or added
	// to the journal. It may lose some: nothing but speed depends on it.
	Nudges(ctx context.Context) <-chan struct{}
}

// Engine wakes cases and delivers emails when their moments come. Any number of
// engines may share a store.
type Engine struct {
	store        Store
	partnerships Partnerships
	almanac      *almanac.Almanac
	log          *slog.Logger
	metrics      *Metrics
	courier      *courier
	aside        *setAside
	admit        func(ctx context.Context) error

	nudged   chan struct{}
	senders  chan struct{} // a place for each email that is being delivered
	underWay sync.WaitGroup

	mu       sync.Mutex
	health   [loops]Health
	held     bool      // nothing is planned or sent, and that was logged
	recalled time.Time // when the store was last asked for what a clock has put off
}

// EngineOptions are the parts of an engine, all of them required but Admit.
type EngineOptions struct {
	Store        Store
	Partnerships Partnerships
	Almanac      *almanac.Almanac
	Mailer       Mailer
	Metrics      *Metrics
	Log          *slog.Logger

	// Admit says, before anything is planned or sent, whether that may be done now:
	// not while the clock or the store cannot be believed. Nil is always.
	Admit func(ctx context.Context) error
}

// NewEngine returns an engine; [Engine.Run] starts it.
func NewEngine(o EngineOptions) *Engine {
	if o.Admit == nil {
		o.Admit = func(context.Context) error { return nil }
	}
	aside := &setAside{gauge: o.Metrics.unreadable, ids: map[string]bool{}}
	return &Engine{
		store: o.Store, partnerships: o.Partnerships, almanac: o.Almanac, log: o.Log, metrics: o.Metrics, aside: aside,
		courier: &courier{
			cases: o.Store, outbox: o.Store, partnerships: o.Partnerships, almanac: o.Almanac, mailer: o.Mailer,
			metrics: o.Metrics, log: o.Log, aside: aside, token: rand.Text(),
		},
		admit: o.Admit, nudged: make(chan struct{}, 1), senders: make(chan struct{}, maxSenders),
	}
}

// Nudge tells the engine that a queue has changed. It never blocks.
func (e *Engine) Nudge() {
	select {
	case e.nudged <- struct{}{}:
	default:
	}
}

// RunCases wakes every case whose moment has come at now, until none is left. The
// error is the store's; a case that cannot be planned is counted, and no error.
//
// A store that refuses one case and still answers goes on with the others: they come
// due again together, and would wait behind that one for ever. So does one of which a
// replica is away.
func (e *Engine) RunCases(ctx context.Context, now time.Time) error {
	var failed error // the first failure
	for begun := time.Now(); ctx.Err() == nil; {
		claimed, err := e.store.ClaimCases(ctx, now, now.Add(caseLease), maxBatch)
		if err != nil {
			return err
		}
		for _, c := range claimed {
			err := e.wake(ctx, c, now)
			if err == nil {
				continue
			}
			if failed == nil {
				failed = err
			}
			if _, err := e.store.Next(ctx); err != nil || time.Since(begun) > caseLease {
				return failed
			}
		}
		if len(claimed) == 0 {
			return failed
		}
	}
	return failed
}

// wake brings one case up to date. A record that cannot be planned holds up no
// other: it is counted, and tried again when its lease ends.
func (e *Engine) wake(ctx context.Context, cl ClaimedCase, now time.Time) error {
	change, err := e.plan(ctx, cl, now)
	e.aside.mark(cl.ID, err != nil)
	if err != nil {
		e.metrics.commits.WithLabelValues("unreadable").Inc()
		e.log.Error("case set aside until its lease ends", "case", caseTag(cl.ID), "error", err)
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	err = e.store.Commit(ctx, change)
	switch {
	case errors.Is(err, ErrConflict):
		e.metrics.commits.WithLabelValues("conflict").Inc()
		return nil // whoever won planned it too
	case err != nil:
		e.metrics.commits.WithLabelValues("failed").Inc()
		return fmt.Errorf("commit case: %w", err)
	}
	e.metrics.commits.WithLabelValues("committed").Inc()
	if len(change.Intents) > 0 {
		e.Nudge()
	}
	return nil
}

// plan returns the change that brings a case up to date. It turns a panic of the
// planner into an error: one bad record is not the end of the loop.
func (e *Engine) plan(ctx context.Context, cl ClaimedCase, now time.Time) (change Change, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("plan case: panic: %v", p)
		}
	}()
	if cl.Err != nil {
		return change, cl.Err
	}
	f, err := upToDateFileOf(ctx, e.partnerships, e.almanac, cl.Case)
	if err != nil {
		return change, err
	}
	moved := unseen(e.almanac, f, now)
	_, change = advance(f, now)
	change.Entries = append(moved, change.Entries...)
	return change, nil
}

// caseTag returns a case id for the log: its partnership, and never a reference.
func caseTag(id string) string {
	for i, r := range id {
		if r == ':' {
			return id[:i] + ":…"
		}
	}
	return "…"
}

// setAside counts the records that cannot be read or planned.
type setAside struct {
	gauge prometheus.Gauge

	mu  sync.Mutex
	ids map[string]bool
}

// mark notes whether a record was bad when it was last looked at.
func (a *setAside) mark(id string, bad bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if bad {
		a.ids[id] = true
	} else {
		delete(a.ids, id)
	}
	a.gauge.Set(float64(len(a.ids)))
}

// RunEmails delivers every email that is due at now, until none is left or the
// relay turns out to be away. The error is the store's.
func (e *Engine) RunEmails(ctx context.Context, now time.Time) error {
	for {
		started := time.Now()
		n, err := e.startEmails(ctx, now)
		e.underWay.Wait()
		if n == 0 || err != nil {
			return err
		}
		now = now.Add(time.Since(started)) // sending takes time; the next leases begin now
	}
}

// startEmails claims as many due emails as there are free senders, and starts to
// deliver them. It does not wait for the end: an email over which the relay hangs
// must not hold up the others. Each sender that is free again nudges.
func (e *Engine) startEmails(ctx context.Context, now time.Time) (started int, err error) {
	begun := time.Now()
	for ctx.Err() == nil && e.courier.gate.open(now) {
		free := cap(e.senders) - len(e.senders)
		if free == 0 {
			return started, nil
		}
		claimed, err := e.store.ClaimEmails(ctx, now, now.Add(emailLease), e.courier.token, free)
		if err != nil {
			return started, err
		}
		if len(claimed) == 0 {
			return started, nil
		}
		for _, cl := range claimed {
			if _, held := e.courier.inHand.LoadOrStore(cl.ID, true); held {
				continue // its lease is over, and its end could not be recorded yet
			}
			e.senders <- struct{}{}
			e.underWay.Go(func() {
				defer e.Nudge()
				defer func() { <-e.senders }()
				defer e.courier.inHand.Delete(cl.ID)
				d := &delivery{courier: e.courier, now: now, started: begun}
				if err := d.run(ctx, cl); err != nil {
					e.log.Error("email not settled; it becomes due again when its lease ends", "intent", cl.ID, "error", err)
				}
			})
		}
		started += len(claimed)
	}
	return started, nil
}
