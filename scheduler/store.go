package scheduler

import (
	"context"
	"time"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// Store keeps cases, their audit logs, the two queues, wake (cases) and outbox
// (emails), and the journal of bank-holiday lists. Every method that writes is
// one atomic step: it checks first and then changes everything or nothing. Time
// is always an argument; no store asks a clock, its own or the server's.
//
// Both queues hold the next moment to act. To claim is to push that moment to
// the end of a lease, so what a dead process held becomes due again.
type Store interface {
	// Commit writes a case's new state. The state must have been made from
	// revision c.Case.Revision, else ErrConflict; revision 0 means a new case,
	// else ErrExists. On success c.Case.Revision is the new revision.
	Commit(ctx context.Context, c Change) error

	// Case reads a case with its revision, or ErrNotFound.
	Case(ctx context.Context, id string) (*Case, error)

	// EachCase calls visit with every case, in no order, holding few of them
	// at a time. A record that cannot be read is visited as an error.
	EachCase(ctx context.Context, visit func(id string, c *Case, err error) error) error

	// Log returns a case's audit log, oldest first; empty for an unknown case.
	Log(ctx context.Context, id string) ([]Entry, error)

	// ClaimCases returns at most limit cases whose wake-up is at or before
	// now, earliest first within a shard, and moves their wake-ups to until.
	ClaimCases(ctx context.Context, now, until time.Time, limit int) ([]ClaimedCase, error)

	// ClaimEmails returns at most limit intents that are due at or before now,
	// moves them to until, and makes token their owner. A lapsed lease has no
	// owner: the next claim takes it.
	ClaimEmails(ctx context.Context, now, until time.Time, token string, limit int) ([]ClaimedIntent, error)

	// Renew moves the end of the lease on an intent that token still owns,
	// else ErrLost. It is asked just before a message is handed over.
	Renew(ctx context.Context, in *Intent, token string, until time.Time) error

	// Settle records how an attempt ended, if token still owns the intent, else
	// ErrLost and nothing is written. A final outcome removes the intent;
	// any other keeps it as s.Intent until s.Retry.
	Settle(ctx context.Context, s Settlement) error

	// Enqueue adds intents that belong to no case, if key was not used before,
	// and says whether it did. The key is forgotten after keep, counted by
	// the store: it is housekeeping, not law. Without intents it is a claim: of
	// several daemons the first has the key until then.
	Enqueue(ctx context.Context, key string, keep time.Duration, intents []*Intent) (bool, error)

	// Next returns the earliest moment in each queue; zero when it is empty.
	Next(ctx context.Context) (Queues, error)

	// Totals adds up the counts of all cases and all outcomes of emails.
	Totals(ctx context.Context) (Totals, error)

	almanac.Journal

	// Nudges delivers a value, now and then, after another daemon has changed
	// a queue or added to the journal. It may lose any of them; nothing depends
	// on it but speed.
	Nudges(ctx context.Context) <-chan struct{}
}

// Change is one commit to a case.
type Change struct {
	Case    *Case     // the whole new state
	Entries []Entry   // for the audit log
	Intents []*Intent // for the outbox, due at their Date
	Wake    time.Time // the next moment to act; zero: none
	Delta   Tallies   // how the totals change: new counts less the old
}

// ClaimedCase is a case whose moment has come. Err says that its record cannot
// be read; the rest of the queue goes on without it.
type ClaimedCase struct {
	ID   string
	Due  time.Time // the moment that was due
	Case *Case
	Err  error
}

// ClaimedIntent is an email to send. Err says that its record cannot be read.
type ClaimedIntent struct {
	ID     string
	Intent *Intent
	Err    error
}

// Settlement ends an attempt to deliver an intent.
type Settlement struct {
	Intent  *Intent // as it is to be kept, where it is kept
	Token   string
	Outcome letter.Outcome
	Retry   time.Time // of a deferred or ambiguous intent
	Follow  []*Intent // intents that take its place, for the same case, due at their Date
	Entries []Entry   // for the audit log of the case, if it has one
}

// Queues are the earliest moments in the two queues.
type Queues struct {
	Wake, Outbox time.Time
}

// Totals are the counts over all cases and emails. Every intent ever committed
// is in exactly one place: Created = Waiting + the sum of Settled.
type Totals struct {
	Tallies Tallies
	Created int64                    // intents ever committed
	Settled map[letter.Outcome]int64 // by final outcome
	Waiting int64                    // intents in the outbox now
	Oldest  time.Time                // the Date of the oldest intent waiting; zero when none
}
