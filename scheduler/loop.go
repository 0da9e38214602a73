package scheduler

import (
	"context"
	"sync"
	"time"

	"github.com/longstop/longstop/internal/moment"
)

// maxSleep limits how long an engine sleeps, whatever it knows: it looks at the
// queues themselves, because a nudge can be missed.
const maxSleep = 30 * time.Second

// heldPause is how long an engine that may do nothing waits before it asks again.
const heldPause = time.Second

// journalRest is how long the engine leaves the journal alone after it has read
// it, however often it is nudged meanwhile.
const journalRest = time.Second

// Health is what the engine last saw of its store.
type Health struct {
	Swept time.Time // the end of the last sweep that found everything in order
	Since time.Time // since when the store fails; zero when it does not
	Error string    // how it fails
}

// Health returns the worst of the loops' health: the oldest sweep, and the failure
// that has lasted longest.
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

// The loops. Each has a health of its own, so that one that is well does not speak
// for one that is not.
const (
	caseLoop = iota
	emailLoop
	almanacLoop
	loops
)

// work is the task of one loop, done over and over.
type work struct {
	health int
	nudged chan struct{}
	run    func(ctx context.Context, now time.Time) error
	next   func(ctx context.Context) (time.Time, error) // when to run again; zero: only when nudged
	rest   time.Duration                                // the least pause between runs, however often nudged
}

// Run acts on both queues and the journal until ctx is done, and returns when
// everything under way has been finished or released.
func (e *Engine) Run(ctx context.Context) {
	all := []work{
		{health: caseLoop, run: e.sweep, next: e.nextWake},
		{health: emailLoop, run: e.sendEmails, next: e.nextEmail},
		{health: almanacLoop, run: e.followJournal, next: never, rest: journalRest}, // each commit nudges, and hardly any is a line
	}
	var wg sync.WaitGroup
	var nudges []chan struct{}
	for _, w := range all {
		w.nudged = make(chan struct{}, 1)
		nudges = append(nudges, w.nudged)
		wg.Go(func() { e.loop(ctx, w) })
	}
	wg.Go(func() { e.fan(ctx, e.store.Nudges(ctx), nudges) })
	wg.Wait()
	e.underWay.Wait()
}

// followJournal reads the journal and brings every case up to date with it. It
// reports the reading first, because going through every case may take minutes.
func (e *Engine) followJournal(ctx context.Context, now time.Time) error {
	if err := e.almanac.Sync(ctx); err != nil {
		return err
	}
	e.report(almanacLoop, nil, now)
	return e.CatchUp(ctx, now)
}

// sweep wakes the cases that are due. Now and then it looks for those that a clock
// which was ahead has put off: nothing else would ever find them.
func (e *Engine) sweep(ctx context.Context, now time.Time) error {
	if e.recallDue(now) {
		n, err := e.store.Recall(ctx, now)
		if err != nil {
			return err
		}
		if n > 0 {
			e.log.Warn("cases and emails recalled that a clock which was ahead had put off", "found", n)
			e.Nudge()
		}
	}
	return e.RunCases(ctx, now)
}

// recallDue says whether the last recall is a sweep ago. A clock that was set back
// makes it due too.
func (e *Engine) recallDue(now time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if since := now.Sub(e.recalled); since >= 0 && since < maxSleep {
		return false
	}
	e.recalled = now
	return true
}

// sendEmails starts the emails that are due.
func (e *Engine) sendEmails(ctx context.Context, now time.Time) error {
	_, err := e.startEmails(ctx, now)
	return err
}

// never returns no moment: the loop runs when it is nudged.
func never(context.Context) (time.Time, error) { return time.Time{}, nil }

// nextWake returns the next moment of a case.
func (e *Engine) nextWake(ctx context.Context) (time.Time, error) {
	q, err := e.store.Next(ctx)
	return q.Wake, err
}

// nextEmail returns the next moment of the outbox, not before the gate opens.
// While no sender is free it is zero: the first that is free again nudges.
func (e *Engine) nextEmail(ctx context.Context) (time.Time, error) {
	q, err := e.store.Next(ctx)
	if err != nil || q.Outbox.IsZero() || len(e.senders) == cap(e.senders) {
		return time.Time{}, err
	}
	return moment.Latest(q.Outbox, e.courier.gate.shutUntil()), nil
}

// fan passes nudges, of this process and of others, to every loop.
func (e *Engine) fan(ctx context.Context, others <-chan struct{}, to []chan struct{}) {
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

// loop does its work at its next moment, when nudged, and at least every half
// minute. A store that is away is asked again with growing pauses.
func (e *Engine) loop(ctx context.Context, w work) {
	failures := 0
	for ctx.Err() == nil {
		if err := e.admit(ctx); err != nil {
			e.hold(w.health, err, time.Now())
			e.sleep(ctx, nil, 0, time.Now().Add(heldPause))
			continue
		}
		err := w.run(ctx, time.Now())
		var next time.Time
		if err == nil {
			next, err = w.next(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		e.report(w.health, err, time.Now())
		if err != nil {
			failures++
		} else {
			failures = 0
		}
		if w.rest > 0 {
			e.sleep(ctx, nil, failures, time.Now().Add(w.rest))
		}
		e.sleep(ctx, w.nudged, failures, next)
	}
}

// sleep waits for a nudge or for the next moment.
func (e *Engine) sleep(ctx context.Context, nudged <-chan struct{}, failures int, next time.Time) {
	pause := maxSleep
	if !next.IsZero() {
		pause = min(pause, max(time.Until(next), time.Millisecond))
	}
	if failures > 0 {
		pause = min(100*time.Millisecond<<min(failures, 6), 5*time.Second)
		nudged = nil // a nudge is no reason to ask a store that is away more often
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-nudged:
	}
}

// hold notes that a loop does nothing, on purpose. The first time it is logged.
func (e *Engine) hold(loop int, why error, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.held && loop == emailLoop {
		e.log.Error("nothing is planned or sent for now", "why", why)
		e.held = true
	}
	e.health[loop].Swept = now // it does not hang
	e.recalled = time.Time{}
}

// report notes how a loop fares.
func (e *Engine) report(loop int, err error, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	h := &e.health[loop]
	if e.held && loop == emailLoop {
		e.log.Info("planning and sending go on")
		e.held = false
	}
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
