package redisstore

import (
	"context"
	"fmt"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// Commit writes a case's new state. When the connection breaks before the
// answer, the error does not say whether it was written. Trying again is safe:
// if it was, the revision has moved and the answer is ErrConflict (ErrExists
// for a new case). The caller reads the case and sees.
//
// Errors: [scheduler.ErrExists], [scheduler.ErrConflict], [scheduler.ErrNotKept],
// [ErrInvalid], [ErrInUse], [ErrUnreadable], or Redis's.
func (s *Store) Commit(ctx context.Context, c scheduler.Change) error {
	if c.Case == nil || c.Case.ID == "" {
		return fmt.Errorf("commit case: no id: %w", ErrInvalid)
	}
	keys, args, err := s.commitArguments(c)
	if err != nil {
		return fmt.Errorf("commit case: %w", err)
	}
	a, err := s.acknowledged(ctx, commitScript, keys, args...)
	if err == nil {
		err = commitError(a.word)
	}
	if err != nil {
		return fmt.Errorf("commit case: %w", err)
	}
	c.Case.Revision++
	s.keep(redo.Entry{
		Shard: int(shardOf(c.Case.ID)), N: a.written, CaseID: c.Case.ID, Case: c.Case, Revision: c.Case.Revision,
		Log: c.Entries, Waits: c.Intents,
	})
	return nil
}

// commitError returns the error for an answer of commit.lua.
func commitError(word string) error {
	switch word {
	case "ok":
		return nil
	case "exists":
		return scheduler.ErrExists
	case "conflict":
		return scheduler.ErrConflict
	}
	return complaint(word)
}

// commitArguments lays out KEYS and ARGV of commit.lua.
func (s *Store) commitArguments(c scheduler.Change) ([]string, []any, error) {
	sh := shardOf(c.Case.ID)
	doc, err := s.packer.encodeCase(c.Case, c.Case.Revision+1)
	if err != nil {
		return nil, nil, err
	}
	line, err := s.packer.encodeEntries(c.Entries)
	if err != nil {
		return nil, nil, err
	}
	emailKeys, emails, err := sh.intents(c.Case.ID, c.Intents)
	if err != nil {
		return nil, nil, err
	}
	keys := []string{
		sh.record(c.Case.ID), sh.log(c.Case.ID), sh.wake(), sh.outbox(), sh.dates(), sh.counts(), sh.totals(), sh.touched(),
	}
	args := []any{
		c.Case.Revision, c.Case.Revision + 1, c.Case.ID, doc, wakeScore(c.Wake), channel,
		line, ceil(c.At), len(c.Intents), len(c.Delta),
	}
	args = append(args, emails...)
	for t, n := range c.Delta {
		field, err := encodeTally(t)
		if err != nil {
			return nil, nil, err
		}
		args = append(args, field, n)
	}
	return append(keys, emailKeys...), args, nil
}
