package scheduler_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

// hanging is a relay that never answers for some people, until it is let go.
type hanging struct {
	postbox
	letGo chan struct{}
	holds func(in *letter.Letter) bool
}

func (h *hanging) Deliver(ctx context.Context, in *letter.Letter, look func() error) scheduler.Delivery {
	if h.holds(in) {
		<-h.letGo
	}
	return h.postbox.Deliver(ctx, in, look)
}

// A relay that hangs over some emails does not hold up the others; with every
// sender held the loop waits and does not spin.
func TestAHangingEmailHoldsUpNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDaemon(t)
		mail := &hanging{letGo: make(chan struct{}), holds: func(in *letter.Letter) bool { return in.Person == "local-authority" }}
		almanac := unchanging(d.store, d.town)
		e := newEngine(d.store, d.town, almanac, mail)
		cases := scheduler.NewCases(d.store, d.town, almanac, e.Nudge, slog.New(slog.DiscardHandler))
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { e.Run(ctx); close(done) }()
		for i := range 12 {
			f := plan.Fact{Kind: plan.Happened, Name: "aware", At: calendar.Instant(time.Now())}
			if _, err := cases.Open(ctx, scheduler.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: fmt.Sprint("R-", i), Facts: []plan.Fact{f}}, time.Now()); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := mail.take(); i < 7 && len(got) != 2 {
				t.Fatalf("with %d emails held: %q, want the other 2", i+1, got)
			}
		}
		time.Sleep(time.Second)
		close(mail.letGo)
		synctest.Wait()
		if got := mail.take(); len(got) == 0 {
			t.Fatal("nothing went out when the relay let go")
		}
		totals, err := d.store.Totals(ctx)
		if err != nil || totals.Settled[letter.Sent] != 36 {
			t.Errorf("%d emails sent (%v), want 36", totals.Settled[letter.Sent], err)
		}
		stop()
		<-done
	})
}
