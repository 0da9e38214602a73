package scheduler

import (
	"context"
	"sync"
	"time"

	"github.com/longstop/longstop/internal/moment"
)

// sweepAtMost is the longest that an engine sleeps, whatever it knows: a level
// that is looked at, not an edge that can be missed.
const sweepAtMost = 30 * time.Second

// journalRest is how long the journal is left alone after it was looked at,
// however often the engine is nudged meanwhile.
const journalRest = time.Second

// Health is what the engine last saw of its store.
type Health struct {
	Swept time.Time // the end of the last sweep that found everything in order
	Since time.Time // since when the store fails; zero when it does not
	Error string    // how it fails
}

// Health returns the engine's state.
func (e *Engine) Health() Health {
	e.mu.Lock()
	defer e.mu.Unlock()
	worst := e.health[0]
	for _, h := range e.health[1:] {
		if h.Swept.Before(worst.Swept) {
			worst.Swept = h.Swept
		}
		if !h.Since.IsZero() && (worst.Since.IsZero() || h.Since.Before(worst.Since)) {
			worst.Since, worst.Error = h.Since, h.Error
		}
	}
	return worst
}

// The loops, each with a health of its own: one that is well must not speak for
// one that is not.
const (
	caseLoop = iota
	emailLoop
	almanacLoop
	loops
)

// Run acts on both queues until ctx is done, and returns when everything that
// was under way has been finished or released.
func (e *Engine) Run(ctx context.Context) {
	cases, emails, journal := make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{}, 1)
	var wg sync.WaitGroup
	wg.Go(func() { e.fan(ctx, e.store.Nudges(ctx), cases, emails, journal) })
	wg.Go(func() { e.loop(ctx, almanacLoop, journal, e.followJournal, nil) })
	wg.Go(func() { e.loop(ctx, caseLoop, cases, e.RunCases, func(q Queues) time.Time { return q.Wake }) })
	wg.Go(func() { e.loop(ctx, emailLoop, emails, e.sendEmails, e.nextEmail) })
	wg.Wait()
	e.underWay.Wait()
}

// followJournal reads the journal and brings every case up to date with it. That
// it was read is reported first: to go through every case may take minutes.
func (e *Engine) followJournal(ctx context.Context, now time.Time) error {
	if err := e.almanac.Sync(ctx); err != nil {
		return err
	}
	e.report(almanacLoop, nil, now)
	return e.CatchUp(ctx, now)
}

func (e *Engine) sendEmails(ctx context.Context, now time.Time) error {
	_, err := e.startEmails(ctx, now)
	return err
}

// nextEmail is the next moment of the outbox. While no sender is free it is
// none: the first that is free again nudges.
func (e *Engine) nextEmail(q Queues) time.Time {
	if len(e.senders) == cap(e.senders) {
		return time.Time{}
	}
	if q.Outbox.IsZero() {
		return q.Outbox
	}
	return moment.Latest(q.Outbox, e.gate.shutUntil())
}

// fan passes nudges, of this process and of others, to both loops.
func (e *Engine) fan(ctx context.Context, others <-chan struct{}, to ...chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.nudged:
		case <-e.almanac.Changed():
		case _, ok := <-others:
			if !ok {
				others = nil
			}
		}
		for _, c := range to {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
}

// loop runs one queue at its next moment, when nudged, and at least every half
// minute; without a pick it runs the journal, which has no next moment. A store
// that is away is asked again with growing pauses.
func (e *Engine) loop(ctx context.Context, which int, nudged <-chan struct{}, run func(context.Context, time.Time) error, pick func(Queues) time.Time) {
	failures := 0
	for ctx.Err() == nil {
		err := run(ctx, time.Now())
		var q Queues
		if err == nil && pick != nil {
			q, err = e.store.Next(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		e.report(which, err, time.Now())
		if err != nil {
			failures++
		} else {
			failures = 0
		}
		if pick == nil {
			e.sleep(ctx, nil, failures, time.Now().Add(journalRest)) // each commit nudges, and hardly any is a line
			e.sleep(ctx, nudged, failures, time.Time{})
			continue
		}
		e.sleep(ctx, nudged, failures, pick(q))
	}
}

func (e *Engine) sleep(ctx context.Context, nudged <-chan struct{}, failures int, next time.Time) {
	pause := sweepAtMost
	if !next.IsZero() {
		pause = min(pause, max(time.Until(next), time.Millisecond))
	}
	if failures > 0 {
		pause = min(100*time.Millisecond<<min(failures, 6), 5*time.Second)
		nudged = nil // a store that is away is not asked more often for that
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-nudged:
	}
}

func (e *Engine) report(which int, err error, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	h := &e.health[which]
	if err == nil {
		if !h.Since.IsZero() {
			e.log.Info("the store is back", "away", now.Sub(h.Since).Round(time.Second).String())
		}
		*h = Health{Swept: now}
		return
	}
	if h.Since.IsZero() {
		h.Since = now
		e.log.Error("the store fails; trying again until it is back", "error", err)
	}
	h.Error = err.Error()
}
