package scheduler

import (
	"hash/fnv"
	"sync"
	"time"

	"github.com/longstop/longstop/scheduler/letter"
)

// retryAfter is how long an email waits after a temporary refusal, by the
// number of attempts made.
var retryAfter = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}

// pause is how long an email waits for its next attempt. Where the relay
// itself is away all wait for it together; an email in doubt is resent soon.
func (d *delivery) pause(in *Intent, result Delivery) time.Duration {
	switch {
	case result.Stopped:
		return 0
	case result.Relay:
		return max(d.gate.shutUntil().Sub(d.clock()), time.Second)
	case result.Outcome == letter.Ambiguous && in.Attempts == 1:
		return 10 * time.Second
	}
	return nextDelay(in.Attempts, in.ID)
}

// nextDelay is the delay after the n-th attempt, spread by up to a tenth so
// that what was refused together does not come back together.
func nextDelay(attempts int, id string) time.Duration {
	base := retryAfter[min(max(attempts, 1), len(retryAfter))-1]
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return base + time.Duration(h.Sum32()%1000)*base/10000
}

// The pauses of the gate.
const (
	gateFirst = 2 * time.Second
	gateMax   = 30 * time.Second
)

// relayGate keeps everything back while the relay is away, so that a thousand
// emails do not each find that out. The zero gate is open.
type relayGate struct {
	mu    sync.Mutex
	until time.Time
	delay time.Duration
}

// open says whether emails may be tried at now.
func (g *relayGate) open(now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !now.Before(g.until)
}

// shutUntil is when emails may be tried again.
func (g *relayGate) shutUntil() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.until
}

// result shuts the gate for longer each time, and opens it on success.
func (g *relayGate) result(d Delivery, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !d.Relay:
		g.until, g.delay = time.Time{}, 0
	case !now.Before(g.until): // the first of those that found it out together
		g.delay = min(max(2*g.delay, gateFirst), gateMax)
		g.until = now.Add(g.delay)
	}
}
