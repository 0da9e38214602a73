package e2e

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// away returns how long a server stays away: a campaign asks for longer.
func away(t testing.TB) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(fromEnv("LONGSTOP_AWAY", "4s"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDaemonOutlivesRedis takes Redis away over the moment at which something is
// due. The daemon reports that, and makes up for it by itself.
func TestDaemonOutlivesRedis(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		gone, comes func(s *scene)
	}{
		{"stopped", (*scene).stopRedis, (*scene).startRedis},
		{"killed", func(s *scene) { s.redis.Kill(); s.stopRedis() }, (*scene).startRedis},
		{
			"frozen",
			func(s *scene) { s.signalRedis(syscall.SIGSTOP) },
			func(s *scene) { s.signalRedis(syscall.SIGCONT) },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			d := s.serve("a").ready()
			d.tell(opening("E2E-1")...)
			due := s.dueSoon(d, "E2E-1")

			s.redisProcess = s.processOf(strings.TrimPrefix(s.redis.Address(), "unix://"))
			c.gone(s)
			gone := time.Now()
			until(t, 30*time.Second, func() string { return d.complains("redis") })
			if up, ok := d.metric("longstop_redis_up"); !ok || up != 0 {
				t.Errorf("longstop_redis_up is %v (%v) while Redis is away", up, ok)
			}
			if a := d.ask(opening("E2E-2")...); a.code == 0 || !strings.Contains(a.err, "the store is away") {
				t.Errorf("a case was opened without Redis: %+v", a)
			}
			time.Sleep(max(time.Until(gone.Add(away(t))), time.Until(due.Add(time.Second))))
			c.comes(s)

			d.ready()
			// Nobody knows whether the lost command was carried out: it is sent again.
			if a := d.ask(opening("E2E-2")...); a.code != 0 && !strings.Contains(a.err, "already") {
				t.Errorf("a case was not opened after Redis came back: %+v", a)
			}
			late := []string{"E2E-1 overdue bm: agency-return/police", "E2E-1 overdue sergeant: agency-return/police"}
			s.mail.awaits(t, late...)
			d.settled()
			want := append(opened("E2E-1"), opened("E2E-2")...)
			s.mail.holds(t, append(want, append(awaited("E2E-1"), late...)...)...)
			if n := s.mail.repeated(); n != 0 {
				t.Errorf("%d emails came again", n)
			}
			if up, _ := d.metric("longstop_redis_up"); up != 1 {
				t.Errorf("longstop_redis_up is %v when Redis is back", up)
			}
			d.stop()
		})
	}
}

// dueSoon sets a deadline to the second, with time to prepare, and waits until the
// emails about it are out.
func (s *scene) dueSoon(d *daemon, reference string) time.Time {
	s.Helper()
	due := time.Now().Add(15 * time.Second).Truncate(time.Second)
	d.tell("plan", reference, "agency-return/police="+due.UTC().Format(time.RFC3339))
	s.mail.awaits(s, awaited(reference)...)
	d.settled()
	return due
}

// awaited returns the emails about a deadline that is set and not over yet.
func awaited(reference string) []string {
	var lines []string
	for _, person := range []string{"bm", "sergeant"} {
		lines = append(lines, reference+" opened "+person+": agency-return/police")
	}
	return lines
}

// complains returns what is missing until /readyz says that one of the servers is
// away, while the daemon lives.
func (d *daemon) complains(of string) string {
	if code, body := d.get("/healthz"); code != http.StatusOK {
		return "the daemon does not live: " + body
	}
	code, body := d.get("/readyz")
	if code == http.StatusServiceUnavailable && strings.Contains(body, `"`+of+`":`) && !strings.Contains(body, `"`+of+`":"ok"`) {
		return ""
	}
	return "/readyz says " + strconv.Itoa(code) + " " + body
}

// processOf asks a Redis for its process, while it can still answer.
func (s *scene) processOf(socket string) int {
	s.Helper()
	client := redis.NewClient(&redis.Options{Addr: socket})
	defer client.Close()
	info, err := client.InfoMap(context.Background(), "server").Result()
	if err != nil {
		s.Fatal(err)
	}
	pid, err := strconv.Atoi(info["Server"]["process_id"])
	if err != nil {
		s.Fatal(err)
	}
	return pid
}

func (s *scene) signalRedis(sig syscall.Signal) {
	s.Helper()
	if err := syscall.Kill(s.redisProcess, sig); err != nil {
		s.Fatal(err)
	}
}

// TestDaemonOutlivesTheRelay closes the relay while emails are due. The daemon
// reports that, and sends them by itself when the relay is back, each once.
func TestDaemonOutlivesTheRelay(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.settled()

	address := s.sink.Address()
	s.closeSink()
	gone := time.Now()
	d.tell(opening("E2E-2")...)
	until(t, 20*time.Second, func() string { return d.complains("smtp") })
	before, _ := d.metric("longstop_outbox_oldest_seconds")
	d.tell(opening("E2E-3")...)
	until(t, 20*time.Second, func() string {
		if oldest, ok := d.metric("longstop_outbox_oldest_seconds"); !ok || oldest < before+1 {
			return "the oldest email does not grow older"
		}
		return ""
	})
	if waiting, _ := d.metric("longstop_outbox_waiting"); waiting != 6 {
		t.Errorf("%v emails wait, not 6", waiting)
	}
	if up, ok := d.metric("longstop_smtp_up"); !ok || up != 0 {
		t.Errorf("longstop_smtp_up is %v (%v) while the relay is away", up, ok)
	}
	time.Sleep(time.Until(gone.Add(away(t))))
	s.openSink(address)

	d.settled()
	d.ready()
	s.mail.holds(t, append(append(opened("E2E-1"), opened("E2E-2")...), opened("E2E-3")...)...)
	if n := s.mail.repeated(); n != 0 {
		t.Errorf("%d emails came again", n)
	}
	d.stop()
}
