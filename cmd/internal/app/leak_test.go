package app_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/longstop/longstop/config"
)

// leavesNothing checks, when the test is over, that no goroutine was begun and
// not ended, and returns a check of what else a daemon could leave. The test must
// not be parallel: what others begin would look like its own.
func leavesNothing(t *testing.T) func(*config.Config) {
	t.Helper()
	before := goroutines()
	t.Cleanup(func() {
		until(t, func() string {
			for id, stack := range goroutines() {
				if _, was := before[id]; !was {
					return "a goroutine was left behind:\n" + stack
				}
			}
			return ""
		})
	})
	return func(cfg *config.Config) {
		t.Helper()
		for _, socket := range []string{cfg.Listen.Socket, filepath.Join(cfg.StateDir, "redis.sock")} {
			if _, err := os.Lstat(socket); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the socket %s was left behind: %v", socket, err)
			}
		}
		locked(t, filepath.Join(cfg.StateDir, "redis.lock"))
		locked(t, filepath.Join(cfg.StateDir, "longstop.lock"))
	}
}

// locked checks that nobody holds a lock. A redis-server holds its lock for as
// long as it lives.
func locked(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		return // nobody ever took it
	}
	defer f.Close()
	until(t, func() string { // a command that this process is just starting has a copy until it is under way
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			return path + " is held: a redis-server was left behind"
		}
		return ""
	})
}

// free checks that nobody listens at an address.
func free(t *testing.T, address string) {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Errorf("the port was left behind: %v", err)
		return
	}
	_ = l.Close()
}

// goroutines returns the stack of each goroutine by its number, which no other
// gets after it.
func goroutines() map[string]string {
	buf := make([]byte, 1<<20)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			buf = buf[:n]
			break
		}
		buf = make([]byte, 2*len(buf))
	}
	all := map[string]string{}
	for _, stack := range strings.Split(strings.TrimSpace(string(buf)), "\n\n") {
		id, _, _ := strings.Cut(stack, " [")
		all[id] = stack
	}
	return all
}
