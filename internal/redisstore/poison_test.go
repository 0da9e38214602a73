package redisstore

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/roll"
)

// One record that cannot be read must not keep the others from being acted on.
func TestAPoisonedCaseIsSetAside(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for what, spoil := range map[string]func(key string) error{
		"not JSON":       func(key string) error { return client.Set(t.Context(), key, "7 {]", 0).Err() },
		"not deflated":   func(key string) error { return client.Set(t.Context(), key, "7 1\xff\xff", 0).Err() },
		"no revision":    func(key string) error { return client.Set(t.Context(), key, caseDoc, 0).Err() },
		"another case":   func(key string) error { return client.Set(t.Context(), key, `7 {"id":"bscp:R1"}`, 0).Err() },
		"an odd form":    func(key string) error { return client.Set(t.Context(), key, "7 ?", 0).Err() },
		"another type":   func(key string) error { return client.Do(t.Context(), "SADD", key, "x").Err() },
		"an empty value": func(key string) error { return client.Set(t.Context(), key, "", 0).Err() },
	} {
		t.Run(what, func(t *testing.T) {
			seed(t, client, keyspace{
				"{ls03}wake":          "bscp:R11=1796293800000\nbscp:R28=1796293800001",
				"{ls03}case:bscp:R28": "1 " + strings.ReplaceAll(caseDoc, "R11", "R28"),
			})
			if err := spoil("{ls03}case:bscp:R11"); err != nil {
				t.Fatal(err)
			}
			checkSetAside(t, s)
		})
	}
}

// checkSetAside fails the test unless R11 is reported as unreadable everywhere
// and stays in its queue, and R28 is not affected.
func checkSetAside(t *testing.T, s *Store) {
	t.Helper()
	claimed, err := s.ClaimCases(t.Context(), after(time.Second), after(time.Minute), 10)
	if err != nil || len(claimed) != 2 {
		t.Fatalf("claimed %d cases, %v; want 2", len(claimed), err)
	}
	if !errors.Is(claimed[0].Err, ErrUnreadable) || claimed[0].ID != theCase || claimed[0].Case != nil {
		t.Errorf("the poisoned case: %+v", claimed[0])
	}
	if claimed[1].Err != nil || claimed[1].Case.Reference != "R28" {
		t.Errorf("the other case: %+v", claimed[1])
	}
	again, err := s.ClaimCases(t.Context(), after(time.Minute), after(time.Hour), 10)
	if err != nil || len(again) != 2 {
		t.Errorf("after the lease %d cases, %v; want both again", len(again), err)
	}
	var visited []string
	err = s.EachCase(t.Context(), func(id string, _ *scheduler.Case, err error) error {
		if errors.Is(err, ErrUnreadable) != (id == theCase) {
			t.Errorf("visit %s: %v", id, err)
		}
		visited = append(visited, id)
		return nil
	})
	slices.Sort(visited)
	if err != nil || !slices.Equal(visited, []string{"bscp:R11", "bscp:R28"}) {
		t.Errorf("visited %v, %v", visited, err)
	}
	if _, err := s.Case(t.Context(), theCase); !errors.Is(err, ErrUnreadable) {
		t.Errorf("read: %v, want ErrUnreadable", err)
	}
	fresh := theState()
	fresh.Revision = 0
	if err := s.Commit(t.Context(), scheduler.Change{Case: fresh}); err == nil {
		t.Error("a new case was written over a record that cannot be read")
	}
}

func TestAWakeUpWithoutACaseIsReportedOnce(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	seed(t, client, keyspace{"{ls03}wake": "bscp:R11=1796293800000"})
	claimed, err := s.ClaimCases(t.Context(), base, after(time.Minute), 10)
	if err != nil || len(claimed) != 1 || !errors.Is(claimed[0].Err, scheduler.ErrNotFound) {
		t.Fatalf("claimed %+v, %v; want one that is not found", claimed, err)
	}
	if left := dump(t, client); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// An email was promised: one that cannot be read stays in the books.
func TestAPoisonedEmailIsSetAside(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for what, spoil := range map[string]func(key string) error{
		"not JSON":      func(key string) error { return client.HSet(t.Context(), key, "d", "{]").Err() },
		"another email": func(key string) error { return client.HSet(t.Context(), key, "d", `{"id":"E7"}`).Err() },
		"another type":  func(key string) error { return client.Set(t.Context(), key, "x", 0).Err() },
		"gone":          func(string) error { return nil },
	} {
		t.Run(what, func(t *testing.T) {
			seed(t, client, keyspace{
				"{ls03}outbox":   "E1=1796293800000\nE2=1796293800001",
				"{ls03}email:E2": "d=" + emailJSON("E2", "", 1),
				"{ls03}totals":   "created=2",
			})
			if err := spoil("{ls03}email:E1"); err != nil {
				t.Fatal(err)
			}
			claimed, err := s.ClaimEmails(t.Context(), after(time.Second), after(time.Minute), "A", 10)
			if err != nil || len(claimed) != 2 {
				t.Fatalf("claimed %d, %v; want 2", len(claimed), err)
			}
			if !errors.Is(claimed[0].Err, ErrUnreadable) || claimed[0].ID != "E1" {
				t.Errorf("the poisoned email: %+v", claimed[0])
			}
			if claimed[1].Err != nil {
				t.Errorf("the other email: %v", claimed[1].Err)
			}
			if sum, err := s.Totals(t.Context()); err != nil || sum.Waiting != 2 {
				t.Errorf("%d wait, %v; want both", sum.Waiting, err)
			}
		})
	}
}

func TestAPoisonedCountShowsAndHindersNothing(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	seed(t, client, full().with(keyspace{"{ls03}counts": "bscp|p||open|=much\nnonsense=1\nbscp|p||closed|=3"}))
	open := scheduler.Tally{Partnership: "bscp", Procedure: "p", Status: "open"}
	closed := scheduler.Tally{Partnership: "bscp", Procedure: "p", Status: "closed"}
	err := s.Commit(t.Context(), scheduler.Change{Case: theState(), Delta: scheduler.Tallies{open: 1, closed: 1}})
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	sum, err := s.Totals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := sum.Tallies[scheduler.Tally{Status: unreadableStatus}]; got != 2 || sum.Tallies[closed] != 4 {
		t.Errorf("%d unreadable and %d closed, want 2 and 4", got, sum.Tallies[closed])
	}
}

// Redis may be full at any moment: then it refuses the whole of a commit.
func TestAFullRedisRefusesACommitWhole(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	seed(t, client, full())
	before := dump(t, client)
	limit := func(limit string) {
		if err := client.ConfigSet(t.Context(), "maxmemory", limit).Err(); err != nil {
			t.Fatal(err)
		}
	}
	limit("1")
	err := s.Commit(t.Context(), scheduler.Change{Case: theState(), Intents: []*scheduler.Intent{theEmail("E2", base)}})
	if err == nil || !strings.Contains(err.Error(), "OOM") {
		t.Errorf("commit: %v, want Redis's OOM", err)
	}
	limit("0")
	if diff := cmp.Diff(before, dump(t, client)); diff != "" {
		t.Errorf("the refused commit has changed the store (-before +after):\n%s", diff)
	}
}

// After a restart Redis knows no scripts by name.
func TestForgottenScriptsAreSentAgain(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for i := range 3 {
		seed(t, client, full())
		if err := client.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		if err := s.Commit(t.Context(), scheduler.Change{Case: theState()}); err != nil {
			t.Errorf("commit %d: %v", i, err)
		}
	}
}

// A roll that cannot be read is told of, and stands in nobody's way: the next
// settlement writes it anew.
func TestAPoisonedRollIsDamaged(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for value, want := range map[string]roll.Roll{
		`3 {"marks":{"d":{"ann":"has"}}}`: {Version: 3, Marks: map[string]map[string]roll.Mark{"d": {"ann": "has"}}},
		"3 {]":                            {Version: 3, Damaged: true},
		"3 1\xff":                         {Version: 3, Damaged: true},
		"{}":                              {Damaged: true},
		"":                                {Damaged: true},
	} {
		if err := client.Set(t.Context(), "{ls03}roll:bscp:R11", value, 0).Err(); err != nil {
			t.Fatal(err)
		}
		got, err := s.Roll(t.Context(), theCase)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got)\n%s", value, err, diff)
		}
	}
}
