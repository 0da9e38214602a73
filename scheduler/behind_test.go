package scheduler_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// aCase opens a case in which a bank holiday on 15 February 2027 moves one date to
// an earlier day and another to a later.
func (d *station) aCase(t *testing.T, reference string, now time.Time) {
	t.Helper()
	open := scheduler.Opening{
		Partnership: "bscp", Procedure: "england-2023", Reference: reference,
		Facts: []plan.Fact{
			{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2027-02-01")},
			{Kind: plan.Planned, Name: "publication", At: plantest.When(t, "2027-02-19")},
		},
	}
	if _, err := d.cases.Open(t.Context(), open, now); err != nil {
		t.Fatal(err)
	}
}

// movings counts the entries of the audit log about moved dates.
func movings(t *testing.T, store scheduler.Store, id string) int {
	t.Helper()
	entries, err := store.Log(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if e.What == "calendar" && strings.HasPrefix(e.Text, "dates moved: ") {
			n++
		}
	}
	return n
}

// A case may be planned for another reason before the engine brings it up to date
// with a new list. Its audit log has once what moved its dates.
func TestWhatMovedACaseIsInItsLog(t *testing.T) {
	more := almanac.Received{Data: plantest.Proclaimed(t, calendar.EnglandAndWales, []calendar.Date{calendar.NewDate(2027, time.February, 15)}).JSON(), Source: "file", By: "clerk"}
	opened, now := plantest.At(t, "2027-02-01T10:00"), plantest.At(t, "2027-02-03T10:00")
	for name, plan := range map[string]func(t *testing.T, d *station){
		"something is recorded": func(t *testing.T, d *station) {
			done := plan.Fact{Kind: plan.Happened, Name: "notify-national-panel", At: plantest.When(t, "2027-02-02")}
			if _, err := d.cases.Record(t.Context(), "bscp:R1", []plan.Fact{done}, "clerk", now); err != nil {
				t.Fatal(err)
			}
		},
		"it is time for a reminder": func(t *testing.T, d *station) {
			if err := d.engine.RunCases(t.Context(), now.AddDate(0, 0, 3)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			store := memstore.New()
			d := boot(t, store, calendar.Shipped(), opened)
			d.aCase(t, "R1", opened)
			d.run(t, opened)
			if _, err := d.almanac.Import(t.Context(), more, now); err != nil {
				t.Fatal(err)
			}
			plan(t, d)
			if n := movings(t, store, "bscp:R1"); n != 1 {
				t.Errorf("the log tells %d times of moved dates", n)
			}
			d.run(t, now.AddDate(0, 0, 3))
			if n := movings(t, store, "bscp:R1"); n != 1 {
				t.Errorf("after every case was brought up to date, the log tells %d times of moved dates", n)
			}
		})
	}
}

// A daemon that has not read the newest list yet plans by the one before. Once it
// has read the list it brings its own cases up to date, although another daemon
// has applied the list to every case that existed.
func TestADaemonCatchesUpWithItsOwnCases(t *testing.T) {
	store := memstore.New()
	opened, now := plantest.At(t, "2027-02-01T10:00"), plantest.At(t, "2027-02-03T10:00")
	one, two := boot(t, store, calendar.Shipped(), opened), boot(t, store, calendar.Shipped(), opened)
	one.run(t, opened)
	two.run(t, opened)
	more := almanac.Received{Data: plantest.Proclaimed(t, calendar.EnglandAndWales, []calendar.Date{calendar.NewDate(2027, time.February, 15)}).JSON(), Source: "file"}
	if _, err := one.almanac.Import(t.Context(), more, now); err != nil {
		t.Fatal(err)
	}
	one.run(t, now)
	two.aCase(t, "R2", now.Add(time.Second))
	two.run(t, now.Add(time.Minute))
	if n := movings(t, store, "bscp:R2"); n != 1 {
		t.Errorf("the log tells %d times of moved dates", n)
	}
}

// If a coming bank holiday is withdrawn before anybody approved it, no date waits.
func TestWhatIsTakenBackDoesNotWait(t *testing.T) {
	store := memstore.New()
	opened, now := plantest.At(t, "2027-02-01T10:00"), plantest.At(t, "2027-02-03T10:00")
	d := boot(t, store, calendar.Shipped(), opened)
	d.aCase(t, "R1", opened)
	day := calendar.NewDate(2027, time.February, 15)
	lists := []almanac.Received{
		{Data: plantest.Proclaimed(t, calendar.EnglandAndWales, []calendar.Date{day}).JSON(), Source: "file"},
		{Data: calendar.Shipped().JSON(), Source: "file", Override: []calendar.Date{day}},
	}
	for i, want := range []string{"rapid-review 2027-02-22 open (2027-02-23 on approval)", "rapid-review 2027-02-22 open"} {
		if _, err := d.almanac.Import(t.Context(), lists[i], now); err != nil {
			t.Fatal(err)
		}
		d.run(t, now)
		if got := d.due(t, "bscp:R1", now, "rapid-review"); got != want {
			t.Errorf("after list %d: %s, want %s", i+1, got, want)
		}
	}
}

// meddled is a store in which something happens while somebody goes through its
// cases.
type meddled struct {
	*memstore.Store
	meanwhile func()
}

func (s *meddled) EachCase(ctx context.Context, visit func(string, *scheduler.Case, error) error) error {
	if f := s.meanwhile; f != nil {
		s.meanwhile = nil
		f()
	}
	return s.Store.EachCase(ctx, visit)
}

// Two daemons import the same list, and the first reads the line of the second
// while it still works out which dates the list moves: there is one version.
func TestAListIsNotImportedTwice(t *testing.T) {
	store := memstore.New()
	now := plantest.At(t, "2027-02-03T10:00")
	slow := &meddled{Store: store}
	one, two := boot(t, slow, calendar.Shipped(), now), boot(t, store, calendar.Shipped(), now)
	more := almanac.Received{Data: plantest.Proclaimed(t, calendar.EnglandAndWales, []calendar.Date{calendar.NewDate(2027, time.February, 15)}).JSON(), Source: "file"}
	slow.meanwhile = func() {
		if _, err := two.almanac.Import(t.Context(), more, now); err != nil {
			t.Error(err)
		}
		if err := one.almanac.Sync(t.Context()); err != nil {
			t.Error(err)
		}
	}
	r, err := one.almanac.Import(t.Context(), more, now)
	if err != nil || !r.Unchanged {
		t.Errorf("%+v, %v", r, err)
	}
	if s, err := store.JournalState(t.Context()); err != nil || s.Lines != 2 {
		t.Errorf("the journal has %d lines, %v", s.Lines, err)
	}
}
