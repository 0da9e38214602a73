package notifier

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/wneessen/go-mail"

	"github.com/longstop/longstop/scheduler/letter"
)

// Sender delivers messages to the relay over connections that it keeps. Any
// number of goroutines may send at once, each over its own connection.
type Sender struct {
	dialer  dialer
	pool    pool
	health  health
	policy  policy
	metrics *metrics
}

// NewSender checks the options; it opens no connection. The logger gets a line
// when the relay goes away or comes back.
func NewSender(o Options, log *slog.Logger, reg prometheus.Registerer) (*Sender, error) {
	o, host, err := o.checked()
	if err != nil {
		return nil, fmt.Errorf("make sender: %w", err)
	}
	s := &Sender{
		dialer: dialer{o: o, host: host, tls: o.tlsConfig(host)},
		pool:   pool{limit: o.Idle},
		health: health{log: log},
	}
	if s.metrics, err = newMetrics(reg, &s.health); err != nil {
		return nil, fmt.Errorf("make sender: %w", err)
	}
	return s, nil
}

// Send makes one attempt to deliver a message, and says how it ended. The
// deadline of ctx is the end of the caller's right to send: nothing is written
// after it. Cancelling ctx stops an attempt until its content is under way;
// from then on only the deadline does.
//
// look, if it is not nil, is asked between the relay's answer to RCPT and DATA, for
// a relay may take minutes to get that far: an error of it calls the message off.
//
// Result has no email address in it.
func (s *Sender) Send(ctx context.Context, m *mail.Msg, look func() error) Result {
	e, err := seal(m)
	r := Result{Outcome: letter.Refused, Reason: InvalidMessage}
	if err != nil {
		r.Detail = err.Error()
	} else {
		e.look = look
		r = s.attempt(ctx, e)
	}
	r.Detail = mask(r.Detail, e.to)
	s.metrics.count(r)
	s.health.note(r, time.Now())
	return r
}

// attempt uses a kept connection if there is one. If that turns out to be dead
// before the message was begun, a fresh one takes its place, once.
func (s *Sender) attempt(ctx context.Context, e envelope) Result {
	if c := s.pool.take(); c != nil {
		r, begun := s.use(ctx, c, e)
		if begun || r.Reason != ConnectionLost && r.Reason != RelayBusy {
			return r
		}
	}
	c, t := s.open(ctx)
	if t != nil {
		return classify(t)
	}
	r, _ := s.use(ctx, c, e)
	return r
}

func (s *Sender) open(ctx context.Context) (*conn, *trouble) {
	c, t := s.dialer.dial(ctx)
	if t == nil {
		s.metrics.opened.Inc()
	}
	return c, t
}

// use delivers over a connection and then keeps it or drops it. It says
// whether the content had begun.
func (s *Sender) use(ctx context.Context, c *conn, e envelope) (r Result, begun bool) {
	end := c.guard.begin(ctx)
	code, words, t := c.deliver(e)
	r = s.policy.judge(t, e.to, time.Now())
	if t == nil {
		r.Code, r.Detail = code, words
	}
	// A connection is worth keeping after a delivery, or when only the
	// recipient was refused, or the message was called off. Any other refusal may be
	// about the connection.
	about := r.Reason == RelayBusy || r.Reason == PolicyRefusal
	clean := t != nil && (t.stage == atRcpt && r.Code != 0 && !about || t.stage == atLook)
	keep := t == nil || clean && c.reset()
	end()
	if keep && c.guard.intact() {
		s.pool.keep(c)
	} else {
		c.leave()
	}
	return r, t != nil && t.stage >= atContent
}

// Probe says whether the relay can be talked to now, over a connection of its
// own: banner, EHLO, TLS and authentication where configured, QUIT. Where the relay
// refused our sender when it was last tried, Probe asks it that again. The error
// begins with the [Reason].
func (s *Sender) Probe(ctx context.Context) error {
	upTo, t := s.probe(ctx)
	if t != nil {
		r := classify(t)
		s.health.note(r, time.Now())
		return fmt.Errorf("probe relay: %s: %s", r.Reason, mask(r.Detail, ""))
	}
	now := time.Now()
	s.health.talked(upTo, s.policy.holds(now), now)
	return nil
}

// probe talks to the relay, and says how far it came.
func (s *Sender) probe(ctx context.Context) (stage, *trouble) {
	_, reason, _ := s.health.state()
	c, t := s.open(ctx)
	if t != nil {
		return 0, t
	}
	defer c.leave()
	if Reason(reason) != SenderRefused {
		return atAuth, nil
	}
	defer c.guard.begin(ctx)()
	if err := c.smtp.Mail(s.dialer.o.address()); err != nil {
		return 0, c.trouble(atMail, err)
	}
	return atMail, nil
}

// Down says whether the relay could not be used when it was last tried, since
// when, and why. A refusal of a message is no such failure: the relay answered.
func (s *Sender) Down() (since time.Time, reason string, down bool) { return s.health.state() }

// Close drops the connections that are not in use; those in use are dropped
// when their message is done.
func (s *Sender) Close() { s.pool.close() }
