package scheduler

import (
	"time"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

// Store keeps cases, their audit logs, the two queues, wake (cases) and outbox
// (emails), and the journal of bank-holiday lists. Each part is declared beside
// its user. Every method that writes is atomic: it checks first, and then changes
// everything or nothing. Time is always an argument: no store asks a clock, its own
// or the server's, except to forget the keys of Enqueue.
//
// An answer of Commit, Settle, Enqueue or AppendJournal outlives any one server of the
// store. ErrNotKept says that everything is written, and may yet be lost with one.
//
// Both queues hold the next moment to act. To claim is to push that moment to
// the end of a lease, so what a dead process held becomes due again.
type Store interface {
	CaseStore
	WakeQueue
	Outbox
	PeriodicStore
	almanac.Journal
}

// Change is one commit to a case.
type Change struct {
	Case    *Case     // the whole new state
	Entries []Entry   // for the audit log
	Intents []*Intent // for the outbox, due at their Date
	At      time.Time // the now by which it was made
	Wake    time.Time // the next moment to act; zero: none
	Delta   Tallies   // how the totals change: new counts less the old
}

// ClaimedCase is a case whose moment has come. Err is set if its record cannot be
// read; the rest of the queue goes on without it.
type ClaimedCase struct {
	ID   string
	Due  time.Time // the moment that was due
	Case *Case
	Err  error
}

// ClaimedIntent is an email to send. Err is set if its record cannot be read.
type ClaimedIntent struct {
	ID      string
	Intent  *Intent
	InDoubt bool // its lease was renewed, and how the attempt ended was never recorded: it may have gone out
	Err     error
}

// Settlement ends an attempt to deliver an intent.
type Settlement struct {
	Intent  *Intent // as it is kept, unless the outcome is final
	Token   string  // of the owner
	Outcome letter.Outcome
	Retry   time.Time // of a deferred or ambiguous intent
	Follow  []*Intent // the intents in its place, for the same case, due at their Date
	Entries []Entry   // for the audit log of the case, if it has one

	// Roll replaces the roll of the case, if that is still at the version that was
	// read; else the settlement fails with [ErrConflict]. Nil leaves it alone.
	Roll *roll.Roll
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
	Oldest  time.Time                // the Date of the oldest intent waiting; zero if none waits
}
