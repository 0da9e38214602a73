package memstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// ClaimCases implements [scheduler.Store].
func (s *Store) ClaimCases(_ context.Context, now, until time.Time, limit int) ([]scheduler.ClaimedCase, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []scheduler.ClaimedCase
	for id, r := range s.cases {
		if !r.wake.IsZero() && !r.wake.After(now) {
			due = append(due, scheduler.ClaimedCase{ID: id, Due: r.wake})
		}
	}
	slices.SortFunc(due, func(a, b scheduler.ClaimedCase) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.ID, b.ID))
	})
	due = due[:min(len(due), max(limit, 0))]
	for i := range due {
		r := s.cases[due[i].ID]
		r.wake, r.touched = ceil(until), ceil(now)
		due[i].Case, due[i].Err = r.state()
	}
	return due, nil
}

// Recall implements [scheduler.Store].
func (s *Store) Recall(_ context.Context, now time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, r := range s.cases {
		if r.touched.After(now.Add(time.Minute)) {
			r.wake, r.touched = ceil(now), ceil(now)
			n++
		}
	}
	for _, w := range s.outbox {
		if w.at.After(now.Add(time.Hour)) {
			w.at, w.token = ceil(now), ""
			n++
		}
	}
	return n, nil
}

// ClaimEmails implements [scheduler.Store]. Errors: [ErrInvalid] without a
// token.
func (s *Store) ClaimEmails(_ context.Context, now, until time.Time, token string, limit int) ([]scheduler.ClaimedIntent, error) {
	if token == "" {
		return nil, ErrInvalid
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var due []*waiting
	for _, w := range s.outbox {
		if !w.at.After(now) {
			due = append(due, w)
		}
	}
	slices.SortFunc(due, func(a, b *waiting) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id))
	})
	due = due[:min(len(due), max(limit, 0))]
	claimed := make([]scheduler.ClaimedIntent, len(due))
	for i, w := range due {
		w.at, w.token = ceil(until), token
		in, err := decode[scheduler.Intent](w.doc)
		claimed[i] = scheduler.ClaimedIntent{ID: w.id, Intent: in, InDoubt: w.handed, Err: err}
	}
	return claimed, nil
}
