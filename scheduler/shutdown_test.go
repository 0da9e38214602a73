package scheduler_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// slow is a relay that takes its time over each email, and gives up when told to.
type slow struct {
	*postbox
	takes time.Duration
}

func (s *slow) Deliver(ctx context.Context, in *letter.Letter, look func() error) scheduler.Delivery {
	select {
	case <-time.After(s.takes):
		return s.postbox.Deliver(ctx, in, look)
	case <-ctx.Done():
		return scheduler.Delivery{Outcome: letter.Deferred, Reason: "stopped", Stopped: true}
	}
}

// relay makes a daemon deliver to a relay that takes so long over each email.
func (d *daemon) relay(takes time.Duration) {
	d.engine = newEngine(d.store, d.town, unchanging(d.store, d.town), &slow{postbox: d.post, takes: takes})
}

// What is under way when the daemon is to stop is finished and recorded, although its
// context is over: an email that went out must not go out again after the restart.
func TestADeliveryUnderWayIsRecordedAtShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := withFaults(t)
		d.relay(5 * time.Second)
		d.openNow("R-1")
		end := d.start()
		time.Sleep(time.Second)
		end()
		if got := d.post.take(); len(got) != 3 {
			t.Errorf("sent %q, want the 3 emails that were under way", got)
		}
		if totals := d.accounted(); totals.Settled[letter.Sent] != 3 {
			t.Errorf("%d recorded as sent, want 3", totals.Settled[letter.Sent])
		}
	})
}

// The store fails at the moment of the shutdown: the record of what went out is tried
// again, and not given up at the first error.
func TestARecordIsTriedAgainAtShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		d.relay(5 * time.Second)
		d.openNow("R-1")
		end := d.start()
		time.Sleep(time.Second)
		store.fail("Settle", errAway, errAway, errAway)
		end()
		if totals := d.accounted(); totals.Settled[letter.Sent] != 3 {
			t.Errorf("%d recorded as sent, want 3", totals.Settled[letter.Sent])
		}
	})
}

// Neither a relay that never answers nor a store that is away holds up the end of the
// daemon: a process that is killed for it could record nothing any more.
func TestTheEndIsNotHeldUp(t *testing.T) {
	for what, trouble := range map[string]func(d *daemon, store *faulty){
		"by the relay": func(d *daemon, _ *faulty) { d.relay(time.Hour) },
		"by the store": func(_ *daemon, store *faulty) { store.die("Settle", true) },
	} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, store := withFaults(t)
				trouble(d, store)
				d.openNow("R-1")
				end := d.start()
				time.Sleep(time.Second)
				asked := time.Now()
				end()
				if took := time.Since(asked); took > 8*time.Second {
					t.Errorf("the end took %v, want at most the 8 s that a daemon has for it", took)
				}
				d.accounted()
			})
		})
	}
}
