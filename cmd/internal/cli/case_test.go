package cli

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// noon is the present of the daemon and of its clients: Fri 18 December 2026.
func noon() time.Time { return time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC) }

const bscpYAML = `
id: bscp
procedures: [buckinghamshire]
name: A Safeguarding Children Partnership
division: england-and-wales
allowed-domains: [scp.example]
send-hours: always
backstop: duty
people: [{id: duty, name: Duty manager, email: duty@scp.example}]
roles: {business-manager: [duty]}
`

const longstopYAML = `
state-dir: state
listen: {socket: longstop.sock, http: "127.0.0.1:0"}
smtp: {address: "127.0.0.1:25", tls: none, from: "Longstop <longstop@scp.example>"}
partnerships: [bscp.yaml]
`

// startDaemon serves the API on a real socket and points LONGSTOP_SOCKET at it.
func startDaemon(t *testing.T) {
	t.Helper()
	serveFiles(t, map[string]string{"longstop.yaml": longstopYAML, "bscp.yaml": bscpYAML})
}

// serveFiles does so for a configuration, and returns its folder.
func serveFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	partnerships, dir := partnershipsOf(t, files)
	log := slog.New(slog.DiscardHandler)
	store := memstore.New()
	almanac := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	cases := scheduler.NewCases(store, partnerships, almanac, func() {}, log)
	serveIn(t, dir, api.New(api.Options{
		Cases: cases, Partnerships: partnerships, Almanac: almanac, Refresh: api.NoSource, Log: log, Now: noon, Version: "test",
	}))
	return dir
}

// partnershipsOf returns the partnerships of a configuration, and its folder.
func partnershipsOf(t *testing.T, files map[string]string) (*app.Partnerships, string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	writeFiles(t, dir, files)
	cfg, library, err := loadConfig(filepath.Join(dir, "longstop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return app.NewPartnerships(library, cfg), dir
}

// serveIn serves an API on a socket in a folder and points LONGSTOP_SOCKET at it.
func serveIn(t *testing.T, dir string, h http.Handler) {
	t.Helper()
	l, err := api.Listen(filepath.Join(dir, "s"))
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
	t.Setenv("LONGSTOP_SOCKET", filepath.Join(dir, "s"))
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// longstop runs one command line.
func longstop(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(&cli{ctx: t.Context(), out: &o, err: &e, now: noon}, args)
	return code, o.String(), e.String()
}

// must runs a command line that has to succeed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, err := longstop(t, args...)
	if code != 0 || err != "" {
		t.Fatalf("longstop %s: exit %d\n%s", strings.Join(args, " "), code, err)
	}
	return out
}

// seen holds what people see against what was agreed on, and against the width
// of their terminal.
func seen(t *testing.T, name, got string) {
	t.Helper()
	golden.Match(t, filepath.Join("testdata", name+".golden"), got)
	narrow(t, name, got)
}

func openCase(t *testing.T, reference string, more ...string) string {
	t.Helper()
	return must(t, append([]string{
		"case", "open", "--partnership", "bscp", "--procedure", "buckinghamshire", "--reference", reference,
		"--event", "aware=2026-12-03T10:30", "--agency", "police", "--agency", "icb",
	}, more...)...)
}

// One case from its opening to its end, as its business manager sees it.
func TestCaseAsPeopleSeeIt(t *testing.T) {
	startDaemon(t)
	seen(t, "open", openCase(t, "BSCP-2026-01"))
	seen(t, "record", must(t, "case", "record", "BSCP-2026-01", "notification-received=2026-12-04T09:15"))
	seen(t, "record-late", must(t, "case", "record", "bscp:BSCP-2026-01", "notify-national-panel=2026-12-14", "request-information/police=2026-12-07"))
	seen(t, "plan", must(t, "case", "plan", "BSCP-2026-01", "agency-return/police=2026-12-18T17:00", "publication=2027-08-01"))
	code, decision, warned := longstop(t, "case", "record", "BSCP-2026-01", "chair-decision", "--outcome", "lcspr")
	seen(t, "decision", decision)
	const want = "longstop: warning: review-published: chair-decision went \"lcspr\" on Fri 18 December 2026, and no date runs before review-initiated is recorded\n"
	if code != 0 || warned != want {
		t.Errorf("exit %d, warned %q", code, warned)
	}
	seen(t, "withdraw", must(t, "case", "withdraw", "BSCP-2026-01", "f4", "--reason", "sent on the 8th"))
	seen(t, "delay", must(t, "case", "delay", "BSCP-2026-01", "rapid-review", "--until", "2027-01-29", "--reason", "the coroner asked for it"))
	seen(t, "show", must(t, "case", "show", "BSCP-2026-01"))
	seen(t, "why", must(t, "case", "show", "BSCP-2026-01", "--why", "rapid-review"))
	seen(t, "why-folded", must(t, "case", "show", "BSCP-2026-01", "--why", "report-before-publication"))
	openCase(t, "BSCP-2026-02", "--event", "notify-national-panel=2026-12-10", "--event", "rapid-review=2026-12-17")
	openCase(t, "BSCP-2026-03")
	seen(t, "close", must(t, "case", "close", "BSCP-2026-03", "--reason", "opened twice"))
	seen(t, "closed", must(t, "case", "show", "BSCP-2026-03"))
	seen(t, "list", must(t, "case", "list", "--all"))
	if out := must(t, "case", "log", "BSCP-2026-03"); !strings.Contains(out, "2026-12-18 12:00  closed: case closed: opened twice [uid ") {
		t.Errorf("the log does not say who closed the case:\n%s", out)
	}
}

func TestLogAsPeopleSeeIt(t *testing.T) {
	summer := time.Date(2026, time.July, 1, 23, 30, 0, 0, time.UTC)
	var out bytes.Buffer
	printLog(&out, []scheduler.Entry{
		{At: summer, What: "opened", By: "uid 1000 (alice)", Text: "case opened under buckinghamshire, edition 2023-12-15"},
		{At: summer, What: "fact", By: "uid 1000 (alice)", Text: "f1: aware happened Wed 1 July 2026, 10:30"},
		{At: noon(), What: "fired", Text: "overdue for notify-national-panel, to local-authority, business-manager, due 2026-07-08"},
	})
	seen(t, "log", out.String())
}

func TestEmptyList(t *testing.T) {
	startDaemon(t)
	if out := must(t, "case", "list"); !strings.Contains(out, "longstop case open --help") {
		t.Errorf("an empty list must say how to go on: %q", out)
	}
}
