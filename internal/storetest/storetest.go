package storetest

import (
	"testing"

	"github.com/longstop/longstop/scheduler"
)

// Run runs the suite. open returns two handles on one fresh, empty store. Run
// calls it once for each test, and once for each random history.
func Run(t *testing.T, open func(t *testing.T) (a, b scheduler.Store)) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, a, b scheduler.Store)
	}{
		{"a case comes back as it was committed", caseComesBack},
		{"a case is opened once", caseIsOpenedOnce},
		{"an unknown case is not found", unknownCase},
		{"a commit requires the revision it was made from", commitRequiresRevision},
		{"a refused commit changes nothing", refusedCommitChangesNothing},
		{"one of several commits at once wins", oneCommitWins},
		{"what is committed is not shared with the caller", nothingIsShared},
		{"the log keeps its order and its revisions", logKeepsOrder},
		{"every case is visited", everyCaseIsVisited},
		{"a visit can end the list", visitEndsTheList},

		{"cases wake in order", casesWakeInOrder},
		{"a claimed case sleeps to the end of the lease", claimedCaseSleeps},
		{"a commit moves the wake-up", commitMovesWake},
		{"nothing is due early", nothingIsEarly},
		{"no case is claimed twice", noCaseTwice},
		{"a claim keeps to its limit", claimKeepsToLimit},
		{"next is the earliest of each queue", nextIsTheEarliest},
		{"what a clock that was ahead has put off is recalled", recall},

		{"an email is due at its date", emailIsDueAtItsDate},
		{"no email is claimed twice", noEmailTwice},
		{"a lapsed lease has no owner", lapsedLease},
		{"a lease is renewed by its owner only", renewByOwner},
		{"an email is settled once", settledOnce},
		{"an email not claimed again is settled after its lease", settledAfterLapse},
		{"a deferred email keeps its attempts", deferredKeepsAttempts},
		{"a settlement is followed by others", settlementIsFollowed},
		{"a refused settlement changes nothing", refusedSettlement},
		{"a roll is written from the version that was read", rollRequiresVersion},
		{"emails without a case are queued once for a key", enqueueOnce},
		{"a key without emails is a claim", oneClaimsAKey},
		{"a key is forgotten", keyIsForgotten},

		{"a line of the journal comes back as it was added", lineComesBack},
		{"a big line comes back as it was added", bigLineComesBack},
		{"the journal keeps its order", journalKeepsOrder},
		{"a line requires the next number", lineRequiresNumber},
		{"one of several lines at once wins", oneLineWins},
		{"a line is not shared with the caller", lineIsNotShared},
		{"the state of the journal only rises", stateOnlyRises},
		{"the other daemon is nudged by a line", otherIsNudgedByALine},

		{"totals count and forget", totalsCount},
		{"the oldest email is the oldest by its date", oldestByDate},
		{"the other daemon is nudged", otherIsNudged},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := open(t)
			test.run(t, a, b)
		})
	}
	t.Run("no email is ever lost from the books", func(t *testing.T) { booksBalance(t, open) })
}
