package redisstore

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// Fields of the totals that are not outcomes.
const (
	fieldCreated = "created"
	fieldWrites  = "writes"
)

// unreadableStatus is the status that a field of the counts gets when it cannot
// be read, so that it shows in the metrics.
const unreadableStatus = "unreadable"

// errTotals says that an answer has not the form that totals.lua gives it.
var errTotals = errors.New("redisstore: the totals cannot be read")

// Totals adds up all shards in one round trip. Each shard is read in one instant,
// so the numbers of emails add up although the shards are read one after the
// other. The script is sent as text: a pipeline could not answer a NOSCRIPT.
func (s *Store) Totals(ctx context.Context) (scheduler.Totals, error) {
	pipe := s.client.Pipeline()
	answers := make([]*redis.Cmd, shards)
	for i := range answers {
		sh := shard(i)
		keys := []string{sh.counts(), sh.totals(), sh.outbox(), sh.dates()}
		answers[i] = pipe.Eval(ctx, totalsScript.source, keys)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return scheduler.Totals{}, fmt.Errorf("read totals: %w", err)
	}
	sum := scheduler.Totals{Tallies: scheduler.Tallies{}, Settled: map[letter.Outcome]int64{}}
	for _, cmd := range answers {
		answer, err := cmd.Slice()
		if err == nil {
			err = addTotals(&sum, answer)
		}
		if err != nil {
			return scheduler.Totals{}, fmt.Errorf("read totals: %w", err)
		}
	}
	return sum, nil
}

// addTotals adds the answer of totals.lua for one shard.
func addTotals(sum *scheduler.Totals, answer []any) error {
	if len(answer) != 4 {
		return errTotals
	}
	addCounts(sum.Tallies, fields(answer[0]))
	for name, value := range fields(answer[1]) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return errTotals
		}
		switch name {
		case fieldCreated:
			sum.Created += n
		case fieldWrites:
		default:
			sum.Settled[letter.Outcome(name)] += n
		}
	}
	waiting, ok := answer[2].(int64)
	if !ok {
		return errTotals
	}
	sum.Waiting += waiting
	oldest, err := oldestOf(answer[3])
	if err == nil && !oldest.IsZero() && (sum.Oldest.IsZero() || oldest.Before(sum.Oldest)) {
		sum.Oldest = oldest
	}
	return err
}

// addCounts adds the counts of one shard.
func addCounts(sum scheduler.Tallies, counts map[string]string) {
	for field, value := range counts {
		t, err := decodeTally(field)
		n, err2 := strconv.Atoi(value)
		if errors.Join(err, err2) != nil {
			t, n = scheduler.Tally{Status: unreadableStatus}, 1
		}
		if sum[t] += n; sum[t] == 0 {
			delete(sum, t)
		}
	}
}

// oldestOf reads the earliest entry of dates: an id and its score, or nothing.
func oldestOf(answer any) (time.Time, error) {
	pair, ok := answer.([]any)
	if !ok {
		return time.Time{}, errTotals
	}
	if len(pair) < 2 {
		return time.Time{}, nil
	}
	score, err := strconv.ParseFloat(fmt.Sprint(pair[1]), 64)
	if err != nil {
		return time.Time{}, errTotals
	}
	return moment(score), nil
}

// fields reads the flat list of fields and values that a script returns for a
// hash.
func fields(answer any) map[string]string {
	list, _ := answer.([]any)
	m := make(map[string]string, len(list)/2)
	for i := 0; i+1 < len(list); i += 2 {
		m[fmt.Sprint(list[i])] = fmt.Sprint(list[i+1])
	}
	return m
}
