package notifier

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/scheduler/letter"
)

func TestConnectionIsKept(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	for range 5 {
		if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
			t.Fatalf("%+v", got)
		}
	}
	if r.opened() != 1 || len(r.messages()) != 5 {
		t.Errorf("%d connections for %d messages", r.opened(), len(r.messages()))
	}
}

// A kept connection that turns out to be useless before the message has begun
// is replaced within the same Send; the caller never hears of it.
func TestDeadKeptConnectionIsReplaced(t *testing.T) {
	for _, kind := range []string{"reset", "eof", "421", "garbage", "silence"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			dying := &relay{kind: kind}
			r := newRelay(t, dying)
			o := Options{Timeout: 10 * time.Second}
			if kind == "silence" {
				o.Timeout = time.Second
			}
			s := newSender(t, r.address(), o)
			if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
				t.Fatalf("%+v", got)
			}
			dying.dieOnce()
			if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
				t.Fatalf("%+v", got)
			}
			if r.opened() != 2 || len(r.messages()) != 2 {
				t.Errorf("%d connections, %d messages", r.opened(), len(r.messages()))
			}
		})
	}
}

// Once is once: a relay that hangs up on everyone is not hammered.
func TestReplacementHappensOnce(t *testing.T) {
	r := newRelay(t, &relay{stage: "next", kind: "eof"})
	s := newSender(t, r.address(), Options{})
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Fatalf("%+v", got)
	}
	if got := s.Send(t.Context(), email(t), nil); got.Reason != ConnectionLost || r.opened() != 2 {
		t.Errorf("%+v after %d connections", got, r.opened())
	}
}

// cut is a connection on which the final dot cannot be written.
type cut struct{ net.Conn }

func (c cut) Write(p []byte) (int, error) {
	if i := bytes.Index(p, []byte("\r\n.\r\n")); i >= 0 {
		n, _ := c.Conn.Write(p[:i])
		return n, io.ErrClosedPipe
	}
	return c.Conn.Write(p)
}

// A final dot that could not be written is no doubt: the relay cannot have the
// message. Nor is it a reason to begin again at once over a fresh connection.
func TestDotThatDidNotGoOut(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Fatalf("%+v", got)
	}
	g := s.pool.idle[0].conn.guard
	g.Conn = cut{g.Conn}
	got := s.Send(t.Context(), email(t), nil)
	if got.Outcome != letter.Deferred || got.Reason != ConnectionLost || r.opened() != 1 {
		t.Errorf("%+v over %d connections", got, r.opened())
	}
	soon(t, "the relay to have seen it all", func() bool { return strings.HasSuffix(r.commands(), "MAIL RCPT DATA") })
	if n := len(r.messages()); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// After half a message the connection is only closed: any command would end
// the message first, and the half would be delivered.
func TestHalfAMessageIsNeverEnded(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	c, trouble := s.open(t.Context())
	if trouble != nil {
		t.Fatal(trouble.err)
	}
	defer c.guard.begin(t.Context())()
	if err := c.smtp.Mail("<a@scp.example>"); err != nil {
		t.Fatal(err)
	}
	if err := c.smtp.Rcpt("<b@scp.example>"); err != nil {
		t.Fatal(err)
	}
	if err := c.data(); err != nil {
		t.Fatal(err)
	}
	w := c.smtp.Text.DotWriter()
	if _, err := w.Write([]byte("half a mess")); err != nil {
		t.Fatal(err)
	}
	c.guard.spoil(errLease)
	c.leave()
	soon(t, "the relay to see the end", func() bool { return r.commands() == "EHLO MAIL RCPT DATA" })
	if got := r.messages(); len(got) != 0 {
		t.Errorf("the relay was given %q", got)
	}
}

func TestRefusedRecipientKeepsTheConnection(t *testing.T) {
	r := newRelay(t, &relay{stage: "rcpt", kind: "5xx"})
	s := newSender(t, r.address(), Options{})
	for range 3 {
		if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Refused {
			t.Fatalf("%+v", got)
		}
	}
	if got := strings.Count(r.commands(), "RSET"); r.opened() != 1 || got != 3 {
		t.Errorf("%d connections, %d RSET", r.opened(), got)
	}
}

// A refusal that may be about the connection is its end: relays count the
// messages of a connection, and refuse the next MAIL with a 4xx.
func TestOtherRefusalsDropTheConnection(t *testing.T) {
	for stage, kind := range map[string]string{"mail": "4xx", "data": "5xx", "dot": "4xx", "rset": "4xx"} {
		r := newRelay(t, &relay{stage: stage, kind: kind})
		s := newSender(t, r.address(), Options{})
		for range 2 {
			if got := s.Send(t.Context(), email(t), nil); got.Outcome == letter.Sent {
				t.Fatalf("%s: %+v", stage, got)
			}
		}
		if r.opened() != 2 {
			t.Errorf("%s: %d connections for 2 messages", stage, r.opened())
		}
	}
}

func TestIdleConnectionIsDropped(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{Idle: 50 * time.Millisecond})
	s.Send(t.Context(), email(t), nil)
	soon(t, "a goodbye", func() bool { return strings.HasSuffix(r.commands(), "QUIT") })
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent || r.opened() != 2 {
		t.Errorf("%+v over %d connections", got, r.opened())
	}
}

// A process that was stopped finds its timers late: the clock decides.
func TestStaleConnectionIsNotTaken(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{Idle: time.Hour})
	s.Send(t.Context(), email(t), nil)
	s.pool.idle[0].since = time.Now().Add(-2 * time.Hour)
	if c := s.pool.take(); c != nil {
		t.Error("a stale connection was taken")
	}
	soon(t, "a goodbye", func() bool { return strings.HasSuffix(r.commands(), "QUIT") })
}

func TestCloseDropsConnections(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	s.Send(t.Context(), email(t), nil)
	s.Close()
	soon(t, "a goodbye", func() bool { return strings.HasSuffix(r.commands(), "QUIT") })
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Errorf("%+v", got)
	}
	if len(s.pool.idle) != 0 {
		t.Error("a closed sender keeps a connection")
	}
}

// Eight senders share eight connections at the most, and lose nothing.
func TestManySenders(t *testing.T) {
	for _, mode := range []string{TLSNone, TLSStart, TLSImplicit} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			cert, o := certificate(t)
			o.TLS = mode
			var mails sync.Map
			offer := map[string]mailsink.Option{TLSNone: mailsink.WithFault(nil), TLSStart: mailsink.WithTLS(*cert), TLSImplicit: mailsink.WithImplicitTLS(*cert)}[mode]
			sink := startSink(t, func(m mailsink.Mail) { mails.Store(string(m.Data), m.To) }, offer)
			s := newSender(t, sink.Address(), o)
			var senders sync.WaitGroup
			for i := range 8 {
				senders.Go(func() {
					for j := range 10 {
						m := email(t)
						m.Subject(strings.Repeat("i", i) + "-" + strings.Repeat("j", j))
						if got := s.Send(t.Context(), m, nil); got.Outcome != letter.Sent {
							t.Errorf("%+v", got)
						}
					}
				})
			}
			senders.Wait()
			n := 0
			mails.Range(func(_, to any) bool { n++; return to == "bm@scp.example" })
			if n != 80 || len(s.pool.idle) > 8 {
				t.Errorf("%d different mails arrived, %d connections kept", n, len(s.pool.idle))
			}
		})
	}
}

func startSink(t testing.TB, onMail func(mailsink.Mail), options ...mailsink.Option) *mailsink.Sink {
	t.Helper()
	s, err := mailsink.Start("127.0.0.1:0", onMail, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
