package app_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// partnershipYAML says who is who. Nobody holds local-authority: the backstop is
// told in its place.
const partnershipYAML = `id: bscp
name: Buckinghamshire Safeguarding Children Partnership
division: england-and-wales
procedures: [buckinghamshire]
allowed-domains: [scp.example]
send-hours: always
backstop: duty
people:
  - {id: bm, name: Business manager, email: bm@scp.example, deputy: duty}
  - {id: duty, name: Duty manager, email: duty@scp.example}
  - {id: chair, name: Review subgroup chair, email: chair@scp.example}
roles: {business-manager: [bm], lcspr-chair: [chair], partnership-chair: [chair]}
agencies: [{id: police, name: Police, contacts: [duty], safeguarding-lead: [duty]}]
`

// otherSetting makes a partnership count the rapid review from another moment.
const otherSetting = "settings: {buckinghamshire: {fifteen-days-from: panel-notified}}\n"

// scene is a folder for the files of daemons, and a relay for their emails.
type scene struct {
	testing.TB
	dir   string
	relay string // its address
	mail  *mailbox
}

func newScene(t testing.TB, faults ...mailsink.Option) *scene {
	t.Helper()
	dir, err := os.MkdirTemp("", "ls") // not t.TempDir: the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &scene{TB: t, dir: dir, mail: &mailbox{}}
	sink, err := mailsink.Start("127.0.0.1:0", s.mail.receive, faults...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sink.Close() })
	s.relay = sink.Address()
	s.write("bscp.yaml", partnershipYAML)
	return s
}

func (s *scene) write(name, text string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
}

// config loads the configuration of a daemon, whose socket and state have its
// name. Its Redis is the one at an address, or a private one for "". More is
// further lines.
func (s *scene) config(name, redis string, more ...string) (*config.Config, *procedure.Library) {
	s.Helper()
	if redis != "" {
		more = append(more, fmt.Sprintf("redis: {address: %q}", redis))
	}
	// The heartbeat and the digest are due from midnight: at any hour of a test.
	s.write(name+".yaml", fmt.Sprintf(`state-dir: %[1]s
listen: {socket: %[1]s.sock, http: "127.0.0.1:0"}
smtp: {address: %[2]q, tls: none, from: "Longstop <longstop@scp.example>"}
operations: [operations@scp.example]
heartbeat-at: "00:00"
digest-at: "00:00"
partnerships: [bscp.yaml]
%[3]s
`, name, s.relay, strings.Join(more, "\n")))
	library := procedure.Shipped()
	cfg, err := config.Load(filepath.Join(s.dir, name+".yaml"), app.Known(library))
	if err != nil {
		s.Fatal(err)
	}
	return cfg, library
}

// daemon is a daemon that runs in this process.
type daemon struct {
	testing.TB
	app    *app.App
	client *api.Client
	log    *journal
	end    context.CancelFunc
	ended  chan struct{}
	err    error // of Run, once it has ended
}

// serve runs a daemon until the end of the test, or until it is stopped.
func (s *scene) serve(cfg *config.Config, library *procedure.Library) *daemon {
	s.Helper()
	d := &daemon{TB: s.TB, client: api.NewClient(cfg.Listen.Socket), log: newJournal(), ended: make(chan struct{})}
	var err error
	if d.app, err = app.New(s.Context(), cfg, library, "1.2.3-test", slog.New(slog.NewTextHandler(d.log, nil))); err != nil {
		s.Fatal(err)
	}
	d.app.SetBounds(patience, patience) // a busy machine is no failure
	ctx, end := context.WithCancel(context.Background())
	d.end = end
	go func() {
		defer close(d.ended)
		d.err = d.app.Run(ctx)
	}()
	s.Cleanup(func() {
		d.stop()
		if s.Failed() {
			s.Logf("the log of the daemon at %s:\n%s", cfg.Listen.Socket, d.log)
		}
	})
	return d
}

// begun waits until the daemon answers its API: its store was admitted.
func (d *daemon) begun() *daemon {
	d.Helper()
	if _, err := d.client.List(d.Context(), "", api.StatusOpen); err != nil {
		d.Fatalf("%v; its log:\n%s", err, d.log)
	}
	return d
}

// stop ends the daemon and returns what Run returned.
func (d *daemon) stop() error {
	d.end()
	<-d.ended
	return d.err
}

// stops ends the daemon, in good order: nothing was given up, and nothing hung.
func (d *daemon) stops() {
	d.Helper()
	if err := d.stop(); err != nil {
		d.Errorf("Run returned %v", err)
	}
	for _, trouble := range []string{"stopping with work under way", "not stopped cleanly"} {
		if strings.Contains(d.log.String(), trouble) {
			d.Errorf("the log says %q:\n%s", trouble, d.log)
		}
	}
}

// opens registers a case of which two milestones are overdue: three people are
// told, each in an email of their own.
func (d *daemon) opens(reference string) *api.Case {
	d.Helper()
	c, err := d.client.Open(d.Context(), api.Opening{
		Partnership: "bscp", Procedure: "buckinghamshire", Reference: reference, Agencies: []string{"police"},
		Facts: []api.Fact{{Kind: plan.Happened, Name: "aware", At: "2025-03-03"}},
	})
	if err != nil {
		d.Fatal(err)
	}
	return c
}

// get asks the daemon over HTTP.
func (d *daemon) get(path string) (code int, body string) {
	d.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + d.app.OperationsAddress() + path)
	if err != nil {
		d.Fatal(err)
	}
	defer answer.Body.Close()
	var text strings.Builder
	if err := answer.Write(&text); err != nil {
		d.Fatal(err)
	}
	return answer.StatusCode, text.String()
}

// mailbox keeps the emails that the relay took.
type mailbox struct {
	mu    sync.Mutex
	mails []mailsink.Mail
}

func (m *mailbox) receive(mail mailsink.Mail) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mails = append(m.mails, mail)
}

// told lists who was told of a case, or of no case for "", in a step: the
// recipients, sorted.
func (m *mailbox) told(t testing.TB, reference, step string) (people []string) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, received := range m.mails {
		head := header(t, received)
		if head.Get(notifier.HeaderCase) == reference && head.Get(notifier.HeaderStep) == step {
			person, _, _ := strings.Cut(received.To, "@")
			people = append(people, person)
		}
	}
	slices.Sort(people)
	return people
}

// count returns how many emails about cases came, digests aside.
func (m *mailbox) count(t testing.TB) (n int) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, received := range m.mails {
		head := header(t, received)
		if head.Get(notifier.HeaderCase) != "" && head.Get(notifier.HeaderStep) != string(letter.StepDigest) {
			n++
		}
	}
	return n
}

// twice lists the Message-IDs that came more than once.
func (m *mailbox) twice(t testing.TB) (ids []string) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := map[string]bool{}
	for _, received := range m.mails {
		id := header(t, received).Get("Message-ID")
		if seen[id] {
			ids = append(ids, id)
		}
		seen[id] = true
	}
	return ids
}

func header(t testing.TB, received mailsink.Mail) mail.Header {
	t.Helper()
	parsed, err := mail.ReadMessage(bytes.NewReader(received.Data))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Header
}

// journal keeps what a daemon logs.
type journal struct {
	mu   sync.Mutex
	more *sync.Cond
	text strings.Builder
}

func newJournal() *journal {
	j := &journal{}
	j.more = sync.NewCond(&j.mu)
	return j
}

func (j *journal) Write(b []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	defer j.more.Broadcast()
	return j.text.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// says waits for a text in the log.
func (j *journal) says(t testing.TB, text string) {
	t.Helper()
	given := false
	up := time.AfterFunc(patience, func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		given = true
		j.more.Broadcast()
	})
	defer up.Stop()
	j.mu.Lock()
	defer j.mu.Unlock()
	for !strings.Contains(j.text.String(), text) {
		if given {
			t.Fatalf("the log does not say %q:\n%s", text, j.text.String())
		}
		j.more.Wait()
	}
}

// patience is how long a test waits for what must come: it is only waited for in
// full where the test fails.
const patience = 30 * time.Second

// until looks again and again until nothing is missing.
func until(t testing.TB, missing func() string) {
	t.Helper()
	for begun := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		what := missing()
		if what == "" {
			return
		}
		if time.Since(begun) > patience {
			t.Fatalf("after %v: %s", patience, what)
		}
	}
}

// wait waits for a channel to be closed.
func wait(t testing.TB, c <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(patience):
		t.Fatalf("after %v: still waiting for %s", patience, what)
	}
}
