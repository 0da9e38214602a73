package storetest

import (
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

func enqueueOnce(t *testing.T, a, b scheduler.Store) {
	digest := func(id string) []*scheduler.Intent {
		return []*scheduler.Intent{newIntent(id, "", at(10)), newIntent(id+"b", "", at(10))}
	}
	for _, c := range []struct {
		key     string
		intents []*scheduler.Intent
		want    bool
		why     string
	}{
		{"digest/2026-12-03", digest("E1"), true, "a new key"},
		{"digest/2026-12-03", digest("E2"), false, "a key that was used"},
		{"digest/2026-12-04", digest("E3"), true, "another key"},
		{"nobody/2026-12-04", nil, true, "a key with nothing to send"},
		{"nobody/2026-12-04", digest("E4"), false, "which is used nevertheless"},
	} {
		for i, s := range []scheduler.Store{a, b} {
			did, err := s.Enqueue(t.Context(), c.key, time.Hour, c.intents)
			if want := c.want && i == 0; did != want || err != nil {
				t.Errorf("%s, handle %d: %v, %v; want %v", c.why, i, did, err, want)
			}
		}
	}
	if _, err := a.Enqueue(t.Context(), "case", time.Hour, []*scheduler.Intent{newIntent("E5", "bscp:R1", at(1))}); err == nil {
		t.Error("an email that belongs to a case was accepted")
	}
	if _, err := a.Enqueue(t.Context(), "in use", time.Hour, digest("E1")); err == nil {
		t.Error("an email whose id is in use was accepted")
	}
	if did, err := a.Enqueue(t.Context(), "in use", time.Hour, nil); !did || err != nil {
		t.Errorf("a refused call has used up its key: %v, %v", did, err)
	}
	got := claimEmails(t, b, at(10), at(60), "T", 10)
	same(t, "emails", len(got), 4)
	wantError(t, "settle one", settle(t, a, got["E1"], "T", letter.Sent), nil)
	same(t, "created", totals(t, a).Created, int64(4))
}

// oneClaimsAKey shows that one of several daemons wins a key without emails. So
// one of them fetches the list of bank holidays for all.
func oneClaimsAKey(t *testing.T, a, b scheduler.Store) {
	open(t, a, "R1", at(20), newIntent("E1", "bscp:R1", at(10)))
	before := read(t, a, "bscp:R1")
	var won atomic.Int32
	handles := []scheduler.Store{a, b}
	together(8, func(i int) {
		did, err := handles[i%2].Enqueue(t.Context(), "fetch/2026-12-03T10", time.Hour, nil)
		if err != nil {
			t.Errorf("claim: %v", err)
		}
		if did {
			won.Add(1)
		}
	})
	same(t, "claims that won", won.Load(), int32(1))
	same(t, "queues and totals", read(t, b, "bscp:R1"), before)
}

func keyIsForgotten(t *testing.T, a, b scheduler.Store) {
	if did, err := a.Enqueue(t.Context(), "K", 50*time.Millisecond, nil); !did || err != nil {
		t.Fatalf("first: %v, %v", did, err)
	}
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if did, err := b.Enqueue(t.Context(), "K", time.Hour, nil); did || err != nil {
			same(t, "error", err, nil)
			return
		}
	}
	t.Error("the key was not forgotten within 5 s")
}

func totalsCount(t *testing.T, a, b scheduler.Store) {
	same(t, "totals of an empty store", totals(t, a), scheduler.Totals{})
	overdue := scheduler.Tally{Partnership: "a b~", Procedure: "p", Milestone: "chronology", Status: "overdue", Statutory: true}
	optional := overdue
	optional.Statutory = false
	first, second := newCase("R1"), newCase("R2")
	commit(t, a, scheduler.Change{Case: first, Delta: scheduler.Tallies{tally("open"): 1, overdue: 2, optional: 5}})
	commit(t, b, scheduler.Change{Case: second, Delta: scheduler.Tallies{tally("open"): 1}})
	same(t, "the counts", totals(t, b).Tallies, scheduler.Tallies{tally("open"): 2, overdue: 2, optional: 5})
	commit(t, a, scheduler.Change{Case: first, Delta: scheduler.Tallies{tally("open"): -1, tally("closed"): 1, overdue: -2}})
	same(t, "the counts", totals(t, b).Tallies, scheduler.Tallies{tally("open"): 1, tally("closed"): 1, optional: 5})
}

func oldestByDate(t *testing.T, a, _ scheduler.Store) {
	open(t, a, "R1", at(100), newIntent("E1", "bscp:R1", at(10)), newIntent("E2", "bscp:R1", at(20)))
	same(t, "the oldest", totals(t, a).Oldest, at(10))
	in := claimEmails(t, a, at(10), at(60), "T", 10)["E1"]
	same(t, "the oldest, while it is being sent", totals(t, a).Oldest, at(10))
	wantError(t, "defer", settle(t, a, in, "T", letter.Deferred), nil)
	same(t, "the oldest, deferred", totals(t, a).Oldest, at(10))
	in = claimEmails(t, a, at(300), at(400), "T", 10)["E1"]
	wantError(t, "settle", settle(t, a, in, "T", letter.Sent), nil)
	same(t, "the oldest, after it was sent", totals(t, a).Oldest, at(20))
}

func otherIsNudged(t *testing.T, a, b scheduler.Store) {
	nudges := b.Nudges(t.Context())
	for i := range 100 { // the first may come before b listens
		open(t, a, numbered("R", i), at(1000-i))
		select {
		case <-nudges:
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Error("a hundred earlier moments, and no nudge")
}

// booksBalance makes random histories of emails through both handles. After
// every move, each email ever created must be in exactly one place.
func booksBalance(t *testing.T, fresh func(t *testing.T) (a, b scheduler.Store)) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := fresh(t)
		h := &history{t: t, rt: rt, handles: []scheduler.Store{a, b}, settled: map[letter.Outcome]int64{}}
		rt.Repeat(map[string]func(*rapid.T){
			"commit":  h.commit,
			"enqueue": h.enqueue,
			"claim":   h.claim,
			"settle":  h.settle,
			"":        h.check,
		})
	})
}

// history is the record of a random test, with which the books must agree.
type history struct {
	t       *testing.T
	rt      *rapid.T
	handles []scheduler.Store
	second  int // how many have passed
	cases   []*scheduler.Case
	held    []held
	made    int
	settled map[letter.Outcome]int64
}

// held is an email with the token that claimed it. The token may have lost it
// since.
type held struct {
	in    *scheduler.Intent
	token string
}

func (h *history) store(rt *rapid.T) scheduler.Store {
	return rapid.SampledFrom(h.handles).Draw(rt, "handle")
}

// emails makes up to three new emails of a case, some of them due already.
func (h *history) emails(rt *rapid.T, caseID string) []*scheduler.Intent {
	list := make([]*scheduler.Intent, rapid.IntRange(0, 3).Draw(rt, "emails"))
	for i := range list {
		h.made++
		due := h.second + rapid.IntRange(-5, 5).Draw(rt, "due in")
		list[i] = newIntent(numbered("E", h.made), caseID, at(due))
	}
	return list
}

func (h *history) commit(rt *rapid.T) {
	c := newCase(numbered("R", len(h.cases)))
	if len(h.cases) > 0 && rapid.Bool().Draw(rt, "known case") {
		c = rapid.SampledFrom(h.cases).Draw(rt, "case")
	} else {
		h.cases = append(h.cases, c)
	}
	commit(h.t, h.store(rt), scheduler.Change{Case: c, Wake: at(h.second), Intents: h.emails(rt, c.ID)})
}

func (h *history) enqueue(rt *rapid.T) {
	key := rapid.SampledFrom([]string{"K1", "K2", "K3"}).Draw(rt, "key")
	intents := h.emails(rt, "")
	did, err := h.store(rt).Enqueue(rt.Context(), key, time.Hour, intents)
	if err != nil {
		rt.Fatalf("enqueue: %v", err)
	}
	if !did {
		h.made -= len(intents)
	}
}

func (h *history) claim(rt *rapid.T) {
	h.second += rapid.IntRange(0, 10).Draw(rt, "seconds later")
	token := rapid.SampledFrom([]string{"T1", "T2"}).Draw(rt, "token")
	limit := rapid.IntRange(1, 5).Draw(rt, "limit")
	for _, in := range claimEmails(h.t, h.store(rt), at(h.second), at(h.second+8), token, limit) {
		h.held = append(h.held, held{in, token})
	}
}

func (h *history) settle(rt *rapid.T) {
	if len(h.held) == 0 {
		return
	}
	one := h.held[rapid.IntRange(0, len(h.held)-1).Draw(rt, "held")]
	outcome := rapid.SampledFrom(letter.Outcomes()).Draw(rt, "outcome")
	follow := h.emails(rt, one.in.Case)
	err := h.store(rt).Settle(rt.Context(), scheduler.Settlement{
		Intent: one.in, Token: one.token, Outcome: outcome, Retry: at(h.second + 3), Follow: follow,
	})
	switch {
	case err != nil:
		wantError(h.t, "settle", err, scheduler.ErrLost)
		h.made -= len(follow)
	case outcome.Final():
		h.settled[outcome]++
	}
}

func (h *history) check(rt *rapid.T) {
	sum := totals(h.t, h.handles[0])
	var settled int64
	for _, n := range sum.Settled {
		settled += n
	}
	if sum.Created != int64(h.made) || sum.Created != sum.Waiting+settled {
		rt.Fatalf("%d made: created %d, waiting %d, settled %v", h.made, sum.Created, sum.Waiting, sum.Settled)
	}
	same(h.t, "the outcomes", sum.Settled, h.settled)
}
