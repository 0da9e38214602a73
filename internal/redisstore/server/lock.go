package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// locks are the two locks on a directory; see the package comment.
type locks struct {
	daemon, server *os.File
}

// lock takes both locks on dir. It tells a server that outlived its daemon to
// end, and waits for it.
func lock(ctx context.Context, dir string) (*locks, error) {
	daemon, err := tryLock(filepath.Join(dir, daemonLock))
	if err != nil {
		return nil, err
	}
	for {
		server, err := tryLock(filepath.Join(dir, serverLock))
		if err == nil {
			return &locks{daemon: daemon, server: server}, nil
		}
		if errors.Is(err, ErrInUse) {
			shutdown(ctx, findSocket(dir))
			err = pause(ctx, 20*time.Millisecond)
		}
		if err != nil {
			_ = daemon.Close()
			return nil, fmt.Errorf("wait for the redis-server of an earlier daemon to end: %w", err)
		}
	}
}

// tryLock opens and locks a file, or returns ErrInUse. The lock belongs to the
// open file: it is released when every process that inherited it has ended.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock state directory: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, ErrInUse
	}
	return nil, fmt.Errorf("lock state directory: %w", err)
}

// release lets go of both locks.
func (l *locks) release() {
	_ = l.server.Close()
	_ = l.daemon.Close()
}

// pause waits for d, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
