package api_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

func TestNoDaemonIsSaidWithTheWayOut(t *testing.T) {
	socket := filepath.Join(shortDir(t), "nobody")
	_, err := api.NewClient(socket).Open(t.Context(), api.Opening{Reference: "A"})
	for _, says := range []string{socket, "longstop serve --config FILE", "--socket PATH", "LONGSTOP_SOCKET"} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: does not say %q", err, says)
		}
	}
	if lost := new(api.LostError); errors.As(err, &lost) {
		t.Error("what was never sent cannot be in doubt")
	}
}

func TestReferenceThatIsNoneIsNotSent(t *testing.T) {
	c := api.NewClient(filepath.Join(shortDir(t), "nobody"))
	for name, ask := range map[string]func(about string) error{
		"show":   func(about string) error { _, err := c.Show(t.Context(), about); return err },
		"record": func(about string) error { _, err := c.Record(t.Context(), about, nil); return err },
		"close":  func(about string) error { _, err := c.Close(t.Context(), about, ""); return err },
		"log":    func(about string) error { _, err := c.Log(t.Context(), about); return err },
	} {
		for _, about := range []string{"", "Alice Example", "A\r\nHost: b", "bscp:", "a:b:c"} {
			var input *plan.InputError
			if err := ask(about); !errors.As(err, &input) {
				t.Errorf("%s %q: %v", name, about, err)
			}
		}
	}
}

func TestPingTellsTheVersion(t *testing.T) {
	if code, body := start(t).raw(t, "GET /v1/ping", "", "", ""); code != http.StatusOK || body != `{"version":"1.2.3-test"}`+"\n" {
		t.Errorf("%d %s", code, body)
	}
}

// A daemon dies at each stage of an answer: the request is sent once, and the
// client says that it does not know.
func TestLostAnswerIsNotTakenForAnAnswer(t *testing.T) {
	head := "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
	for name, answer := range map[string]string{
		"nothing": "", "half a head": head[:20], "half a body": head + `{"id":"bscp:A"`,
		"no JSON": "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell", "no HTTP": "+PONG\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			socket := filepath.Join(shortDir(t), "s")
			var asked atomic.Int32
			answering(t, socket, answer, &asked)
			client := api.NewClient(socket)
			_, err := client.Record(t.Context(), "A", []api.Fact{happened("aware", "2026-12-16")})
			if lost := new(api.LostError); !errors.As(err, &lost) || lost.About != "A" || !strings.Contains(err.Error(), "longstop case show A") {
				t.Errorf("%v: is not in doubt", err)
			}
			if n := asked.Load(); n != 1 {
				t.Errorf("sent %d times", n)
			}
			_, err = client.Show(t.Context(), "A")
			if lost := new(api.LostError); err == nil || errors.As(err, &lost) {
				t.Errorf("a question that changes nothing: %v", err)
			}
		})
	}
}

// The advice names the command that shows what this request may have changed, and
// nothing is in doubt where nothing was to change.
func TestAdviceOnALostAnswer(t *testing.T) {
	socket := filepath.Join(shortDir(t), "s")
	answering(t, socket, "", new(atomic.Int32))
	c, ctx := api.NewClient(socket), t.Context()
	for _, test := range []struct {
		what string
		ask  func() error
		want string // empty: nothing is in doubt
	}{
		{"open", func() error { _, err := c.Open(ctx, api.Opening{Reference: "A"}); return err }, "`longstop case show A`"},
		{"record", func() error { _, err := c.Record(ctx, "bscp:A", nil); return err }, "`longstop case show bscp:A`"},
		{"close", func() error { _, err := c.Close(ctx, "A", "over"); return err }, "`longstop case show A`"},
		{"import", func() error { _, err := c.Import(ctx, api.Import{}); return err }, "`longstop calendar versions`"},
		{"refresh", func() error { _, err := c.Refresh(ctx, api.Refreshing{}); return err }, "`longstop calendar versions`"},
		{"approve", func() error { _, err := c.Approve(ctx, api.Approval{}); return err }, "`longstop calendar versions`"},
		{"reconcile", func() error { _, err := c.Reconcile(ctx, api.Reconciling{}); return err }, "`longstop reconcile`"},
		{"preview of a file", func() error { _, err := c.Import(ctx, api.Import{Preview: true}); return err }, ""},
		{"preview of the source", func() error { _, err := c.Refresh(ctx, api.Refreshing{Preview: true}); return err }, ""},
		{"show", func() error { _, err := c.Show(ctx, "A"); return err }, ""},
		{"log", func() error { _, err := c.Log(ctx, "A"); return err }, ""},
		{"list", func() error { _, err := c.List(ctx, "", api.StatusAll); return err }, ""},
		{"versions", func() error { _, err := c.Calendar(ctx); return err }, ""},
		{"export", func() error { _, err := c.HolidayList(ctx, ""); return err }, ""},
	} {
		err := test.ask()
		_, lost := errors.AsType[*api.LostError](err)
		switch {
		case err == nil:
			t.Errorf("%s: no error", test.what)
		case lost != (test.want != ""):
			t.Errorf("%s: %v; in doubt: %v", test.what, err, lost)
		case lost && !strings.Contains(err.Error(), "Ask "+test.want+" before"):
			t.Errorf("%s: %v, does not name %s", test.what, err, test.want)
		}
	}
}

// answering reads a request from each connection, writes the answer and hangs up.
func answering(t *testing.T, socket, answer string, asked *atomic.Int32) {
	t.Helper()
	l, err := api.Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			buf := make([]byte, 4096)
			if _, err := c.Read(buf); err == nil {
				_, _ = fmt.Fprint(c, answer)
			}
			c.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
}

func TestAnswerOfSomethingElse(t *testing.T) {
	socket := filepath.Join(shortDir(t), "s")
	serve(t, socket, http.NotFoundHandler())
	_, err := api.NewClient(socket).List(t.Context(), "", api.StatusOpen)
	if refused := new(api.Error); !errors.As(err, &refused) || refused.Status != http.StatusNotFound {
		t.Errorf("%v", err)
	}
}

// When a real Redis goes away, the client learns that, and no address of it.
func TestStoreThatIsAway(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	redis, err := server.Start(ctx, server.Options{Dir: shortDir(t), Fsync: "no"})
	if err != nil {
		t.Fatal(err)
	}
	client, err := redisstore.Connect(redisstore.Options{Address: redis.Address()})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	d := startWith(t, redisstore.New(client))
	d.opened(t, "bscp", "CANARY-1")
	if _, err := d.Show(ctx, "CANARY-1"); err != nil {
		t.Fatal(err)
	}
	if err := redis.Stop(ctx); err != nil {
		t.Fatal(err)
	}
	requests := map[string]func() error{
		"open": func() error {
			_, err := d.Open(ctx, api.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "B", Facts: []api.Fact{happened("aware", "2026-12-16")}})
			return err
		},
		"record": func() error {
			_, err := d.Record(ctx, "CANARY-1", []api.Fact{happened("notification-received", "2026-12-17")})
			return err
		},
		"list": func() error { _, err := d.List(ctx, "", api.StatusAll); return err },
		"log":  func() error { _, err := d.Log(ctx, "CANARY-1"); return err },
	}
	for name, ask := range requests {
		var refused *api.Error
		advice := map[string]string{"open": "longstop case show", "record": "longstop case show"}[name] // the others change nothing
		err := ask()
		if !errors.As(err, &refused) || refused.Status != http.StatusServiceUnavailable || !strings.Contains(err.Error(), advice) ||
			strings.Contains(err.Error(), "nothing") != (advice != "") {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), strings.TrimPrefix(redis.Address(), "unix://")) || strings.Contains(err.Error(), "dial") {
			t.Errorf("%s tells where the store is: %v", name, err)
		}
	}
	if log := d.log.String(); strings.Contains(log, "CANARY") || strings.Count(log, "request failed") != len(requests) {
		t.Errorf("the log must tell of %d failures and of no case:\n%s", len(requests), log)
	}
}

// slow is a store that takes its time to commit, unless the context ends.
type slow struct{ *memstore.Store }

func (s slow) Commit(ctx context.Context, c scheduler.Change) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(200 * time.Millisecond):
		return s.Store.Commit(ctx, c)
	}
}

// A client that hangs up has not taken its statement back.
func TestWriteGoesOnWhenItsClientHasGone(t *testing.T) {
	d := startWith(t, slow{memstore.New()})
	c, err := net.Dial("unix", d.socket)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(c, "POST /v1/cases HTTP/1.1\r\nHost: longstop\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(openOne), openOne)
	c.Close()
	for deadline := time.Now().Add(3 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, err := d.Show(t.Context(), "NEW-1"); err == nil {
			return
		} else if time.Now().After(deadline) {
			t.Fatalf("the case was not opened: %v", err)
		}
	}
}

// cutOff is a store without its replica.
type cutOff struct{ *memstore.Store }

func (cutOff) Commit(context.Context, scheduler.Change) error {
	return fmt.Errorf("commit case: %w", scheduler.ErrNotKept)
}

// A fact that no replica has is not accepted, and the answer says what to do.
func TestAFactThatNoReplicaHas(t *testing.T) {
	d := startWith(t, cutOff{memstore.New()})
	_, err := d.Open(t.Context(), api.Opening{
		Partnership: "bscp", Procedure: "buckinghamshire", Reference: "NEW-1",
		Facts: []api.Fact{happened("aware", "2026-12-16")},
	})
	refused := new(api.Error)
	if !errors.As(err, &refused) || refused.Status != http.StatusServiceUnavailable ||
		!strings.Contains(err.Error(), "not accepted") || !strings.Contains(err.Error(), "longstop case show") {
		t.Errorf("opened: %v", err)
	}
}

// When a configuration has lost a procedure, no answer says that the store is away.
func TestCaseThatTheConfigurationForgot(t *testing.T) {
	store := memstore.New()
	orphan := &scheduler.Case{ID: "bscp:OLD", Partnership: "bscp", Reference: "OLD", Procedure: "buckinghamshire", Edition: "2001-01-01"}
	if err := store.Commit(t.Context(), scheduler.Change{Case: orphan}); err != nil {
		t.Fatal(err)
	}
	d := startWith(t, store)
	_, err := d.Show(t.Context(), "OLD")
	if refused := new(api.Error); !errors.As(err, &refused) || refused.Status != http.StatusInternalServerError || !strings.Contains(err.Error(), "no longer has the edition") {
		t.Errorf("shown: %v", err)
	}
	list, err := d.List(t.Context(), "", api.StatusOpen)
	if err != nil || len(list) != 1 || len(list[0].Warnings) != 1 {
		t.Errorf("it must be in the list, with a warning: %+v (%v)", list, err)
	}
}
