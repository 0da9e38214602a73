package redisstore

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// open opens a case. Without an error the case is accepted.
func open(t *testing.T, s *Store, id string) error {
	t.Helper()
	return s.Commit(t.Context(), scheduler.Change{Case: &scheduler.Case{ID: id}})
}

func TestAFactIsAcceptedOnceAReplicaHasIt(t *testing.T) {
	t.Parallel()
	master, replica := newPeer(t), newPeer(t)
	replica.follows(master)
	s := New(connect(t, Options{Address: master.address()}))
	if err := open(t, s, "bscp:1"); err != nil {
		t.Errorf("the replica is there: %v", err)
	}
	if n := master.waits(); n != 1 {
		t.Errorf("the master was asked to wait %d times, want once", n)
	}
	if err := s.Probe(t.Context()); err != nil {
		t.Errorf("ping: %v", err)
	}
	replica.signal(syscall.SIGSTOP)
	if err := open(t, s, "bscp:2"); !errors.Is(err, scheduler.ErrNotKept) {
		t.Errorf("the replica is stopped: %v, want ErrNotKept", err)
	}
	before := master.waits()
	if err := open(t, s, "bscp:2"); !errors.Is(err, scheduler.ErrExists) || master.waits() != before {
		t.Errorf("the same again: %v after %d more waits, want ErrExists after none: nothing was written", err, master.waits()-before)
	}
	replica.signal(syscall.SIGCONT)
	n := 2
	within(t, "facts are accepted again", func() bool { n++; return open(t, s, fmt.Sprintf("bscp:%d", n)) == nil })
	replica.cutOff(master)
	// The first takes as long as it lasts until the server would be asked again.
	for _, id := range []string{"bscp:cut-off-1", "bscp:cut-off-2"} {
		if err := open(t, s, id); !errors.Is(err, scheduler.ErrNotKept) {
			t.Errorf("the replica was there and has gone: %v, want ErrNotKept", err)
		}
	}
}

// TestAMasterKilledWhileItWaits has written the fact, and nobody knows who has it.
func TestAMasterKilledWhileItWaits(t *testing.T) {
	t.Parallel()
	master := newPeer(t)
	s := New(connect(t, Options{Address: master.address(), Replicas: new(1)}))
	answer := make(chan error)
	go func() { answer <- open(t, s, "bscp:1") }()
	within(t, "the writer waits", func() bool { return master.says("clients", "blocked_clients:1") })
	master.kill()
	if err := <-answer; !errors.Is(err, scheduler.ErrNotKept) {
		t.Errorf("killed while it waited: %v, want ErrNotKept", err)
	}
}

// TestAClientThatCannotWaitKeepsNothing is not from Connect, so nothing is known of
// what it writes.
func TestAClientThatCannotWaitKeepsNothing(t *testing.T) {
	t.Parallel()
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: strings.TrimPrefix(storetest.Redis(t).Address(), unixScheme)})
	defer client.Close()
	if err := open(t, New(client), "bscp:1"); !errors.Is(err, errNoConfirmer) {
		t.Errorf("%v, want errNoConfirmer", err)
	}
}

// TestEveryAnswerThatCountsWaits makes each transition write while the replica is
// stopped.
func TestEveryAnswerThatCountsWaits(t *testing.T) {
	t.Parallel()
	master, replica := newPeer(t), newPeer(t)
	replica.follows(master)
	s := New(connect(t, Options{Address: master.address(), Replicas: new(1)}))
	in := theEmail("E1", base)
	err := s.Commit(t.Context(), scheduler.Change{Case: &scheduler.Case{ID: theCase}, Intents: []*scheduler.Intent{in}})
	if err != nil {
		t.Fatal(err)
	}
	replica.signal(syscall.SIGSTOP)
	defer replica.signal(syscall.SIGCONT)

	before := master.waits()
	if _, err := s.ClaimEmails(t.Context(), base, after(time.Minute), "A", 1); err != nil {
		t.Errorf("claim: %v", err)
	}
	if err := s.Renew(t.Context(), in, "A", after(time.Hour)); err != nil {
		t.Errorf("renew: %v", err)
	}
	if mine, err := s.Enqueue(t.Context(), "claim", time.Hour, nil); err != nil || !mine {
		t.Errorf("claim a key: %v, %v", mine, err)
	}
	if n := master.waits() - before; n != 0 {
		t.Errorf("claims and leases waited %d times: they keep nothing", n)
	}

	loose := theEmail("E2", base)
	loose.Case = ""
	for _, move := range []struct {
		name  string
		do    func() error
		again error // the answer to the second try
	}{
		{"commit", func() error { return open(t, s, "bscp:2") }, scheduler.ErrExists},
		{"settle", func() error {
			return s.Settle(t.Context(), scheduler.Settlement{Intent: in, Token: "A", Outcome: letter.Sent})
		}, scheduler.ErrLost},
		{"enqueue", func() error {
			did, err := s.Enqueue(t.Context(), "K", time.Hour, []*scheduler.Intent{loose})
			if err == nil && !did {
				err = errUsed
			}
			return err
		}, errUsed},
		{"a line of the journal", func() error {
			return s.AppendJournal(t.Context(), almanac.Line{Number: 1, At: base})
		}, almanac.ErrTaken},
	} {
		if err := move.do(); !errors.Is(err, scheduler.ErrNotKept) {
			t.Errorf("%s: %v, want ErrNotKept", move.name, err)
		}
		if err := move.do(); !errors.Is(err, move.again) {
			t.Errorf("%s again: %v, want %v", move.name, err, move.again)
		}
	}
}

func TestALoneServerIsNotAskedToWait(t *testing.T) {
	t.Parallel()
	address := storetest.Redis(t).Address()
	watch := connect(t, Options{Address: address})
	for _, replicas := range []*int{nil, new(0)} {
		s := New(connect(t, Options{Address: address, Replicas: replicas}))
		for i := range 10 {
			if err := open(t, s, fmt.Sprintf("bscp:%p-%d", replicas, i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := waits(t, watch); n != 0 {
		t.Errorf("the server was asked to wait %d times", n)
	}
}

// TestAServerWithoutTheReplicasThatWereAskedFor has none from the beginning. Where
// servers are promoted that is no reason to go on without.
func TestAServerWithoutTheReplicasThatWereAskedFor(t *testing.T) {
	t.Parallel()
	node := clusterNode(t)
	for name, o := range map[string]Options{
		"one server, one replica asked for": {Address: storetest.Redis(t).Address(), Replicas: new(1)},
		"a cluster":                         {Cluster: []string{node}},
	} {
		s := New(connect(t, o))
		if err := open(t, s, "bscp:1"); !errors.Is(err, scheduler.ErrNotKept) {
			t.Errorf("%s: %v, want ErrNotKept", name, err)
		}
		if err := s.Probe(t.Context()); !errors.Is(err, scheduler.ErrNotKept) {
			t.Errorf("%s: ping: %v, want ErrNotKept", name, err)
		}
	}
}

func TestAReplicaThatComesLaterIsFound(t *testing.T) {
	t.Parallel()
	master, replica := newPeer(t), newPeer(t)
	s := New(connect(t, Options{Address: master.address()}))
	if err := open(t, s, "bscp:alone"); err != nil || master.waits() != 0 {
		t.Errorf("without a replica: %v after %d waits", err, master.waits())
	}
	replica.follows(master)
	n := 0
	within(t, "writes wait for the replica", func() bool {
		n++
		return open(t, s, fmt.Sprintf("bscp:%d", n)) == nil && master.waits() > 0
	})
}
