package memstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// mayAdd checks intents that are to enter the outbox for a case.
func (s *Store) mayAdd(caseID string, intents []*scheduler.Intent) error {
	seen := make(map[string]bool, len(intents))
	for _, in := range intents {
		if in.ID == "" || in.Case != caseID || seen[in.ID] {
			return fmt.Errorf("an email without an id, of another case, or twice: %w", ErrInvalid)
		}
		if s.outbox[in.ID] != nil {
			return ErrInUse
		}
		seen[in.ID] = true
	}
	return nil
}

// add puts intents into the outbox, due at their Date.
func (s *Store) add(intents []*scheduler.Intent) {
	for _, in := range intents {
		s.outbox[in.ID] = &waiting{intent: copyIntent(in), at: ceil(in.Date)}
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
	if err := s.mayAdd("", intents); err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	s.once[key] = now.Add(keep)
	s.add(intents)
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
	w.at = ceil(until)
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
	if err == nil {
		err = s.mayAdd(st.Intent.Case, st.Follow)
	}
	if err != nil {
		return fmt.Errorf("settle email: %w", err)
	}
	if st.Outcome.Final() {
		delete(s.outbox, st.Intent.ID)
		s.settled[st.Outcome]++
	} else {
		*w = waiting{intent: copyIntent(st.Intent), at: ceil(st.Retry)}
	}
	s.add(st.Follow)
	if r := s.cases[st.Intent.Case]; r != nil {
		r.append(st.Entries)
	}
	s.nudge()
	return nil
}
