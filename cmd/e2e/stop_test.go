package e2e

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
)

// TestDaemonStopsInGoodOrder stops the daemon while emails are in flight. It
// must end within ten seconds, with 0, and the next daemon goes on.
func TestDaemonStopsInGoodOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		stage   string
		delay   time.Duration
		repeats int // at most
	}{
		{"a slow relay", mailsink.AtData, 300 * time.Millisecond, 0},
		{"a relay that hangs before the email", mailsink.AtMail, 40 * time.Second, 0},
		{"a relay that takes the email and hangs", mailsink.AtData, 40 * time.Second, senders},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var asked atomic.Int64
			slow := mailsink.WithFault(func(stage, _, _ string) *mailsink.Fault {
				if stage != c.stage {
					return nil
				}
				asked.Add(1)
				return &mailsink.Fault{Delay: c.delay, Deliver: true}
			})
			s := newScene(t)
			d := s.serve("a").ready()
			address := s.sink.Address()
			s.closeSink() // so that there is enough to send when it opens again
			var want []string
			for n := range 10 {
				reference := fmt.Sprintf("E2E-%d", n+1)
				d.tell(opening(reference)...)
				want = append(want, opened(reference)...)
			}
			s.openSink(address, slow)
			until(t, time.Minute, func() string {
				if asked.Load() == 0 {
					return "no email is in flight"
				}
				return ""
			})
			d.stop()
			had := len(s.mail.lines())
			if had == len(want) {
				t.Error("every email was out before the daemon was stopped: this shows nothing")
			}
			s.hasten()
			s.closeSink()
			s.openSink(address)
			began := time.Now()
			next := s.serve("a").ready()
			next.settled()
			s.mail.holds(t, want...)
			repeats := s.mail.repeated()
			t.Logf("%d of %d emails before the stop; the rest %v after the next start; %d came again",
				had, len(want), time.Since(began).Round(time.Millisecond), repeats)
			if repeats > c.repeats {
				t.Errorf("%d emails came again, not %d at most", repeats, c.repeats)
			}
			judgeBooks(t, next)
			next.stop()
		})
	}
}
