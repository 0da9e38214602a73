package storetest

import (
	"errors"
	"sync/atomic"
	"testing"

	"github.com/longstop/longstop/scheduler"
)

func caseComesBack(t *testing.T, a, b scheduler.Store) {
	c := fullCase()
	commit(t, a, scheduler.Change{Case: c})
	if c.Revision != 1 {
		t.Errorf("revision %d after the first commit, want 1", c.Revision)
	}
	got, err := b.Case(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the case", got, c)
}

func caseIsOpenedOnce(t *testing.T, a, b scheduler.Store) {
	open(t, a, "R1", at(1))
	c := newCase("R1")
	wantError(t, "second opening", b.Commit(t.Context(), scheduler.Change{Case: c}), scheduler.ErrExists)
	if c.Revision != 0 {
		t.Errorf("the refused case was given revision %d", c.Revision)
	}
}

func unknownCase(t *testing.T, a, _ scheduler.Store) {
	_, err := a.Case(t.Context(), "bscp:none")
	wantError(t, "read", err, scheduler.ErrNotFound)
	log, err := a.Log(t.Context(), "bscp:none")
	if err != nil || len(log) != 0 {
		t.Errorf("log of an unknown case: %v, %v; want none", log, err)
	}
	c := newCase("none")
	c.Revision = 3
	wantError(t, "commit", a.Commit(t.Context(), scheduler.Change{Case: c}), scheduler.ErrConflict)
}

func commitRequiresRevision(t *testing.T, a, b scheduler.Store) {
	first := open(t, a, "R1", at(1))
	second, err := b.Case(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	second.Agencies = []string{"police"}
	commit(t, b, scheduler.Change{Case: second})
	wantError(t, "a commit from an old revision", a.Commit(t.Context(), scheduler.Change{Case: first}), scheduler.ErrConflict)
	// A second try after a lost answer looks the same, and is refused too.
	again := *second
	again.Revision--
	wantError(t, "the same commit again", b.Commit(t.Context(), scheduler.Change{Case: &again}), scheduler.ErrConflict)
	if got := read(t, a, first.ID).Case; got.Revision != 2 || len(got.Agencies) != 1 {
		t.Errorf("the case has revision %d and agencies %v", got.Revision, got.Agencies)
	}
}

func refusedCommitChangesNothing(t *testing.T, a, _ scheduler.Store) {
	c := open(t, a, "R1", at(10), newIntent("E1", "bscp:R1", at(5)))
	before := read(t, a, c.ID)
	stale, fresh, foreign, twice := *c, *c, *c, *c
	stale.Revision, fresh.Revision = 7, 0
	email := func(id, of string) []*scheduler.Intent {
		return []*scheduler.Intent{newIntent(id, of, at(1))}
	}
	for _, r := range []struct {
		why     string
		c       *scheduler.Case
		intents []*scheduler.Intent
	}{
		{"another revision", &stale, email("E2", c.ID)},
		{"a new case that exists", &fresh, email("E2", c.ID)},
		{"an email of another case", &foreign, email("E2", "bscp:R2")},
		{"an email of no case", &foreign, email("E2", "")},
		{"an email without an id", &foreign, email("", c.ID)},
		{"an email whose id is in use", &twice, email("E1", c.ID)},
		{"one email twice", &twice, append(email("E2", c.ID), email("E2", c.ID)...)},
	} {
		r.c.Agencies = []string{"changed"}
		err := a.Commit(t.Context(), scheduler.Change{
			Case: r.c, Wake: at(1), Intents: r.intents,
			Entries: []scheduler.Entry{{At: at(1), What: "changed"}},
			Delta:   scheduler.Tallies{tally("changed"): 1},
		})
		if err == nil {
			t.Errorf("%s: not refused", r.why)
		}
		same(t, "after "+r.why+" the store", read(t, a, c.ID), before)
	}
}

func oneCommitWins(t *testing.T, a, b scheduler.Store) {
	open(t, a, "R1", at(1))
	var won, lost atomic.Int32
	handles := []scheduler.Store{a, b}
	together(8, func(i int) {
		c := newCase("R1")
		c.Revision = 1
		switch err := handles[i%2].Commit(t.Context(), scheduler.Change{Case: c}); {
		case err == nil:
			won.Add(1)
		case errors.Is(err, scheduler.ErrConflict):
			lost.Add(1)
		}
	})
	if won.Load() != 1 || lost.Load() != 7 {
		t.Errorf("%d commits won and %d had a conflict, want 1 and 7", won.Load(), lost.Load())
	}
}

func nothingIsShared(t *testing.T, a, _ scheduler.Store) {
	c := fullCase()
	in := newIntent("E1", c.ID, at(1))
	entries := []scheduler.Entry{{At: at(1), What: "opened"}}
	commit(t, a, scheduler.Change{Case: c, Intents: []*scheduler.Intent{in}, Entries: entries})
	spoil := func(c *scheduler.Case, in *scheduler.Intent) {
		c.Agencies[0], c.Facts[0].Name, c.Ledger["chronology|due"] = "spoilt", "spoilt", "spoilt"
		c.Tallies[tally("open")] = 99
		in.Roles[0], in.Items[0].Title, in.Items[0].Explanation[0].Words = "spoilt", "spoilt", "spoilt"
	}
	spoil(c, in)
	entries[0].What = "spoilt"
	got := read(t, a, c.ID)
	spoil(got.Case, claimEmails(t, a, at(1), at(2), "T1", 1)["E1"])

	want := fullCase()
	want.Revision = 1
	got = read(t, a, c.ID)
	same(t, "the case", got.Case, want)
	same(t, "the email", claimEmails(t, a, at(2), at(3), "T2", 1)["E1"], newIntent("E1", c.ID, at(1)))
	same(t, "the log", got.Log, []scheduler.Entry{{At: at(1), Revision: 1, What: "opened"}})
}

func logKeepsOrder(t *testing.T, a, b scheduler.Store) {
	c := newCase("R1")
	entry := func(seconds int, what string) scheduler.Entry {
		return scheduler.Entry{At: at(seconds).Add(1), What: what, By: "bm", Text: `text, with "quotes" and é`}
	}
	commit(t, a, scheduler.Change{Case: c, Entries: []scheduler.Entry{entry(1, "opened"), entry(2, "fact")}})
	commit(t, b, scheduler.Change{Case: c})
	commit(t, a, scheduler.Change{Case: c, Entries: []scheduler.Entry{entry(3, "fired")}})
	want := []scheduler.Entry{entry(1, "opened"), entry(2, "fact"), entry(3, "fired")}
	want[0].Revision, want[1].Revision, want[2].Revision = 1, 1, 3
	same(t, "the log", read(t, b, c.ID).Log, want)
}

func everyCaseIsVisited(t *testing.T, a, b scheduler.Store) {
	const n = 2400 // more in each of 16 shards than one page
	together(8, func(worker int) {
		for i := worker; i < n; i += 8 {
			c := newCase(numbered("R", i))
			change := scheduler.Change{Case: c, Wake: at(i)}
			if i%3 == 0 {
				change.Wake = at(-i) // overdue; and some never wake
			}
			if i%5 == 0 {
				change = scheduler.Change{Case: c}
			}
			if err := a.Commit(t.Context(), change); err != nil {
				t.Errorf("commit: %v", err)
			}
		}
	})
	seen := map[string]int{}
	err := b.EachCase(t.Context(), func(id string, c *scheduler.Case, err error) error {
		if err != nil || c.ID != id || c.Revision != 1 {
			t.Errorf("visit %s: %+v, %v", id, c, err)
		}
		seen[id]++
		return nil
	})
	if err != nil || len(seen) != n {
		t.Errorf("visited %d cases of %d, error %v", len(seen), n, err)
	}
	for id, times := range seen {
		if times != 1 {
			t.Errorf("visited %s %d times", id, times)
		}
	}
}

func visitEndsTheList(t *testing.T, a, _ scheduler.Store) {
	open(t, a, "R1", at(1))
	open(t, a, "R2", at(1))
	enough := errors.New("enough")
	visits := 0
	err := a.EachCase(t.Context(), func(string, *scheduler.Case, error) error {
		visits++
		return enough
	})
	wantError(t, "list", err, enough)
	if visits != 1 {
		t.Errorf("%d visits, want 1", visits)
	}
}
