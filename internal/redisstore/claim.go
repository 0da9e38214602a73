package redisstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// maxBatch bounds the claims of one script: Redis serves nobody else meanwhile.
const maxBatch = 128

// ClaimCases takes cases that are due, beginning with the shard that has waited
// longest. When the connection breaks before the answer, the claimed cases
// become due again at until. A wake-up whose case is gone is removed, and
// reported once as [scheduler.ErrNotFound].
func (s *Store) ClaimCases(ctx context.Context, now, until time.Time, limit int) ([]scheduler.ClaimedCase, error) {
	var all []scheduler.ClaimedCase
	err := s.eachDue(ctx, shard.wake, now, limit, func(sh shard, n int) (int, error) {
		cmd, err := s.run(ctx, claimCasesScript, []string{sh.wake(), sh.touched()}, floor(now), ceil(until), n, sh.records())
		if err != nil {
			return 0, err
		}
		found, err := cmd.StringSlice()
		for i := 0; i+2 < len(found); i += 3 {
			all = append(all, s.claimedCase(found[i], found[i+1], found[i+2]))
		}
		return len(found) / 3, err
	})
	if err != nil && len(all) == 0 {
		return nil, fmt.Errorf("claim cases: %w", err)
	}
	// The cases of one shard are not thrown away because another failed:
	// their leases have begun. Once the others are drained, a claim returns
	// the failure.
	return all, nil
}

// claimedCase reads one answer of claim_cases.lua.
func (s *Store) claimedCase(id, score, value string) scheduler.ClaimedCase {
	claimed := scheduler.ClaimedCase{ID: id}
	if due, err := strconv.ParseFloat(score, 64); err == nil {
		claimed.Due = moment(due)
	}
	if value == "" {
		claimed.Err = fmt.Errorf("claim cases: a wake-up without a case was removed: %w", scheduler.ErrNotFound)
		return claimed
	}
	claimed.Case, claimed.Err = s.packer.decodeCase(id, value)
	return claimed
}

// ClaimEmails takes intents that are due, for the owner of the token. When the
// connection breaks before the answer, they become due again at until.
func (s *Store) ClaimEmails(ctx context.Context, now, until time.Time, token string, limit int) ([]scheduler.ClaimedIntent, error) {
	if token == "" {
		return nil, fmt.Errorf("claim emails: no token: %w", ErrInvalid)
	}
	var all []scheduler.ClaimedIntent
	err := s.eachDue(ctx, shard.outbox, now, limit, func(sh shard, n int) (int, error) {
		cmd, err := s.run(ctx, claimEmailsScript, []string{sh.outbox()}, floor(now), ceil(until), n, token, sh.emails())
		if err != nil {
			return 0, err
		}
		found, err := cmd.StringSlice()
		for i := 0; i+2 < len(found); i += 3 {
			in, err := decodeIntent(found[i], found[i+1])
			all = append(all, scheduler.ClaimedIntent{ID: found[i], Intent: in, InDoubt: found[i+2] != "", Err: err})
		}
		return len(found) / 3, err
	})
	if err != nil && len(all) == 0 {
		return nil, fmt.Errorf("claim emails: %w", err)
	}
	return all, nil // as for cases
}

// eachDue claims from the shards that have something due, earliest first, until
// limit is reached. claim takes up to n from one shard and returns how many it
// took. A shard that fails does not keep the others from being served.
func (s *Store) eachDue(ctx context.Context, queue func(shard) string, now time.Time, limit int, claim func(sh shard, n int) (int, error)) error {
	heads, failed := s.heads(ctx, queue)
	for _, h := range heads {
		if h.score > float64(floor(now)) {
			break
		}
		for limit > 0 {
			n := min(limit, maxBatch)
			got, err := claim(h.shard, n)
			failed = errors.Join(failed, err)
			limit -= got
			if got < n {
				break
			}
		}
	}
	return failed
}

// head is the earliest entry of a queue in one shard.
type head struct {
	shard shard
	score float64
}

// heads reads the earliest entry of a queue in each shard that has one, in one
// round trip, and returns the earliest first. With an error come the heads of
// the shards that did answer.
func (s *Store) heads(ctx context.Context, queue func(shard) string) ([]head, error) {
	pipe := s.client.Pipeline()
	first := make([]*redis.ZSliceCmd, shards)
	for i := range first {
		first[i] = pipe.ZRangeWithScores(ctx, queue(shard(i)), 0, 0)
	}
	_, err := pipe.Exec(ctx)
	var heads []head
	for i, cmd := range first {
		if zs := cmd.Val(); cmd.Err() == nil && len(zs) > 0 {
			heads = append(heads, head{shard(i), zs[0].Score})
		}
	}
	slices.SortFunc(heads, func(a, b head) int { return cmp.Compare(a.score, b.score) })
	return heads, err
}

// Next reads the earliest moments of both queues.
func (s *Store) Next(ctx context.Context) (scheduler.Queues, error) {
	wake, err := s.heads(ctx, shard.wake)
	outbox, err2 := s.heads(ctx, shard.outbox)
	if err := errors.Join(err, err2); err != nil {
		return scheduler.Queues{}, fmt.Errorf("read queues: %w", err)
	}
	return scheduler.Queues{Wake: earliest(wake), Outbox: earliest(outbox)}, nil
}

// earliest returns the moment of the first head, or zero.
func earliest(heads []head) time.Time {
	if len(heads) == 0 {
		return time.Time{}
	}
	return moment(heads[0].score)
}
