package notifier

import (
	"bytes"
	"errors"
	"io"
	"net"
	"testing"
	"time"
	"unsafe"
)

// reached is a connection whose other end has an address of the test's choice.
type reached struct {
	net.Conn
	at net.Addr
}

func (r reached) RemoteAddr() net.Addr { return r.at }

// A relay on this machine may get plain text. Whether it is on this machine is said by
// the address that was reached: a name such as localhost may lead to another machine,
// which must not hear a word.
func TestNoPlainTextToAnotherMachine(t *testing.T) {
	s := newSender(t, "localhost:25", Options{TLS: TLSNone})
	for address, want := range map[string]error{"127.0.0.1": nil, "192.0.2.1": errNotLocal, "10.0.0.1": errNotLocal, "2001:db8::1": errNotLocal} {
		ours, theirs := net.Pipe()
		var heard bytes.Buffer
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = io.WriteString(theirs, "220 localhost\r\n")
			line := make([]byte, 1024)
			for {
				n, err := theirs.Read(line)
				if err != nil {
					return
				}
				heard.Write(line[:n])
				_, _ = io.WriteString(theirs, "250 localhost\r\n")
			}
		}()
		_, trouble := s.dialer.greet(&guard{Conn: reached{ours, &net.TCPAddr{IP: net.ParseIP(address), Port: 25}}, patience: time.Minute})
		_, _ = ours.Close(), theirs.Close()
		<-done
		switch {
		case want == nil && trouble != nil:
			t.Errorf("%s: %v", address, trouble.err)
		case want != nil && (trouble == nil || !errors.Is(trouble.err, want) || heard.Len() > 0):
			t.Errorf("%s: %+v, and it heard %q", address, trouble, heard.String())
		}
	}
}

// The monotonic clock stands still while a machine is suspended, and the wall clock may
// be set back. A connection asks both: a lease that is over by one of them is over. No
// test can suspend the machine, so it changes what the lease says to one of the clocks.
func TestALeaseIsOverByEitherClock(t *testing.T) {
	for name, lease := range map[string]time.Time{
		"the machine was suspended":   bySkew(t, time.Now().Add(-time.Minute), time.Hour),
		"the wall clock was set back": bySkew(t, time.Now().Add(time.Hour), -2*time.Hour),
	} {
		ours, theirs := net.Pipe()
		g := &guard{Conn: ours, patience: time.Minute, lease: lease}
		if err := g.arm(); !errors.Is(err, errLease) {
			t.Errorf("%s: %v, want the end of the lease", name, err)
		}
		_, _ = ours.Close(), theirs.Close()
	}
}

// bySkew returns a time whose monotonic reading is ahead of its wall clock.
func bySkew(t *testing.T, at time.Time, ahead time.Duration) time.Time {
	t.Helper()
	wall := at.Round(0)
	inside := (*struct { // as package time has it
		wall uint64
		ext  int64 // the monotonic reading, in nanoseconds
		loc  *time.Location
	})(unsafe.Pointer(&at))
	before := at
	inside.ext += int64(ahead)
	if !at.Round(0).Equal(wall) || at.Sub(before) != ahead {
		t.Fatal("package time keeps its readings in another way now: make the skew in that way")
	}
	return at
}
