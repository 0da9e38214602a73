package app

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// steady is a store whose clock is a little ahead of a fixed present.
type steady struct{ scrapeStore }

func (s steady) Pulse(ctx context.Context) (redisstore.Pulse, error) {
	p, err := s.scrapeStore.Pulse(ctx)
	p.Clock = noon.Add(1500 * time.Millisecond)
	return p, err
}

// scraped is a daemon with something to show at noon, and what a scrape reads.
type scraped struct {
	*App
	redis *server.Server
	reg   *prometheus.Registry
}

// newScraped makes a daemon to scrape. Of its two cases, one's emails were sent an
// hour ago and the other's wait; of its lists of bank holidays, one waits for
// approval, one was refused, and one was not applied yet.
func newScraped(t *testing.T) *scraped {
	t.Helper()
	sink, err := mailsink.Start("127.0.0.1:0", func(mailsink.Mail) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sink.Close() })
	s := &scraped{redis: storetest.Redis(t), reg: prometheus.NewPedanticRegistry()}
	cfg := settings(t, s.redis.Address())
	cfg.SMTP.Address = sink.Address()
	s.App = newApp(t, cfg)
	s.reg.MustRegister(&collector{
		store: steady{s.store}, engine: s.engine, partnerships: s.partnerships, almanac: s.almanac,
		admit: func(context.Context) error { return nil }, started: noon.Add(-time.Minute), now: func() time.Time { return noon },
	})
	cases := scheduler.NewCases(s.store, s.partnerships, s.almanac, func() {}, s.log)
	open := func(reference string, aware calendar.Date, now time.Time) {
		t.Helper()
		_, err := cases.Open(t.Context(), scheduler.Opening{
			Partnership: "bscp", Procedure: "buckinghamshire", Reference: reference,
			Facts: []plan.Fact{{Kind: plan.Happened, Name: "aware", At: calendar.On(aware)}},
		}, now)
		if err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.almanac.Begin(t.Context(), noon.Add(-48*time.Hour)))
	must(s.imports(t, list(t, "2027-01-04"), noon.Add(-3*time.Hour)))
	must(s.engine.CatchUp(t.Context(), noon.Add(-3*time.Hour)))
	if err := s.imports(t, "{}", noon.Add(-2*time.Hour)); err == nil {
		t.Fatal("a list that is none was taken")
	}
	must(s.engine.CatchUp(t.Context(), noon.Add(-2*time.Hour)))
	open("CASE-1", calendar.NewDate(2026, time.November, 2), noon.Add(-time.Hour))
	must(s.engine.RunEmails(t.Context(), noon.Add(-time.Hour)))
	open("CASE-2", calendar.NewDate(2026, time.December, 1), noon.Add(-30*time.Minute))
	must(s.imports(t, list(t, "2027-01-04", "2027-01-05"), noon.Add(-15*time.Minute)))
	return s
}

func (s *scraped) imports(t *testing.T, data string, now time.Time) error {
	_, err := s.almanac.Import(t.Context(), almanac.Received{Data: []byte(data), Source: "file list.json", By: "bm", KeepHistory: true}, now)
	return err
}

// The page of the metrics as Prometheus reads it.
func TestThePageOfTheMetrics(t *testing.T) {
	s := newScraped(t)
	w := httptest.NewRecorder()
	operationsMux(s.reg, nil).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", http.NoBody))
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	golden.Match(t, "testdata/metrics.txt", w.Body.String())
}

// What the store does not say is absent, not zero; what this process knows is
// there.
func TestTheMetricsWithoutAStore(t *testing.T) {
	names := []string{
		"longstop_redis_up", "longstop_sweep_age_seconds", "longstop_roles_vacant", "longstop_calendar_pending_approvals",
		"longstop_cases_open", "longstop_milestones", "longstop_outbox_waiting", "longstop_outbox_oldest_seconds",
		"longstop_intents_created_total", "longstop_intents_settled_total", "longstop_store_writes_total", "longstop_clock_skew_seconds",
	}
	const own = `
# HELP longstop_calendar_pending_approvals Lists of bank holidays whose later dates wait for approval.
# TYPE longstop_calendar_pending_approvals gauge
longstop_calendar_pending_approvals 2
# HELP longstop_redis_up Whether Redis answers: 1 or 0.
# TYPE longstop_redis_up gauge
longstop_redis_up 0
# HELP longstop_roles_vacant Roles of the procedures that nobody holds.
# TYPE longstop_roles_vacant gauge
longstop_roles_vacant{partnership="bscp"} 5
# HELP longstop_sweep_age_seconds Time since a sweep last found everything in order.
# TYPE longstop_sweep_age_seconds gauge
longstop_sweep_age_seconds 60
`
	const skew = `
# HELP longstop_clock_skew_seconds Redis's clock less ours.
# TYPE longstop_clock_skew_seconds gauge
longstop_clock_skew_seconds 1.5
`
	for _, c := range []struct {
		name, want string
		spoil      func(t *testing.T, s *scraped, client *redis.Client) error
	}{
		{"it is away", own, func(t *testing.T, s *scraped, _ *redis.Client) error { return s.redis.Stop(t.Context()) }},
		{"its totals cannot be read", own + skew, func(t *testing.T, _ *scraped, client *redis.Client) error {
			return client.Set(t.Context(), "{ls07}counts", "spoilt", 0).Err()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScraped(t)
			client := redis.NewClient(&redis.Options{Addr: strings.TrimPrefix(s.redis.Address(), "unix://")})
			defer client.Close()
			if err := c.spoil(t, s, client); err != nil {
				t.Fatal(err)
			}
			if err := testutil.GatherAndCompare(s.reg, strings.NewReader(c.want), names...); err != nil {
				t.Error(err)
			}
		})
	}
}

// Before the journal is read nothing is said of lists: a count that begins at zero
// would look like lists that were refused just now.
func TestTheMetricsBeforeTheJournalIsRead(t *testing.T) {
	a := newApp(t, settingsOn(t))
	reg := prometheus.NewPedanticRegistry()
	reg.MustRegister(&collector{
		store: a.store, engine: a.engine, partnerships: a.partnerships, admit: a.guard.admit, almanac: a.almanac, started: noon, now: func() time.Time { return noon },
	})
	absent := []string{"longstop_calendar_age_seconds", "longstop_calendar_refused_lists_total", "longstop_calendar_pending_approvals", "longstop_calendar_lines_unapplied"}
	if err := testutil.GatherAndCompare(reg, strings.NewReader(""), absent...); err != nil {
		t.Error(err)
	}
	if n, err := testutil.GatherAndCount(reg, "longstop_calendar_days_left"); err != nil || n != len(calendar.Divisions()) {
		t.Errorf("%d divisions have their days left (%v)", n, err)
	}
}

// Two daemons in one process have a registry each.
func TestEachDaemonHasItsOwnMetrics(t *testing.T) {
	for _, version := range []string{"1.0.0", "2.0.0"} {
		reg := newRegistry(version)
		found := false
		families, err := reg.Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range families {
			for _, m := range f.GetMetric() {
				for _, l := range m.GetLabel() {
					found = found || f.GetName() == "longstop_build_info" && l.GetName() == "version" && l.GetValue() == version
				}
			}
		}
		if !found {
			t.Errorf("nothing says that %s runs", version)
		}
	}
}
