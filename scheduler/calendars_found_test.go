package scheduler_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// This file has faults that a reader of the code found, each with the case that
// showed it.

// withFuneral returns the lists before and after the State Funeral's holiday.
func withFuneral(t testing.TB) (before, after *calendar.List) {
	t.Helper()
	return plantest.Without(t, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(t, "2023-05-08", "2026-06-15")
}

func (d *station) open(t testing.TB, procedure, reference, now string, facts ...plan.Fact) {
	t.Helper()
	o := scheduler.Opening{Partnership: "bscp", Procedure: procedure, Reference: reference, By: "clerk", Facts: facts}
	if _, err := d.cases.Open(t.Context(), o, plantest.At(t, now)); err != nil {
		t.Fatal(err)
	}
}

func happened(t testing.TB, name, when string) plan.Fact {
	t.Helper()
	f := plantest.Fact(t, plan.Happened, name+"="+when)
	f.ID = ""
	return f
}

func planned(t testing.TB, name, when string) plan.Fact {
	t.Helper()
	f := happened(t, name, when)
	f.Kind = plan.Planned
	return f
}

// A list that waits for approval must not suspend a duty: the earlier date was
// missed, and the delay has to be explained.
func TestAWaitingListSuspendsNoDuty(t *testing.T) {
	before, after := withFuneral(t)
	came := plantest.At(t, "2022-09-12T10:00")
	eras := []almanac.Era{
		{Line: 1, Law: before},
		{From: came, Line: 2, Law: before, Waiting: []almanac.Waiting{{List: after, Since: came}}},
	}
	facts := []plan.Fact{plantest.Fact(t, plan.Happened, "aware=2022-03-01"), plantest.Fact(t, plan.Happened, "review-initiated=2022-03-19")}
	for _, known := range [][]almanac.Era{eras[:1], eras} {
		rolled := almanac.ErasOf(known, calendar.EnglandAndWales, calendar.Overlay{}, calendar.Counting{Roll: calendar.Next})
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "england-2023"), Eras: rolled, Facts: facts}, plantest.At(t, "2022-09-20T10:00"))
		published, explain := table.Find("review-published"), table.Find("explain-delay")
		got := fmt.Sprint(published.Due, " ", published.Status, ", ", explain.Due, " ", explain.Status)
		if want := "2022-09-19 overdue, 2022-09-21 open"; got != want {
			t.Errorf("%d eras: got %s, want %s", len(known), got, want)
		}
		if len(known) == 2 && (published.Pending == nil || published.Pending.Due.String() != "2022-09-20") {
			t.Errorf("nothing waits: %+v", published.Pending)
		}
	}
}

// A line counts once it is read, even if its writer's clock is ahead.
func TestALineFromAClockAhead(t *testing.T) {
	before, after := withFuneral(t)
	store := memstore.New()
	opened := plantest.At(t, "2022-09-07T10:00")
	one, two := boot(t, store, before, opened), boot(t, store, before, opened)
	one.open(t, "england-2023", "R1", "2022-09-07T10:00", happened(t, "aware", "2022-09-07"), planned(t, "publication", "2022-09-27"))
	one.run(t, opened)
	ahead, ours := plantest.At(t, "2022-09-12T10:02"), plantest.At(t, "2022-09-12T10:00")
	if _, err := one.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "x"}, ahead); err != nil {
		t.Fatal(err)
	}
	if err := two.almanac.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := two.cases.Record(t.Context(), "bscp:R1", []plan.Fact{happened(t, "notify-national-panel", "2022-09-09")}, "clerk", ours); err != nil {
		t.Fatal(err)
	}
	told := append(two.moved(t, ours.Add(time.Minute)), one.moved(t, ahead)...)
	if len(told) != 1 || !strings.Contains(told[0], "report-before-publication/ofsted") {
		t.Errorf("told %q", told)
	}
	if got, want := two.due(t, "bscp:R1", ours, "report-before-publication/ofsted"), "report-before-publication/ofsted 2022-09-15 open"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	entries, err := store.Log(t.Context(), "bscp:R1")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range entries {
		if strings.HasPrefix(e.Text, "dates moved: ") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the log says %d times that dates moved", n)
	}
}

// A milestone that was done in time before the list came stays in time, whenever
// that is recorded.
func TestDoneBeforeTheListAndRecordedAfter(t *testing.T) {
	before, after := withFuneral(t)
	d := boot(t, memstore.New(), before, plantest.At(t, "2022-09-07T10:00"))
	d.open(t, "england-2023", "R1", "2022-09-07T10:00", happened(t, "aware", "2022-09-07"), planned(t, "publication", "2022-09-27"))
	if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "x"}, plantest.At(t, "2022-09-16T12:00")); err != nil {
		t.Fatal(err)
	}
	sent := happened(t, "report-before-publication/ofsted", "2022-09-16T09:00")
	if _, err := d.cases.Record(t.Context(), "bscp:R1", []plan.Fact{sent}, "clerk", plantest.At(t, "2022-09-16T14:00")); err != nil {
		t.Fatal(err)
	}
	if got, want := d.due(t, "bscp:R1", plantest.At(t, "2022-09-16T15:00"), "report-before-publication/ofsted"), "report-before-publication/ofsted 2022-09-16 done"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// borough is a county whose office has closures of its own.
type borough struct {
	*county
	opens *calendar.Calendar
}

func (w *borough) use(eras []almanac.Era) {
	w.county.use(eras)
	closed := calendar.Overlay{Closed: []calendar.Holiday{{Date: calendar.NewDate(2022, time.December, 28), Title: "closed"}}}
	w.opens = calendar.MustNew(calendar.EnglandAndWales, eras[len(eras)-1].Newest(), closed)
}

func (w *borough) Find(id string) (scheduler.Partnership, bool) {
	ps, ok := w.county.Find(id)
	ps.Procedures = append(ps.Procedures, "own")
	ps.Office.Opens = w.opens
	return ps, ok
}

// A new holiday moves a reminder, also of an office with closures of its own.
func TestANewHolidayMovesTheReminderOfAnOfficeWithClosures(t *testing.T) {
	before, after := withFuneral(t)
	own := &fstest.MapFile{Data: []byte(`
id: own
edition: 2020-01-01
title: Own
document: Ours
inherits: england-2023
reminders: [1 working day]
milestones:
  review-published: {title: T, due: 6 months after review-initiated, done-by: publication, owner: business-manager, reminders: [1 working day], statutory: true, source: {section: x}}
`)}
	library, err := procedure.Shipped().Extend(fstest.MapFS{"own.yaml": own}, "own")
	if err != nil {
		t.Fatal(err)
	}
	store, log, now := memstore.New(), slog.New(slog.DiscardHandler), plantest.At(t, "2022-09-01T10:00")
	w := &borough{county: &county{town: &town{rules: library, hours: notice.DefaultSendHours(), holders: map[string][]string{}}}}
	w.use([]almanac.Era{{Law: before}})
	d := &station{posts: &postbox{}, partnerships: w.county}
	d.almanac = almanac.New(store, scheduler.BooksOf(store, w), w.use, log)
	d.engine = newEngine(store, w, d.almanac, d.posts)
	d.cases = scheduler.NewCases(store, w, d.almanac, d.engine.Nudge, log)
	line := almanac.Line{Number: 1, At: now, What: almanac.Shipped, Version: before.Version(), Hash: before.Hash(), Data: before.JSON()}
	if err := errors.Join(store.AppendJournal(t.Context(), line), d.almanac.Sync(t.Context())); err != nil {
		t.Fatal(err)
	}
	d.open(t, "own", "R1", "2022-09-01T10:00", happened(t, "aware", "2022-03-01"), happened(t, "notify-national-panel", "2022-03-01"),
		happened(t, "rapid-review", "2022-03-01"), happened(t, "review-initiated", "2022-03-20"))
	d.run(t, now)
	if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "x"}, plantest.At(t, "2022-09-12T09:00")); err != nil {
		t.Fatal(err)
	}
	d.run(t, plantest.At(t, "2022-09-12T09:00"))
	if diff := cmp.Diff([]string{"reminder business-manager review-published"}, d.run(t, plantest.At(t, "2022-09-16T08:00"))); diff != "" {
		t.Errorf("on the Friday before the new holiday (-want +got):\n%s", diff)
	}
}

// A daemon dies and leaves a case planned by an older list, although every case was
// reported to be up to date. The next daemon finds that case.
func TestACaseLeftBehindByADaemonThatDied(t *testing.T) {
	before, after := withFuneral(t)
	store := memstore.New()
	opened, now := plantest.At(t, "2022-09-07T10:00"), plantest.At(t, "2022-09-12T10:00")
	one, behind := boot(t, store, before, opened), boot(t, store, before, opened)
	if _, err := one.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "x"}, now); err != nil {
		t.Fatal(err)
	}
	one.run(t, now)
	behind.open(t, "england-2023", "R1", "2022-09-12T10:00", happened(t, "aware", "2022-09-07"), planned(t, "publication", "2022-09-27"))
	next := boot(t, store, before, now)
	next.run(t, now)
	c, err := store.Case(t.Context(), "bscp:R1")
	if err != nil || c.Journal != 2 {
		t.Errorf("planned by line %d (%v)", c.Journal, err)
	}
}

// A source that answers with an error, in other bytes each time, is kept once.
func TestAnErrorThatIsNeverTheSameTwice(t *testing.T) {
	store := memstore.New()
	now := plantest.At(t, "2026-11-22T10:00")
	d := boot(t, store, calendar.Shipped(), now)
	for i := range 24 {
		answer := fmt.Appendf(nil, `{"error":"try later","request":"%d"}`, i)
		if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: answer, Source: "x"}, now); err == nil {
			t.Fatal("the error was taken for a list")
		}
	}
	if s, err := store.JournalState(t.Context()); err != nil || s.Lines != 2 {
		t.Errorf("the journal has %d lines (%v)", s.Lines, err)
	}
}
