package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// redisWith runs a Redis in a folder of the scene, with further arguments.
func (s *scene) redisWith(extra ...string) *server.Server {
	s.Helper()
	r, err := server.Start(s.Context(), server.Options{Dir: filepath.Join(s.dir, "redis"), Fsync: "no", Extra: extra})
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := r.Stop(ctx); err != nil {
			s.Error(err)
		}
	})
	return r
}

// A Redis that can forget is refused, with the line that would be right, unless
// the configuration allows it.
func TestAStoreThatForgets(t *testing.T) {
	for _, c := range []struct {
		name, says string
		extra      []string
	}{
		{"it evicts", "maxmemory-policy noeviction", []string{"--maxmemory-policy", "allkeys-lru"}},
		{"it keeps nothing on disk", "appendonly yes", []string{"--appendonly", "no"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			nothing := leavesNothing(t)
			s := newScene(t)
			address := s.redisWith(c.extra...).Address()

			cfg, library := s.config("strict", address)
			d := s.serve(cfg, library)
			wait(t, d.ended, "the end of the daemon")
			if !errors.Is(d.err, redisstore.ErrForgetful) || !strings.Contains(d.err.Error(), c.says) || !strings.Contains(d.err.Error(), "allow-volatile") {
				t.Errorf("it ended with %v", d.err)
			}
			nothing(cfg)
			free(t, d.app.OperationsAddress())

			cfg, library = s.config("lax", address)
			cfg.Redis.AllowVolatile = true
			d = s.serve(cfg, library).begun()
			d.opens("CASE-1")
			d.log.says(t, "the store can forget, as the configuration allows")
			d.stops()
			nothing(cfg)
		})
	}
}

// A Redis that is only weak is used, and the log says so.
func TestAStoreThatIsWeak(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve(s.config("a", s.redisWith().Address())).begun()
	d.log.says(t, "appendfsync always")
}

// A daemon whose Redis is away at its start waits for it, and can be stopped
// meanwhile.
func TestAStoreThatComesLater(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	address := "unix://" + filepath.Join(s.dir, "redis", "redis.sock")
	d := s.serve(s.config("a", address))
	d.log.says(t, "redis does not answer")
	d.stops()

	d = s.serve(s.config("b", address))
	d.log.says(t, "redis does not answer")
	if code, body := d.get("/readyz"); code != 503 || !strings.Contains(body, `"redis":"does not answer"`) {
		t.Errorf("%d %s", code, body)
	}
	if code, body := d.get("/healthz"); code != 200 || !strings.Contains(body, "alive") {
		t.Errorf("%d %s", code, body)
	}
	s.redisWith()
	d.begun().opens("CASE-1")
	if _, err := os.Stat(filepath.Join(s.dir, "b", "redis.lock")); err == nil {
		t.Error("it has a Redis of its own, and was given one")
	}
}
