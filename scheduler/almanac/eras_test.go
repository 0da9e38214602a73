package almanac_test

import (
	"context"
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
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// course is a case that runs while lists of bank holidays come and go.
type course struct {
	*rapid.T
	p        *procedure.Procedure
	agencies []string
	counting calendar.Counting
	facts    []plan.Fact
	now      time.Time

	almanac *almanac.Almanac
	eras    plan.Eras       // by its lists
	extra   []calendar.Date // bank holidays by proclamation, so far
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
	store, first := memstore.New(), plantest.ProclaimedSince(t, since2027, calendar.EnglandAndWales, nil)
	line := almanac.Line{
		Number: 1, At: c.now.AddDate(0, 0, -30), What: almanac.Shipped, Version: first.Version(), Hash: first.Hash(), Data: first.JSON(),
	}
	c.almanac = almanac.New(store, unconcerned{}, c.use, slog.New(slog.DiscardHandler))
	if err := errors.Join(store.AppendJournal(t.Context(), line), c.almanac.Sync(t.Context())); err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Events {
		if e.Begins {
			c.say(plan.Happened, e.ID)
			break
		}
	}
	return c
}

// say records a fact, if the case as it is admits it.
func (c *course) say(kind plan.Kind, name string) {
	f := plan.Fact{ID: fmt.Sprintf("f%d", len(c.facts)+1), Kind: kind, Name: name, RecordedAt: c.now}
	name, instance, _ := strings.Cut(name, "/")
	f.Name, f.Instance = name, instance
	f.At = calendar.On(calendar.DateOf(c.now) - calendar.Date(rapid.IntRange(0, 5).Draw(c.T, "days ago")))
	if kind != plan.Happened {
		f.At = calendar.On(calendar.DateOf(c.now) + calendar.Date(rapid.IntRange(1, 60).Draw(c.T, "days ahead")))
		f.Reason = "agreed"
	}
	if m, ok := c.p.Milestone(name); ok && len(m.Outcomes) > 0 && kind == plan.Happened {
		f.Outcome = rapid.SampledFrom(m.Outcomes).Draw(c.T, "outcome")
	}
	if err := plan.Accept(plan.Situation{Procedure: c.p, Agencies: c.agencies, Facts: c.facts}, f, c.now); err != nil {
		return
	}
	c.facts = append(c.facts, f)
}

// sayAnything records an event or a milestone of the case: mostly that a running
// milestone was done.
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
		c.say(plan.Happened, rapid.SampledFrom(running).Draw(c.T, "name"))
		return
	}
	kind := rapid.SampledFrom([]plan.Kind{plan.Happened, plan.Planned, plan.Delayed}).Draw(c.T, "kind")
	c.say(kind, rapid.SampledFrom(names).Draw(c.T, "name"))
}

func (c *course) use(eras []almanac.Era) {
	c.eras = almanac.ErasOf(eras, calendar.EnglandAndWales, calendar.Overlay{}, c.counting)
}

func (c *course) plan() *plan.Timetable {
	return plan.Plan(plan.Situation{Procedure: c.p, Eras: c.eras, Agencies: c.agencies, Facts: c.facts}, c.now)
}

// take imports a list with one more bank holiday, or without one that was to come.
func (c *course) take() {
	today, extra := calendar.DateOf(c.now), slices.Clone(c.extra)
	toCome := slices.DeleteFunc(slices.Clone(extra), func(d calendar.Date) bool { return d <= today })
	var gone []calendar.Date
	if len(toCome) > 0 && (len(extra) == 4 || rapid.Bool().Draw(c.T, "cancelled")) {
		gone = []calendar.Date{rapid.SampledFrom(toCome).Draw(c.T, "which")}
		extra = slices.DeleteFunc(extra, func(d calendar.Date) bool { return d == gone[0] })
	} else {
		d := plantest.England().AddWorkingDays(today, rapid.IntRange(1, rapid.SampledFrom([]int{10, 40}).Draw(c.T, "within")).Draw(c.T, "working days ahead"))
		if len(extra) == 4 || slices.Contains(extra, d) {
			return
		}
		extra = append(extra, d)
	}
	c.receive(plantest.ProclaimedSince(c.T, since2027, calendar.EnglandAndWales, extra), gone...)
	c.extra = extra
}

func (c *course) receive(list *calendar.List, override ...calendar.Date) {
	r := almanac.Received{Data: list.JSON(), Source: "a test", Override: override}
	if _, err := c.almanac.Import(c.Context(), r, c.now); err != nil {
		c.Fatal(err)
	}
}

// waiting returns the versions that wait for approval.
func (c *course) waiting() []string {
	var out []string
	eras := c.almanac.Eras()
	for _, w := range eras[len(eras)-1].Waiting {
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

// happens lets something happen, and returns what.
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

// result is the part of a milestone that must not be rewritten once it is done.
type result struct {
	Status               plan.Status
	Earliest, Due, ActBy calendar.Date
	DueAt, Done          time.Time
}

func resultOf(m *plan.Milestone) result {
	return result{m.Status, m.Earliest, m.Due, m.ActBy, m.DueAt.UTC(), m.DoneAt.Earliest().UTC()}
}

// results returns the results of the milestones that were done, by key.
func results(table *plan.Timetable) map[string]result {
	out := map[string]result{}
	for i := range table.Milestones {
		if m := &table.Milestones[i]; !m.DoneAt.IsZero() && !m.Due.IsZero() {
			out[m.Key()] = resultOf(m)
		}
	}
	return out
}

// A case runs on while lists of bank holidays come, are approved and are withdrawn.
// Whatever its procedure and its way of counting, no result is rewritten, and no
// date becomes later before somebody approves it.
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

// staysDone checks that a milestone which was done stays as it was reckoned.
func staysDone(t *rapid.T, what string, table *plan.Timetable, done map[string]result) {
	t.Helper()
	for key, was := range done {
		if diff := cmp.Diff(was, resultOf(table.Find(key))); diff != "" {
			t.Fatalf("%s, and a result is rewritten: %s (-was +is)\n%s", what, key, diff)
		}
	}
}

// noDateIsLater checks that a list which nobody approved makes no date of a running
// milestone later.
func (c *course) noDateIsLater(before, after *plan.Timetable) {
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

// judgeOrder checks that facts in another order give the same timetable.
func (c *course) judgeOrder() {
	want, facts := written(c.T, c.plan()), c.facts
	c.facts = rapid.Permutation(facts).Draw(c.T, "order")
	if diff := cmp.Diff(want, written(c.T, c.plan())); diff != "" {
		c.Fatal(diff)
	}
	c.facts = facts
}

// judgeApproved checks that once every list is approved, none waits, and a milestone
// that is not done is as if the newest list had always held.
func (c *course) judgeApproved() {
	if waiting := c.waiting(); len(waiting) > 0 {
		c.approve(waiting[len(waiting)-1])
	}
	c.pass()
	got, want := c.plan(), plan.Plan(plan.Situation{Procedure: c.p, Eras: plan.Always(c.eras.Newest()), Agencies: c.agencies, Facts: c.facts}, c.now)
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

func written(t plantest.T, table *plan.Timetable) string {
	t.Helper()
	data, err := json.MarshalIndent(table, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A list that changes no working day of the partnership moves nothing, and does
// not wait for approval.
func TestListsOfOtherDivisionsChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCourse(t)
		for range rapid.IntRange(0, 6).Draw(t, "statements") {
			c.pass()
			c.sayAnything()
		}
		before := c.plan()
		elsewhere := rapid.SampledFrom([]calendar.Division{calendar.Scotland, calendar.NorthernIreland}).Draw(t, "division")
		d := plantest.England().AddWorkingDays(calendar.DateOf(c.now), rapid.IntRange(1, 40).Draw(t, "working days ahead"))
		if _, is := calendar.For(elsewhere).Holiday(d); is {
			d = plantest.England().AddWorkingDays(d, 1)
		}
		c.receive(plantest.ProclaimedSince(t, since2027, elsewhere, []calendar.Date{d}))
		if n := len(c.eras.Pending()); n != 0 {
			t.Fatalf("%d lists wait for approval", n)
		}
		after := c.plan()
		renamed := strings.ReplaceAll(written(t, before), before.CalendarVersion, after.CalendarVersion)
		if diff := cmp.Diff(renamed, written(t, after)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// unconcerned are books without a case or a partnership.
type unconcerned struct{}

func (unconcerned) Partnerships() []string { return nil }

func (unconcerned) Under(string, []almanac.Era) (plan.Eras, bool) { return plan.Eras{}, false }

func (unconcerned) EachOpen(context.Context, func(almanac.OpenCase) error) error { return nil }
