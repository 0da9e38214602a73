package e2e

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redisstore"
)

const (
	emailLease = 3 * time.Minute  // of the engine
	leaseLeft  = 20 * time.Second // the rest that hasten leaves, for which tests wait
	shards     = 16
)

// hasten lets most of each lease on an email pass at once: of those that a killed
// daemon held, and of those of a living one, which needs a fraction of the rest. To
// the daemons it is the same as waiting, and the end of a lease still comes by
// itself. A campaign waits in full.
func (s *scene) hasten() {
	s.Helper()
	if fromEnv("LONGSTOP_LEASES", "hastened") == "in full" {
		return
	}
	client, err := redisstore.Connect(redisstore.Options{Address: s.redis.Address()})
	if err != nil {
		s.Fatal(err)
	}
	defer client.Close()
	for shard := range shards {
		if err := s.hastenShard(client, fmt.Sprintf("{ls%02d}", shard)); err != nil {
			s.Fatal(err)
		}
	}
	// The scripts of the store publish too, when the earliest moment comes nearer.
	if err := client.Publish(context.Background(), "longstop:nudge", "").Err(); err != nil {
		s.Fatal(err)
	}
}

func (s *scene) hastenShard(client redis.UniversalClient, prefix string) error {
	s.Helper()
	ctx, outbox := context.Background(), prefix+"outbox"
	waiting, err := client.ZRangeWithScores(ctx, outbox, 0, -1).Result()
	if err != nil {
		return err
	}
	for _, intent := range waiting {
		id := intent.Member.(string)
		held, err := client.HExists(ctx, prefix+"email:"+id, "t").Result()
		if err != nil {
			return err
		}
		left := time.Until(time.UnixMilli(int64(intent.Score)))
		if !held || left <= leaseLeft {
			continue
		}
		if left > emailLease {
			s.Errorf("an email is held for %v, longer than a lease", left)
		}
		intent.Score -= float64((left - leaseLeft).Milliseconds())
		if err := client.ZAddXX(ctx, outbox, intent).Err(); err != nil {
			return err
		}
	}
	return nil
}
