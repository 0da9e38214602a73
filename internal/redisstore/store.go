package redisstore

import (
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// Store keeps cases, emails and the journal of bank-holiday lists in Redis. Any
// number of goroutines may share one, and any number of daemons one Redis.
type Store struct {
	client redis.UniversalClient
	packer *packer
	keeper Keeper
}

// Keeper remembers what the store has acknowledged, beside the store. Keep returns when
// it is safe.
type Keeper interface {
	Keep(e redo.Entry)
	Known() redo.Counts // how much was written to each shard, as far as it was acknowledged
}

// noKeeper remembers nothing.
type noKeeper struct{}

func (noKeeper) Keep(redo.Entry)    {}
func (noKeeper) Known() redo.Counts { return redo.Counts{} }

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
	client.AddHook(refusing{})
	return &Store{client: client, packer: newPacker(), keeper: noKeeper{}}
}

// KeepWith gives the store a keeper, before anything is written.
func (s *Store) KeepWith(k Keeper) { s.keeper = k }

// keep tells the keeper of a write. One without a number cannot be told from others:
// the count of its shard is spoilt.
func (s *Store) keep(e redo.Entry) {
	if e.N > 0 {
		s.keeper.Keep(e)
	}
}

// complaint returns the error for an answer that several scripts can give.
func complaint(word string) error {
	switch word {
	case "in-use":
		return ErrInUse
	case "unreadable":
		return ErrUnreadable
	case "older":
		return scheduler.ErrOlder
	}
	return fmt.Errorf("redisstore: unexpected answer %q of a script", word)
}
