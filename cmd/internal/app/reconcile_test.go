package app_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// restarted runs a Redis in a folder of the scene, until the next one.
func (s *scene) restarted(before *server.Server, meanwhile func(dir string)) *server.Server {
	s.Helper()
	dir := filepath.Join(s.dir, "redis")
	if before != nil {
		if err := before.Stop(s.Context()); err != nil {
			s.Fatal(err)
		}
		meanwhile(dir)
	}
	r, err := server.Start(s.Context(), server.Options{Dir: dir})
	if err != nil {
		s.Fatal(err)
	}
	return r
}

func (s *scene) copyDir(from, to string) {
	s.Helper()
	if err := os.RemoveAll(to); err != nil {
		s.Fatal(err)
	}
	if err := errors.Join(os.CopyFS(to, os.DirFS(from)), os.Chmod(to, 0o700)); err != nil {
		s.Fatal(err)
	}
}

// holdsBack waits until the daemon does nothing because its store is older, and checks
// that it says so and takes nothing.
func (d *daemon) holdsBack() {
	d.Helper()
	until(d, func() string {
		if code, body := d.get("/readyz"); code != http.StatusServiceUnavailable || !strings.Contains(body, "the store is older than it was") {
			return body
		}
		return ""
	})
	_, err := d.client.Record(d.Context(), "CASE-1", []api.Fact{{Kind: "happened", Name: "notify-national-panel", At: "2025-03-04"}})
	var refused *api.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusServiceUnavailable || !strings.Contains(refused.Message, "longstop reconcile") {
		d.Errorf("a statement was answered %v", err)
	}
	if _, body := d.get("/metrics"); !strings.Contains(body, "longstop_held 1") {
		d.Error("longstop_held is not 1")
	}
}

// isReady waits until the daemon can do its work.
func (d *daemon) isReady() {
	d.Helper()
	until(d, func() string {
		if code, body := d.get("/readyz"); code != http.StatusOK {
			return body
		}
		return ""
	})
}

// told waits for the three emails of a case.
func (d *daemon) told(s *scene, reference string) {
	d.Helper()
	until(d, func() string {
		if n := len(s.mail.told(d, reference, "overdue")) + len(s.mail.told(d, reference, "opened")); n < 3 {
			return "an email of " + reference
		}
		if _, body := d.get("/metrics"); !strings.Contains(body, "longstop_outbox_waiting 0\n") {
			return "the record of an email"
		}
		return ""
	})
}

// A backup is put back while the daemon runs. Nothing is done by it until everything
// that was accepted since is written again; then nothing goes out a second time, and
// what had still to be done goes on.
func TestABackupIsPutBack(t *testing.T) {
	s := newScene(t)
	redis := s.restarted(nil, nil)
	d := s.serve(s.config("a", redis.Address())).begun()
	d.opens("CASE-1")
	d.told(s, "CASE-1")
	copied := filepath.Join(s.dir, "backup")
	redis = s.restarted(redis, func(dir string) { s.copyDir(dir, copied) })
	d.isReady()

	d.opens("CASE-2")
	d.told(s, "CASE-2")
	if _, err := d.client.Record(t.Context(), "CASE-1", []api.Fact{{Kind: "happened", Name: "notify-national-panel", At: "2025-03-04"}}); err != nil {
		t.Fatal(err)
	}
	before, err := d.client.Show(t.Context(), "CASE-1")
	if err != nil {
		t.Fatal(err)
	}
	d.told(s, "CASE-1") // and of what the record has changed
	sent := s.mail.count(t)
	redis = s.restarted(redis, func(dir string) { s.copyDir(copied, dir) })
	defer func() { _ = redis.Stop(context.Background()) }()
	d.holdsBack()

	report, err := d.client.Reconcile(t.Context(), api.Reconciling{})
	if err != nil || report.Written || report.Unknown != 0 || report.Settled < 3 || len(report.Cases) != 2 {
		t.Fatalf("what is missing: %+v, %v", report, err)
	}
	for i, want := range []api.MissingCase{
		{Partnership: "bscp", Reference: "CASE-1", Facts: 1},
		{Partnership: "bscp", Reference: "CASE-2", New: true, Facts: 1},
	} {
		got := report.Cases[i]
		if got.Revision, got.Stored = 0, 0; got != want {
			t.Errorf("missing is %+v, want %+v", got, want)
		}
	}
	if _, err := d.client.Show(t.Context(), "CASE-2"); err == nil {
		t.Error("to look has changed something")
	}
	if report, err = d.client.Reconcile(t.Context(), api.Reconciling{Yes: true}); err != nil || !report.Written {
		t.Fatalf("write it again: %+v, %v", report, err)
	}
	d.isReady()
	after, err := d.client.Show(t.Context(), "CASE-1")
	if err != nil || len(after.Facts) != len(before.Facts) {
		t.Errorf("CASE-1 has %d facts (%v), it had %d", len(after.Facts), err, len(before.Facts))
	}
	d.opens("CASE-3") // by then everything due has gone out
	d.told(s, "CASE-3")
	if again := s.mail.twice(t); len(again) > 0 || s.mail.count(t) != sent+3 {
		t.Errorf("%d emails since, want the 3 of CASE-3; twice: %v", s.mail.count(t)-sent, again)
	}
	if report, err = d.client.Reconcile(t.Context(), api.Reconciling{}); err != nil || report.Any() {
		t.Errorf("still missing: %+v, %v", report, err)
	}
	d.stops()
}

// The files of a private Redis are gone when the daemon starts: it knows that there was
// something, and has it.
func TestAPrivateStoreThatWasEmptied(t *testing.T) {
	s := newScene(t)
	cfg, library := s.config("a", "")
	d := s.serve(cfg, library).begun()
	d.opens("CASE-1")
	d.told(s, "CASE-1")
	sent := s.mail.count(t)
	d.stops()
	if err := os.RemoveAll(filepath.Join(cfg.StateDir, "appendonlydir")); err != nil {
		t.Fatal(err)
	}
	d = s.serve(cfg, library)
	var held *api.Error // and not that there are no cases
	if list, err := d.client.List(t.Context(), "", api.StatusAll); !errors.As(err, &held) || !strings.Contains(err.Error(), "longstop reconcile") {
		t.Errorf("the cases of an emptied store are %v, %v", list, err)
	}
	d.holdsBack()
	for _, dir := range []string{filepath.Join(s.dir, "nowhere"), s.dir} { // not there; there, and no redo log
		_, err := d.client.Reconcile(t.Context(), api.Reconciling{Yes: true, From: []string{dir}})
		var refused *api.Error
		if !errors.As(err, &refused) || refused.Field != "from" {
			t.Errorf("%s was taken: %v", dir, err)
		}
	}
	if report, err := d.client.Reconcile(t.Context(), api.Reconciling{Yes: true}); err != nil || !report.Written {
		t.Fatalf("%+v, %v", report, err)
	}
	d.isReady()
	if _, err := d.client.Show(t.Context(), "CASE-1"); err != nil {
		t.Error(err)
	}
	d.opens("CASE-2")
	d.told(s, "CASE-2")
	if n := s.mail.count(t) - sent; n != 3 {
		t.Errorf("%d emails since, want the 3 of CASE-2", n)
	}
	d.stops()
}

// What another daemon wrote is in its log, and nobody else's: without it the loss has to
// be accepted in so many words.
func TestALossThatOneDaemonCannotMakeGood(t *testing.T) {
	s := newScene(t)
	redis := s.restarted(nil, nil)
	a := s.serve(s.config("a", redis.Address())).begun()
	cfg, library := s.config("b", redis.Address())
	b := s.serve(cfg, library).begun()
	a.opens("CASE-1")
	a.told(s, "CASE-1")
	copied := filepath.Join(s.dir, "backup")
	redis = s.restarted(redis, func(dir string) { s.copyDir(dir, copied) })
	a.isReady()
	b.isReady()
	a.opens("CASE-2")
	b.opens("CASE-3")
	a.told(s, "CASE-2")
	a.told(s, "CASE-3")
	until(t, func() string { // until a has seen what b wrote
		if report, err := a.client.Reconcile(t.Context(), api.Reconciling{}); err != nil || report.Any() {
			return "a quiet moment"
		}
		return ""
	})
	b.stops()
	sent := s.mail.count(t)
	redis = s.restarted(redis, func(dir string) { s.copyDir(copied, dir) })
	defer func() { _ = redis.Stop(context.Background()) }()
	a.holdsBack()
	other := filepath.Join(cfg.StateDir, "redo")
	alone, err := a.client.Reconcile(t.Context(), api.Reconciling{})
	if err != nil {
		t.Fatal(err)
	}
	if alone.Unknown > 0 {
		_, err := a.client.Reconcile(t.Context(), api.Reconciling{Yes: true})
		var refused *api.Error
		if !errors.As(err, &refused) || refused.Status != http.StatusConflict || !strings.Contains(refused.Message, "--accept-loss") {
			t.Errorf("a loss was passed over: %v", err)
		}
	}
	report, err := a.client.Reconcile(t.Context(), api.Reconciling{Yes: true, From: []string{other}})
	if err != nil || !report.Written || report.Unknown != 0 {
		t.Fatalf("with both logs: %+v, %v", report, err)
	}
	a.isReady()
	a.opens("CASE-4")
	a.told(s, "CASE-4")
	if n := s.mail.count(t) - sent; n != 3 || len(s.mail.twice(t)) > 0 {
		t.Errorf("%d emails since, want the 3 of CASE-4", n)
	}
	a.stops()
}
