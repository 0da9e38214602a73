package notifier

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/scheduler/letter"
)

// child is set in the process that TestStoppedPastItsLease starts: the address
// of its relay.
const child = "LONGSTOP_TEST_SEND_TO"

const childLease = 2 * time.Second

func TestMain(m *testing.M) {
	if address := os.Getenv(child); address != "" {
		sendAsChild(address)
		return
	}
	os.Exit(m.Run())
}

func sendAsChild(address string) {
	s, err := NewSender(Options{Address: address, TLS: TLSNone, From: sender}, discard(), prometheus.NewRegistry())
	if err != nil {
		panic(err)
	}
	m := letters()["overdue"]
	msg, err := Compose(sender, m, Rendered{Subject: "s", Text: "t", HTML: "h"})
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), childLease)
	defer cancel()
	r := s.Send(ctx, msg, nil)
	fmt.Println(r.Outcome)
}

// A process that is stopped past its lease and goes on writes nothing more,
// although the relay has just invited it to. By then another daemon has the
// message.
func TestStoppedPastItsLease(t *testing.T) {
	for _, stage := range []string{"mail", "rcpt", "data"} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			reached, answer := make(chan bool), make(chan bool)
			r := newRelay(t, &relay{pause: func(s string) {
				if s == stage {
					reached <- true
					<-answer
				}
			}})
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), child+"="+r.address())
			var out strings.Builder
			cmd.Stdout, cmd.Stderr = &out, os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			select {
			case <-reached:
			case <-time.After(30 * time.Second):
				t.Fatal("the child did not come to this stage")
			}
			stop(t, cmd)
			close(answer) // what the child waits for is there when it wakes up
			time.Sleep(childLease + 100*time.Millisecond)
			before := r.commands()
			if err := cmd.Process.Signal(syscall.SIGCONT); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(out.String()); got != string(letter.Deferred) {
				t.Errorf("the child says %q", got)
			}
			if after := r.commands(); after != before || len(r.messages()) > 0 {
				t.Errorf("after its lease the child said more than %q: %q, messages %q", before, after, r.messages())
			}
		})
	}
}

// stop stops a process and waits until all of it stands still: the signal
// alone is only on its way.
func stop(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	var status syscall.WaitStatus
	for {
		_, err := syscall.Wait4(cmd.Process.Pid, &status, syscall.WUNTRACED, nil)
		if err == nil && status.Stopped() {
			return
		}
		if !errors.Is(err, syscall.EINTR) {
			t.Fatalf("the child did not stop: %v, %v", status, err)
		}
	}
}

func TestLeaseOverBeforeTheStart(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	past, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	if got := s.Send(past, email(t), nil); got.Reason != LeaseOver || got.Outcome != letter.Deferred {
		t.Errorf("%+v", got)
	}
	if r.opened() != 0 {
		t.Error("a connection was opened after the lease")
	}
	s.Send(t.Context(), email(t), nil) // now there is a connection to reuse
	said := r.commands()
	if got := s.Send(past, email(t), nil); got.Reason != LeaseOver || r.commands() != said || len(r.messages()) != 1 {
		t.Errorf("%+v, %q", got, r.commands())
	}
	if _, _, down := s.Down(); down {
		t.Error("our own lateness is not the relay's failure")
	}
}

// The content of a long message stops at the end of the lease, so the dot
// never goes out.
func TestLeaseEndsAmidTheContent(t *testing.T) {
	r := newRelay(t, &relay{stage: "content", kind: "silence"})
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	m := email(t)
	m.SetBodyString("text/plain", strings.Repeat("long\n", 3_000_000))
	start := time.Now()
	got := newSender(t, r.address(), Options{}).Send(ctx, m, nil)
	if got.Outcome != letter.Deferred || time.Since(start) > 10*time.Second || len(r.messages()) > 0 {
		t.Errorf("%+v after %v", got, time.Since(start))
	}
}

func TestCancelStopsOnlyWhatHasNotBegun(t *testing.T) {
	for stage, want := range map[string]Reason{"banner": Stopped, "mail": Stopped, "rcpt": Stopped, "data": Stopped, "dot": Accepted} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			reached, answer := make(chan bool), make(chan bool)
			r := newRelay(t, &relay{pause: func(s string) {
				if s == stage {
					close(reached)
					<-answer
				}
			}})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			result := make(chan Result)
			s := newSender(t, r.address(), Options{})
			go func() { result <- s.Send(ctx, email(t), nil) }()
			<-reached
			cancel()
			if want == Stopped {
				if got := <-result; got.Reason != want {
					t.Errorf("%+v", got)
				}
				close(answer)
			} else {
				time.Sleep(50 * time.Millisecond)
				close(answer)
				if got := <-result; got.Reason != want {
					t.Errorf("%+v", got)
				}
			}
			if delivered := len(r.messages()) == 1; delivered != (want == Accepted) {
				t.Errorf("the relay has the message: %v", delivered)
			}
		})
	}
}

func TestCancelledBeforeTheStart(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := s.Send(ctx, email(t), nil); got.Reason != Stopped || r.opened() != 0 {
		t.Errorf("%+v", got)
	}
	s.Send(t.Context(), email(t), nil)
	if got := s.Send(ctx, email(t), nil); got.Reason != Stopped || len(r.messages()) != 1 {
		t.Errorf("%+v", got)
	}
}

// A cancellation that comes late does not stop the next message.
func TestLateCancelIsNobodysBusiness(t *testing.T) {
	a, b := net.Pipe()
	defer a.Close()
	defer b.Close()
	g := &guard{Conn: a, patience: time.Second}
	g.begin(t.Context())()
	old := g.turn
	g.begin(t.Context())()
	g.cancel(old)
	if err := g.arm(); err != nil {
		t.Error(err)
	}
	g.cancel(g.turn)
	if err := g.arm(); !errors.Is(err, errStopped) {
		t.Error(err)
	}
}

// Either clock ends a lease: the monotonic one stands still while a machine is
// suspended, the wall clock may be set back.
func TestOver(t *testing.T) {
	now := time.Now()
	lease := now.Add(time.Minute)
	for _, c := range []struct {
		name                   string
		lease, monotonic, wall time.Time
		want                   bool
	}{
		{"no lease", time.Time{}, now, now.Round(0), false},
		{"in time", lease, now, now.Round(0), false},
		{"at the end", lease, lease, lease.Round(0), true},
		{"past the end", lease, lease.Add(1), lease.Round(0).Add(1), true},
		{"the machine was suspended", lease, now, lease.Round(0).Add(time.Hour), true},
		{"the wall clock was set back", lease, lease.Add(1), now.Round(0).Add(-time.Hour), true},
	} {
		if got := over(c.lease, c.monotonic, c.wall); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Past its lease a connection says nothing and hears nothing, and says why.
func TestGuardPastItsLease(t *testing.T) {
	r := newRelay(t, &relay{})
	raw, err := net.Dial("tcp", r.address())
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	past, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Millisecond))
	defer cancel()
	for name, use := range map[string]func(*guard) error{
		"write": func(g *guard) error { _, err := g.Write([]byte("QUIT\r\n")); return err },
		"read":  func(g *guard) error { _, err := g.Read(make([]byte, 1)); return err },
	} {
		g := &guard{Conn: raw, patience: time.Minute}
		g.begin(past)()
		if err := use(g); !errors.Is(err, errLease) {
			t.Errorf("%s: %v", name, err)
		}
		g.begin(t.Context())()
		if err := use(g); !errors.Is(err, errLease) {
			t.Errorf("%s: a broken conversation went on: %v", name, err)
		}
	}
}

// What has failed once stays failed, whatever the socket would still do.
func TestGuardStaysBroken(t *testing.T) {
	r := newRelay(t, &relay{stage: "banner", kind: "silence"})
	raw, err := net.Dial("tcp", r.address())
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	g := &guard{Conn: raw, patience: 20 * time.Millisecond}
	if _, err := g.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal(err)
	}
	if _, err := g.Write([]byte("EHLO x\r\n")); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a write after a failed read: %v", err)
	}
}
