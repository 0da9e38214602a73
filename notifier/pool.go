package notifier

import (
	"slices"
	"sync"
	"time"
)

// pool keeps connections that are not in use, at most as many as there were
// senders at one time.
type pool struct {
	limit time.Duration // a connection unused for longer is dropped: relays hang up on them

	mu     sync.Mutex
	idle   []*kept
	closed bool
}

type kept struct {
	conn  *conn
	since time.Time
	timer *time.Timer
}

// take returns the connection that was used last, or nil.
func (p *pool) take() *conn {
	for {
		k := p.pop()
		if k == nil {
			return nil
		}
		k.timer.Stop()
		if time.Since(k.since) <= p.limit { // a process that was stopped finds its timers late
			return k.conn
		}
		k.conn.leave()
	}
}

func (p *pool) pop() *kept {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	k := p.idle[len(p.idle)-1]
	p.idle = p.idle[:len(p.idle)-1]
	return k
}

// keep puts a connection by for the next message.
func (p *pool) keep(c *conn) {
	k := &kept{conn: c, since: time.Now()}
	p.mu.Lock()
	closed := p.closed
	if !closed {
		p.idle = append(p.idle, k)
		k.timer = time.AfterFunc(p.limit, func() { p.expire(k) })
	}
	p.mu.Unlock()
	if closed {
		c.leave()
	}
}

func (p *pool) expire(k *kept) {
	p.mu.Lock()
	i := slices.Index(p.idle, k)
	if i >= 0 {
		p.idle = slices.Delete(p.idle, i, i+1)
	}
	p.mu.Unlock()
	if i >= 0 {
		k.conn.leave()
	}
}

// close drops all connections, now and whenever one comes back.
func (p *pool) close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, k := range idle {
		k.timer.Stop()
		k.conn.leave()
	}
}
