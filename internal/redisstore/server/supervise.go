package server

import (
	"runtime"
	"syscall"
	"time"
)

// The pauses between restarts. A run that lasted longer than maxPause was
// healthy: after it the series begins anew.
const (
	firstPause = 100 * time.Millisecond
	maxPause   = 5 * time.Second
)

// supervise runs the server again and again until Stop.
func (s *Server) supervise() {
	// The kernel ends the child with the thread that started it, so this
	// goroutine keeps its thread and never unlocks it.
	runtime.LockOSThread()
	defer close(s.done)
	defer s.locks.release()
	defer removeSocket(s.opts.Dir)
	pause := firstPause
	for {
		began := time.Now()
		err := s.runOnce()
		pause = nextPause(pause, time.Since(began))
		if !s.rest(pause) {
			return
		}
		// Logged after the pause: Start reports a server that never came up.
		s.log.Error("redis-server ended unasked, starting it again", "error", err, "after", pause)
		pause *= 2
	}
}

// nextPause returns the pause before a restart: the planned one, up to maxPause,
// or the first again after a healthy run.
func nextPause(planned, lasted time.Duration) time.Duration {
	if lasted > maxPause {
		return firstPause
	}
	return min(planned, maxPause)
}

// runOnce runs the server until it ends, and returns how it ended.
func (s *Server) runOnce() error {
	p := startProcess(s.binary, s.opts, s.socket, s.locks.server)
	s.mu.Lock()
	s.run = p
	s.mu.Unlock()
	if s.stopped() { // Stop may have signalled the run before this one
		p.signal(syscall.SIGTERM)
	}
	p.wait()
	return p.err
}

// stopped says whether Stop was called.
func (s *Server) stopped() bool { return closed(s.stopping) }

// rest waits for d, and returns false if Stop was called meanwhile.
func (s *Server) rest(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-s.stopping:
		return false
	case <-timer.C:
		return true
	}
}

// closed says whether a channel, which never gets a value, is closed.
func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
