package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// maxSilence bounds the time in which a server does not answer. A server that is
// loading its file answers that it is, and may do so until the caller's context
// ends.
const maxSilence = 10 * time.Second

// askAgain is the pause after which Stop repeats itself.
const askAgain = 200 * time.Millisecond

// Server is a running redis-server and its supervisor.
type Server struct {
	opts   Options
	binary string
	socket string
	locks  *locks
	log    *slog.Logger

	stopping chan struct{} // closed by Stop
	stopOnce sync.Once
	done     chan struct{} // closed when the supervisor has ended

	mu  sync.Mutex
	run *process // the present run, or the last one
}

// Start runs a private redis-server and returns once it answers. ctx bounds
// only the start; the server runs until [Server.Stop].
//
// Errors: [ErrNoServer], [ErrInUse], [ErrNotPrivate], or why the server would not start.
func Start(ctx context.Context, opts Options) (*Server, error) {
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, ErrNoServer
	}
	s, err := prepare(ctx, binary, opts.withDefaults())
	if err != nil {
		return nil, err
	}
	go s.supervise()
	if err := s.await(ctx, true); err != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxSilence)
		defer cancel()
		return nil, errors.Join(err, s.Stop(ctx))
	}
	return s, nil
}

// prepare makes the directory, takes its locks and places the socket.
func prepare(ctx context.Context, binary string, opts Options) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, maxSilence)
	defer cancel()
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, fmt.Errorf("prepare state directory: %w", err)
	}
	opts.Dir = dir
	if err := makePrivate(dir); err != nil {
		return nil, fmt.Errorf("prepare state directory: %w", err)
	}
	locks, err := lock(ctx, dir)
	if err != nil {
		return nil, err
	}
	socket, err := placeSocket(dir)
	if err != nil {
		locks.release()
		return nil, err
	}
	return &Server{
		opts: opts, binary: binary, socket: socket, locks: locks, log: opts.Log,
		stopping: make(chan struct{}), done: make(chan struct{}),
	}, nil
}

// Address returns where the server listens, in the form unix:///path.
func (s *Server) Address() string { return "unix://" + s.socket }

// Ready waits until the server answers: up to 10 s, or until ctx ends for a
// server that is loading its file. After a crash it waits for the restart. Its
// error says why the server does not answer.
func (s *Server) Ready(ctx context.Context) error { return s.await(ctx, false) }

// await does what Ready does. At the start it does not wait for the restart of a
// server that ends.
func (s *Server) await(ctx context.Context, starting bool) error {
	patience := time.Now().Add(maxSilence)
	for {
		switch probe(ctx, s.socket) {
		case up:
			return nil
		case loading:
			patience = time.Now().Add(maxSilence)
		case silent:
			if time.Now().After(patience) {
				return fmt.Errorf("wait for redis-server: no answer within %v; its log says why", maxSilence)
			}
		}
		if p := s.present(); p != nil && closed(p.ended) && (starting || s.stopped()) {
			return p.err
		}
		if err := pause(ctx, 5*time.Millisecond); err != nil {
			return fmt.Errorf("wait for redis-server: %w", err)
		}
	}
}

// Kill ends the process as a crash would and returns when it is dead. The
// supervisor then starts it again. It is for tests.
func (s *Server) Kill() {
	p := s.present()
	p.signal(syscall.SIGKILL)
	<-p.ended
}

// Stop ends the server in good order and waits for it. When ctx ends first, Stop
// kills the process, which loses no acknowledged write, and returns the error of
// the context. A second Stop waits like the first.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() { close(s.stopping) })
	// A server that is writing a new append-only file refuses to end and
	// forgets that it was asked, so it is asked again.
	again := time.NewTicker(askAgain)
	defer again.Stop()
	for {
		s.present().signal(syscall.SIGTERM)
		select {
		case <-s.done:
			return nil
		case <-again.C:
		case <-ctx.Done():
			s.present().signal(syscall.SIGKILL)
			<-s.done
			return fmt.Errorf("stop redis-server: %w", context.Cause(ctx))
		}
	}
}

// present returns the present run, or the last one; nil before the first.
func (s *Server) present() *process {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.run
}
