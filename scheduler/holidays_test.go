package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

const funeral = "Bank Holiday for the State Funeral of Queen Elizabeth II"

// county is a town whose bank holidays come from a journal.
type county struct {
	*town
	mu   sync.Mutex
	eras plan.Eras
}

// relist returns the calendars of the county by other lists.
func relist(eras []almanac.Era) plan.Eras {
	return almanac.ErasOf(eras, calendar.EnglandAndWales, calendar.Overlay{}, calendar.Counting{})
}

func (w *county) use(eras []almanac.Era) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.eras = relist(eras)
}

func (w *county) Find(id string) (scheduler.Partnership, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ps, ok := w.town.Find(id)
	ps.Eras = w.eras
	ps.Office.Calendar, ps.Office.Opens = ps.Eras.Newest(), ps.Eras.Newest()
	return ps, ok
}

// station is a daemon that follows the journal of bank holidays.
type station struct {
	partnerships *county
	almanac      *almanac.Almanac
	cases        *scheduler.Cases
	engine       *scheduler.Engine
	posts        *postbox
}

// boot starts a daemon over a store whose journal begins with a list.
func boot(t testing.TB, store scheduler.Store, first *calendar.List, now time.Time) *station {
	t.Helper()
	d := &station{posts: &postbox{}}
	log := slog.New(slog.DiscardHandler)
	d.partnerships = &county{town: &town{hours: notice.DefaultSendHours(), holders: map[string][]string{}}, eras: relist(almanac.ShippedEras())}
	d.almanac = almanac.New(store, scheduler.BooksOf(store, d.partnerships), d.partnerships.use, log)
	d.engine = newEngine(store, d.partnerships, d.almanac, d.posts)
	d.cases = scheduler.NewCases(store, d.partnerships, d.almanac, d.engine.Nudge, log)
	line := almanac.Line{
		Number: 1, At: now, What: almanac.Shipped, Version: first.Version(), Hash: first.Hash(), Source: "shipped with the program", Data: first.JSON(),
	}
	if err := store.AppendJournal(t.Context(), line); err != nil && !errors.Is(err, almanac.ErrTaken) {
		t.Fatal(err)
	}
	if err := d.almanac.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// run lets a daemon act at a moment, and returns the emails that it sent.
func (d *station) run(t testing.TB, now time.Time) []string {
	t.Helper()
	if err := errors.Join(d.engine.CatchUp(t.Context(), now), d.engine.RunCases(t.Context(), now), d.engine.RunEmails(t.Context(), now)); err != nil {
		t.Fatal(err)
	}
	return d.posts.take()
}

// moved lets a daemon act at a moment, and returns its emails about moved dates.
func (d *station) moved(t testing.TB, now time.Time) []string {
	t.Helper()
	return slices.DeleteFunc(d.run(t, now), func(s string) bool { return !strings.HasPrefix(s, "dates-changed ") })
}

// due returns the due dates of some milestones, with those that wait for approval.
func (d *station) due(t testing.TB, id string, now time.Time, keys ...string) string {
	t.Helper()
	v, err := d.cases.Show(t.Context(), id, now)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, key := range keys {
		m := v.Timetable.Find(key)
		line := fmt.Sprintf("%s %s %s", m.Key(), m.Due, m.Status)
		if m.Pending != nil {
			line += fmt.Sprintf(" (%s on approval)", m.Pending.Due)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// The bank holiday of 19 September 2022, proclaimed nine days before, meets a case
// that is running: a date that it makes earlier moves at once, one that it makes
// later waits for a person, and a milestone that was done stays as it was.
func TestTheStateFuneral(t *testing.T) {
	before, after := plantest.Without(t, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(t, "2023-05-08", "2026-06-15")
	store := memstore.New()
	opened := plantest.At(t, "2022-09-07T10:00")
	d := boot(t, store, before, opened)
	const id = "bscp:BSCP-2022-01"
	open := scheduler.Opening{
		Partnership: "bscp", Procedure: "england-2023", Reference: "BSCP-2022-01", By: "clerk",
		Facts: []plan.Fact{
			{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2022-09-07T09:00")},
			{Kind: plan.Planned, Name: "publication", At: plantest.When(t, "2022-09-27")},
		},
	}
	if _, err := d.cases.Open(t.Context(), open, opened); err != nil {
		t.Fatal(err)
	}
	d.run(t, opened)
	told := plantest.At(t, "2022-09-09T10:00")
	done := plan.Fact{Kind: plan.Happened, Name: "notify-national-panel", At: plantest.When(t, "2022-09-09T10:00")}
	if _, err := d.cases.Record(t.Context(), id, []plan.Fact{done}, "clerk", told); err != nil {
		t.Fatal(err)
	}
	keys := []string{"notify-national-panel", "rapid-review", "report-before-publication/ofsted"}
	check := func(what, got, want string) {
		t.Helper()
		if diff := cmp.Diff(strings.TrimSpace(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	check("before", d.due(t, id, told, keys...), `
notify-national-panel 2022-09-14 done
rapid-review 2022-09-28 open
report-before-publication/ofsted 2022-09-16 open`)

	proclaimed := plantest.At(t, "2022-09-12T09:00")
	list := almanac.Received{Data: after.JSON(), Source: "www.gov.uk", By: "clerk"}
	preview, err := d.almanac.Preview(t.Context(), list, proclaimed)
	if err != nil {
		t.Fatal(err)
	}
	check("preview", moves(preview), `
report-before-publication/national-panel 2022-09-16 to 2022-09-15, at once: Mon 19 September 2022 is a bank holiday now: `+funeral+`
report-before-publication/ofsted 2022-09-16 to 2022-09-15, at once: Mon 19 September 2022 is a bank holiday now: `+funeral+`
report-before-publication/secretary-of-state 2022-09-16 to 2022-09-15, at once: Mon 19 September 2022 is a bank holiday now: `+funeral+`
rapid-review 2022-09-28 to 2022-09-29, on approval: Mon 19 September 2022 is a bank holiday now: `+funeral)
	if s, _ := store.JournalState(t.Context()); s.Lines != 1 {
		t.Errorf("a preview wrote to the journal: %+v", s)
	}

	if _, err := d.almanac.Import(t.Context(), list, proclaimed); err != nil {
		t.Fatal(err)
	}
	check("emails of the import", strings.Join(d.moved(t, proclaimed), "\n"), `
dates-changed business-manager report-before-publication/national-panel,report-before-publication/secretary-of-state,report-before-publication/ofsted`)
	check("imported", d.due(t, id, proclaimed, keys...), `
notify-national-panel 2022-09-14 done
rapid-review 2022-09-28 open (2022-09-29 on approval)
report-before-publication/ofsted 2022-09-15 open`)

	approved := plantest.At(t, "2022-09-13T11:00")
	if _, err := d.almanac.Approve(t.Context(), "0000", "chair", "no such list", approved); err == nil {
		t.Error("a list that is not there was approved")
	}
	if _, err := d.almanac.Approve(t.Context(), after.Version(), "chair", "the Panel's secretariat agrees", approved); err != nil {
		t.Fatal(err)
	}
	check("emails of the approval", strings.Join(d.moved(t, approved), "\n"), `
dates-changed business-manager rapid-review
dates-changed lcspr-chair rapid-review`)
	check("approved", d.due(t, id, approved, keys...), `
notify-national-panel 2022-09-14 done
rapid-review 2022-09-29 open
report-before-publication/ofsted 2022-09-15 open`)

	entries, err := store.Log(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var log []string
	for _, e := range entries {
		if e.What == "calendar" {
			log = append(log, e.By+"> "+e.Text)
		}
	}
	check("audit log", strings.Join(log, "\n"), fmt.Sprintf(`
clerk> bank holidays: version %[1]s came from www.gov.uk
> dates moved: rapid-review stays 2022-09-28; 2022-09-29 waits for the approval of version %[1]s; report-before-publication/national-panel from 2022-09-16 to 2022-09-15; report-before-publication/secretary-of-state from 2022-09-16 to 2022-09-15; report-before-publication/ofsted from 2022-09-16 to 2022-09-15
chair> bank holidays: version %[1]s was approved: the Panel's secretariat agrees
> dates moved: rapid-review from 2022-09-28 to 2022-09-29`, after.Version()))
	v, err := d.cases.Show(t.Context(), id, approved)
	if err != nil {
		t.Fatal(err)
	}
	why := v.Timetable.Find("rapid-review").Explanation.Sentences()
	if last := why[len(why)-1]; last != "moved from Wed 28 September 2022: Mon 19 September 2022 is a bank holiday now: "+funeral {
		t.Errorf("the explanation ends %q", last)
	}
}

func moves(r *almanac.Report) string {
	var out []string
	for _, m := range r.Moves {
		out = append(out, fmt.Sprintf("%s %s to %s, %s: %s", m.Milestone, m.Old, m.New, m.Applies, strings.Join(m.Why, "; ")))
	}
	return strings.Join(out, "\n")
}

// A result stays as it was reckoned when it was recorded, even if a new list would
// change it: late stays late.
func TestPastResultsAreNotRewritten(t *testing.T) {
	before, after := plantest.Without(t, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(t, "2023-05-08", "2026-06-15")
	d := boot(t, memstore.New(), before, plantest.At(t, "2022-09-01T10:00"))
	const id = "bscp:R1"
	open := scheduler.Opening{
		Partnership: "bscp", Procedure: "england-2023", Reference: "R1",
		Facts: []plan.Fact{{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2022-09-13")}},
	}
	if _, err := d.cases.Open(t.Context(), open, plantest.At(t, "2022-09-13T10:00")); err != nil {
		t.Fatal(err)
	}
	late := plan.Fact{Kind: plan.Happened, Name: "notify-national-panel", At: plantest.When(t, "2022-09-21")}
	if _, err := d.cases.Record(t.Context(), id, []plan.Fact{late}, "clerk", plantest.At(t, "2022-09-21T10:00")); err != nil {
		t.Fatal(err)
	}
	const want = "notify-national-panel 2022-09-20 late"
	if got := d.due(t, id, plantest.At(t, "2022-09-21T11:00"), "notify-national-panel"); got != want {
		t.Fatalf("before: %s", got)
	}
	now := plantest.At(t, "2022-09-22T10:00")
	override := []calendar.Date{calendar.NewDate(2022, time.September, 19)} // it is past by now
	if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "file", Override: override}, now); err != nil {
		t.Fatal(err)
	}
	d.run(t, now)
	if _, err := d.almanac.Approve(t.Context(), after.Version(), "chair", "agreed", now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	d.run(t, now.Add(time.Hour))
	if got := d.due(t, id, now.Add(2*time.Hour), "notify-national-panel", "rapid-review"); got != want+"\nrapid-review 2022-10-05 open" {
		t.Errorf("after: %s", got)
	}
	// A case whose clock begins to run after the list came counts by it at once,
	// approved or not.
	open.Reference, open.Facts[0].At = "R2", plantest.When(t, "2022-09-15")
	if _, err := d.cases.Open(t.Context(), open, now.Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got := d.due(t, "bscp:R2", now.Add(4*time.Hour), "notify-national-panel"); got != "notify-national-panel 2022-09-23 open" {
		t.Errorf("a new case: %s", got)
	}
}

// A refused list changes nothing, is kept once, and keeps no good list from being
// taken.
func TestListsThatAreRefused(t *testing.T) {
	store := memstore.New()
	now := plantest.At(t, "2026-11-22T10:00")
	d := boot(t, store, calendar.Shipped(), now)
	shrunk := plantest.Without(t, "2027-01-01").JSON()
	for _, data := range [][]byte{[]byte("<html>"), []byte("<html>"), shrunk, nil} {
		_, err := d.almanac.Import(t.Context(), almanac.Received{Data: data, Source: "file"}, now)
		if _, refused := errors.AsType[*almanac.RefusedList](err); !refused {
			t.Fatalf("%.20q: %v", data, err)
		}
	}
	lines := d.almanac.Lines()
	var kinds []string
	for _, l := range lines {
		kinds = append(kinds, string(l.What))
	}
	if got := strings.Join(kinds, " "); got != "shipped refused refused refused" {
		t.Errorf("the journal holds %s", got)
	}
	if kept, err := d.almanac.Data(t.Context(), lines[2].Version); err != nil || string(kept.Data) != string(shrunk) || len(kept.Problems) == 0 {
		t.Errorf("what was refused is not kept: %v", err)
	}
	if _, err := d.almanac.Approve(t.Context(), lines[2].Version, "chair", "why not", now); err == nil {
		t.Error("a refused list was approved")
	}
	same, err := d.almanac.Import(t.Context(), almanac.Received{Data: calendar.Shipped().JSON(), Source: "file"}, now)
	if err != nil || !same.Unchanged {
		t.Errorf("the same list: %+v, %v", same, err)
	}
	if s, err := store.JournalState(t.Context()); err != nil || s.Lines != 4 {
		t.Errorf("state %+v, %v", s, err)
	}
}

// shortLived is the store of a process that dies after so many commits.
type shortLived struct {
	*memstore.Store
	left int
}

var errKilled = errors.New("killed")

func (s *shortLived) Commit(ctx context.Context, c scheduler.Change) error {
	if s.left--; s.left < 0 {
		return errKilled
	}
	return s.Store.Commit(ctx, c)
}

// Two daemons import the same list at once, and one is restarted before it has
// brought the cases up to date: there is one version, and it is applied once.
func TestTwoDaemonsAndARestart(t *testing.T) {
	before, after := plantest.Without(t, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(t, "2023-05-08", "2026-06-15")
	store := memstore.New()
	opened, now := plantest.At(t, "2022-09-07T10:00"), plantest.At(t, "2022-09-12T10:00")
	one, two := boot(t, store, before, opened), boot(t, store, before, opened)
	const cases = 20
	for i := range cases {
		open := scheduler.Opening{
			Partnership: "bscp", Procedure: "england-2023", Reference: fmt.Sprintf("R%d", i),
			Facts: []plan.Fact{
				{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2022-09-07")},
				{Kind: plan.Planned, Name: "publication", At: plantest.When(t, "2022-09-27")},
			},
		}
		if _, err := one.cases.Open(t.Context(), open, opened); err != nil {
			t.Fatal(err)
		}
	}
	one.run(t, opened)
	var wg sync.WaitGroup
	for _, d := range []*station{one, two} {
		wg.Go(func() {
			if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "www.gov.uk"}, now); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if s, err := store.JournalState(t.Context()); err != nil || s.Lines != 2 {
		t.Fatalf("the journal has %d lines, %v", s.Lines, err)
	}
	killed := boot(t, &shortLived{Store: store, left: cases / 2}, before, opened)
	if err := killed.engine.CatchUp(t.Context(), now); !errors.Is(err, errKilled) {
		t.Fatalf("it was to be broken off half-way: %v", err)
	}
	restarted := boot(t, store, before, now)
	var emails []string
	for _, d := range []*station{two, restarted} {
		wg.Go(func() {
			if err := d.engine.CatchUp(t.Context(), now); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	emails = append(two.moved(t, now), restarted.moved(t, now)...)
	slices.Sort(emails)
	if n := len(emails); n != cases {
		t.Errorf("%d emails for %d cases: %s", n, cases, strings.Join(emails, "\n"))
	}
	if s, err := store.JournalState(t.Context()); err != nil || s.Applied != 2 {
		t.Errorf("applied up to line %d, %v", s.Applied, err)
	}
	for i := range cases {
		log, err := store.Log(t.Context(), fmt.Sprintf("bscp:R%d", i))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, e := range log {
			if strings.HasPrefix(e.Text, "dates moved: ") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("the dates of case %d were moved %d times", i, n)
		}
	}
}
