package redisstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// Enqueue adds intents without a case, unless key was used within keep, and
// returns whether it did. After a broken connection, trying again is safe: if
// the first try was heard, the key is used.
//
// Errors: [scheduler.ErrNotKept], [ErrInvalid], [ErrInUse], or Redis's.
func (s *Store) Enqueue(ctx context.Context, key string, keep time.Duration, intents []*scheduler.Intent) (bool, error) {
	emailKeys, emails, err := caseless.intents("", intents)
	if err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	keys := []string{caseless.once(key), caseless.outbox(), caseless.dates(), caseless.totals()}
	args := []any{max(1, keep.Milliseconds()), channel, len(intents)}
	write := s.acknowledged
	if len(intents) == 0 {
		write = s.verdict // a claim: if it is lost with a promotion, somebody else takes it
	}
	a, err := write(ctx, enqueueScript, append(keys, emailKeys...), append(args, emails...)...)
	if err == nil && a.word != "ok" && a.word != "used" {
		err = complaint(a.word)
	}
	if err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	if a.word != "ok" {
		return false, nil
	}
	s.keep(redo.Entry{Shard: int(caseless), N: a.written, Waits: intents, Once: key, OnceFor: keep})
	return true, nil
}
