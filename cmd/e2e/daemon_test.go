package e2e

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
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
	began := make(chan error)
	go d.live(began)
	if err := <-began; err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { d.kill(); d.judgeLog() })
	return d
}

// live starts the process and waits for its end. On Linux the process dies with
// the thread that started it, so this goroutine keeps its thread meanwhile.
func (d *daemon) live(began chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := d.cmd.Start()
	began <- err
	if err != nil {
		return
	}
	_ = d.cmd.Wait() // how it ended is in ProcessState
	d.code = d.cmd.ProcessState.ExitCode()
	close(d.ended)
}

// environment returns an environment in which the race detector does not sleep a
// second at each exit.
func environment() []string { return append(os.Environ(), "GORACE=atexit_sleep_ms=0") }

// judgeLog fails the test if the log has a race, a panic, an address, a name or a
// reference.
func (d *daemon) judgeLog() {
	log := d.log.String()
	for _, bad := range []string{"DATA RACE", "panic", "goroutine ", "@scp.example", "E2E-", "Business manager"} {
		if strings.Contains(log, bad) {
			d.Errorf("the daemon's log has %q in it:\n%s", bad, log)
		}
	}
	if lines := strings.Split(log, "\n"); d.Failed() {
		d.Logf("the end of the daemon's log:\n%s", strings.Join(lines[max(0, len(lines)-20):], "\n"))
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

// stop ends the daemon in good order, which may take ten seconds.
func (d *daemon) stop() {
	d.Helper()
	began := time.Now()
	d.signal(syscall.SIGTERM)
	select {
	case <-d.ended:
		if d.code != 0 {
			d.Errorf("after SIGTERM the daemon ended with %d, not 0", d.code)
		}
		if took := time.Since(began); took > time.Second {
			d.Logf("stopped within %v", took.Round(time.Millisecond))
		}
	case <-time.After(10 * time.Second):
		d.Errorf("10 s after SIGTERM the daemon is still there")
		d.kill()
	}
}

// mustLive fails the test at once if the daemon has ended, for waiting is no use
// then.
func (d *daemon) mustLive() {
	d.Helper()
	select {
	case <-d.ended:
		d.Fatalf("the daemon has ended: %v", d.cmd.ProcessState)
	default:
	}
}

var readyLine = regexp.MustCompile(`msg=ready metrics=(\S+)`)

// operations returns where the daemon shows its metrics, or nothing before that is
// known.
func (d *daemon) operations() string {
	if m := readyLine.FindStringSubmatch(d.log.String()); m != nil {
		return m[1]
	}
	return ""
}

// ready waits until the daemon finds everything in order.
func (d *daemon) ready() *daemon {
	d.Helper()
	until(d, time.Minute, func() string {
		if code, body := d.get("/readyz"); code != http.StatusOK {
			d.mustLive()
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

// api asks the daemon over its socket, as curl --unix-socket does.
func (d *daemon) api(path string) string {
	d.Helper()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", d.socket)
		},
	}}
	resp, err := client.Get("http://longstop" + path)
	if err != nil {
		d.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		d.Fatal(err)
	}
	return string(body)
}

// metrics returns the values of /metrics by their series, as Prometheus writes it.
func (d *daemon) metrics() map[string]float64 {
	values := map[string]float64{}
	_, body := d.get("/metrics")
	for line := range strings.Lines(body) {
		i := strings.LastIndexByte(line, ' ')
		if v, err := strconv.ParseFloat(strings.TrimSpace(line[i+1:]), 64); err == nil && line[0] != '#' {
			values[line[:i]] = v
		}
	}
	return values
}

// metric returns the value of one series, and whether it is there.
func (d *daemon) metric(series string) (float64, bool) {
	v, ok := d.metrics()[series]
	return v, ok
}

// shows waits for a page of metrics on which Redis answers: only that has the
// numbers of the store.
func (d *daemon) shows() map[string]float64 {
	d.Helper()
	var values map[string]float64
	until(d, time.Minute, func() string {
		if values = d.metrics(); values["longstop_redis_up"] != 1 {
			return "/metrics says that Redis does not answer"
		}
		return ""
	})
	return values
}

// settled waits until every email that was decided on is settled. A lease of a dead
// daemon may have to run out first.
func (d *daemon) settled() {
	d.Helper()
	until(d, 4*time.Minute, func() string {
		waiting, ok := d.metric("longstop_outbox_waiting")
		if !ok || waiting != 0 {
			d.mustLive()
			return fmt.Sprintf("%v emails wait (%v)", waiting, ok)
		}
		return ""
	})
}

// journal keeps the log of a process.
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

// String returns the whole log.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// says waits until the daemon's log has a text.
func (d *daemon) says(what string) {
	d.Helper()
	until(d, 20*time.Second, func() string {
		if !strings.Contains(d.log.String(), what) {
			return fmt.Sprintf("the log does not say %q", what)
		}
		return ""
	})
}
