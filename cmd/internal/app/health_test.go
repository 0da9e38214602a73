package app

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

// checked is a daemon whose health is asked: on a real Redis and a real relay.
type checked struct {
	*App
	health *health
	redis  *server.Server
	relay  *mailsink.Sink
	now    time.Time
}

func newChecked(t *testing.T) *checked {
	t.Helper()
	sink, err := mailsink.Start("127.0.0.1:0", func(mailsink.Mail) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sink.Close() })
	c := &checked{redis: storetest.Redis(t), relay: sink, now: time.Now()}
	cfg := settings(t, c.redis.Address())
	cfg.SMTP.Address = sink.Address()
	c.App = newApp(t, cfg)
	down := &teardown{bound: time.Second, log: c.log}
	t.Cleanup(down.undo)
	sender, err := openRelay(cfg.SMTP, c.log, newRegistry("1.2.3-test"), down)
	if err != nil {
		t.Fatal(err)
	}
	c.health = &health{store: c.store, relay: sender, engine: c.engine, admit: c.guard.admit, now: func() time.Time { return c.now }}
	return c
}

// runs lets the engine run until its health is as it has to be.
func (c *checked) runs(t *testing.T, until func(scheduler.Health) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	done := make(chan struct{})
	go func() { defer close(done); c.engine.Run(ctx) }()
	for !until(c.engine.Health()) {
		if ctx.Err() != nil {
			t.Fatalf("the engine is at %+v", c.engine.Health())
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	<-done
}

func swept(h scheduler.Health) bool  { return !h.Swept.IsZero() && h.Since.IsZero() }
func failed(h scheduler.Health) bool { return !h.Since.IsZero() }

// asks asks for /readyz.
func (c *checked) asks(t *testing.T) (code int, status string, checks map[string]string) {
	t.Helper()
	w := httptest.NewRecorder()
	operationsMux(newRegistry("1.2.3-test"), c.health).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", http.NoBody))
	var answer struct {
		Status string
		Checks map[string]string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%s %s: %v", w.Header(), w.Body, err)
	}
	return w.Code, answer.Status, answer.Checks
}

// tells gives the Redis of the daemon a command.
func (c *checked) tells(t *testing.T, args ...any) {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: strings.TrimPrefix(c.redis.Address(), "unix://")})
	defer client.Close()
	if err := client.Do(t.Context(), args...).Err(); err != nil {
		t.Fatal(err)
	}
}

// What /readyz says of each thing that can be wrong.
func TestWhatIsReady(t *testing.T) {
	stop := func(t *testing.T, c *checked) {
		t.Helper()
		if err := c.redis.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	at := func(moment time.Time) string { return moment.UTC().Format(time.RFC3339) }
	for _, c := range []struct {
		name   string
		spoil  func(t *testing.T, c *checked)
		redis  string // "" for ok
		smtp   string
		engine func(h scheduler.Health) string
	}{
		{"everything is in order", func(t *testing.T, c *checked) { c.runs(t, swept) }, "", "", nil},
		{"nothing was swept yet", func(*testing.T, *checked) {}, "", "", func(scheduler.Health) string { return "the first sweep is not over" }},
		{"swept lately", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			c.now = c.engine.Health().Swept.Add(sweptLately)
		}, "", "", nil},
		{"swept long ago", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			c.now = c.engine.Health().Swept.Add(sweptLately + time.Second)
		}, "", "", func(h scheduler.Health) string { return "no sweep since " + at(h.Swept) }},
		{"the relay is away", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			_ = c.relay.Close()
		}, "", "does not answer", nil},
		{"Redis is away", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			stop(t, c)
		}, "does not answer", "", nil},
		{"Redis is full", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			c.tells(t, "CONFIG", "SET", "maxmemory", "1")
		}, "is full and refuses writes", "", nil},
		{"Redis has become a replica", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			c.tells(t, "REPLICAOF", "127.0.0.1", "1")
		}, "is a replica and refuses writes", "", nil},
		{"Redis lacks its replicas", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			c.tells(t, "CONFIG", "SET", "min-replicas-to-write", "1")
		}, "cannot keep what is written, and refuses writes", "", nil},
		{"Redis is away, and a sweep has failed", func(t *testing.T, c *checked) {
			c.runs(t, swept)
			stop(t, c)
			c.runs(t, failed)
		}, "does not answer", "", func(h scheduler.Health) string { return "the store has failed since " + at(h.Since) }},
		{"Redis has no replica", func(t *testing.T, c *checked) {
			c.cfg.Redis.Replicas = new(1)
			var err error
			if c.health.store, err = openStore(t.Context(), c.cfg, func() {}, c.log, c.teardown); err != nil {
				t.Fatal(err)
			}
			c.runs(t, swept)
		}, "has too few replicas in step: no fact is accepted", "", nil},
		{"both are away", func(t *testing.T, c *checked) {
			stop(t, c)
			_ = c.relay.Close()
		}, "does not answer", "does not answer", func(scheduler.Health) string { return "the first sweep is not over" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := newChecked(t)
			c.spoil(t, k)
			want := map[string]string{"redis": c.redis, "smtp": c.smtp, "engine": ""}
			if c.engine != nil {
				want["engine"] = c.engine(k.engine.Health())
			}
			wantCode, wantStatus := http.StatusOK, "ready"
			for name, trouble := range want {
				if trouble == "" {
					want[name] = "ok"
				} else {
					wantCode, wantStatus = http.StatusServiceUnavailable, "not ready"
				}
			}
			if code, status, checks := k.asks(t); code != wantCode || status != wantStatus || !maps.Equal(checks, want) {
				t.Errorf("%d %s %v, not %d %s %v", code, status, checks, wantCode, wantStatus, want)
			}
		})
	}
}

// Who asks often does not make the daemon ask the servers often.
func TestAnAnswerIsKeptForAWhile(t *testing.T) {
	t.Parallel()
	c := newChecked(t)
	if _, _, checks := c.asks(t); checks["redis"] != "ok" {
		t.Fatalf("%v", checks)
	}
	if err := c.redis.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(probeKept - time.Nanosecond)
	if _, _, checks := c.asks(t); checks["redis"] != "ok" {
		t.Errorf("it was asked again: %v", checks)
	}
	c.now = c.now.Add(time.Nanosecond)
	if _, _, checks := c.asks(t); checks["redis"] != "does not answer" {
		t.Errorf("it was not asked again: %v", checks)
	}
}
