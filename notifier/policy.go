package notifier

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/longstop/longstop/scheduler/letter"
)

// A relay that has lost us from its list of permitted clients, or loads its rules anew,
// answers 5.7.x to every RCPT. So does a recipient who wants no mail of ours. Two
// recipients at nearly the same time are rather the relay, and deputies would fare no
// better: their emails wait, but not for longer than a person can be left untold.

// The times of an embargo.
const (
	together   = time.Minute      // within this, two recipients are refused for one reason
	maxEmbargo = 30 * time.Minute // from then on a refusal is one again
	quiet      = time.Hour        // after this without such a refusal the embargo is forgotten
)

// embargo is the refusals by policy since the relay last took a recipient. The zero
// embargo is none.
type embargo struct {
	to    string    // the last recipient who was refused
	at    time.Time // when that was
	since time.Time // when a second recipient was; zero: there was only one
}

// holds says whether a refusal by policy is the relay's trouble at now.
func (e embargo) holds(now time.Time) bool {
	return !e.since.IsZero() && now.Sub(e.since) < maxEmbargo
}

// refused returns the embargo after another refusal.
func (e embargo) refused(to string, now time.Time) embargo {
	next := embargo{to: to, at: now, since: e.since}
	another := e.to != "" && !strings.EqualFold(e.to, to)
	switch {
	case now.Sub(e.at) >= quiet:
		next.since = time.Time{}
	case e.since.IsZero() && another && now.Sub(e.at) <= together:
		next.since = now
	}
	return next
}

// policy keeps the embargo of one sender.
type policy struct {
	mu      sync.Mutex
	embargo embargo
}

// byPolicy is the enhanced code of a refusal by policy or for want of permission.
var byPolicy = regexp.MustCompile(`^5\.7\.\d{1,3}\b`)

// judge returns the result of a conversation that went as t says, at now: a refusal by
// policy may be the relay's trouble. A recipient who was taken ends the embargo, whatever
// became of the message.
func (p *policy) judge(t *trouble, to string, now time.Time) Result {
	r := classify(t)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case t == nil || t.stage > atRcpt:
		p.embargo = embargo{}
	case t.stage == atRcpt && r.Reason == PermanentRefusal && byPolicy.MatchString(r.Detail):
		if p.embargo = p.embargo.refused(to, now); p.embargo.holds(now) {
			r.Outcome, r.Reason = letter.Deferred, PolicyRefusal
		}
	}
	return r
}

// holds says whether emails wait for the end of an embargo at now.
func (p *policy) holds(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.embargo.holds(now)
}
