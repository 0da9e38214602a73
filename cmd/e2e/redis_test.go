package e2e

import (
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// TestDaemonLosesNothingWhenRedisIsKilled kills redis-server while cases are
// being opened, and starts it again. What was accepted is there afterwards.
func TestDaemonLosesNothingWhenRedisIsKilled(t *testing.T) {
	t.Parallel()
	kills, err := strconv.Atoi(setting("LONGSTOP_REDIS_KILLS", "10"))
	if err != nil {
		t.Fatal(err)
	}
	random := chance(t)
	s := newScene(t, slowly(15*time.Millisecond))
	d := s.serve("a").ready()
	c := s.clerk("a")
	for range kills {
		c.waitFor(random)
		s.redis.Kill()
		s.stopRedis() // its supervisor, which would start it again after longer and longer pauses
		s.startRedis()
	}
	c.rest()
	s.hasten()
	for i, reference := range c.accepted {
		k := d.ready().tell("show", reference)
		if facts := 1 + i%2; len(k.Facts) < facts || k.status("rapid-review") != "overdue" {
			t.Errorf("%s was accepted with %d facts and shows %+v", reference, facts, k)
		}
	}
	d.settled()
	s.mail.holds(t, c.expected...)
	t.Logf("%d kills of redis-server: %d cases, %d answers lost; %d emails wanted, %d had, %d came again",
		kills, len(c.accepted), c.lost, len(c.expected), len(s.mail.lines()), s.mail.repeated())
	if n := s.mail.repeated(); n != 0 {
		t.Errorf("%d emails came again, though no daemon and no connection to the relay was lost", n)
	}
	judgeBooks(t, d)
	d.stop()
}

// TestDaemonKeepsAPrivateRedis runs daemons without a configured Redis, one
// after another. Each starts its own, on what the one before has kept.
func TestDaemonKeepsAPrivateRedis(t *testing.T) {
	t.Parallel()
	s := newPrivateScene(t)
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.settled()
	d.stop()

	d = s.serve("a").ready()
	d.tell(opening("E2E-2")...)
	d.settled()
	d.kill()

	d = s.serve("a").ready()
	d.tell(opening("E2E-3")...)
	d.settled()
	for _, reference := range []string{"E2E-1", "E2E-2", "E2E-3"} {
		if k := d.tell("show", reference); k.Revision != 1 || k.status("rapid-review") != "overdue" {
			t.Errorf("%s shows %+v", reference, k)
		}
	}
	s.mail.holds(t, append(append(opened("E2E-1"), opened("E2E-2")...), opened("E2E-3")...)...)
	if n := s.mail.repeated(); n != 0 {
		t.Errorf("%d emails came again", n)
	}

	// Its Redis dies: the daemon starts it again.
	pid := s.processOf(filepath.Join(s.dir, "a", "redis.sock"))
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	until(t, 20*time.Second, func() string {
		if a := d.ask("show", "E2E-3"); a.code != 0 {
			return a.err
		}
		return ""
	})
	// A second daemon on the same state would destroy it.
	other := s.serve("a")
	select {
	case <-other.ended:
		if other.code != 1 {
			t.Errorf("a second daemon on one state ended with %d", other.code)
		}
	case <-time.After(20 * time.Second):
		t.Error("a second daemon runs on the state of the first")
	}
	d.ready().stop()
}
