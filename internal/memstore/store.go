package memstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// The errors that mean a mistake in the caller.
var (
	ErrInvalid = errors.New("memstore: not a valid change")
	ErrInUse   = errors.New("memstore: the id of an email is in use")
)

// Store is a [scheduler.Store] in memory.
type Store struct {
	mu       sync.Mutex
	cases    map[string]*record
	outbox   map[string]*waiting
	rolls    map[string]*rollRecord
	once     map[string]time.Time // keys of Enqueue, and when they are forgotten
	counts   scheduler.Tallies
	created  int64
	settled  map[letter.Outcome]int64
	journal  journal
	sleepers []chan struct{}
}

var _ scheduler.Store = (*Store)(nil)

// record is a case, its audit log and its entry in the wake queue.
type record struct {
	doc      []byte
	revision int64
	log      []scheduler.Entry
	wake     time.Time // zero: none
	touched  time.Time // the last commit or claim
}

// waiting is an intent in the outbox. It is due at the moment at, which is the
// end of the lease while the token has an owner.
type waiting struct {
	id    string
	doc   []byte
	date  time.Time
	at    time.Time
	token string

	handed bool // handed over, with no word of how that ended
}

// New makes an empty store.
func New() *Store {
	return &Store{
		cases:   map[string]*record{},
		outbox:  map[string]*waiting{},
		rolls:   map[string]*rollRecord{},
		once:    map[string]time.Time{},
		counts:  scheduler.Tallies{},
		settled: map[letter.Outcome]int64{},
	}
}

// Commit implements [scheduler.Store]. Errors: those of the interface,
// [ErrInvalid] and [ErrInUse].
func (s *Store) Commit(_ context.Context, c scheduler.Change) error {
	if c.Case == nil || c.Case.ID == "" {
		return fmt.Errorf("commit case: no id: %w", ErrInvalid)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.cases[c.Case.ID]
	err := mayCommit(old, c.Case.Revision)
	var added []*waiting
	if err == nil {
		added, err = s.fresh(c.Case.ID, c.Intents)
	}
	var doc []byte
	if err == nil {
		doc, err = encode(c.Case)
	}
	if err != nil {
		return fmt.Errorf("commit case: %w", err)
	}
	if old == nil {
		old = &record{}
		s.cases[c.Case.ID] = old
	}
	c.Case.Revision++
	old.doc, old.revision, old.wake = doc, c.Case.Revision, ceil(c.Wake)
	old.touched = ceil(c.At)
	old.say(c.Entries)
	s.add(added)
	s.count(c.Delta)
	s.nudge()
	return nil
}

// mayCommit checks the revision that a change was made from.
func mayCommit(old *record, revision int64) error {
	switch {
	case old == nil && revision == 0:
		return nil
	case revision == 0:
		return scheduler.ErrExists
	case old == nil || old.revision != revision:
		return scheduler.ErrConflict
	}
	return nil
}

// say adds lines to the log under the present revision.
func (r *record) say(entries []scheduler.Entry) {
	for _, e := range entries {
		e.Revision = r.revision
		e.At = e.At.UTC()
		r.log = append(r.log, e)
	}
}

// count changes the totals.
func (s *Store) count(delta scheduler.Tallies) {
	for t, n := range delta {
		if s.counts[t] += n; s.counts[t] == 0 {
			delete(s.counts, t)
		}
	}
}

// nudge wakes everybody who listens.
func (s *Store) nudge() {
	for _, c := range s.sleepers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// ceil rounds a moment up to the millisecond, as a store in Redis must.
func ceil(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	down := t.Truncate(time.Millisecond)
	if down.Before(t) {
		down = down.Add(time.Millisecond)
	}
	return down.UTC()
}
