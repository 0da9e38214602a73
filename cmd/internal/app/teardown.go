package app

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// teardown is the list of what has to be undone, last in, first out. A part of the
// daemon adds to it as soon as it holds something, so that a start that failed
// half-way is undone as one that succeeded.
type teardown struct {
	bound time.Duration // for all together
	log   *slog.Logger

	mu    sync.Mutex
	begun []undoing
}

// undoing is one thing to undo.
type undoing struct {
	name string
	undo func(ctx context.Context) error
}

// grace is how long they may take to give up after their context has ended.
const grace = 300 * time.Millisecond

var errLeft = errors.New("it did not come to an end in time")

// add puts an undoing before those that were added earlier.
func (t *teardown) add(name string, undo func(ctx context.Context) error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.begun = append(t.begun, undoing{name, undo})
}

// undo empties the list, last first. What fails is logged and holds up nothing;
// what does not come to an end within the bound is left to itself.
func (t *teardown) undo() {
	t.mu.Lock()
	begun := t.begun
	t.begun = nil
	t.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), t.bound)
	defer cancel()
	over, cancel := context.WithTimeout(context.Background(), t.bound+grace)
	defer cancel()
	for _, u := range slices.Backward(begun) {
		if err := u.within(ctx, over); err != nil {
			t.log.Warn("not stopped cleanly", "what", u.name, "error", err)
		}
	}
}

// within undoes with the one context, and waits until the other ends at most.
func (u undoing) within(ctx, over context.Context) error {
	done := make(chan error, 1)
	go func() { done <- u.undo(ctx) }()
	select {
	case err := <-done:
		return err
	case <-over.Done():
		return errLeft
	}
}
