package redisstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// Renew moves the end of the lease on an intent. Errors: [scheduler.ErrLost],
// [scheduler.ErrSpoilt] where its settlement would fail, or Redis's.
func (s *Store) Renew(ctx context.Context, in *scheduler.Intent, token string, until time.Time) error {
	sh := shardOf(in.Case)
	a, err := s.verdict(ctx, renewScript, sh.settled(in), token, ceil(until), in.ID)
	if err == nil {
		err = settleError(a.word)
	}
	if err != nil {
		return fmt.Errorf("renew lease: %w", err)
	}
	return nil
}

// Settle records how an attempt ended. When the connection breaks before the
// answer, trying again is safe: if the first try was heard, the token owns
// nothing any more, and the answer is ErrLost.
//
// Errors: [scheduler.ErrLost], [scheduler.ErrConflict], [scheduler.ErrNotKept],
// [ErrInvalid], [ErrInUse], or Redis's.
func (s *Store) Settle(ctx context.Context, st scheduler.Settlement) error {
	if st.Intent == nil || st.Token == "" {
		return fmt.Errorf("settle email: no email or no token: %w", ErrInvalid)
	}
	keys, args, err := s.settleArguments(st)
	if err != nil {
		return fmt.Errorf("settle email: %w", err)
	}
	a, err := s.acknowledged(ctx, settleScript, keys, args...)
	if err == nil {
		err = settleError(a.word)
	}
	if err != nil {
		return fmt.Errorf("settle email: %w", err)
	}
	s.keepSettlement(st, a.written)
	return nil
}

// keepSettlement tells the keeper of a settlement.
func (s *Store) keepSettlement(st scheduler.Settlement, written int64) {
	e := redo.Entry{Shard: int(shardOf(st.Intent.Case)), N: written, CaseID: st.Intent.Case, Log: st.Entries, Waits: st.Follow, Roll: st.Roll}
	if st.Outcome.Final() {
		e.Settled, e.Outcome = st.Intent.ID, st.Outcome
	} else {
		e.Kept = st.Intent
	}
	if st.Roll != nil {
		e.RollIs = st.Roll.Version + 1
	}
	s.keep(e)
}

// settleError returns the error for an answer of settle.lua or renew.lua.
func settleError(word string) error {
	switch word {
	case "ok":
		return nil
	case "lost":
		return scheduler.ErrLost
	case "conflict":
		return scheduler.ErrConflict
	}
	return complaint(word)
}

// settleArguments lays out KEYS and ARGV of settle.lua.
func (s *Store) settleArguments(st scheduler.Settlement) ([]string, []any, error) {
	in := st.Intent
	sh := shardOf(in.Case)
	retry, doc, err := kept(st)
	if err != nil {
		return nil, nil, err
	}
	line, err := s.packer.encodeEntries(st.Entries)
	if err != nil {
		return nil, nil, err
	}
	followKeys, follow, err := sh.intents(in.Case, st.Follow)
	if err != nil {
		return nil, nil, err
	}
	version, called, err := s.encodeRoll(st.Roll)
	if err != nil {
		return nil, nil, err
	}
	args := []any{st.Token, in.ID, string(st.Outcome), retry, doc, channel, line, version, called, len(st.Follow)}
	return append(sh.settled(in), followKeys...), append(args, follow...), nil
}

// settled returns the first KEYS of settle.lua and renew.lua.
func (s shard) settled(in *scheduler.Intent) []string {
	return []string{s.email(in.ID), s.outbox(), s.dates(), s.totals(), s.record(in.Case), s.log(in.Case), s.roll(in.Case)}
}

// kept returns the score and the record of an intent that is tried again. Both
// are empty for an intent that is settled for good.
func kept(st scheduler.Settlement) (retry, doc any, err error) {
	if st.Outcome.Final() {
		return "", "", nil
	}
	record, err := encodeIntent(st.Intent)
	if err != nil {
		return nil, nil, err
	}
	return ceil(st.Retry), record, nil
}
