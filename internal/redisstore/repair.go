package redisstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// maxRepairs is how often a shard is read again because it was written to meanwhile.
// What is not repaired then is repaired by the next pass.
const maxRepairs = 5

// Repairs says what was not as it must be, and is now.
type Repairs struct {
	Cases  int // that no sweep would have woken: they were not in the wake queue
	Emails int // that nobody would have sent: they were not in the outbox
	Counts int // that were not the sum of the cases
}

// Any says whether anything was repaired.
func (r Repairs) Any() bool { return r != Repairs{} }

// Repair goes through every record, and puts back what is missing in the indexes that
// follow from them. Only a hand in Redis, or a fault of this program, can have taken it
// away. What it finds is due at now.
func (s *Store) Repair(ctx context.Context, now time.Time) (Repairs, error) {
	var all Repairs
	for i := range shard(shards) {
		r, err := s.repairShard(ctx, i, now)
		all.Cases, all.Emails, all.Counts = all.Cases+r.Cases, all.Emails+r.Emails, all.Counts+r.Counts
		if err != nil {
			return all, fmt.Errorf("repair shard %d: %w", i, err)
		}
	}
	return all, nil
}

func (s *Store) repairShard(ctx context.Context, sh shard, now time.Time) (Repairs, error) {
	for range maxRepairs {
		found, err := s.inspect(ctx, sh)
		if err != nil || !found.repairs().Any() {
			return Repairs{}, err
		}
		keys := []string{sh.wake(), sh.touched(), sh.outbox(), sh.dates(), sh.counts(), sh.totals()}
		args := []any{found.writes, floor(now), len(found.cases), len(found.emails) / 2, len(found.counts)}
		for _, id := range found.cases {
			args = append(args, id)
		}
		args = append(args, found.emails...)
		for _, field := range slices.Sorted(maps.Keys(found.counts)) {
			args = append(args, field, found.counts[field])
		}
		a, err := s.verdict(ctx, repairScript, keys, args...)
		if err != nil || a.word == "ok" {
			return found.repairs(), err
		}
	}
	return Repairs{}, nil
}

// finding is what is wrong with a shard.
type finding struct {
	writes string
	cases  []string       // that are not in the wake queue
	emails []any          // that are not in the outbox, each with its date
	counts map[string]int // as they have to be, where they are not
}

func (f finding) repairs() Repairs {
	return Repairs{Cases: len(f.cases), Emails: len(f.emails) / 2, Counts: len(f.counts)}
}

// inspect compares the records of a shard with its indexes.
func (s *Store) inspect(ctx context.Context, sh shard) (finding, error) {
	f := finding{writes: "0", counts: map[string]int{}}
	n, err := s.client.HGet(ctx, sh.totals(), fieldWrites).Result()
	switch {
	case err == nil:
		f.writes = n
	case !errors.Is(err, redis.Nil):
		return f, err
	}
	woken, err := s.members(ctx, sh.wake())
	if err != nil {
		return f, err
	}
	waiting, err := s.members(ctx, sh.outbox())
	if err != nil {
		return f, err
	}
	sum, readable := scheduler.Tallies{}, true
	err = s.scan(ctx, sh, sh.records(), func(id string) error {
		if !woken[id] {
			f.cases = append(f.cases, id)
		}
		c, err := s.Case(ctx, id)
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			readable = false // or gone meanwhile: its counts are not known
			return nil
		}
		for t, n := range c.Tallies {
			sum[t] += n
		}
		return nil
	})
	if err != nil {
		return f, err
	}
	err = s.scan(ctx, sh, sh.emails(), func(id string) error {
		if waiting[id] {
			return nil
		}
		doc, err := s.client.HGet(ctx, sh.email(id), "d").Result()
		if err != nil {
			return ctx.Err() // settled meanwhile, or no record: there is nothing to send
		}
		if in, err := decodeIntent(id, doc); err == nil {
			f.emails = append(f.emails, id, ceil(in.Date))
		}
		return nil
	})
	if err != nil || !readable {
		return f, err
	}
	stored, err := s.client.HGetAll(ctx, sh.counts()).Result()
	if err != nil {
		return f, err
	}
	return f, f.compare(stored, sum)
}

// compare notes the counts that are not the sum.
func (f *finding) compare(stored map[string]string, sum scheduler.Tallies) error {
	want := map[string]int{}
	for t, n := range sum {
		field, err := encodeTally(t)
		if err != nil {
			return err
		}
		want[field] = n
	}
	for field := range stored {
		want[field] += 0 // one that no case adds to has to go
	}
	for field, n := range want {
		if had, ok := stored[field]; had != strconv.Itoa(n) && (ok || n != 0) {
			f.counts[field] = n
		}
	}
	return nil
}

// members returns the ids in a queue.
func (s *Store) members(ctx context.Context, queue string) (map[string]bool, error) {
	list, err := s.client.ZRange(ctx, queue, 0, -1).Result()
	set := make(map[string]bool, len(list))
	for _, id := range list {
		set[id] = true
	}
	return set, err
}

// scan visits the ids of the keys of a shard that begin in a way, each once.
func (s *Store) scan(ctx context.Context, sh shard, begin string, visit func(id string) error) error {
	var node redis.Cmdable = s.client
	if cluster, ok := s.client.(*redis.ClusterClient); ok {
		master, err := cluster.MasterForKey(ctx, sh.wake())
		if err != nil {
			return err
		}
		node = master
	}
	seen := map[string]bool{}
	for cursor := uint64(0); ; {
		keys, next, err := node.Scan(ctx, cursor, begin+"*", page).Result()
		if err != nil {
			return err
		}
		for _, key := range keys {
			id := strings.TrimPrefix(key, begin)
			if seen[id] {
				continue
			}
			seen[id] = true
			if err := visit(id); err != nil {
				return err
			}
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}
