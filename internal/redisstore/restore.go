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
// order of their numbers. Afterwards the shard counts as many writes as upTo says: only
// if all of it has succeeded, so that what failed is still missing, and is written again
// by the next try. Nothing else may be written to the shard meanwhile.
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
	if err := s.restoreCaseless(ctx, pipe, entries, now); err != nil {
		return fmt.Errorf("restore shard %d: %w", number, err)
	}
	_, err := pipe.Exec(ctx)
	for _, v := range verdicts {
		if word, _ := v.Text(); err == nil && word != "ok" {
			err = errors.Join(fmt.Errorf("redisstore: a case cannot be restored: %s", word), scheduler.ErrSpoilt)
		}
	}
	if err == nil {
		err = s.client.HSet(ctx, sh.totals(), fieldWrites, upTo).Err()
	}
	if err != nil {
		return fmt.Errorf("restore shard %d: %w", number, err)
	}
	return nil
}

// restoreCaseless writes again what belongs to no case and is no email: the keys of
// emails that were queued once, and the lines of the journal up to the first that is in
// no log, for a journal with a gap can be read by nobody.
func (s *Store) restoreCaseless(ctx context.Context, pipe redis.Pipeliner, entries []redo.Entry, now time.Time) error {
	lines := int64(-1)
	for _, e := range entries {
		if left := e.OnceFor - now.Sub(e.At); e.Once != "" && left > 0 {
			pipe.Set(ctx, caseless.once(e.Once), "", left)
		}
		if e.Line == nil {
			continue
		}
		if lines < 0 {
			n, err := s.client.LLen(ctx, caseless.journal()).Result()
			if err != nil {
				return err
			}
			lines = n
		}
		if int64(e.LineIs) != lines+1 {
			continue
		}
		doc, err := s.packer.encodeJournal(*e.Line)
		if err != nil {
			return err
		}
		pipe.RPush(ctx, caseless.journal(), fmt.Sprintf("%d %s", e.LineIs, doc))
		lines++
	}
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
	replaces bool        // the state takes the place of one that cannot be read
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
	case errors.Is(err, ErrUnreadable):
		// What is there is damaged: the state in the log replaces it, whatever its revision.
		value, _ := s.client.Get(ctx, sh.record(id)).Result()
		revision, _, _ := cutRevision(value)
		stored, r.replaces = &scheduler.Case{Revision: revision}, true
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
	if r.state == nil || r.revision <= stored.Revision && !r.replaces {
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
