package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/procedure"
)

// settings are those of a daemon of one partnership. Its Redis is the one at an
// address, and no relay listens at its own.
func settings(t testing.TB, redis string) *config.Config {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls") // not t.TempDir: the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return &config.Config{
		StateDir: filepath.Join(dir, "state"),
		Redis:    config.Redis{Address: redis},
		Listen:   config.Listen{Socket: filepath.Join(dir, "s")},
		SMTP:     config.SMTP{Address: "127.0.0.1:1", TLS: notifier.TLSNone, From: "Longstop <longstop@scp.example>"},
		Partnerships: []config.Partnership{{
			ID: "bscp", Name: "Buckinghamshire Safeguarding Children Partnership", Division: calendar.EnglandAndWales,
			Procedures: []string{"buckinghamshire"}, SendHours: notice.SendHours{Always: true},
			Directory: notifier.Directory{
				Partnership: "bscp", People: []notifier.Person{{ID: "bm", Name: "Business manager", Email: "bm@scp.example"}},
				Roles: map[string][]string{"business-manager": {"bm"}}, Backstop: "bm", AllowedDomains: []string{"scp.example"},
			},
		}},
	}
}

// newApp makes a daemon that is not run: its parts can be driven one by one.
func newApp(t testing.TB, cfg *config.Config) *App {
	t.Helper()
	a, err := New(t.Context(), cfg, procedure.Shipped(), "1.2.3-test", slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Stop)
	return a
}

// settingsOn are settings with a Redis of their own.
func settingsOn(t testing.TB) *config.Config {
	t.Helper()
	return settings(t, storetest.Redis(t).Address())
}
