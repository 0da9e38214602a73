package api_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// present is the moment of every test: Fri 18 December 2026, 12:00.
var present = time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC)

const daemonYAML = `
state-dir: state
listen: {socket: longstop.sock, http: "127.0.0.1:0"}
smtp: {address: "127.0.0.1:25", tls: none, from: "Longstop <longstop@scp.example>"}
partnerships: [bscp.yaml, north.yaml]
`

const partnershipYAML = `
name: A Safeguarding Children Partnership
division: england-and-wales
allowed-domains: [scp.example]
send-hours: always
backstop: duty
people:
  - {id: bm, name: Business manager, email: bm@scp.example, deputy: duty}
  - {id: duty, name: Duty manager, email: duty@scp.example}
roles: {business-manager: [bm], lcspr-chair: [duty], partnership-chair: [duty]}
`

// daemon is the API of two partnerships, bscp and north, on a real socket.
type daemon struct {
	*api.Client
	socket string
	log    *logged
}

func start(t *testing.T) *daemon { return startWith(t, memstore.New()) }

func startWith(t *testing.T, store scheduler.Store) *daemon { return startAt(t, store, present) }

func startAt(t *testing.T, store scheduler.Store, now time.Time) *daemon {
	t.Helper()
	d := &daemon{socket: filepath.Join(shortDir(t), "s"), log: &logged{}}
	d.Client = api.NewClient(d.socket)
	o := options(t, store, slog.New(slog.NewJSONHandler(d.log, nil)))
	o.Now = func() time.Time { return now }
	serve(t, d.socket, api.New(o))
	return d
}

// options are those of an API over a store, at present, without a source of bank
// holidays.
func options(t testing.TB, store scheduler.Store, log *slog.Logger) api.Options {
	t.Helper()
	partnerships := newPartnerships(t)
	almanac := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	return api.Options{
		Cases: scheduler.NewCases(store, partnerships, almanac, func() {}, log), Partnerships: partnerships, Almanac: almanac,
		Refresh: api.NoSource, Log: log, Now: func() time.Time { return present }, Version: "1.2.3-test",
	}
}

func serve(t *testing.T, socket string, h http.Handler) {
	t.Helper()
	l, err := api.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	s := api.Server(h)
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		_ = s.Close()
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("the server ended: %v", err)
		}
	})
}

func newPartnerships(t testing.TB) *app.Partnerships {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"longstop.yaml": daemonYAML,
		"bscp.yaml":     "id: bscp\nprocedures: [buckinghamshire, england-2023]" + partnershipYAML,
		"north.yaml":    "id: north\nprocedures: [england-2023]" + partnershipYAML,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lib := procedure.Shipped()
	cfg, err := config.Load(filepath.Join(dir, "longstop.yaml"), app.Known(lib))
	if err != nil {
		t.Fatal(err)
	}
	return app.NewPartnerships(lib, cfg)
}

// shortDir is a folder whose path leaves room for the name of a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// logged keeps what the daemon logged.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// opened registers a case with two agencies, aware on 16 December at 10:30.
func (d *daemon) opened(t *testing.T, partnership, reference string) *api.Case {
	t.Helper()
	o := api.Opening{
		Partnership: partnership, Procedure: "england-2023", Reference: reference, Agencies: []string{"police", "icb"},
		Facts: []api.Fact{happened("aware", "2026-12-16T10:30")},
	}
	if partnership == "bscp" {
		o.Procedure = "buckinghamshire"
	}
	c, err := d.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func happened(name, at string) api.Fact {
	return api.Fact{Kind: plan.Happened, Name: name, At: at}
}
