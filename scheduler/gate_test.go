package scheduler_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// While the relay is away nobody asks it: not even for an email that has become due
// since, which would have to wait for the same time-out as all before it. It is asked
// again after a pause that doubles, once for all the emails that failed together.
func TestTheGateIsShutWhileTheRelayIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := withFaults(t)
		asked, away := 0, true
		d.post.answer = func(*letter.Letter) scheduler.Delivery {
			if asked++; away {
				return scheduler.Delivery{Outcome: letter.Deferred, Reason: "relay-unreachable", Relay: true}
			}
			return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
		}
		d.openNow("R-1")
		d.send()
		d.openNow("R-2")
		for _, pause := range []time.Duration{2, 4, 8, 16, 30, 30} {
			asked = 0
			time.Sleep(pause*time.Second - time.Millisecond)
			if d.send(); asked != 0 {
				t.Errorf("asked %d times before the pause of %d s was over", asked, pause)
			}
			time.Sleep(time.Millisecond)
			if d.send(); asked == 0 {
				t.Errorf("not asked after the pause of %d s", pause)
			}
		}
		away = false
		time.Sleep(30 * time.Second)
		if got := d.send(); len(got) != 6 {
			t.Errorf("when it is back: %q, want the 6 emails", got)
		}
		d.openNow("R-3")
		if got := d.send(); len(got) != 3 {
			t.Errorf("at once after that: %q, want 3 emails", got)
		}
		d.accounted()
	})
}
