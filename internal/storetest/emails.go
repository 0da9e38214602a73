package storetest

import (
	"sync"
	"testing"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

// oneEmail opens a case with one email, due at 10 seconds. Then a claims it for
// the token A, until 60.
func oneEmail(t *testing.T, a scheduler.Store) *scheduler.Intent {
	t.Helper()
	open(t, a, "R1", at(100), newIntent("E1", "bscp:R1", at(10)))
	in := claimEmails(t, a, at(10), at(60), "A", 10)["E1"]
	if in == nil {
		t.Fatal("the email could not be claimed")
	}
	return in
}

// settle settles an email with an outcome alone.
func settle(t *testing.T, s scheduler.Store, in *scheduler.Intent, token string, o letter.Outcome) error {
	t.Helper()
	return s.Settle(t.Context(), scheduler.Settlement{Intent: in, Token: token, Outcome: o, Retry: at(300)})
}

func emailIsDueAtItsDate(t *testing.T, a, b scheduler.Store) {
	in := newIntent("E1", "bscp:R1", at(10))
	in.DueAt = at(1) // an email may be dated later than it was due
	open(t, a, "R1", at(100), in)
	same(t, "before its date", len(claimEmails(t, b, at(9), at(60), "T", 10)), 0)
	same(t, "at its date", claimEmails(t, b, at(10), at(60), "T", 10)["E1"], in)
}

func noEmailTwice(t *testing.T, a, b scheduler.Store) {
	const n = 400
	for i := range n {
		id := numbered("R", i%40) + numbered("x", i)
		open(t, a, id, at(1), newIntent(numbered("E", i), scheduler.CaseID("bscp", id), at(i%10)))
	}
	var mu sync.Mutex
	times := map[string]int{}
	handles := []scheduler.Store{a, b}
	together(8, func(i int) {
		for {
			token := numbered("T", i)
			claimed, err := handles[i%2].ClaimEmails(t.Context(), at(10), at(60), token, 7)
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

func lapsedLease(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	same(t, "within the lease", len(claimEmails(t, b, at(59), at(120), "B", 10)), 0)
	same(t, "after the lease", len(claimEmails(t, b, at(60), at(120), "B", 10)), 1)
	wantError(t, "the first owner settles", settle(t, a, in, "A", letter.Sent), scheduler.ErrLost)
	wantError(t, "the first owner defers", settle(t, a, in, "A", letter.Deferred), scheduler.ErrLost)
	wantError(t, "the first owner renews", a.Renew(t.Context(), in, "A", at(500)), scheduler.ErrLost)
	same(t, "the lease of the second", next(t, a).Outbox, at(120))
	wantError(t, "the second owner settles", settle(t, b, in, "B", letter.Sent), nil)
}

func renewByOwner(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	wantError(t, "the owner renews", a.Renew(t.Context(), in, "A", at(90)), nil)
	same(t, "the end of the lease", next(t, b).Outbox, at(90))
	wantError(t, "another renews", b.Renew(t.Context(), in, "B", at(200)), scheduler.ErrLost)
	wantError(t, "nobody renews", b.Renew(t.Context(), in, "", at(200)), scheduler.ErrLost)
	same(t, "the end of the lease still", next(t, b).Outbox, at(90))
	same(t, "within the longer lease", len(claimEmails(t, b, at(89), at(200), "B", 10)), 0)
	claimed, err := b.ClaimEmails(t.Context(), at(90), at(100), "C", 10)
	same(t, "whether it is in doubt after the longer lease", len(claimed) == 1 && err == nil && claimed[0].InDoubt, true)
	wantError(t, "it is put off", b.Settle(t.Context(), scheduler.Settlement{Intent: in, Token: "C", Outcome: letter.Deferred, Retry: at(300)}), nil)
	claimed, err = b.ClaimEmails(t.Context(), at(300), at(400), "D", 10)
	same(t, "whether it is in doubt after an end that was recorded", len(claimed) == 1 && err == nil && claimed[0].InDoubt, false)

	unclaimed := newIntent("E2", "bscp:R2", at(10))
	open(t, a, "R2", at(100), unclaimed)
	wantError(t, "an email that nobody claimed", a.Renew(t.Context(), unclaimed, "", at(200)), scheduler.ErrLost)
	wantError(t, "an email that is not there", a.Renew(t.Context(), newIntent("E9", "bscp:R1", at(1)), "A", at(200)), scheduler.ErrLost)
}

func settledOnce(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	wantError(t, "without a claim", settle(t, b, in, "B", letter.Sent), scheduler.ErrLost)
	if err := settle(t, b, in, "", letter.Sent); err == nil {
		t.Error("a settlement without a token was accepted")
	}
	wantError(t, "by the owner", settle(t, b, in, "A", letter.Sent), nil)
	wantError(t, "again", settle(t, a, in, "A", letter.Sent), scheduler.ErrLost)
	wantError(t, "a renewal afterwards", a.Renew(t.Context(), in, "A", at(90)), scheduler.ErrLost)
	same(t, "what is left", len(claimEmails(t, a, at(1e9), at(2e9), "T", 10)), 0)
	sum := totals(t, a)
	same(t, "what was sent", sum.Settled[letter.Sent], int64(1))
	same(t, "what waits", sum.Waiting, int64(0))
}

// settledAfterLapse shows that a lease is not lost when it ends, but when another
// claim takes the email: until then nobody else can send it.
func settledAfterLapse(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a) // leased until 60
	c, err := b.Case(t.Context(), in.Case)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, b, scheduler.Change{Case: c, Intents: []*scheduler.Intent{newIntent("E0", in.Case, at(5))}})
	same(t, "another email, claimed at 70", len(claimEmails(t, b, at(70), at(90), "B", 1)), 1)
	wantError(t, "a renewal", a.Renew(t.Context(), in, "A", at(100)), nil)
	wantError(t, "a settlement", settle(t, a, in, "A", letter.Sent), nil)
}

func deferredKeepsAttempts(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	in.Attempts, in.Ambiguous, in.Tried = 3, true, []string{"bm"}
	for _, o := range []letter.Outcome{letter.Deferred, letter.Ambiguous} {
		wantError(t, "settle as "+string(o), settle(t, a, in, "A", o), nil)
		wantError(t, "the former owner settles", settle(t, a, in, "A", letter.Sent), scheduler.ErrLost)
		same(t, "when it is tried again", next(t, b).Outbox, at(300))
		same(t, "before then", len(claimEmails(t, b, at(299), at(400), "B", 10)), 0)
		got := claimEmails(t, b, at(300), at(400), "A", 10)["E1"]
		same(t, "the email", got, in)
	}
	same(t, "what was settled", totals(t, a).Settled, map[letter.Outcome]int64{})
}

func settlementIsFollowed(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	c, err := b.Case(t.Context(), in.Case)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, b, scheduler.Change{Case: c, Wake: at(100)}) // now at revision 2
	wantError(t, "settle", a.Settle(t.Context(), scheduler.Settlement{
		Intent: in, Token: "A", Outcome: letter.Refused,
		Follow:  []*scheduler.Intent{newIntent("E2", in.Case, at(20)), newIntent("E3", in.Case, at(30))},
		Entries: []scheduler.Entry{{At: at(11), What: "refused"}, {At: at(11), What: "follow"}},
	}), nil)
	got := read(t, b, in.Case)
	same(t, "the log", got.Log, []scheduler.Entry{
		{At: at(11), Revision: 2, What: "refused"}, {At: at(11), Revision: 2, What: "follow"},
	})
	same(t, "the revision", got.Case.Revision, int64(2)) // a settlement is no commit
	same(t, "the totals", got.Totals, scheduler.Totals{
		Created: 3, Waiting: 2, Oldest: at(20), Settled: map[letter.Outcome]int64{letter.Refused: 1},
	})
	same(t, "the first that follows", claimEmails(t, b, at(20), at(60), "B", 10)["E2"], newIntent("E2", in.Case, at(20)))
}

func refusedSettlement(t *testing.T, a, b scheduler.Store) {
	in := oneEmail(t, a)
	open(t, b, "R2", at(100), newIntent("E2", "bscp:R2", at(200)))
	before := read(t, b, in.Case)
	for _, r := range []struct {
		why    string
		token  string
		follow []*scheduler.Intent
	}{
		{"a token that owns nothing", "B", []*scheduler.Intent{newIntent("E3", in.Case, at(1))}},
		{"one of another case follows", "A", []*scheduler.Intent{newIntent("E3", "bscp:R2", at(1))}},
		{"one whose id is in use follows", "A", []*scheduler.Intent{newIntent("E3", in.Case, at(1)), newIntent("E1", in.Case, at(1))}},
	} {
		for _, o := range []letter.Outcome{letter.Refused, letter.Deferred} {
			err := a.Settle(t.Context(), scheduler.Settlement{
				Intent: in, Token: r.token, Outcome: o, Retry: at(300), Follow: r.follow,
				Entries: []scheduler.Entry{{At: at(11), What: "changed"}},
			})
			if err == nil {
				t.Errorf("%s: not refused", r.why)
			}
			same(t, "after "+r.why+" the store", read(t, b, in.Case), before)
		}
	}
	wantError(t, "the owner is still the owner", settle(t, a, in, "A", letter.Sent), nil)
}

func rollRequiresVersion(t *testing.T, a, b scheduler.Store) {
	open(t, a, "R1", at(100), newIntent("E1", "bscp:R1", at(10)), newIntent("E2", "bscp:R1", at(10)), newIntent("E3", "bscp:R1", at(10)))
	held := claimEmails(t, a, at(10), at(60), "A", 10)
	readRoll := func(s scheduler.Store) roll.Roll {
		t.Helper()
		r, err := s.Roll(t.Context(), "bscp:R1")
		wantError(t, "read the roll", err, nil)
		return r
	}
	first, second := readRoll(a), readRoll(b)
	same(t, "the roll of a case in which nothing was handed on", first, roll.Roll{})
	first.Marks = map[string]map[string]roll.Mark{"d|chronology|role|chair": {"ann": "gave", "bob": "has"}}
	second.Marks = map[string]map[string]roll.Mark{"d|chronology|role|chair": {"ann": "gave", "cat": "has"}}
	superseded := func(s scheduler.Store, id string, r *roll.Roll) error {
		return s.Settle(t.Context(), scheduler.Settlement{
			Intent: held[id], Token: "A", Outcome: letter.Superseded, Roll: r,
			Follow: []*scheduler.Intent{newIntent("F"+id, "bscp:R1", at(20))},
		})
	}
	wantError(t, "the first to write", superseded(a, "E1", &first), nil)
	before := read(t, a, "bscp:R1")
	wantError(t, "the second, from what it read before", superseded(b, "E2", &second), scheduler.ErrConflict)
	same(t, "after the refusal the store", read(t, b, "bscp:R1"), before)
	first.Version = 1
	same(t, "the roll", readRoll(b), first)
	second = readRoll(b)
	second.Marks["d|chronology|role|chair"]["cat"] = "has"
	wantError(t, "the second, from what it read again", superseded(b, "E2", &second), nil)
	wantError(t, "a settlement without a roll", settle(t, a, held["E3"], "A", letter.Sent), nil)
	second.Version = 2
	same(t, "the roll in the end", readRoll(a), second)
}
