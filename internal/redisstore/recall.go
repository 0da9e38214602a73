package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// The limits of what a clock that is right can have written: the clocks of daemons may
// be a minute apart, and an email is put off for 33 minutes at most.
const (
	fromTheFuture = time.Minute
	longestDelay  = time.Hour
)

// Recall implements [scheduler.Store]. It asks every shard in one round trip and runs
// the script only where there is something: as a rule nowhere.
func (s *Store) Recall(ctx context.Context, now time.Time) (int, error) {
	future, late := floor(now.Add(fromTheFuture)), floor(now.Add(longestDelay))
	pipe := s.client.Pipeline()
	var cases, emails [shards]*redis.IntCmd
	for i := range cases {
		cases[i] = pipe.ZCount(ctx, shard(i).touched(), beyond(future), "+inf")
		emails[i] = pipe.ZCount(ctx, shard(i).outbox(), beyond(late), "+inf")
	}
	_, failed := pipe.Exec(ctx)
	n := 0
	for i := range cases {
		sh := shard(i)
		for left := cases[i].Val() + emails[i].Val(); left > 0; {
			cmd, err := s.run(ctx, recallScript, []string{sh.wake(), sh.touched(), sh.outbox()}, floor(now), future, late, maxBatch, sh.emails())
			got, err2 := cmd.Int64()
			if err := errors.Join(err, err2); err != nil {
				failed = errors.Join(failed, err)
				break
			}
			n, left = n+int(got), min(left, got)
		}
	}
	if failed != nil {
		return n, fmt.Errorf("recall what was put off: %w", failed)
	}
	return n, nil
}

// beyond returns the beginning of the scores that are greater.
func beyond(score int64) string { return fmt.Sprintf("(%d", score) }
