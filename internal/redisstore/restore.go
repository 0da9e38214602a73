package redisstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// Restore writes again what this store has forgotten: the entries of one shard, in the
// order of their numbers. Afterwards the shard counts as many writes as upTo says. All
// of it happens, or nothing. Nothing else may be written to the shard meanwhile.
//
// Every case that it writes is due at once, and so is every email that waits: they are
// planned and reviewed as ever before anything goes out.
func (s *Store) Restore(ctx context.Context, number int, entries []redo.Entry, upTo int64, now time.Time) error {
	sh := shard(number)
	groups := map[string]*restoration{}
	for _, e := range entries {
		if groups[e.CaseID] == nil {
			groups[e.CaseID] = &restoration{shard: sh, caseID: e.CaseID, totals: map[string]int64{}, waits: map[string]*scheduler.Intent{}}
		}
		groups[e.CaseID].add(e)
	}
	pipe := s.client.TxPipeline()
	var verdicts []*redis.Cmd
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		keys, args, err := groups[id].script(ctx, s, now)
		if err != nil {
			return fmt.Errorf("restore shard %d: %w", number, err)
		}
		verdicts = append(verdicts, pipe.Eval(ctx, restoreScript.source, keys, args...))
	}
	for _, e := range entries {
		if err := s.restoreCaseless(ctx, pipe, e, now); err != nil {
			return fmt.Errorf("restore shard %d: %w", number, err)
		}
	}
	pipe.HSet(ctx, sh.totals(), fieldWrites, upTo)
	_, err := pipe.Exec(ctx)
	for _, v := range verdicts {
		if word, _ := v.Text(); err == nil && word != "ok" {
			err = errors.Join(complaint(word), scheduler.ErrConflict)
		}
	}
	if err != nil {
		return fmt.Errorf("restore shard %d: %w", number, err)
	}
	return nil
}

// restoreCaseless writes again what belongs to no case and is no email: the key of an
// email that was queued once, and a line of the journal.
func (s *Store) restoreCaseless(ctx context.Context, pipe redis.Pipeliner, e redo.Entry, now time.Time) error {
	if left := e.OnceFor - now.Sub(e.At); e.Once != "" && left > 0 {
		pipe.Set(ctx, caseless.once(e.Once), "", left)
	}
	if e.Line == nil {
		return nil
	}
	doc, err := s.packer.encodeJournal(*e.Line)
	if err != nil {
		return err
	}
	pipe.RPush(ctx, caseless.journal(), fmt.Sprintf("%d %s", e.LineIs, doc))
	return nil
}

// restoration is what is written again of one case.
type restoration struct {
	shard  shard
	caseID string

	state    *scheduler.Case
	revision int64 // of the state
	entries  []redo.Entry
	waits    map[string]*scheduler.Intent
	gone     []string
	totals   map[string]int64
	called   *redo.Entry // the last with a roll
}

// add takes in an entry; they come in their order.
func (r *restoration) add(e redo.Entry) {
	if e.Case != nil {
		r.state, r.revision = e.Case, e.Revision
	}
	if len(e.Log) > 0 {
		r.entries = append(r.entries, e)
	}
	for _, in := range e.Waits {
		r.waits[in.ID] = in
		r.totals[fieldCreated]++
	}
	if e.Kept != nil {
		r.waits[e.Kept.ID] = e.Kept
	}
	if e.Settled != "" {
		delete(r.waits, e.Settled)
		r.gone = append(r.gone, e.Settled)
		r.totals[string(e.Outcome)]++
	}
	if e.Roll != nil {
		r.called = &e
	}
}

// script lays out KEYS and ARGV of restore.lua.
func (r *restoration) script(ctx context.Context, s *Store, now time.Time) (keys []string, args []any, err error) {
	sh, id := r.shard, r.caseID
	stored, err := s.Case(ctx, id)
	switch {
	case id == "" || errors.Is(err, scheduler.ErrNotFound):
		stored = &scheduler.Case{}
	case err != nil:
		return nil, nil, err
	}
	value, counts, err := r.value(s, stored)
	if err != nil {
		return nil, nil, err
	}
	lines, err := r.lines(s, stored.Revision)
	if err != nil {
		return nil, nil, err
	}
	called := ""
	if r.called != nil {
		_, doc, err := s.encodeRoll(r.called.Roll)
		if err != nil {
			return nil, nil, err
		}
		called = fmt.Sprintf("%d %s", r.called.RollIs, doc)
	}
	keys = []string{
		sh.record(id), sh.log(id), sh.wake(), sh.touched(), sh.outbox(), sh.dates(), sh.counts(), sh.totals(), sh.roll(id),
	}
	args = []any{stored.Revision, value, id, floor(now), called, len(lines), len(r.waits), len(r.gone), len(counts), len(r.totals)}
	args = append(args, lines...)
	for _, email := range slices.Sorted(maps.Keys(r.waits)) {
		again := *r.waits[email]
		again.Revision = 0 // of which the case may have another now: it is planned again before it goes out
		doc, err := encodeIntent(&again)
		if err != nil {
			return nil, nil, err
		}
		keys = append(keys, sh.email(email))
		args = append(args, email, ceil(r.waits[email].Date), doc)
	}
	for _, email := range r.gone {
		keys = append(keys, sh.email(email))
		args = append(args, email)
	}
	for t, n := range counts {
		field, err := encodeTally(t)
		if err != nil {
			return nil, nil, err
		}
		args = append(args, field, n)
	}
	for field, n := range r.totals {
		args = append(args, field, n)
	}
	return keys, args, nil
}

// value returns the new value of the case, empty to leave it, and by how much the
// counts change.
func (r *restoration) value(s *Store, stored *scheduler.Case) (string, scheduler.Tallies, error) {
	if r.state == nil || r.revision <= stored.Revision {
		return "", nil, nil
	}
	doc, err := s.packer.encodeCase(r.state, r.revision)
	if err != nil {
		return "", nil, err
	}
	counts := maps.Clone(r.state.Tallies)
	if counts == nil {
		counts = scheduler.Tallies{}
	}
	for t, n := range stored.Tallies {
		if counts[t] -= n; counts[t] == 0 {
			delete(counts, t)
		}
	}
	return fmt.Sprintf("%d %s", r.revision, doc), counts, nil
}

// lines returns the lines of the log. Each has in front the revision that the case had
// then.
func (r *restoration) lines(s *Store, revision int64) (lines []any, err error) {
	for _, e := range r.entries {
		revision = max(revision, e.Revision)
		doc, err := s.packer.encodeEntries(e.Log)
		if err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprintf("%d %s", max(1, revision), doc))
	}
	return lines, nil
}
