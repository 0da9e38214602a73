package app_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// A start that fails at each of its steps, in their order. What it has begun
// before is undone, and the error says what to look at.
func TestAStartThatFailsLeavesNothing(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, s *scene, cfg *config.Config)
		says  []string // with DIR for the folder of the scene
	}{
		{"no redis-server is installed", func(t *testing.T, _ *scene, _ *config.Config) {
			t.Setenv("PATH", t.TempDir())
		}, []string{"redis", "apt-get install redis-server"}},
		{"the state has no place", func(_ *testing.T, s *scene, cfg *config.Config) {
			s.write("file", "in the way")
			cfg.StateDir = filepath.Join(s.dir, "file", "state")
		}, []string{"state directory", "DIR/file"}},
		{"the state is open to others", func(t *testing.T, s *scene, cfg *config.Config) {
			cfg.StateDir = filepath.Join(s.dir, "open")
			if err := errors.Join(os.Mkdir(cfg.StateDir, 0o700), os.Chmod(cfg.StateDir, 0o755)); err != nil {
				t.Fatal(err)
			}
		}, []string{"the state directory is not private", "DIR/open has mode 0755", "chmod 700 DIR/open"}},
		{"the state is in use", func(t *testing.T, _ *scene, cfg *config.Config) {
			other, err := server.Start(t.Context(), server.Options{Dir: cfg.StateDir + "-of-another"})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = other.Stop(context.Background()) })
			cfg.StateDir += "-of-another"
		}, []string{"another daemon uses this state directory"}},
		{"no address of a Redis", func(_ *testing.T, _ *scene, cfg *config.Config) {
			cfg.Redis.Address = "unix://"
		}, []string{"redis", "address"}},
		{"no address of a relay", func(_ *testing.T, _ *scene, cfg *config.Config) {
			cfg.SMTP.Address = "mail.scp.example"
		}, []string{"smtp", `"mail.scp.example"`, "host:port"}},
		{"the path of the socket is too long", func(_ *testing.T, s *scene, cfg *config.Config) {
			cfg.Listen.Socket = filepath.Join(s.dir, strings.Repeat("long", 30))
		}, []string{"listen.socket", "shorter"}},
		{"the socket has no place", func(_ *testing.T, s *scene, cfg *config.Config) {
			s.write("file", "in the way")
			cfg.Listen.Socket = filepath.Join(s.dir, "file", "socket")
		}, []string{"listen", "DIR/file"}},
		{"the socket is taken", func(t *testing.T, s *scene, cfg *config.Config) {
			cfg.Listen.Socket = filepath.Join(s.dir, "taken.sock")
			l, err := api.Listen(cfg.Listen.Socket)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.Close() })
		}, []string{"listen.socket", "DIR/taken.sock", "another daemon answers"}},
		{"the port is taken", func(t *testing.T, _ *scene, cfg *config.Config) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = l.Close() })
			cfg.Listen.HTTP = l.Addr().String()
		}, []string{"listen.http", "PORT", "in use"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			nothing := leavesNothing(t)
			s := newScene(t)
			cfg, library := s.config("a", "")
			sound := *cfg
			c.spoil(t, s, cfg)
			a, err := app.New(t.Context(), cfg, library, "1.2.3-test", slog.New(slog.DiscardHandler))
			if err == nil {
				a.Stop()
				t.Fatal("it was made")
			}
			for _, says := range c.says {
				says = strings.NewReplacer("DIR", s.dir, "PORT", cfg.Listen.HTTP).Replace(says)
				if !strings.Contains(err.Error(), says) {
					t.Errorf("%v: does not say %q", err, says)
				}
			}
			nothing(&sound)
		})
	}
}

// A daemon that never runs has begun a Redis, a socket and a port, and ends all
// three.
func TestStoppedBeforeItRuns(t *testing.T) {
	nothing := leavesNothing(t)
	s := newScene(t)
	cfg, library := s.config("a", "")
	a, err := app.New(t.Context(), cfg, library, "1.2.3-test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	at := a.OperationsAddress()
	for network, address := range map[string]string{"tcp": at, "unix": cfg.Listen.Socket} {
		c, err := net.Dial(network, address)
		if err != nil {
			t.Errorf("it does not listen before it runs: %v", err)
			continue
		}
		_ = c.Close()
	}
	a.Stop()
	nothing(cfg)
	free(t, at)
	a.Stop() // once more is no error
}

// A daemon that was stopped can be started again on what it left.
func TestStoppedAndStartedAgain(t *testing.T) {
	nothing := leavesNothing(t)
	s := newScene(t)
	cfg, library := s.config("a", "")
	d := s.serve(cfg, library).begun()
	d.opens("CASE-1")
	d.stops()
	nothing(cfg)
	free(t, d.app.OperationsAddress())
	d = s.serve(cfg, library).begun()
	if c, err := d.client.Show(t.Context(), "CASE-1"); err != nil || len(c.Facts) != 1 {
		t.Errorf("the case is %+v, %v", c, err)
	}
	d.stops()
	nothing(cfg)
}

// One that is told to stop before it has begun its work does none.
func TestRunAfterItsEnd(t *testing.T) {
	nothing := leavesNothing(t)
	s := newScene(t)
	cfg, library := s.config("a", "")
	a, err := app.New(t.Context(), cfg, library, "1.2.3-test", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	if err := a.Run(ctx); err != nil {
		t.Error(err)
	}
	nothing(cfg)
	if told := s.mail.told(t, "", "heartbeat"); told != nil {
		t.Errorf("told are %v", told)
	}
}
