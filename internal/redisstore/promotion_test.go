package redisstore

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// TestPromotionsLoseNoAcceptedFact kills the master five times while two writers go
// on, and has a replica promoted by Sentinel, the last time a replica that was cut
// off before.
func TestPromotionsLoseNoAcceptedFact(t *testing.T) {
	t.Parallel()
	master, replica := newPeer(t), newPeer(t)
	replica.follows(master)
	watch := newSentinels(t, master)
	s := New(connect(t, Options{Sentinel: watch.Sentinel}))
	w := newWriters(t, s, 2)
	for round := range 5 {
		watch.know(master, replica)
		w.progress()
		if round == 4 {
			replica.cutOff(master)
			refusesAll(t, s)
		}
		master.kill()
		replica.signal(syscall.SIGCONT)
		watch.promoted(replica)
		master, replica = replica, master
		w.check()
		replica.start("--replicaof", "127.0.0.1", strconv.Itoa(master.port))
		replica.inStep(master)
	}
	w.progress()
	w.end()
}

// refusesAll fails the test if one of five cases is accepted.
func refusesAll(t *testing.T, s *Store) {
	t.Helper()
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			if err := open(t, s, fmt.Sprintf("bscp:cut-off-%d", i)); !errors.Is(err, scheduler.ErrNotKept) {
				t.Errorf("a case was opened while the replica was cut off: %v, want ErrNotKept", err)
			}
		})
	}
	wg.Wait()
}

// writers each commit to a case of their own, until they are told to end. After an
// error they read what is there and go on from it, as people would.
type writers struct {
	t        *testing.T
	s        *Store
	accepted []atomic.Int64 // by each, the last revision that was accepted
	refused  atomic.Int64   // how often no replica confirmed
	stop     atomic.Bool
	wg       sync.WaitGroup
}

func newWriters(t *testing.T, s *Store, n int) *writers {
	w := &writers{t: t, s: s, accepted: make([]atomic.Int64, n)}
	for i := range n {
		w.wg.Go(func() { w.write(i) })
	}
	t.Cleanup(w.end)
	return w
}

func (w *writers) write(i int) {
	c := &scheduler.Case{ID: writerCase(0, i)}
	for !w.stop.Load() {
		time.Sleep(time.Millisecond) // sentinels share the machine
		err := w.s.Commit(w.t.Context(), scheduler.Change{Case: c, Entries: []scheduler.Entry{{At: base, What: "fact"}}})
		if err == nil {
			if before := w.accepted[i].Swap(c.Revision); before >= c.Revision {
				w.t.Errorf("%s: revision %d was accepted after %d: something between was lost", c.ID, c.Revision, before)
			}
			continue
		}
		if errors.Is(err, scheduler.ErrNotKept) {
			w.refused.Add(1)
		}
		time.Sleep(20 * time.Millisecond) // they are asked at each error
		found, err := w.s.Case(w.t.Context(), c.ID)
		switch {
		case err == nil:
			c = found
		case errors.Is(err, scheduler.ErrNotFound):
			c = &scheduler.Case{ID: c.ID}
		}
	}
}

// progress waits until each writer has something more accepted.
func (w *writers) progress() {
	w.t.Helper()
	for i := range w.accepted {
		before := w.accepted[i].Load()
		within(w.t, "facts are accepted", func() bool { return w.accepted[i].Load() > before })
	}
}

// refusal waits until a fact of some writer was not accepted.
func (w *writers) refusal() {
	w.t.Helper()
	before := w.refused.Load()
	within(w.t, "a fact is refused", func() bool { return w.refused.Load() > before })
}

// check fails the test unless the case of each writer has everything that was
// accepted before the call, with a line of the log for each revision.
func (w *writers) check() {
	w.t.Helper()
	for i := range w.accepted {
		id, accepted := writerCase(0, i), w.accepted[i].Load()
		var c *scheduler.Case
		var err error
		within(w.t, "the store answers", func() bool {
			c, err = w.s.Case(w.t.Context(), id)
			return err == nil || errors.Is(err, scheduler.ErrNotFound)
		})
		if err != nil || c.Revision < accepted {
			w.t.Errorf("%s: found %+v, %v; revision %d was accepted", id, c, err, accepted)
			continue
		}
		log, err := w.s.Log(w.t.Context(), id)
		if err != nil || int64(len(log)) < c.Revision {
			w.t.Errorf("%s: %d lines in the log at revision %d, %v", id, len(log), c.Revision, err)
		}
	}
}

func (w *writers) end() {
	w.stop.Store(true)
	w.wg.Wait()
}
