package app_test

import (
	"errors"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/storetest"
)

// A relay that takes an email and never answers cannot hold the daemon, and what
// it holds is sent by the next daemon when its lease ends.
func TestARelayThatHangsDoesNotHoldTheDaemon(t *testing.T) {
	nothing := leavesNothing(t)
	taken, hang := make(chan struct{}), make(chan struct{})
	var once sync.Once
	s := newScene(t, mailsink.WithFault(func(stage, _, _ string) *mailsink.Fault {
		if stage == mailsink.AtData {
			once.Do(func() { close(taken) })
			<-hang
		}
		return nil
	}))
	let := sync.OnceFunc(func() { close(hang) })
	t.Cleanup(let) // before the relay is closed, which waits for its sessions
	cfg, library := s.config("a", storetest.Redis(t).Address())
	d := s.serve(cfg, library)
	d.app.SetBounds(10*time.Millisecond, patience)
	wait(t, taken, "an email under way")
	if err := d.stop(); err != nil {
		t.Errorf("Run returned %v", err)
	}
	d.log.says(t, "stopping with work under way")
	nothing(cfg)
	let()
}

// Without one of its listeners the daemon may not go on.
func TestAListenerThatBreaksEndsTheDaemon(t *testing.T) {
	nothing := leavesNothing(t)
	s := newScene(t)
	cfg, library := s.config("a", "")
	d := s.serve(cfg, library).begun()
	if err := d.app.BreakAPI(); err != nil {
		t.Fatal(err)
	}
	wait(t, d.ended, "the end of the daemon")
	if !errors.Is(d.err, net.ErrClosed) || !strings.HasPrefix(d.err.Error(), "serve: ") {
		t.Errorf("Run returned %v", d.err)
	}
	nothing(cfg)
}

// A client that asks half a question does not hold the daemon.
func TestAClientThatHangsDoesNotHoldTheDaemon(t *testing.T) {
	nothing := leavesNothing(t)
	s := newScene(t)
	cfg, library := s.config("a", storetest.Redis(t).Address())
	d := s.serve(cfg, library).begun()
	for network, address := range map[string]string{"unix": cfg.Listen.Socket, "tcp": d.app.OperationsAddress()} {
		c, err := net.Dial(network, address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := c.Write([]byte("GET /v1/ping HTTP/1.1\r\nHost: long")); err != nil {
			t.Fatal(err)
		}
	}
	d.stops()
	nothing(cfg)
}
