package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
)

// kills is how often a daemon is killed: a campaign asks for more.
func kills(t testing.TB) int {
	t.Helper()
	n, err := strconv.Atoi(setting("LONGSTOP_KILLS", "26"))
	if err != nil || n < 2 {
		t.Fatalf("LONGSTOP_KILLS is a number of kills, from 2 on: %v", err)
	}
	return n
}

// chance is what decides on the moments of a campaign. They are never quite the
// same again: the seed that a test prints gives as much of them as a seed can.
func chance(t testing.TB) *rand.Rand {
	t.Helper()
	seed, err := strconv.ParseUint(setting("LONGSTOP_SEED", fmt.Sprint(time.Now().UnixNano())), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("LONGSTOP_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

func setting(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

// slowly makes the relay take its time after it has taken an email, so that
// many a kill falls between the delivery and its record.
func slowly(d time.Duration) mailsink.Option {
	return mailsink.WithFault(func(stage, _, _ string) *mailsink.Fault {
		if stage != mailsink.AtData {
			return nil
		}
		return &mailsink.Fault{Delay: d, Deliver: true}
	})
}

// TestDaemonKilledAtAnyMomentLosesNothing kills the daemon while cases are
// being opened, and starts it again at once. In the end every email of every
// accepted case is there, no other, and what came twice came as the same bytes.
func TestDaemonKilledAtAnyMomentLosesNothing(t *testing.T) {
	t.Parallel()
	n := kills(t)
	for _, c := range []struct {
		name    string
		daemons []string
		kills   int
	}{
		{"one daemon", []string{"a"}, n / 2},
		{"two daemons", []string{"a", "b"}, n - n/2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			campaign(t, c.daemons, c.kills)
		})
	}
}

// senders is how many emails a daemon may have in flight: each kill makes at
// most so many doubtful.
const senders = 8

func campaign(t *testing.T, names []string, kills int) {
	s := newScene(t, slowly(60*time.Millisecond))
	random := chance(t)

	running := map[string]*daemon{}
	for _, name := range names {
		running[name] = s.serve(name)
	}
	c := s.clerk(names...)
	for range kills {
		name := names[random.IntN(len(names))]
		c.waitFor(random)
		running[name].kill()
		running[name] = s.serve(name)
	}
	c.rest()
	s.hasten()
	killed := time.Now()
	last := running[names[0]].ready()
	last.settled()
	s.mail.holds(t, c.expected...)
	repeats := s.mail.repeated()
	t.Logf("%d kills, %d daemons: %d cases, %d answers lost; %d emails wanted, %d had, %d came again (each the same bytes); the last %v after the last kill",
		kills, len(names), len(c.accepted), c.lost, len(c.expected), len(s.mail.lines()), repeats, time.Since(killed).Round(time.Second))
	if repeats > kills*senders {
		t.Errorf("%d emails came again after %d kills: at most %d can have been in flight", repeats, kills, kills*senders)
	}
	judgeBooks(t, last)
	for _, d := range running {
		d.stop()
	}
}

// waitFor waits for the moment of the next kill: one in four times soon after
// the start, before or just after the daemon is ready; else once something more
// was accepted, so that there is something to lose.
func (c *clerk) waitFor(random *rand.Rand) {
	c.Helper()
	said := c.said.Load()
	if random.IntN(4) > 0 {
		until(c, time.Minute, func() string {
			if c.said.Load() == said {
				return "nothing more was accepted"
			}
			return ""
		})
	}
	time.Sleep(time.Duration(random.Int64N(int64(250 * time.Millisecond))))
}

// judgeBooks holds the daemon to its own count: nothing is dropped unrecorded.
func judgeBooks(t testing.TB, d *daemon) {
	t.Helper()
	shown := d.shows()
	settled := 0.0
	for _, outcome := range []string{"sent", "superseded", "refused", "failed"} {
		n, ok := shown[fmt.Sprintf("longstop_intents_settled_total{outcome=%q}", outcome)]
		if !ok {
			t.Errorf("/metrics does not count the emails %s", outcome)
		}
		settled += n
	}
	if created := shown["longstop_intents_created_total"]; created == 0 || created != settled {
		t.Errorf("%v emails were decided on, and %v settled", created, settled)
	}
}
