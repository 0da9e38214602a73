package redisstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// TestAKilledRedisKeepsWhatItAcknowledged kills a Redis that flushes always,
// while four writers commit. Afterwards every acknowledged commit is there, and
// every other commit is there whole or not at all.
func TestAKilledRedisKeepsWhatItAcknowledged(t *testing.T) {
	dir, err := os.MkdirTemp("", "ls")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	srv, err := server.Start(t.Context(), server.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = srv.Stop(context.Background()) })
	s := New(connect(t, Options{Address: srv.Address()}))
	for round := range 5 {
		acknowledged := make([]int64, 4)
		var stop atomic.Bool
		var wg sync.WaitGroup
		for w := range acknowledged {
			wg.Go(func() { acknowledged[w] = commitUntil(t, s, writerCase(round, w), &stop) })
		}
		time.Sleep(time.Duration(20+17*round) * time.Millisecond)
		srv.Kill()
		stop.Store(true)
		wg.Wait()
		if err := srv.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		for w, n := range acknowledged {
			checkWhole(t, s, writerCase(round, w), n)
		}
	}
	sum, err := s.Totals(t.Context())
	if err != nil || sum.Created != sum.Waiting {
		t.Errorf("created %d, waiting %d, %v: emails were lost", sum.Created, sum.Waiting, err)
	}
}

func writerCase(round, writer int) string { return fmt.Sprintf("bscp:W%d-%d", round, writer) }

// commitUntil commits to one case, with a line of the log and an email each
// time, until one fails. It returns the last revision that was acknowledged.
func commitUntil(t *testing.T, s *Store, id string, stop *atomic.Bool) int64 {
	c := &scheduler.Case{ID: id}
	for !stop.Load() {
		err := s.Commit(t.Context(), scheduler.Change{
			Case:    c,
			Wake:    after(time.Duration(c.Revision) * time.Second),
			Entries: []scheduler.Entry{{At: base, What: "fact"}},
			Intents: []*scheduler.Intent{{Letter: letter.Letter{ID: fmt.Sprintf("%s-%d", id, c.Revision), Case: id, Date: base}}},
		})
		if err != nil {
			break
		}
	}
	return c.Revision
}

// checkWhole fails the test unless a case is at the revision that was
// acknowledged, or at the next, with everything that belongs to it.
func checkWhole(t *testing.T, s *Store, id string, acknowledged int64) {
	t.Helper()
	c, err := s.Case(t.Context(), id)
	if acknowledged == 0 && errors.Is(err, scheduler.ErrNotFound) {
		return
	}
	if err != nil {
		t.Errorf("%s, acknowledged at revision %d: %v", id, acknowledged, err)
		return
	}
	if c.Revision != acknowledged && c.Revision != acknowledged+1 {
		t.Errorf("%s is at revision %d, acknowledged was %d", id, c.Revision, acknowledged)
	}
	log, err := s.Log(t.Context(), id)
	if err != nil || int64(len(log)) != c.Revision {
		t.Errorf("%s has %d lines in its log at revision %d, %v", id, len(log), c.Revision, err)
	}
	for i := range c.Revision {
		key := shardOf(id).email(fmt.Sprintf("%s-%d", id, i))
		if n, err := s.client.Exists(t.Context(), key).Result(); n != 1 || err != nil {
			t.Errorf("%s has lost the email of revision %d: %v", id, i, err)
		}
	}
}

// TestALostAnswerIsAnErrorAndNotASecondTry cuts the connection after Redis has
// carried out a script and before its answer arrives.
func TestALostAnswerIsAnErrorAndNotASecondTry(t *testing.T) {
	for _, kind := range []string{"one server", "cluster"} {
		t.Run(kind, func(t *testing.T) {
			address := clusterNode(t)
			p := newProxy(t, address)
			direct := connect(t, Options{Cluster: []string{address}, Replicas: new(0)})
			o := Options{Address: p.address}
			if kind == "cluster" {
				// The node sends clients to the proxy instead of to itself.
				if err := direct.ConfigSet(t.Context(), "cluster-announce-port", p.port()).Err(); err != nil {
					t.Fatal(err)
				}
				o = Options{Cluster: []string{p.address}, Replicas: new(0)}
			}
			loseAnswers(t, New(connect(t, o)), New(direct), p)
		})
	}
}

// loseAnswers makes each transition of s lose its answer and counts, with
// watch, how often Redis was asked for it.
func loseAnswers(t *testing.T, s, watch *Store, p *proxy) {
	t.Helper()
	c := &scheduler.Case{ID: theCase}
	in := theEmail("E1", base)
	// Redis must know the scripts: else it answers a first EVALSHA with NOSCRIPT.
	for _, warm := range []script{commitScript, settleScript, enqueueScript, appendJournalScript} {
		if err := s.client.ScriptLoad(t.Context(), warm.source).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for _, move := range []struct {
		name  string
		do    func() error
		again error // the answer to the second try
	}{
		{"commit", func() error {
			fresh := *c
			return s.Commit(t.Context(), scheduler.Change{Case: &fresh, Intents: []*scheduler.Intent{in}})
		}, scheduler.ErrExists},
		{"settle", func() error {
			return s.Settle(t.Context(), scheduler.Settlement{Intent: in, Token: "A", Outcome: letter.Sent})
		}, scheduler.ErrLost},
		{"enqueue", func() error {
			did, err := s.Enqueue(t.Context(), "K", time.Hour, nil)
			if err == nil && !did {
				err = errUsed
			}
			return err
		}, errUsed},
		{"a line of the journal", func() error {
			return s.AppendJournal(t.Context(), almanac.Line{Number: 1, At: base})
		}, almanac.ErrTaken},
	} {
		if move.name == "settle" {
			if _, err := s.ClaimEmails(t.Context(), base, after(time.Minute), "A", 1); err != nil {
				t.Fatal(err)
			}
		}
		before := scriptsRun(t, watch)
		p.dropAnswers.Store(true)
		if err := move.do(); err == nil {
			t.Errorf("%s: no error although the answer was lost", move.name)
		}
		p.dropAnswers.Store(false)
		if n := scriptsRun(t, watch) - before; n != 1 {
			t.Errorf("%s was sent %d times, want once", move.name, n)
		}
		if err := move.do(); !errors.Is(err, move.again) {
			t.Errorf("%s again: %v, want %v", move.name, err, move.again)
		}
	}
}

// scriptsRun returns how many scripts Redis has run by name.
func scriptsRun(t *testing.T, s *Store) (n int) {
	t.Helper()
	info, err := s.client.Info(t.Context(), "commandstats").Result()
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(info, "cmdstat_evalsha:calls=")
	if _, err := fmt.Sscanf(rest, "%d", &n); found && err != nil {
		t.Fatal(err)
	}
	return n
}

var errUsed = errors.New("the key is used")

// proxy stands between a client and Redis. While dropAnswers is set it cuts a
// connection on which an answer to a script arrives.
type proxy struct {
	address     string
	dropAnswers atomic.Bool
}

func newProxy(t *testing.T, upstream string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	p := &proxy{address: l.Addr().String()}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			redis, err := net.Dial("tcp", upstream)
			if err != nil {
				_ = client.Close()
				continue
			}
			go p.relay(client, redis)
		}
	}()
	return p
}

func (p *proxy) port() string { return p.address[strings.LastIndex(p.address, ":")+1:] }

// relay copies both ways until one side ends.
func (p *proxy) relay(client, redis net.Conn) {
	defer client.Close()
	defer redis.Close()
	var scripts atomic.Int32 // sent and not answered yet
	go func() {
		_, _ = io.Copy(&watcher{redis, &scripts}, client)
		_ = redis.Close()
	}()
	buf := make([]byte, 64<<10)
	for {
		n, err := redis.Read(buf)
		if err != nil || p.dropAnswers.Load() && scripts.Load() > 0 {
			return
		}
		scripts.Store(0)
		if _, err := client.Write(buf[:n]); err != nil {
			return
		}
	}
}

// watcher notices the scripts that pass through it.
type watcher struct {
	io.Writer
	scripts *atomic.Int32
}

func (w *watcher) Write(b []byte) (int, error) {
	if strings.Contains(string(b), "evalsha") {
		w.scripts.Add(1)
	}
	return w.Writer.Write(b)
}
