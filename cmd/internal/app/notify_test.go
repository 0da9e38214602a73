package app_test

import (
	"net"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/storetest"
)

// manager is the end of a service manager: a socket that takes what its services
// say of themselves.
type manager struct {
	testing.TB
	conn *net.UnixConn
}

// manage makes a service manager listen at an address; one that begins with @ is
// in the abstract name space. The environment tells of it, as sd_notify(3) says.
func manage(t *testing.T, address string) *manager {
	t.Helper()
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: address, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	t.Setenv("NOTIFY_SOCKET", address)
	return &manager{TB: t, conn: conn}
}

// hears waits for the next thing that is said.
func (m *manager) hears() string {
	m.Helper()
	if err := m.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		m.Fatal(err)
	}
	buf := make([]byte, 100)
	n, err := m.conn.Read(buf)
	if err != nil {
		m.Fatalf("nothing is said: %v", err)
	}
	return string(buf[:n])
}

// The service manager is told when the daemon answers, that its sweeps go on, and
// when it stops.
func TestTheServiceManagerIsTold(t *testing.T) {
	for _, place := range []string{"in a folder", "in the abstract name space"} {
		t.Run(place, func(t *testing.T) {
			s := newScene(t)
			address := filepath.Join(s.dir, "notify")
			if place != "in a folder" {
				address = "@" + address
			}
			m := manage(t, address)
			t.Setenv("WATCHDOG_USEC", "2000")
			d := s.serve(s.config("a", storetest.Redis(t).Address()))
			var heard []string
			for !slices.Contains(heard, "WATCHDOG=1") {
				heard = append(heard, m.hears())
			}
			d.end()
			for !slices.Contains(heard, "STOPPING=1") {
				heard = append(heard, m.hears())
			}
			if order := slices.Compact(heard); !slices.Equal(order, []string{"READY=1", "WATCHDOG=1", "STOPPING=1"}) {
				t.Errorf("it said %v", order)
			}
		})
	}
}

// A store that is away is no reason to start the daemon again, not even where it
// is away from the start.
func TestTheWatchdogKnowsAStoreThatIsAway(t *testing.T) {
	s := newScene(t)
	m := manage(t, filepath.Join(s.dir, "notify"))
	t.Setenv("WATCHDOG_USEC", "2000")
	d := s.serve(s.config("a", "unix://"+filepath.Join(s.dir, "nobody")))
	d.log.says(t, "redis does not answer")
	for m.hears() != "WATCHDOG=1" {
	}
}

// Without a service manager, or with one that is gone, there is nobody to tell.
func TestNoServiceManager(t *testing.T) {
	s := newScene(t)
	for name, address := range map[string]string{"a": "", "b": filepath.Join(s.dir, "gone")} {
		t.Setenv("NOTIFY_SOCKET", address)
		t.Setenv("WATCHDOG_USEC", "soon")
		s.serve(s.config(name, storetest.Redis(t).Address())).begun().stops()
	}
}

// A service manager that hears nothing any more does not hold the daemon.
func TestAServiceManagerThatHangs(t *testing.T) {
	s := newScene(t)
	address := filepath.Join(s.dir, "notify")
	manage(t, address)
	full, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: address, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for err == nil { // until its queue takes no more
		if err := full.SetWriteDeadline(time.Now().Add(10 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		_, err = full.Write([]byte("WATCHDOG=1"))
	}
	d := s.serve(s.config("a", storetest.Redis(t).Address())).begun()
	d.end()
	wait(t, d.ended, "the end of the daemon")
}
