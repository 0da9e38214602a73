package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redo"
)

// Pulse is what a store shows of itself at one moment: whether it is the one that it
// was before, and what time it is there.
type Pulse struct {
	Clock  time.Time   // Redis's
	Latest time.Time   // the last commit to a case or claim of one, by the clock of whoever made it; zero if there is none
	Writes redo.Counts // everything ever written to each shard; they only grow
}

// Pulse reads all of it in one round trip.
func (s *Store) Pulse(ctx context.Context) (Pulse, error) {
	pipe := s.client.Pipeline()
	clock := pipe.Time(ctx)
	var latest [shards]*redis.ZSliceCmd
	var writes [shards]*redis.StringCmd
	for i := range latest {
		latest[i] = pipe.ZRevRangeWithScores(ctx, shard(i).touched(), 0, 0)
		writes[i] = pipe.HGet(ctx, shard(i).totals(), fieldWrites)
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return Pulse{}, fmt.Errorf("read the pulse of redis: %w", err)
	}
	p := Pulse{Clock: clock.Val().UTC()}
	for i := range latest {
		if zs := latest[i].Val(); len(zs) > 0 {
			if at := moment(zs[0].Score); at.After(p.Latest) {
				p.Latest = at
			}
		}
		n, err := writes[i].Int64()
		if err != nil && !errors.Is(err, redis.Nil) {
			n = -1 // spoilt by hand: it says nothing, and must not keep the others from being seen
		}
		p.Writes[i] = n
	}
	return p, nil
}
