package redisstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// Enqueue adds intents without a case, unless key was used within keep, and
// returns whether it did. After a broken connection, trying again is safe: if
// the first try was heard, the key is used.
//
// Errors: [ErrInvalid], [ErrInUse], or Redis's.
func (s *Store) Enqueue(ctx context.Context, key string, keep time.Duration, intents []*scheduler.Intent) (bool, error) {
	emailKeys, emails, err := caseless.intents("", intents)
	if err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	keys := []string{caseless.once(key), caseless.outbox(), caseless.dates(), caseless.totals()}
	args := []any{max(1, keep.Milliseconds()), channel, len(intents)}
	word, err := s.verdict(ctx, enqueueScript, append(keys, emailKeys...), append(args, emails...)...)
	if err == nil && word != "ok" && word != "used" {
		err = complaint(word)
	}
	if err != nil {
		return false, fmt.Errorf("enqueue emails: %w", err)
	}
	return word == "ok", nil
}
