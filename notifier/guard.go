package notifier

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"
)

// The reasons for which a guard stops a conversation by itself.
var (
	errLease   = errors.New("the time for this message is over")
	errStopped = errors.New("the attempt was called off")
	errFlood   = errors.New("the relay's reply has no end")
)

// maxReply is how much a relay may say at a time. A TLS handshake with a long
// chain of certificates is about 10 KiB.
const maxReply = 64 << 10

// guard is a connection that keeps to our time for a message. It looks at the
// clock before every read and write: a process that was stopped for longer
// than its lease writes nothing more when it goes on, for by then another
// daemon may be sending the same message. Once anything has failed, everything
// fails, so that no library can carry on with half a conversation.
type guard struct {
	net.Conn
	patience time.Duration // the longest wait for one read or write

	mu        sync.Mutex
	turn      int       // which message this is, over this connection
	lease     time.Time // zero: no end
	cancelled bool
	committed bool // the content is under way: only the lease can stop it now
	waitLong  bool // the final dot is out
	heard     int  // octets read since the last write
	broken    error
}

// begin starts a conversation for one message. The returned function ends it.
//
// A cancelled ctx stops the attempt until its content is under way. After that
// only the deadline does: to cut it off then would make a doubt, and so a
// second email, out of a delivery.
func (g *guard) begin(ctx context.Context) (end func()) {
	g.mu.Lock()
	g.lease, _ = ctx.Deadline()
	g.cancelled = errors.Is(ctx.Err(), context.Canceled)
	g.committed, g.waitLong, g.heard = false, false, 0
	g.turn++
	turn := g.turn
	g.mu.Unlock()
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			g.cancel(turn)
		}
	})
	return func() { stop() }
}

// rest ends every lease on the conversation, so that it can say goodbye.
func (g *guard) rest(patience time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.lease, g.cancelled, g.patience = time.Time{}, false, patience
	g.turn++
}

// cancel stops the attempt of a turn; one that comes late does not stop the next.
func (g *guard) cancel(turn int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.committed || turn != g.turn {
		return
	}
	g.cancelled = true
	_ = g.SetDeadline(time.Unix(1, 0)) // wakes a read that is waiting; nothing to do if it fails
}

// commit is called when the content is about to be written.
func (g *guard) commit() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cancelled {
		return errStopped
	}
	g.committed = true
	return nil
}

// dotted is called when the final dot is out. To wait longer for the reply is
// better than to resend what was delivered (RFC 5321, 4.5.3.2.6).
func (g *guard) dotted() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waitLong = true
}

// arm looks at the clock and gives the next read or write its time.
func (g *guard) arm() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	switch {
	case g.broken != nil:
		return g.broken
	case g.cancelled && !g.committed:
		g.broken = errStopped
	case over(g.lease, now, now.Round(0)):
		g.broken = errLease
	default:
		g.broken = g.SetDeadline(g.limit(now))
	}
	return g.broken
}

func (g *guard) limit(now time.Time) time.Time {
	patience := g.patience
	if g.waitLong {
		patience *= 4
	}
	limit := now.Add(patience)
	if !g.lease.IsZero() && g.lease.Before(limit) {
		return g.lease
	}
	return limit
}

// over says whether a lease has ended by any of the clocks. There are two: the
// monotonic clock does not run while a machine is suspended, and the wall
// clock may have been set back.
func over(lease time.Time, clocks ...time.Time) bool {
	return !lease.IsZero() && slices.ContainsFunc(clocks, func(now time.Time) bool { return !now.Before(lease) })
}

// Read reads, and fails when the time is over.
func (g *guard) Read(p []byte) (int, error) {
	if err := g.arm(); err != nil {
		return 0, err
	}
	n, err := g.Conn.Read(p)
	return n, g.note(err, n)
}

// Write writes, and fails when the time is over.
func (g *guard) Write(p []byte) (int, error) {
	if err := g.arm(); err != nil {
		return 0, err
	}
	n, err := g.Conn.Write(p)
	return n, g.note(err, -1)
}

// note remembers a failure, and counts what was heard; -1 is a write.
func (g *guard) note(err error, heard int) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if heard < 0 {
		g.heard = 0
	} else if g.heard += heard; g.heard > maxReply && err == nil {
		err = errFlood
	}
	if err != nil && g.cancelled && !g.committed {
		err = errStopped
	}
	if err != nil {
		g.broken = err
	}
	return err
}

// cause returns what broke the conversation, rather than what a library made of
// it. A reply of the relay is no break.
func (g *guard) cause(err error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.broken != nil && !isReply(err) {
		return g.broken
	}
	return err
}

// spoil makes the conversation useless: nothing more may be said in it.
func (g *guard) spoil(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.broken = err
}

func (g *guard) intact() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.broken == nil
}
