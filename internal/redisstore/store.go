package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// Store keeps cases, emails and the journal of bank-holiday lists in Redis. Any
// number of goroutines may share one, and any number of daemons one Redis.
type Store struct {
	client redis.UniversalClient
	packer *packer
}

var _ scheduler.Store = (*Store)(nil)

// The errors that mean a mistake in the caller, not a state of the store.
var (
	// ErrInvalid says that a case or an intent has no id, that an intent
	// belongs to another case than the one it is committed with, that two
	// intents have one id, or that a line of the journal is too long to be
	// read again.
	ErrInvalid = errors.New("redisstore: not a valid change")
	// ErrInUse says that an intent with this id is waiting already.
	ErrInUse = errors.New("redisstore: the id of an email is in use")
)

// New makes a store of a client from [Connect]. The caller closes the client.
func New(client redis.UniversalClient) *Store {
	return &Store{client: client, packer: newPacker()}
}

// Ping fails if Redis does not answer.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.client.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("ping redis: %w", err)
	}
	return nil
}

// Clock reads Redis's clock, in UTC. It serves only to measure how far that is
// from ours: no decision rests on it.
func (s *Store) Clock(ctx context.Context) (time.Time, error) {
	t, err := s.client.Time(ctx).Result()
	if err != nil {
		return time.Time{}, fmt.Errorf("read the clock of redis: %w", err)
	}
	return t.UTC(), nil
}

// Writes returns the number of all commits, settlements, enqueuings and lines of
// the journal so far. It only grows: a daemon that reads less than it read
// before talks to a Redis that has forgotten something.
func (s *Store) Writes(ctx context.Context) (int64, error) {
	pipe := s.client.Pipeline()
	counts := make([]*redis.StringCmd, shards)
	for i := range counts {
		counts[i] = pipe.HGet(ctx, shard(i).totals(), fieldWrites)
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return 0, fmt.Errorf("count writes: %w", err)
	}
	var sum int64
	for _, c := range counts {
		n, err := c.Int64()
		if err != nil && !errors.Is(err, redis.Nil) {
			return 0, fmt.Errorf("count writes: %w", err)
		}
		sum += n
	}
	return sum, nil
}

// complaint returns the error for an answer that several scripts can give.
func complaint(word string) error {
	switch word {
	case "in-use":
		return ErrInUse
	case "unreadable":
		return ErrUnreadable
	}
	return fmt.Errorf("redisstore: unexpected answer %q of a script", word)
}
