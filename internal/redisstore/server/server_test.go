package server

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// start runs a server for one test in dir.
func start(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := Start(t.Context(), o)
	if errors.Is(err, ErrNoServer) {
		t.Fatal(err) // it names the command that installs it
	}
	if err != nil {
		t.Fatalf("start: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return s
}

// shortDir makes a directory whose path leaves room for a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// say sends a command and fails the test unless the first line is want.
func say(t *testing.T, s *Server, command, want string) {
	t.Helper()
	got, err := ask(t.Context(), s.socket, command)
	if err != nil || got != want {
		t.Fatalf("%s: got %q, %v; want %q", command, got, err, want)
	}
}

func TestWhatIsKeptSurvivesAStop(t *testing.T) {
	dir := filepath.Join(shortDir(t), "state")
	s := start(t, Options{Dir: dir})
	if want := "unix://" + filepath.Join(dir, "redis.sock"); s.Address() != want {
		t.Errorf("address %s, want %s", s.Address(), want)
	}
	say(t, s, "SET kept yes", "+OK")
	if err := s.Stop(t.Context()); err != nil {
		t.Fatalf("stop: %v", err)
	}
	if _, err := os.Stat(s.socket); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket is still there after Stop: %v", err)
	}
	say(t, start(t, Options{Dir: dir}), "EXISTS kept", ":1")
}

func TestOnlyThisUserMayOpenIt(t *testing.T) {
	s := start(t, Options{Dir: filepath.Join(shortDir(t), "state")})
	for path, want := range map[string]os.FileMode{s.opts.Dir: 0o700, s.socket: 0o700} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(path), got, want)
		}
	}
}

func TestACrashIsMendedAndLosesNothing(t *testing.T) {
	var log safeBuffer
	s := start(t, Options{Dir: shortDir(t), Log: slog.New(slog.NewTextHandler(&log, nil))})
	for _, key := range []string{"first", "second"} {
		say(t, s, "SET "+key+" yes", "+OK")
		s.Kill()
		if err := s.Ready(t.Context()); err != nil {
			t.Fatalf("ready after a crash: %v", err)
		}
		say(t, s, "EXISTS "+key, ":1")
	}
	if n := strings.Count(log.String(), "ended unasked"); n != 2 {
		t.Errorf("%d restarts were logged, want 2:\n%s", n, log.String())
	}
}

func TestStopDuringTheBackOff(t *testing.T) {
	s := start(t, Options{Dir: shortDir(t)})
	s.Kill()
	if err := s.Stop(t.Context()); err != nil {
		t.Fatalf("stop: %v", err)
	}
	if err := s.Ready(t.Context()); err == nil {
		t.Error("a stopped server says that it is ready")
	}
}

func TestStopWhileTheServerRefusesToEnd(t *testing.T) {
	s := start(t, Options{Dir: shortDir(t), Extra: []string{"--enable-debug-command", "yes"}})
	// A new append-only file takes a while, and until then SIGTERM is refused.
	for _, command := range []string{"DEBUG POPULATE 300000", "CONFIG SET appendonly no", "CONFIG SET appendonly yes"} {
		say(t, s, command, "+OK")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.Stop(ctx); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestASecondDaemonIsRefused(t *testing.T) {
	s := start(t, Options{Dir: shortDir(t)})
	if _, err := Start(t.Context(), Options{Dir: s.opts.Dir}); !errors.Is(err, ErrInUse) {
		t.Errorf("second start: %v, want ErrInUse", err)
	}
	say(t, s, "PING", "+PONG") // and the first is unharmed
}

func TestARefusedArgumentIsReported(t *testing.T) {
	_, err := Start(t.Context(), Options{Dir: shortDir(t), Extra: []string{"--no-such-thing", "1"}})
	if err == nil || !strings.Contains(err.Error(), "no-such-thing") {
		t.Errorf("got %v, want an error that names the argument", err)
	}
}

func TestNoRedisServerInstalled(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Start(t.Context(), Options{Dir: t.TempDir()})
	if !errors.Is(err, ErrNoServer) || !strings.Contains(err.Error(), "apt-get install redis-server") {
		t.Errorf("got %v, want ErrNoServer with the command that installs it", err)
	}
}

func TestALongPathGetsAShortSocket(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long/", 25))
	s := start(t, Options{Dir: dir})
	if len(s.socket) > maxSocket {
		t.Errorf("the socket has a path of %d bytes", len(s.socket))
	}
	if got := findSocket(dir); got != s.socket {
		t.Errorf("the next start would look for the socket at %s, not %s", got, s.socket)
	}
	say(t, s, "SET kept yes", "+OK")
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(s.socket)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory of the socket was left behind: %v", err)
	}
	say(t, start(t, Options{Dir: dir}), "EXISTS kept", ":1")
}

func TestItListensOnAPortWhenAsked(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().(*net.TCPAddr)
	_ = l.Close()
	start(t, Options{Dir: shortDir(t), Port: address.Port})
	conn, err := net.Dial("tcp", address.String())
	if err != nil {
		t.Fatalf("dial the port: %v", err)
	}
	_ = conn.Close()
}

// An orphan is a redis-server whose daemon was killed and which the kernel did
// not end (it cannot, on other systems than Linux).
func TestAnOrphanIsEndedBeforeAnotherIsStarted(t *testing.T) {
	dir := shortDir(t)
	orphan := orphanIn(t, dir)
	s := start(t, Options{Dir: dir})
	select {
	case <-orphan:
	case <-time.After(time.Second):
		t.Fatal("the orphan still runs beside the new server")
	}
	say(t, s, "EXISTS kept", ":1")
}

// orphanIn starts a redis-server in dir as a daemon would, with a key in it,
// and drops the daemon's own hold of the locks. The channel closes at its end.
func orphanIn(t *testing.T, dir string) <-chan struct{} {
	t.Helper()
	held, err := tryLock(filepath.Join(dir, serverLock))
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, socketFile)
	cmd := exec.Command("redis-server", Options{Dir: dir}.withDefaults().arguments(socket)...)
	cmd.Dir, cmd.ExtraFiles = dir, []*os.File{held}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = held.Close()
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-ended })
	for probe(t.Context(), socket) != up {
		if err := pause(t.Context(), 5*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ask(t.Context(), socket, "SET kept yes"); err != nil {
		t.Fatal(err)
	}
	return ended
}

func TestPausesBetweenRestarts(t *testing.T) {
	for _, c := range []struct{ planned, lasted, want time.Duration }{
		{100 * time.Millisecond, 0, 100 * time.Millisecond},
		{3200 * time.Millisecond, time.Second, 3200 * time.Millisecond},
		{6400 * time.Millisecond, time.Second, 5 * time.Second},
		{6400 * time.Millisecond, time.Minute, 100 * time.Millisecond},
	} {
		if got := nextPause(c.planned, c.lasted); got != c.want {
			t.Errorf("planned %v after a run of %v: pause %v, want %v", c.planned, c.lasted, got, c.want)
		}
	}
}

// safeBuffer is a buffer that the supervisor and a test may share.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
