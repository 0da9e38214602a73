package memstore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// Case implements [scheduler.Store].
func (s *Store) Case(_ context.Context, id string) (*scheduler.Case, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.cases[id]
	if r == nil {
		return nil, fmt.Errorf("read case: %w", scheduler.ErrNotFound)
	}
	return r.state()
}

// EachCase implements [scheduler.Store]. visit may use the store.
func (s *Store) EachCase(ctx context.Context, visit func(string, *scheduler.Case, error) error) error {
	s.mu.Lock()
	ids := slices.Collect(maps.Keys(s.cases))
	s.mu.Unlock()
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("list cases: %w", err)
		}
		c, err := s.Case(ctx, id)
		if err := visit(id, c, err); err != nil {
			return err
		}
	}
	return nil
}

// Log implements [scheduler.Store].
func (s *Store) Log(_ context.Context, id string) ([]scheduler.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.cases[id]; r != nil {
		return slices.Clone(r.log), nil
	}
	return nil, nil
}

// Next implements [scheduler.Store].
func (s *Store) Next(context.Context) (scheduler.Queues, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var q scheduler.Queues
	for _, r := range s.cases {
		q.Wake = earlier(q.Wake, r.wake)
	}
	for _, w := range s.outbox {
		q.Outbox = earlier(q.Outbox, w.at)
	}
	return q, nil
}

// Totals implements [scheduler.Store].
func (s *Store) Totals(context.Context) (scheduler.Totals, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := scheduler.Totals{
		Tallies: maps.Clone(s.counts),
		Created: s.created,
		Settled: maps.Clone(s.settled),
		Waiting: int64(len(s.outbox)),
	}
	for _, w := range s.outbox {
		t.Oldest = earlier(t.Oldest, w.date)
	}
	return t, nil
}

// Nudges implements [scheduler.Store]. The channel is never closed.
func (s *Store) Nudges(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sleepers = append(s.sleepers, c)
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.sleepers = slices.DeleteFunc(s.sleepers, func(o chan struct{}) bool { return o == c })
	})
	return c
}

// earlier returns the earlier of two moments; a zero moment is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
