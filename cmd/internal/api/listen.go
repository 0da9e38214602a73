package api

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	maxPath    = 104 // bytes; the lowest limit of all systems that have unix sockets
	socketMode = 0o660
)

// Listen opens the daemon's socket for its owner and its group. If the folder is
// missing, Listen makes it for its owner alone. It replaces the socket of a dead
// daemon, and not one that still answers.
func Listen(path string) (net.Listener, error) {
	if len(path) > maxPath {
		return nil, fmt.Errorf("listen: the path of the socket has %d bytes and the system takes %d: choose a shorter one for listen.socket", len(path), maxPath)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if err := guarded(filepath.Dir(path)); err != nil {
		return nil, err
	}
	if err := removeStale(path); err != nil {
		return nil, err
	}
	l, err := (&net.ListenConfig{Control: narrow}).Listen(context.Background(), "unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if err := os.Chmod(path, socketMode); err != nil {
		return nil, errors.Join(fmt.Errorf("listen: %w", err), l.Close())
	}
	return l, nil
}

// guarded refuses a folder in which everybody may replace the socket by one of their
// own, and take in the facts that people record. In a folder like /tmp (sticky) only
// the owner of a file may.
func guarded(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("listen: %w", err)
	case info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0:
		return fmt.Errorf("listen: %s has mode %04o, so everybody on this machine could put another socket in place of the daemon's: `chmod o-w %s`",
			dir, info.Mode().Perm(), dir)
	}
	return nil
}

// narrow gives the socket its mode before it has a name, if the system can: so
// there is no moment at which others may open it.
func narrow(_, _ string, c syscall.RawConn) error {
	return c.Control(func(fd uintptr) { _ = syscall.Fchmod(int(fd), socketMode) })
}

func removeStale(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("listen: %w", err)
	case info.Mode().Type() != fs.ModeSocket:
		return fmt.Errorf("listen: %s is there and is not a socket: move it away, or choose another path for listen.socket", path)
	}
	c, err := net.DialTimeout("unix", path, time.Second)
	switch {
	case err == nil:
		_ = c.Close()
		return fmt.Errorf("listen: another daemon answers at %s: stop it first, or give this one another listen.socket", path)
	case !errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("listen: it is not certain that nobody uses %s: %w", path, err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("listen: %w", err)
	}
	return nil
}
