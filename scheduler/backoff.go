package scheduler

import (
	"hash/fnv"
	"sync"
	"time"

	"github.com/longstop/longstop/scheduler/letter"
)

// retryAfter lists how long an email waits after a temporary refusal, by the
// number of attempts made.
var retryAfter = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute}

// pause returns how long an email waits for its next attempt. While the relay
// itself is away all emails wait together; an email in doubt is resent soon.
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

// nextDelay returns the delay after so many attempts, spread by up to a tenth so
// that emails which were refused together do not come back together.
func nextDelay(attempts int, id string) time.Duration {
	base := retryAfter[min(max(attempts, 1), len(retryAfter))-1]
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return base + time.Duration(h.Sum32()%1000)*base/10000
}

// The pauses of the gate.
const (
	minGate = 2 * time.Second
	maxGate = 30 * time.Second
)

// relayGate holds all emails back while the relay is away, so that a thousand of
// them do not each find that out. The zero gate is open.
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

// shutUntil returns when emails may be tried again.
func (g *relayGate) shutUntil() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.until
}

// result notes how an attempt ended. Trouble of the relay shuts the gate, for
// longer each time; any other end opens it.
func (g *relayGate) result(d Delivery, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case !d.Relay:
		g.until, g.delay = time.Time{}, 0
	case !now.Before(g.until): // attempts that fail together count once
		g.delay = min(max(2*g.delay, minGate), maxGate)
		g.until = now.Add(g.delay)
	}
}
