package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// probeFor is for how long the key of a probe stays.
const probeFor = time.Minute

// Probe fails if Redis does not take a write, and with [scheduler.ErrNotKept] if too few
// replicas confirm it: a Redis that is full, or a replica, still answers a ping. It
// writes a key that nobody reads; in a cluster, one in each shard. If it succeeds,
// whatever was written before is on the replicas too.
func (s *Store) Probe(ctx context.Context) error {
	probed := []shard{caseless}
	if _, ok := s.client.(*redis.ClusterClient); ok {
		for i := shard(1); i < shards; i++ {
			probed = append(probed, i)
		}
	}
	for _, sh := range probed {
		cmd := &lasting{once: once{redis.NewCmd(ctx, "set", sh.probe(), "", "px", probeFor.Milliseconds())}, done: "OK"}
		err := s.client.Process(ctx, cmd)
		if err == nil {
			err = cmd.lacking
		}
		if err != nil {
			return fmt.Errorf("probe redis: %w", err)
		}
	}
	return nil
}

// Fill returns how much of the memory that Redis may use is in use, from 0 to 1; of
// several masters the fullest. It is 0 where there is no limit.
func (s *Store) Fill(ctx context.Context) (float64, error) {
	cluster, ok := s.client.(*redis.ClusterClient)
	if !ok {
		return fillOf(ctx, s.client)
	}
	var mu sync.Mutex
	fullest := 0.0
	err := cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		fill, err := fillOf(ctx, node)
		mu.Lock()
		defer mu.Unlock()
		fullest = max(fullest, fill)
		return err
	})
	return fullest, err
}

// fillOf asks one server.
func fillOf(ctx context.Context, client redis.Cmdable) (float64, error) {
	info, err := client.Info(ctx, "memory").Result()
	if err != nil {
		return 0, fmt.Errorf("read the memory of redis: %w", err)
	}
	var used, limit float64
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		n, err := strconv.ParseFloat(value, 64)
		switch {
		case err != nil:
		case name == "used_memory":
			used = n
		case name == "maxmemory":
			limit = n
		}
	}
	if limit == 0 {
		return 0, nil
	}
	return used / limit, nil
}
