package storetest

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/scheduler"
)

func casesWakeInOrder(t *testing.T, a, b scheduler.Store) {
	open(t, a, "late", at(30))
	open(t, a, "early", at(10))
	open(t, a, "never", time.Time{})
	open(t, a, "middle", at(20))
	for _, c := range []struct {
		now  int
		want []string
	}{
		{9, nil},
		{10, []string{"early"}},
		{10, nil},
		{25, []string{"middle"}},
		{1e9, []string{"late"}}, // 31 years on, before the leases of the others end
	} {
		same(t, "what wakes", claimCases(t, b, at(c.now), at(2e9), 10), c.want)
	}
}

func claimedCaseSleeps(t *testing.T, a, b scheduler.Store) {
	open(t, a, "R1", at(10))
	claimed, err := a.ClaimCases(t.Context(), at(12), at(60), 10)
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %v, %v", claimed, err)
	}
	same(t, "the moment that was due", claimed[0].Due, at(10))
	same(t, "the revision", claimed[0].Case.Revision, int64(1))
	same(t, "the next wake-up", next(t, b).Wake, at(60))
	same(t, "within the lease", claimCases(t, b, at(59), at(100), 10), []string{})
	same(t, "after the lease", claimCases(t, b, at(60), at(100), 10), []string{"R1"})
}

func commitMovesWake(t *testing.T, a, b scheduler.Store) {
	c := open(t, a, "R1", at(10))
	commit(t, b, scheduler.Change{Case: c, Wake: at(50)})
	same(t, "the next wake-up", next(t, a).Wake, at(50))
	commit(t, b, scheduler.Change{Case: c})
	same(t, "no wake-up", next(t, a).Wake, time.Time{})
	same(t, "what wakes", claimCases(t, a, at(1e9), at(2e9), 10), []string{})
	commit(t, b, scheduler.Change{Case: c, Wake: at(5)})
	same(t, "what wakes again", claimCases(t, a, at(5), at(6), 10), []string{"R1"})
}

// nothingIsEarly asks at several moments around a due moment that is not a whole
// millisecond. A store may be a millisecond late, but not a nanosecond early.
func nothingIsEarly(t *testing.T, a, b scheduler.Store) {
	due := at(10).Add(1) // a nanosecond after
	whole := at(10).Add(time.Millisecond)
	open(t, a, "R1", due, newIntent("E1", "bscp:R1", due))
	for _, early := range []time.Time{at(10), due.Add(-1), at(10).Add(-time.Millisecond)} {
		same(t, "a case claimed early", claimCases(t, b, early, at(60), 10), []string{})
		same(t, "an email claimed early", len(claimEmails(t, b, early, at(60), "T", 10)), 0)
	}
	if q := next(t, b); q.Wake.Before(due) || q.Outbox.Before(due) {
		t.Errorf("next is %v and %v, before %v", q.Wake, q.Outbox, due)
	}
	// The end of a lease is a moment too.
	lease := whole.Add(time.Second + 1)
	same(t, "a case claimed in time", claimCases(t, b, whole, lease, 10), []string{"R1"})
	same(t, "an email claimed in time", len(claimEmails(t, b, whole, lease, "T", 10)), 1)
	same(t, "a case within its lease", claimCases(t, b, lease.Add(-1), at(60), 10), []string{})
	same(t, "an email within its lease", len(claimEmails(t, b, lease.Add(-1), at(60), "U", 10)), 0)
	over := lease.Add(time.Millisecond)
	same(t, "a case after its lease", claimCases(t, b, over, at(60), 10), []string{"R1"})
	same(t, "an email after its lease", len(claimEmails(t, b, over, at(60), "U", 10)), 1)
}

func noCaseTwice(t *testing.T, a, b scheduler.Store) {
	const n = 400
	for i := range n {
		open(t, a, numbered("R", i), at(i%10))
	}
	var mu sync.Mutex
	times := map[string]int{}
	handles := []scheduler.Store{a, b}
	together(8, func(i int) {
		for {
			claimed, err := handles[i%2].ClaimCases(t.Context(), at(10), at(60), 7)
			if err != nil {
				t.Errorf("claim: %v", err)
			}
			if len(claimed) == 0 {
				return
			}
			mu.Lock()
			for _, c := range claimed {
				times[c.ID]++
			}
			mu.Unlock()
		}
	})
	checkOnce(t, times, n)
}

// checkOnce fails the test unless n things were each claimed once.
func checkOnce(t *testing.T, times map[string]int, n int) {
	t.Helper()
	if len(times) != n {
		t.Errorf("%d were claimed, want %d", len(times), n)
	}
	for id, k := range times {
		if k != 1 {
			t.Errorf("%s was claimed %d times", id, k)
		}
	}
}

func claimKeepsToLimit(t *testing.T, a, _ scheduler.Store) {
	for i := range 20 {
		id := numbered("R", i)
		open(t, a, id, at(1), newIntent(numbered("E", i), scheduler.CaseID("bscp", id), at(1)))
	}
	for _, c := range []struct{ limit, want int }{{0, 0}, {7, 7}, {20, 13}, {20, 0}} {
		same(t, "cases claimed", len(claimCases(t, a, at(1), at(60), c.limit)), c.want)
		same(t, "emails claimed", len(claimEmails(t, a, at(1), at(60), "T", c.limit)), c.want)
	}
}

func nextIsTheEarliest(t *testing.T, a, b scheduler.Store) {
	same(t, "next of an empty store", next(t, a), scheduler.Queues{})
	open(t, a, "R1", at(30), newIntent("E1", "bscp:R1", at(15)))
	open(t, a, "R2", at(20), newIntent("E2", "bscp:R2", at(25)))
	same(t, "next", next(t, b), scheduler.Queues{Wake: at(20), Outbox: at(15)})
	claimEmails(t, b, at(15), at(40), "T", 10)
	same(t, "next", next(t, a), scheduler.Queues{Wake: at(20), Outbox: at(25)})
}

// recall has three cases: one committed and one claimed by a clock that was a month
// ahead, and one that is in order; and emails that were claimed then, or wait as emails
// do.
func recall(t *testing.T, a, b scheduler.Store) {
	const month = 30 * 24 * 3600
	commit(t, a, scheduler.Change{Case: newCase("ahead"), At: at(month), Wake: time.Time{}})
	commit(t, a, scheduler.Change{Case: newCase("claimed"), At: at(0), Wake: at(month), Intents: []*scheduler.Intent{newIntent("E1", "bscp:claimed", at(0))}})
	commit(t, a, scheduler.Change{Case: newCase("right"), At: at(0), Wake: at(2 * month), Intents: []*scheduler.Intent{newIntent("E2", "bscp:right", at(200))}})
	same(t, "what the clock that is ahead claims", claimCases(t, a, at(month), at(month+30), 1), []string{"claimed"})
	same(t, "and its email", len(claimEmails(t, a, at(0), at(month), "gone", 1)), 1)

	n, err := b.Recall(t.Context(), at(10))
	wantError(t, "recall", err, nil)
	same(t, "what was recalled", n, 3)
	got := claimCases(t, b, at(10), at(40), 10)
	slices.Sort(got)
	same(t, "the cases that wake", got, []string{"ahead", "claimed"})
	same(t, "the email that is due", claimEmails(t, b, at(10), at(60), "B", 10)["E1"], newIntent("E1", "bscp:claimed", at(0)))
	same(t, "the next moments", next(t, a), scheduler.Queues{Wake: at(40), Outbox: at(60)})

	n, err = a.Recall(t.Context(), at(11))
	wantError(t, "recall again", err, nil)
	same(t, "what was recalled again", n, 0)
}
