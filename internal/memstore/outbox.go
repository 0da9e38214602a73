package memstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// fresh checks and encodes intents of a case, which are to enter the outbox.
func (s *Store) fresh(caseID string, intents []*scheduler.Intent) ([]*waiting, error) {
	seen := make(map[string]bool, len(intents))
	list := make([]*waiting, len(intents))
	for i, in := range intents {
		if in.ID == "" || in.Case != caseID || seen[in.ID] {
			return nil, fmt.Errorf("an email without an id, of another case, or twice: %w", ErrInvalid)
		}
		if s.outbox[in.ID] != nil {
			return nil, ErrInUse
		}
		seen[in.ID] = true
		doc, err := encode(in)
		if err != nil {
			return nil, err
		}
		list[i] = &waiting{id: in.ID, doc: doc, date: ceil(in.Date), at: ceil(in.Date)}
	}
	return list, nil
}

// add puts intents into the outbox, due at their Date.
func (s *Store) add(list []*waiting) {
	for _, w := range list {
		s.outbox[w.id] = w
		s.created++
	}
}

// Enqueue implements [scheduler.Store]. Errors: [ErrInvalid] and [ErrInUse].
func (s *Store) Enqueue(_ context.Context, key string, keep time.Duration, intents []*scheduler.Intent) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now() // housekeeping: no deadline depends on it
	for k, until := range s.once {
		if now.After(until) {
			delete(s.once, k)
		}
	}
	if _, used := s.once[key]; used {
		return false, nil
	}
	added, err := s.fresh("", intents)
	if err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	s.once[key] = now.Add(keep)
	s.add(added)
	s.nudge()
	return true, nil
}

// Renew implements [scheduler.Store].
func (s *Store) Renew(_ context.Context, in *scheduler.Intent, token string, until time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, err := s.owned(in, token)
	if err != nil {
		return fmt.Errorf("renew lease: %w", err)
	}
	w.at, w.handed = ceil(until), true
	return nil
}

// owned returns an intent that the token owns.
func (s *Store) owned(in *scheduler.Intent, token string) (*waiting, error) {
	w := s.outbox[in.ID]
	if w == nil || token == "" || w.token != token {
		return nil, scheduler.ErrLost
	}
	return w, nil
}

// Settle implements [scheduler.Store]. Errors: those of the interface,
// [ErrInvalid] and [ErrInUse].
func (s *Store) Settle(_ context.Context, st scheduler.Settlement) error {
	if st.Intent == nil || st.Token == "" {
		return fmt.Errorf("settle email: no email or no token: %w", ErrInvalid)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w, err := s.owned(st.Intent, st.Token)
	var added []*waiting
	if err == nil {
		added, err = s.fresh(st.Intent.Case, st.Follow)
	}
	if err == nil {
		err = s.mayCall(st)
	}
	if err == nil {
		err = s.settle(w, st)
	}
	if err != nil {
		return fmt.Errorf("settle email: %w", err)
	}
	s.call(st)
	s.add(added)
	if r := s.cases[st.Intent.Case]; r != nil {
		r.say(st.Entries)
	}
	s.nudge()
	return nil
}

// settle removes an intent, or keeps it to be tried again.
func (s *Store) settle(w *waiting, st scheduler.Settlement) error {
	if st.Outcome.Final() {
		delete(s.outbox, w.id)
		s.settled[st.Outcome]++
		return nil
	}
	doc, err := encode(st.Intent)
	if err != nil {
		return err
	}
	w.doc, w.at, w.token, w.handed = doc, ceil(st.Retry), "", false
	return nil
}
