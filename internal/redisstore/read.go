package redisstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// page is the number of cases that EachCase holds at a time.
const page = 100

// Case reads a case. Errors: [scheduler.ErrNotFound], [ErrUnreadable], or
// Redis's.
func (s *Store) Case(ctx context.Context, id string) (*scheduler.Case, error) {
	value, err := s.client.Get(ctx, shardOf(id).record(id)).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return nil, fmt.Errorf("read case: %w", scheduler.ErrNotFound)
	case redis.HasErrorPrefix(err, "WRONGTYPE"):
		return nil, fmt.Errorf("read case: %w", ErrUnreadable)
	case err != nil:
		return nil, fmt.Errorf("read case: %w", err)
	}
	return s.packer.decodeCase(id, value)
}

// EachCase calls visit with every case that is there from the beginning to the
// end of the call; it may miss one that is opened meanwhile. It holds a page of
// cases at a time, however many there are. As with every scan of Redis, a case
// may be visited twice if entries are removed meanwhile; only a wake-up without
// a case ever is.
func (s *Store) EachCase(ctx context.Context, visit func(string, *scheduler.Case, error) error) error {
	for sh := range shard(shards) {
		if err := s.eachOf(ctx, sh, visit); err != nil {
			return err
		}
	}
	return nil
}

// eachOf visits the cases of one shard.
func (s *Store) eachOf(ctx context.Context, sh shard, visit func(string, *scheduler.Case, error) error) error {
	var cursor uint64
	for {
		pairs, next, err := s.client.ZScan(ctx, sh.wake(), cursor, "", page).Result()
		if err != nil {
			return fmt.Errorf("list cases: %w", err)
		}
		ids := make([]string, 0, len(pairs)/2)
		for i := 0; i < len(pairs); i += 2 { // an id and its score
			ids = append(ids, pairs[i])
		}
		if err := s.visitPage(ctx, sh, ids, visit); err != nil {
			return err
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// visitPage reads some cases of one shard at once and visits them.
func (s *Store) visitPage(ctx context.Context, sh shard, ids []string, visit func(string, *scheduler.Case, error) error) error {
	if len(ids) == 0 {
		return nil
	}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = sh.record(id)
	}
	values, err := s.client.MGet(ctx, keys...).Result()
	if err != nil {
		return fmt.Errorf("list cases: %w", err)
	}
	for i, id := range ids {
		c, err := s.listed(id, values[i])
		if err := visit(id, c, err); err != nil {
			return err
		}
	}
	return nil
}

// listed decodes the value of a case in the index. No value means that there is
// no record, or one of a type that is not ours: unreadable either way.
func (s *Store) listed(id string, value any) (*scheduler.Case, error) {
	text, ok := value.(string)
	if !ok {
		return nil, fmt.Errorf("list cases: %w", ErrUnreadable)
	}
	return s.packer.decodeCase(id, text)
}

// Log reads the audit log of a case, oldest first. In place of a line that
// cannot be read stands an entry that says so.
func (s *Store) Log(ctx context.Context, id string) ([]scheduler.Entry, error) {
	lines, err := s.client.LRange(ctx, shardOf(id).log(id), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("read log: %w", err)
	}
	var all []scheduler.Entry
	for _, line := range lines {
		entries, err := s.packer.decodeEntries(line)
		if err != nil {
			entries = []scheduler.Entry{{What: "unreadable", Text: "this line of the log cannot be read"}}
		}
		all = append(all, entries...)
	}
	return all, nil
}
