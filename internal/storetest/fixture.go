package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// start is the moment from which the tests count.
var start = time.Date(2026, time.December, 3, 10, 30, 0, 0, time.UTC)

// at returns the moment so many seconds after the start.
func at(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }

// newCase returns a small case that was never committed.
func newCase(reference string) *scheduler.Case {
	return &scheduler.Case{
		ID: scheduler.CaseID("bscp", reference), Partnership: "bscp", Reference: reference,
		Procedure: "buckinghamshire", Edition: "2025-07", OpenedAt: start,
	}
}

// fullCase returns a case with something in every field.
func fullCase() *scheduler.Case {
	c := newCase("BSCP-2026-01")
	c.OpenedAt = start.Add(123456789)
	c.ClosedAt = at(3600)
	c.Agencies = []string{"police", "health"}
	c.Facts = []plan.Fact{
		{
			ID: "01JEABC", Kind: plan.Happened, Name: "aware", At: calendar.Instant(start),
			RecordedAt: at(60).Add(1), By: "bm",
		},
		{
			ID: "01JEABD", Kind: plan.Delayed, Name: "chronology", Instance: "police", Outcome: "granted",
			At: calendar.On(calendar.DateOf(at(0))), Reason: `an inquest: "é" <&> | ~`, Withdraws: "01JEABC", RecordedAt: at(61),
		},
	}
	c.Ledger = notice.Ledger{"chronology/police|opened": "2026-12-23", "chronology|due": "2026-12-24"}
	c.Tallies = scheduler.Tallies{
		tally("open"): 2,
		{Partnership: "bscp", Procedure: "buckinghamshire", Milestone: "chronology", Status: "open", Statutory: true}: 1,
		{Partnership: "other", Procedure: "", Milestone: "", Status: "é ~"}:                                           3,
	}
	return c
}

// tally returns a line of the totals that counts cases.
func tally(status string) scheduler.Tally {
	return scheduler.Tally{Partnership: "bscp", Procedure: "buckinghamshire", Status: status}
}

// newIntent returns an email with a date, of a case or of none.
func newIntent(id, caseID string, date time.Time) *scheduler.Intent {
	return &scheduler.Intent{NextRung: []string{"lcspr-chair"}, Letter: letter.Letter{
		ID: id, Case: caseID, Partnership: "bscp", Step: letter.StepDue, Person: "bm",
		Roles: []string{"business-manager"}, Because: "you hold the role business-manager",
		Items: []letter.Item{{
			Milestone: "chronology/police", Title: "Chronology", Due: calendar.DateOf(date), Explanation: []calendar.Line{{Words: "counted"}},
		}},
		DueAt: date, Date: date, MessageID: "<" + id + "@longstop.example>",
	}}
}

// commit commits and fails the test if it is refused.
func commit(t testing.TB, s scheduler.Store, c scheduler.Change) {
	t.Helper()
	if err := s.Commit(t.Context(), c); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

// open commits a new case with a wake-up and some emails.
func open(t testing.TB, s scheduler.Store, reference string, wake time.Time, intents ...*scheduler.Intent) *scheduler.Case {
	t.Helper()
	c := newCase(reference)
	commit(t, s, scheduler.Change{Case: c, Wake: wake, Intents: intents})
	return c
}

// same fails the test unless got equals want. Moments are equal if they are the
// same instant, and an empty list equals none.
func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s is not as wanted (-want +got):\n%s", what, diff)
	}
}

// wantError fails the test unless err is want.
func wantError(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want %v", what, err, want)
	}
}

// claimCases claims cases and returns their references.
func claimCases(t testing.TB, s scheduler.Store, now, until time.Time, limit int) []string {
	t.Helper()
	claimed, err := s.ClaimCases(t.Context(), now, until, limit)
	if err != nil {
		t.Fatalf("claim cases: %v", err)
	}
	refs := make([]string, len(claimed))
	for i, c := range claimed {
		if c.Err != nil || c.Case.ID != c.ID {
			t.Fatalf("claimed case %q: %+v, error %v", c.ID, c.Case, c.Err)
		}
		refs[i] = c.Case.Reference
	}
	return refs
}

// claimEmails claims emails and returns the intents by their ids.
func claimEmails(t testing.TB, s scheduler.Store, now, until time.Time, token string, limit int) map[string]*scheduler.Intent {
	t.Helper()
	claimed, err := s.ClaimEmails(t.Context(), now, until, token, limit)
	if err != nil {
		t.Fatalf("claim emails: %v", err)
	}
	byID := make(map[string]*scheduler.Intent, len(claimed))
	for _, c := range claimed {
		if c.Err != nil || c.Intent.ID != c.ID || byID[c.ID] != nil {
			t.Fatalf("claimed email %q: %+v, error %v", c.ID, c.Intent, c.Err)
		}
		byID[c.ID] = c.Intent
	}
	return byID
}

// state is everything that a store says of one case.
type state struct {
	Case   *scheduler.Case
	Log    []scheduler.Entry
	Next   scheduler.Queues
	Totals scheduler.Totals
}

// read reads the state of a case.
func read(t testing.TB, s scheduler.Store, id string) state {
	t.Helper()
	c, err := s.Case(t.Context(), id)
	if err != nil {
		t.Fatalf("read case: %v", err)
	}
	log, err := s.Log(t.Context(), id)
	if err != nil {
		t.Fatalf("read log: %v", err)
	}
	return state{Case: c, Log: log, Next: next(t, s), Totals: totals(t, s)}
}

func next(t testing.TB, s scheduler.Store) scheduler.Queues {
	t.Helper()
	q, err := s.Next(t.Context())
	if err != nil {
		t.Fatalf("next: %v", err)
	}
	return q
}

func totals(t testing.TB, s scheduler.Store) scheduler.Totals {
	t.Helper()
	sum, err := s.Totals(t.Context())
	if err != nil {
		t.Fatalf("totals: %v", err)
	}
	return sum
}

// together runs f at once in n goroutines and waits for all.
func together(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// numbered returns a reference or an id with a number.
func numbered(prefix string, i int) string { return fmt.Sprintf("%s-%04d", prefix, i) }
