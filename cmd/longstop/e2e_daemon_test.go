package main_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// daemon is one run of `longstop serve`.
type daemon struct {
	*scene
	binary, socket string
	cmd            *exec.Cmd
	log            *journal
	ended          chan struct{} // closed once it has ended
	code           int           // how it ended; -1 by a signal
}

// serve starts a daemon. Daemons of one name follow each other: they share a
// configuration and a socket.
func (s *scene) serve(name string) *daemon {
	s.Helper()
	binary, err := racing()
	if err != nil {
		s.Fatal(err)
	}
	return s.run(binary, name)
}

func (s *scene) run(binary, name string) *daemon {
	s.Helper()
	config, socket := s.configure(name)
	d := &daemon{scene: s, binary: binary, socket: socket, log: &journal{}, ended: make(chan struct{})}
	d.cmd = exec.Command(binary, "serve", "--config", config)
	d.cmd.Env = environment()
	d.cmd.Stderr = d.log
	d.cmd.SysProcAttr = dieWithUs()
	if err := d.cmd.Start(); err != nil {
		s.Fatal(err)
	}
	go func() {
		_ = d.cmd.Wait() // how it ended is in ProcessState
		d.code = d.cmd.ProcessState.ExitCode()
		close(d.ended)
	}()
	s.Cleanup(func() { d.kill(); d.judgeLog() })
	return d
}

// environment keeps the race detector from sleeping a second at each exit.
func environment() []string { return append(os.Environ(), "GORACE=atexit_sleep_ms=0") }

// judgeLog looks for what must never be there: a race, a panic, an address, a
// name, a reference.
func (d *daemon) judgeLog() {
	log := d.log.String()
	for _, bad := range []string{"DATA RACE", "panic", "goroutine ", "@scp.example", "E2E-", "Business manager"} {
		if strings.Contains(log, bad) {
			d.Errorf("the daemon's log has %q in it:\n%s", bad, log)
		}
	}
	if d.Failed() {
		d.Logf("the daemon's log:\n%s", log)
	}
}

func (d *daemon) signal(sig syscall.Signal) {
	d.Helper()
	if err := d.cmd.Process.Signal(sig); err != nil {
		d.Errorf("signal: %v", err)
	}
}

// kill ends the daemon as a crash would.
func (d *daemon) kill() {
	_ = d.cmd.Process.Kill() // it may have ended already
	<-d.ended
}

// stop ends the daemon in good order, which must take no more than ten seconds.
func (d *daemon) stop() {
	d.Helper()
	began := time.Now()
	d.signal(syscall.SIGTERM)
	select {
	case <-d.ended:
		if d.code != 0 {
			d.Errorf("after SIGTERM the daemon ended with %d, not 0", d.code)
		}
		d.Logf("stopped within %v", time.Since(began).Round(time.Millisecond))
	case <-time.After(10 * time.Second):
		d.Errorf("10 s after SIGTERM the daemon is still there")
		d.kill()
	}
}

var readyLine = regexp.MustCompile(`msg=ready metrics=(\S+)`)

// operations is where the daemon shows its metrics; empty before it is known.
func (d *daemon) operations() string {
	if m := readyLine.FindStringSubmatch(d.log.String()); m != nil {
		return m[1]
	}
	return ""
}

// ready waits until the daemon has found everything in order.
func (d *daemon) ready() *daemon {
	d.Helper()
	until(d, time.Minute, func() string {
		if code, body := d.get("/readyz"); code != http.StatusOK {
			return fmt.Sprintf("the daemon is not ready: %d %s", code, body)
		}
		return ""
	})
	return d
}

// get asks the daemon over HTTP; 0 is no answer.
func (d *daemon) get(path string) (code int, body string) {
	address := d.operations()
	if address == "" {
		return 0, "it has not begun"
	}
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get("http://" + address + path)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(data)
}

// metric reads one series of /metrics, written as Prometheus writes it.
func (d *daemon) metric(series string) (float64, bool) {
	_, body := d.get("/metrics")
	for line := range strings.Lines(body) {
		if text, ok := strings.CutPrefix(line, series+" "); ok {
			v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
			return v, err == nil
		}
	}
	return 0, false
}

// settled waits until every email that was decided on has come to its end. A
// lease that a dead daemon held may have to run out first.
func (d *daemon) settled() {
	d.Helper()
	until(d, 4*time.Minute, func() string {
		waiting, ok := d.metric("longstop_outbox_waiting")
		if !ok || waiting != 0 {
			return fmt.Sprintf("%v emails wait (%v)", waiting, ok)
		}
		return ""
	})
}

// journal keeps what a process says.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

// Write implements io.Writer.
func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

// String is all of it.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// says waits for a line of the daemon's log.
func (d *daemon) says(what string) {
	d.Helper()
	until(d, 20*time.Second, func() string {
		if !strings.Contains(d.log.String(), what) {
			return fmt.Sprintf("the log does not say %q", what)
		}
		return ""
	})
}
