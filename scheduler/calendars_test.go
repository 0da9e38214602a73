package scheduler_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// proclaimed is the list that ships with further bank holidays of a division.
func proclaimed(t fataler, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	return proclaimedSince(t, 0, d, days)
}

// proclaimedSince is that, without the days before one: a list is read many times
// over, and those that the test counts over are enough.
func proclaimedSince(t fataler, first calendar.Date, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	type event struct {
		Title string        `json:"title"`
		Date  calendar.Date `json:"date"`
		Notes string        `json:"notes"`
	}
	type division struct {
		Division calendar.Division `json:"division"`
		Events   []event           `json:"events"`
	}
	list := map[calendar.Division]division{}
	for _, of := range []calendar.Division{calendar.EnglandAndWales, calendar.Scotland, calendar.NorthernIreland} {
		var events []event
		for _, h := range calendar.Shipped().Events(of) {
			if h.Date >= first {
				events = append(events, event{h.Title, h.Date, h.Notes})
			}
		}
		for _, day := range days {
			if of == d {
				events = append(events, event{"A bank holiday by proclamation", day, ""})
			}
		}
		slices.SortFunc(events, func(a, b event) int { return int(a.Date - b.Date) })
		list[of] = division{of, events}
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	out, err := calendar.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fataler is a test, or one run of a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// course is a case that runs while lists of bank holidays come and go.
type course struct {
	*rapid.T
	p        *procedure.Procedure
	agencies []string
	counting calendar.Counting
	facts    []scheduler.Fact
	now      time.Time

	almanac   *scheduler.Almanac
	calendars scheduler.Calendars // by its lists
	extra     []calendar.Date     // bank holidays by proclamation, so far
}

var since2027 = calendar.NewDate(2027, time.January, 1)

// newCourse begins a case under any procedure, in any way of counting, early in
// 2027: until 2028 the list that ships has no bank holiday by proclamation.
func newCourse(t *rapid.T) *course {
	c := &course{T: t, now: calendar.NewDate(2027, time.January, 4).At(10, 0, 0)}
	p, err := procedure.Shipped().Latest(rapid.SampledFrom(procedure.Shipped().IDs()).Draw(t, "procedure"))
	if err != nil {
		t.Fatal(err)
	}
	c.p = p
	if slices.ContainsFunc(p.Milestones, func(m procedure.Milestone) bool { return m.PerAgency }) {
		c.agencies = []string{"police", "icb"}
	}
	for _, s := range calendar.Settings() {
		v := s.Values[rapid.SampledFrom([]int{0, 0, len(s.Values) - 1}).Draw(t, s.Name)]
		if err := c.counting.Set(s.Name, strings.NewReplacer("HH:MM-HH:MM", "08:00-18:00", "HH:MM", "16:30").Replace(v)); err != nil {
			t.Fatal(err)
		}
	}
	store, first := memstore.New(), proclaimedSince(t, since2027, calendar.EnglandAndWales, nil)
	line := scheduler.JournalLine{
		Number: 1, At: c.now.AddDate(0, 0, -30), What: scheduler.JournalShipped, Version: first.Version(), Hash: first.Hash(), Data: first.JSON(),
	}
	c.almanac = scheduler.NewAlmanac(store, scheduler.BooksOf(store, &town{}), c.use, slog.New(slog.DiscardHandler))
	if err := errors.Join(store.AppendJournal(t.Context(), line), c.almanac.Sync(t.Context())); err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Events {
		if e.Begins {
			c.say(scheduler.Happened, e.ID)
			break
		}
	}
	return c
}

// say records something, if it may be said of the case as it is.
func (c *course) say(kind scheduler.Kind, name string) {
	f := scheduler.Fact{ID: fmt.Sprintf("f%d", len(c.facts)+1), Kind: kind, Name: name, RecordedAt: c.now}
	name, instance, _ := strings.Cut(name, "/")
	f.Name, f.Instance = name, instance
	f.At = calendar.On(calendar.DateOf(c.now) - calendar.Date(rapid.IntRange(0, 5).Draw(c.T, "days ago")))
	if kind != scheduler.Happened {
		f.At = calendar.On(calendar.DateOf(c.now) + calendar.Date(rapid.IntRange(1, 60).Draw(c.T, "days ahead")))
		f.Reason = "agreed"
	}
	if m, ok := c.p.Milestone(name); ok && len(m.Outcomes) > 0 && kind == scheduler.Happened {
		f.Outcome = rapid.SampledFrom(m.Outcomes).Draw(c.T, "outcome")
	}
	if err := scheduler.Accept(c.p, c.agencies, c.facts, f, c.now); err != nil {
		return
	}
	c.facts = append(c.facts, f)
}

// sayAnything records an event or a milestone of the case: mostly that
// something which was running was done.
func (c *course) sayAnything() {
	var names, running []string
	for _, e := range c.p.Events {
		names = append(names, e.ID)
	}
	for _, m := range c.plan().Milestones {
		names = append(names, m.Key())
		if m.Status.Running() && !m.Due.IsZero() {
			running = append(running, m.Key())
		}
	}
	if len(running) > 0 && rapid.IntRange(0, 2).Draw(c.T, "done") > 0 {
		c.say(scheduler.Happened, rapid.SampledFrom(running).Draw(c.T, "name"))
		return
	}
	kind := rapid.SampledFrom([]scheduler.Kind{scheduler.Happened, scheduler.Planned, scheduler.Delayed}).Draw(c.T, "kind")
	c.say(kind, rapid.SampledFrom(names).Draw(c.T, "name"))
}

func (c *course) use(lists []scheduler.ListEra) {
	c.calendars = scheduler.CalendarsOf(lists, calendar.EnglandAndWales, calendar.Overlay{}, c.counting)
}

func (c *course) plan() *scheduler.Timetable {
	return c.calendars.Plan(c.p, c.agencies, c.facts, c.now)
}

// take imports a list with one bank holiday more, or with one that was to come
// and does not.
func (c *course) take() {
	today, extra := calendar.DateOf(c.now), slices.Clone(c.extra)
	toCome := slices.DeleteFunc(slices.Clone(extra), func(d calendar.Date) bool { return d <= today })
	var gone []calendar.Date
	if len(toCome) > 0 && (len(extra) == 4 || rapid.Bool().Draw(c.T, "cancelled")) {
		gone = []calendar.Date{rapid.SampledFrom(toCome).Draw(c.T, "which")}
		extra = slices.DeleteFunc(extra, func(d calendar.Date) bool { return d == gone[0] })
	} else {
		d := england.AddWorkingDays(today, rapid.IntRange(1, rapid.SampledFrom([]int{10, 40}).Draw(c.T, "within")).Draw(c.T, "working days ahead"))
		if len(extra) == 4 || slices.Contains(extra, d) {
			return
		}
		extra = append(extra, d)
	}
	c.receive(proclaimedSince(c.T, since2027, calendar.EnglandAndWales, extra), gone...)
	c.extra = extra
}

func (c *course) receive(list *calendar.List, override ...calendar.Date) {
	r := scheduler.Received{Data: list.JSON(), Source: "a test", Override: override}
	if _, err := c.almanac.Import(c.Context(), r, c.now); err != nil {
		c.Fatal(err)
	}
}

// waiting are the versions that wait for approval.
func (c *course) waiting() []string {
	var out []string
	lists := c.almanac.Lists()
	for _, w := range lists[len(lists)-1].Waiting {
		out = append(out, w.Version())
	}
	return out
}

func (c *course) approve(version string) {
	if _, err := c.almanac.Approve(c.Context(), version, "chair", "agreed", c.now); err != nil {
		c.Fatal(err)
	}
}

// pass lets some hours go by.
func (c *course) pass() {
	c.now = c.now.Add(time.Duration(rapid.IntRange(1, 72).Draw(c.T, "hours")) * time.Hour)
}

// happens lets something happen at once, and says what.
func (c *course) happens() string {
	what := rapid.SampledFrom([]string{"said", "said", "imported", "imported", "approved"}).Draw(c.T, "what")
	switch waiting := c.waiting(); {
	case what == "said":
		c.sayAnything()
	case what == "imported":
		c.take()
	case len(waiting) > 0:
		c.approve(rapid.SampledFrom(waiting).Draw(c.T, "version"))
	}
	return what
}

// result is how a milestone stands in the books.
type result struct {
	Status               scheduler.Status
	Earliest, Due, ActBy calendar.Date
	DueAt, Done          time.Time
}

func resultOf(m *scheduler.Milestone) result {
	return result{m.Status, m.Earliest, m.Due, m.ActBy, m.DueAt.UTC(), m.DoneAt.Earliest().UTC()}
}

// results are those of what was done.
func results(table *scheduler.Timetable) map[string]result {
	out := map[string]result{}
	for i := range table.Milestones {
		if m := &table.Milestones[i]; !m.DoneAt.IsZero() && !m.Due.IsZero() {
			out[m.Key()] = resultOf(m)
		}
	}
	return out
}

// A case runs on while lists of bank holidays come, are approved and are taken
// back. Whatever its procedure and its way of counting:
func TestACaseWhileListsComeAndGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCourse(t)
		done := map[string]result{}
		for range rapid.IntRange(2, 7).Draw(t, "events") {
			c.pass()
			before := c.plan()
			staysDone(t, "time went by", before, done)
			what := c.happens()
			after := c.plan()
			if what != "said" { // a statement may correct what was recorded before
				staysDone(t, what, after, done)
			}
			if what == "imported" {
				c.noDateIsLater(before, after)
			}
			done = results(after)
		}
		c.judgeOrder()
		c.judgeApproved()
	})
}

// What was done stays as it was reckoned, however much time goes by.
func staysDone(t *rapid.T, what string, table *scheduler.Timetable, done map[string]result) {
	t.Helper()
	for key, was := range done {
		if diff := cmp.Diff(was, resultOf(table.Find(key))); diff != "" {
			t.Fatalf("%s, and what was done is rewritten: %s (-was +is)\n%s", what, key, diff)
		}
	}
}

// A list that nobody approved makes no date later of what is running.
func (c *course) noDateIsLater(before, after *scheduler.Timetable) {
	c.Helper()
	for i := range before.Milestones {
		was, is := &before.Milestones[i], &after.Milestones[i]
		if !was.Status.Running() || was.Due.IsZero() || was.Opened.After(c.now) {
			continue
		}
		if is.Due.IsZero() || is.DueAt.After(was.DueAt.Time) || is.ActBy > was.ActBy {
			c.Fatalf("%s was due %s (act by %s) and is due %s (act by %s)", was.Key(), was.DueAt, was.ActBy, is.DueAt, is.ActBy)
		}
	}
}

// The order in which facts stand in the case changes nothing.
func (c *course) judgeOrder() {
	want, facts := written(c.T, c.plan()), c.facts
	c.facts = rapid.Permutation(facts).Draw(c.T, "order")
	if diff := cmp.Diff(want, written(c.T, c.plan())); diff != "" {
		c.Fatal(diff)
	}
	c.facts = facts
}

// Once everything is approved, what is not done yet is as if the newest list had
// always held, and nothing waits.
func (c *course) judgeApproved() {
	if waiting := c.waiting(); len(waiting) > 0 {
		c.approve(waiting[len(waiting)-1])
	}
	c.pass()
	got, want := c.plan(), scheduler.Plan(c.p, c.calendars.Newest(), c.agencies, c.facts, c.now)
	for i := range want.Milestones {
		g, w := &got.Milestones[i], &want.Milestones[i]
		if g.Pending != nil {
			c.Fatalf("%s still waits: %+v", g.Key(), g.Pending)
		}
		if !g.DoneAt.IsZero() {
			continue
		}
		if diff := cmp.Diff(resultOf(w), resultOf(g)); diff != "" {
			c.Fatalf("%s is not as the newest list alone has it:\n%s", g.Key(), diff)
		}
	}
}

func written(t fataler, table *scheduler.Timetable) string {
	t.Helper()
	data, err := json.MarshalIndent(table, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A list that differs in no working day of the partnership moves nothing, and
// waits for nobody.
func TestListsOfOtherDivisionsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCourse(t)
		for range rapid.IntRange(0, 6).Draw(t, "statements") {
			c.pass()
			c.sayAnything()
		}
		before := c.plan()
		elsewhere := rapid.SampledFrom([]calendar.Division{calendar.Scotland, calendar.NorthernIreland}).Draw(t, "division")
		d := england.AddWorkingDays(calendar.DateOf(c.now), rapid.IntRange(1, 40).Draw(t, "working days ahead"))
		if _, is := calendar.For(elsewhere).Holiday(d); is {
			d = england.AddWorkingDays(d, 1)
		}
		c.receive(proclaimedSince(t, since2027, elsewhere, []calendar.Date{d}))
		if n := len(c.calendars.Pending()); n != 0 {
			t.Fatalf("%d lists wait for approval", n)
		}
		after := c.plan()
		renamed := strings.ReplaceAll(written(t, before), before.CalendarVersion, after.CalendarVersion)
		if diff := cmp.Diff(renamed, written(t, after)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// What is to be done before a deadline runs as soon as that is known, and not
// from the deadline on: it is told of, and goes up the ladder, in time.
func TestWhatComesBeforeADeadlineIsToldInTime(t *testing.T) {
	facts := []scheduler.Fact{fact(t, scheduler.Happened, "aware=2027-01-04T10:00"), fact(t, scheduler.Happened, "notify-national-panel=2027-01-04T10:00")}
	told := life(t, "kent", office, []string{"police"}, facts, "2027-01-04T10:00", "2027-01-14T12:00", "summary-to-principal-social-worker")
	if diff := cmp.Diff(lines(`
		Mon 4 Jan 10:00:00 opened summary-to-principal-social-worker (report-author business-manager)
		Fri 8 Jan 16:59:59 reminder summary-to-principal-social-worker (report-author business-manager)
		Tue 12 Jan 19:59:59 reminder summary-to-principal-social-worker (report-author business-manager)
		Wed 13 Jan 00:00:00 overdue summary-to-principal-social-worker (report-author business-manager)
		Thu 14 Jan 00:00:00 escalation-1 summary-to-principal-social-worker (lcspr-chair)`), told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
