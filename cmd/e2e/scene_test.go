package e2e

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// Who is who in every scene. Nobody holds local-authority: the backstop is
// told. The bystander holds nothing and must never be told anything.
const partnership = `id: bscp
name: Buckinghamshire Safeguarding Children Partnership
division: england-and-wales
procedures: [buckinghamshire]
allowed-domains: [scp.example]
send-hours: always
backstop: duty
people:
  - {id: bm, name: Business manager, email: bm@scp.example, deputy: duty}
  - {id: duty, name: Duty manager, email: duty@scp.example}
  - {id: chair, name: Review subgroup chair, email: chair@scp.example}
  - {id: successor, name: The next chair, email: successor@scp.example}
  - {id: sergeant, name: Police contact, email: sergeant@scp.example}
  - {id: bystander, name: Somebody else, email: bystander@scp.example}
roles: {business-manager: [bm], lcspr-chair: [chair], partnership-chair: [chair]}
agencies:
  - {id: police, name: Police, contacts: [sergeant], safeguarding-lead: [sergeant]}
`

// scene is a world for daemons: a folder with their configuration, a Redis and
// a mailbox.
type scene struct {
	testing.TB
	dir          string
	redis        *server.Server // nil where daemons run their own
	redisProcess int
	mail         *mailbox
	sink         *mailsink.Sink
	more         string // further lines of every daemon's configuration
}

// newScene makes a world with a Redis of its own.
func newScene(t testing.TB, faults ...mailsink.Option) *scene {
	t.Helper()
	s := newPrivateScene(t, faults...)
	s.startRedis()
	s.Cleanup(s.stopRedis)
	return s
}

// newPrivateScene makes a world without Redis.
func newPrivateScene(t testing.TB, faults ...mailsink.Option) *scene {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls") // short: sockets live in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &scene{TB: t, dir: dir, mail: newMailbox()}
	for s.sink == nil {
		// Not one of the ports that the system gives away: while the relay is shut,
		// nobody else may come to have it.
		s.sink, err = mailsink.Start(fmt.Sprintf("127.0.0.1:%d", 20_000+rand.IntN(10_000)), s.mail.receive, faults...)
		if err != nil && !errors.Is(err, syscall.EADDRINUSE) {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = s.sink.Close() })
	s.write("bscp.yaml", partnership)
	return s
}

// openSink opens the relay again where it was.
func (s *scene) openSink(address string, faults ...mailsink.Option) {
	s.Helper()
	until(s, 20*time.Second, func() string {
		sink, err := mailsink.Start(address, s.mail.receive, faults...)
		switch {
		case errors.Is(err, syscall.EADDRINUSE):
			return err.Error() // see startRedis: so it is with sockets
		case err != nil:
			s.Fatal(err)
		}
		s.sink = sink
		return ""
	})
}

func (s *scene) closeSink() {
	s.Helper()
	if err := s.sink.Close(); err != nil {
		s.Fatal(err)
	}
}

// startRedis starts the server, on what an earlier one has kept. It flushes
// every write, as the documentation asks.
func (s *scene) startRedis() {
	s.Helper()
	until(s, 20*time.Second, func() string {
		srv, err := server.Start(context.Background(), server.Options{Dir: filepath.Join(s.dir, "redis")})
		switch {
		case errors.Is(err, server.ErrInUse):
			// A command that this process is just starting has a copy of the lock of
			// the server before, until it is under way.
			return err.Error()
		case err != nil:
			s.Fatal(err)
		}
		s.redis = srv
		return ""
	})
}

func (s *scene) stopRedis() {
	s.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.redis.Stop(ctx); err != nil {
		s.Errorf("stop redis-server: %v", err)
	}
}

// write puts a file into the scene's folder and returns its path.
func (s *scene) write(name, text string) string {
	s.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
	return path
}

// configure writes the configuration of a daemon. Heartbeat and digest are due
// from midnight on, so that the hour of the run does not matter.
func (s *scene) configure(name string) (path, socket string) {
	s.Helper()
	redis := ""
	if s.redis != nil {
		redis = fmt.Sprintf("redis: {address: %q}\n", s.redis.Address())
	}
	path = s.write(name+".yaml", fmt.Sprintf(`state-dir: %s
%slisten: {socket: %s.sock, http: "127.0.0.1:0"}
smtp: {address: %q, tls: none, from: "Longstop <longstop@scp.example>"}
operations: [operations@scp.example]
heartbeat-at: "00:00"
digest-at: "00:00"
partnerships: [bscp.yaml]
%s`, name, redis, name, s.sink.Address(), s.more))
	return path, filepath.Join(s.dir, name+".sock")
}

// until asks again and again until there is nothing left to wait for. An answer
// is what is still missing. To ask costs the daemon more than most of its work
// does, so the pauses grow with the time that was waited.
func until(t testing.TB, patience time.Duration, missing func() string) {
	t.Helper()
	began := time.Now()
	for {
		what := missing()
		waited := time.Since(began)
		switch {
		case what == "":
			return
		case waited > patience:
			t.Fatalf("after %v: %s", patience, what)
		}
		time.Sleep(min(max(20*time.Millisecond, waited/20), 500*time.Millisecond))
	}
}
