package e2e

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// serveShipped starts the daemon as it ships, without the race detector.
func (s *scene) serveShipped(name string) *daemon {
	s.Helper()
	binary, err := shipped()
	if err != nil {
		s.Fatal(err)
	}
	return s.run(binary, name)
}

// BenchmarkDaemonStart measures from the start of the process until its first sweep
// has found everything in order: with a Redis that runs already, and with a private
// one that it starts itself.
func BenchmarkDaemonStart(b *testing.B) {
	for name, world := range map[string]func(testing.TB) *scene{
		"redis=given":   func(t testing.TB) *scene { return newScene(t) },
		"redis=private": func(t testing.TB) *scene { return newPrivateScene(t) },
	} {
		b.Run(name, func(b *testing.B) {
			s := world(b)
			s.serveShipped("a").ready().stop() // the first start makes files that later ones find
			for b.Loop() {
				d := s.serveShipped("a")
				for code := 0; code != http.StatusOK; code, _ = d.get("/readyz") {
					time.Sleep(time.Millisecond)
				}
				b.StopTimer()
				d.stop()
				b.StartTimer()
			}
		})
	}
}

// BenchmarkDaemonMemory measures the memory of a daemon with so many cases, each of
// which three people were told about.
func BenchmarkDaemonMemory(b *testing.B) {
	for _, cases := range []int{0, 1_000, 20_000} {
		b.Run(fmt.Sprintf("cases=%d", cases), func(b *testing.B) {
			for b.Loop() {
				s := newScene(b)
				d := s.serveShipped("a").ready()
				began := time.Now()
				s.register(cases)
				registered := time.Since(began)
				until(b, 10*time.Minute, func() string {
					if n := s.mail.count(); n < 3*cases {
						return fmt.Sprintf("%d of %d emails", n, 3*cases)
					}
					return ""
				})
				told := time.Since(began)
				peak := d.memory(b, "VmHWM")
				d.stop()
				after := s.serveShipped("a").ready() // idle, like a daemon that has slept for long
				for range 3 {
					after.get("/metrics")
				}
				b.ReportMetric(peak, "MB-peak")
				b.ReportMetric(after.memory(b, "VmRSS"), "MB-idle")
				b.ReportMetric(told.Seconds(), "s-to-tell-all")
				b.Logf("%d cases: registered in %v, all emails out after %v", cases, registered.Round(time.Millisecond), told.Round(time.Millisecond))
				after.stop()
			}
		})
	}
}

// memory returns a line of the process's status, in MB.
func (d *daemon) memory(t testing.TB, line string) float64 {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", d.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(line + `:\s+(\d+) kB`).FindSubmatch(data)
	if m == nil {
		t.Fatalf("no %s in\n%s", line, data)
	}
	kb, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb * 1024 / 1e6
}

// register opens cases in the daemon's Redis without the daemon: thousands of
// runs of the command line would take an hour.
func (s *scene) register(cases int) {
	s.Helper()
	aware := calendar.On(calendar.DateOf(time.Date(2025, time.March, 3, 12, 0, 0, 0, time.UTC)))
	s.enter(cases, plan.Fact{Kind: plan.Happened, Name: "aware", At: aware})
}

// enter opens cases with the same facts, without the daemon too.
func (s *scene) enter(cases int, known ...plan.Fact) {
	s.Helper()
	path, _ := s.configure("measure")
	library := procedure.Shipped()
	cfg, err := config.Load(path, app.Known(library))
	if err != nil {
		s.Fatal(err)
	}
	store, partnerships, log := s.store(), app.NewPartnerships(library, cfg), slog.New(slog.DiscardHandler)
	almanac := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	registered := scheduler.NewCases(store, partnerships, almanac, func() {}, log)
	for n := range cases {
		_, err := registered.Open(context.Background(), scheduler.Opening{
			Partnership: "bscp", Procedure: "buckinghamshire", Reference: fmt.Sprintf("E2E-%d", n), Agencies: []string{"police"}, Facts: known,
		}, time.Now())
		if err != nil {
			s.Fatal(err)
		}
	}
}

// store opens a store on the daemons' Redis.
func (s *scene) store() *redisstore.Store {
	s.Helper()
	client, err := redisstore.Connect(redisstore.Options{Address: s.redis.Address()})
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = client.Close() })
	return redisstore.New(client)
}
