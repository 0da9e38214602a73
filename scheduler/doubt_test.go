package scheduler_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// handOver does what a daemon does that is killed after the relay has taken its emails
// and before that is recorded. It returns their ids.
func (d *daemon) handOver(now string) (ids []string) {
	d.t.Helper()
	ctx, m := context.Background(), plantest.At(d.t, now)
	if err := d.engine.RunCases(ctx, m); err != nil {
		d.t.Fatal(err)
	}
	claimed, err := d.store.ClaimEmails(ctx, m, m.Add(2*time.Minute), "killed", 100)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range claimed {
		if err := d.store.Renew(ctx, c.Intent, "killed", m.Add(2*time.Minute)); err != nil {
			d.t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return ids
}

// An email that may have gone out goes again as it was, although one of its milestones
// is done meanwhile: the rest under another name would be a second email. If nothing
// of it is true any more it does not go.
func TestAnEmailInDoubtGoesAgainAsItWas(t *testing.T) {
	for _, c := range []struct {
		name string
		done []string
		want []string // what goes out when the lease is over
	}{
		{"nothing is done", nil, []string{"opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", "opened local-authority notify-national-panel"}},
		{"a part is done", []string{"notify-national-panel"}, []string{"opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review"}},
		{"all is done", []string{"notify-national-panel", "rapid-review"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t)
			d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
			ids := d.handOver("2026-12-16T10:31")
			for _, name := range c.done {
				d.record("2026-12-16T10:32", name)
			}
			d.want(d.run("2026-12-16T10:40"), c.want...)
			for _, id := range d.post.ids {
				if !slices.Contains(ids, id) {
					t.Errorf("email %s is another than those that were handed over", id)
				}
			}
			d.accounted()
		})
	}
}

// An email that was put off was not delivered: of that the part that is still true goes
// out, and nothing else.
func TestAnEmailThatWasPutOffIsNotInDoubt(t *testing.T) {
	d := newDaemon(t)
	back := d.away()
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	d.record("2026-12-16T10:32", "notify-national-panel")
	back()
	d.want(d.run("2026-12-16T10:40"), "opened business-manager rapid-review", "opened lcspr-chair rapid-review")
	d.accounted()
}

// The store is away for longer than a lease, just after the relay has taken the emails.
// This daemon still has them in its hands, and sends none of them again.
func TestWhatIsStillInHandIsNotSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		e := d.another()
		var once sync.Once
		d.post.answer = func(*letter.Letter) scheduler.Delivery {
			once.Do(func() { store.die("Settle", true) })
			return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { e.Run(ctx); close(done) }()
		d.openNow("R-1")
		e.Nudge()
		time.Sleep(5 * time.Minute) // more than two leases
		store.die("Settle", false)
		time.Sleep(5 * time.Minute)
		if got := d.post.take(); len(got) != 3 {
			t.Errorf("%d emails went out, want 3: %q", len(got), got)
		}
		totals, err := store.Totals(t.Context())
		if err != nil || totals.Settled[letter.Sent] != 3 || totals.Waiting != 0 {
			t.Errorf("%+v, %v; want 3 sent", totals, err)
		}
		stop()
		<-done
	})
}

// An address refuses just when the store fails: that it was not delivered is known, and
// is not forgotten over the failure. The simulation found that it was taken for in doubt.
func TestARefusalIsRecordedAlthoughTheStoreFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		d.openNow("R-1")
		d.post.answer = func(l *letter.Letter) scheduler.Delivery {
			if l.Person == "local-authority" {
				return scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}
			}
			return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
		}
		store.fail("Roll", errAway, errAway, errAway)
		d.want(d.send(), "opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair notify-national-panel",
			"opened lcspr-chair rapid-review", "opened local-authority notify-national-panel refused")
		if totals := d.accounted(); totals.Settled[letter.Refused] != 1 || totals.Waiting != 0 {
			t.Errorf("%+v; want one refused, and none waiting", totals)
		}
	})
}
