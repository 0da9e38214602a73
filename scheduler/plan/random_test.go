package plan_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Every timetable has these properties, whatever the procedure, the facts, the
// division and the way of counting. TestWhatIsDrawnAtRandom shows that none of
// them is empty. A case costs little, so there are several rounds.
func TestPropertiesOfEveryTimetable(t *testing.T) {
	properties := map[string]func(t *rapid.T, md *model){
		"a due date lies on the right side of the moment that it counts from": directions,
		"a basis is the weakest of those used":                                bases,
		"a fact changes no date that does not depend on it":                   independence,
		"the order in which facts stand does not matter":                      orderless,
		"a delay moves no due date":                                           delays,
		"days and moments fit together":                                       daysAndMoments,
		"the status is that of the dates and the moment":                      statuses,
		"the explanation names the date":                                      explained,
		"a timetable survives JSON":                                           roundTrip,
	}
	names := slices.Sorted(maps.Keys(properties))
	for round := range 4 {
		t.Run(fmt.Sprint(round+1), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				c := cases.Filter(func(c *drawn) bool { return c.refused == nil }).Draw(t, "case")
				md := modelOf(c)
				at := ""
				defer func() {
					if t.Failed() {
						t.Logf("%s:\n%s\n%s", at, c.describe(), md.describe())
					}
				}()
				for _, name := range names {
					at = name
					properties[name](t, md)
				}
			})
		})
	}
}

func (c *drawn) describe() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nnow %s, %s, %s\n", c.text, calendar.Instant(c.now), c.cal.Division(), c.cal.Counting())
	for _, f := range c.facts {
		fmt.Fprintf(&b, "%s %s %s %s %s%s, recorded %s\n", f.ID, f.Kind, f.Key(), f.At, f.Outcome, f.Withdraws, calendar.Instant(f.RecordedAt))
	}
	return b.String()
}

func (md *model) describe() string {
	var b strings.Builder
	for i := range md.table.Milestones {
		m := &md.table.Milestones[i]
		fmt.Fprintf(&b, "%s %s %s %s..%s (%s) planned %s done %s\n", m.Key(), m.Status, m.Basis, m.Earliest, m.Due, m.DueAt, m.Planned, m.DoneAt)
	}
	return b.String()
}

// each calls do with every milestone and its definition.
func (md *model) each(do func(m *plan.Milestone, def *procedure.Milestone)) {
	for i := range md.table.Milestones {
		m := &md.table.Milestones[i]
		def, _ := md.proc.Milestone(m.ID)
		do(m, def)
	}
}

// directions checks that a date lies on the right side of the moment that its rule
// counts from. Of two rules one must agree; both must, if the later of two forward
// ones counts or the earlier of two backward ones.
func directions(t *rapid.T, md *model) {
	md.each(func(m *plan.Milestone, def *procedure.Milestone) {
		if !m.Due.IsZero() && !md.onItsSide(m, def.Due) {
			t.Fatalf("%s, %s, is due %s", m.Key(), m.Rule, m.Due)
		}
		if m.Earliest > m.Due {
			t.Fatalf("%s opens %s and is due %s", m.Key(), m.Earliest, m.Due)
		}
	})
}

// onItsSide says whether the date of a milestone lies on the right side of the
// moment that a rule counts from.
func (md *model) onItsSide(m *plan.Milestone, rule procedure.Rule) bool {
	switch r := rule.(type) {
	case procedure.Set:
		return true
	case procedure.Either:
		return md.eitherSide(m, r)
	case procedure.Offset:
		return md.side(m, r.Anchor, r.Before, r.Period.Unit)
	case procedure.Window:
		return md.side(m, r.Anchor, r.Before, r.Unit)
	case procedure.Keep:
		return md.side(m, r.Anchor, false, r.Period.Unit)
	case procedure.SameDay:
		return md.sameDay(m, r.Anchor)
	case procedure.Day:
		return md.side(m, r.Anchor, false, "")
	}
	panic("the model has no side for " + rule.String())
}

func (md *model) eitherSide(m *plan.Milestone, r procedure.Either) bool {
	holds := 0
	for _, side := range []procedure.Rule{r.A, r.B} {
		known := md.known(m, side)
		ok := known && md.onItsSide(m, side)
		if ok {
			holds++
		}
		back, simple := backward(side)
		if known && !ok && simple && back != r.Later {
			return false
		}
	}
	return holds > 0
}

// known says whether a rule gives a date.
func (md *model) known(m *plan.Milestone, rule procedure.Rule) bool {
	if r, ok := rule.(procedure.Either); ok {
		return md.known(m, r.A) || md.known(m, r.B)
	}
	return md.input(m, rule.Anchors()[0]).basis != plan.BasisWaiting
}

// backward returns the direction of a rule that has a single one.
func backward(rule procedure.Rule) (back, simple bool) {
	switch r := rule.(type) {
	case procedure.Offset:
		return r.Before, true
	case procedure.Window:
		return r.Before, true
	case procedure.Day:
		return false, true
	}
	return false, false
}

// side says whether a date lies on the right side of an anchor. It compares days;
// for a count in hours, moments.
func (md *model) side(m *plan.Milestone, a procedure.Anchor, back bool, unit calendar.Unit) bool {
	in := md.input(m, a)
	if in.when.IsZero() {
		return true // a moment that the model does not know
	}
	first, last := md.stood(in)
	switch {
	case unit == calendar.Hours && back:
		return !m.DueAt.After(calendar.When{Date: last, Clock: in.when.Clock}.Earliest())
	case unit == calendar.Hours && in.when.Timed():
		return !m.DueAt.Before(in.when.Clock)
	case unit == calendar.Hours:
		return !m.DueAt.Before(first.Start())
	case back:
		return m.Due <= last
	}
	return m.Due >= first
}

// stood returns the first and the last day on which a due date can have stood
// before it was rolled: other dates count from there.
func (md *model) stood(in input) (first, last calendar.Date) {
	first, last = in.when.Date, in.when.Date
	if !in.end || md.cal.Counting().Roll == "" {
		return first, last
	}
	for !md.works(first - 1) {
		first--
	}
	for !md.works(last + 1) {
		last++
	}
	return first, last
}

// sameDay says whether a date is the day of an anchor, or the next if it was late
// in the day.
func (md *model) sameDay(m *plan.Milestone, a procedure.Anchor) bool {
	in := md.input(m, a)
	if in.when.IsZero() {
		return true
	}
	first, last := md.stood(in)
	if md.cal.Counting().LateAfter != 0 && in.when.Timed() {
		last++
	}
	return first <= m.Due && m.Due <= last
}

// bases checks that a basis is the weakest of those used. Of two rules, the known
// ones were used. Nothing forecasts a duty without a date.
func bases(t *rapid.T, md *model) {
	md.each(func(m *plan.Milestone, def *procedure.Milestone) {
		if m.Status == plan.StatusNotNeeded {
			return
		}
		if want := md.basis(m, def.Due); m.Basis != want {
			t.Fatalf("%s, %s, is %s, want %s", m.Key(), m.Rule, m.Basis, want)
		}
	})
}

func (md *model) basis(m *plan.Milestone, rule procedure.Rule) plan.Basis {
	switch r := rule.(type) {
	case procedure.Set:
		if _, ok := md.intended(m.Key()); ok {
			return plan.BasisFirm
		}
		return plan.BasisWaiting
	case procedure.Promptly:
		for _, a := range r.Anchors() {
			if md.input(m, a).basis == plan.BasisFirm {
				return plan.BasisFirm
			}
		}
		return plan.BasisWaiting
	case procedure.Either:
		a, b := md.basis(m, r.A), md.basis(m, r.B)
		switch plan.BasisWaiting {
		case a:
			return b
		case b:
			return a
		}
		return weakest(a, b)
	case procedure.Counted:
		return md.input(m, r.Anchors()[0]).basis
	}
	panic("the model has no basis for " + rule.String())
}

// independence checks that a new fact changes no date, unless the date rests on
// the subject of the fact.
func independence(t *rapid.T, md *model) {
	f := drawFact(t, md.drawn, oneOf(t, "day", eventful...), 90)
	if len(md.drawn.facts) > 0 && f.Kind == plan.Withdrawn {
		f.Withdraws = oneOf(t, "withdrawn", md.drawn.facts...).ID
	}
	about := md.subjects(f)
	after := md.plan(f)
	unmoved(t, md, after, f, func(m *plan.Milestone) bool {
		on := map[string]bool{}
		md.restsOn(m, on)
		for _, subject := range about {
			if on[subject] {
				return false
			}
		}
		return true
	})
}

// unmoved compares the dates of the milestones that stays admits.
func unmoved(t *rapid.T, md *model, after *plan.Timetable, f plan.Fact, stays func(m *plan.Milestone) bool) {
	md.each(func(m *plan.Milestone, _ *procedure.Milestone) {
		a := after.Find(m.Key())
		if a == nil || !stays(m) {
			return // it moves, or stood for all until the first instance was named
		}
		if diff := cmp.Diff(dates(m), dates(a)); diff != "" {
			t.Fatalf("%s, %s: %s %s %s %s%s changes it (-before +after): %s", m.Key(), m.Rule, f.Kind, f.Key(), f.At, f.Outcome, f.Withdraws, diff)
		}
	})
}

func dates(m *plan.Milestone) string {
	return fmt.Sprint(m.Earliest, " ", m.Due, " ", m.DueAt, " ", m.ActBy, " ", m.Basis, " ", m.Provisional)
}

// orderless checks that facts in another order give the same timetable.
func orderless(t *rapid.T, md *model) {
	turned := *md.drawn
	turned.facts = rapid.Permutation(turned.facts).Draw(t, "order")
	if diff := cmp.Diff(inJSON(t, md.table), inJSON(t, turned.plan())); diff != "" {
		t.Fatalf("in another order: %s", diff)
	}
}

func inJSON(t *rapid.T, table *plan.Timetable) string {
	data, err := json.MarshalIndent(table, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// delays checks that a target moves nothing but the duty that opens when a date
// will be missed, and the milestones that hang on that duty.
func delays(t *rapid.T, md *model) {
	if len(md.table.Milestones) == 0 {
		return // every milestone is per agency, and there is no agency
	}
	m := &md.table.Milestones[rapid.IntRange(0, len(md.table.Milestones)-1).Draw(t, "milestone")]
	f := plan.Fact{
		ID: "f90", Kind: plan.Delayed, Name: m.ID, Reason: "as was said", RecordedAt: md.now,
		At: calendar.On(oneOf(t, "day", eventful...)),
	}
	if m.Instance != nil {
		f.Instance = *m.Instance
	}
	unmoved(t, md, md.plan(f), f, func(o *plan.Milestone) bool { return !md.hangsOnLate(o) })
}

func (md *model) hangsOnLate(m *plan.Milestone) bool {
	def, _ := md.proc.Milestone(m.ID)
	for _, a := range def.Due.Anchors() {
		if a.Point == procedure.Late {
			return true
		}
		if _, ok := md.proc.Milestone(a.Name); !ok {
			continue
		}
		for _, o := range md.hangsOn(m, a) {
			if md.hangsOnLate(o) {
				return true
			}
		}
	}
	return false
}

// explained checks that the explanation names the due date.
func explained(t *rapid.T, md *model) {
	md.each(func(m *plan.Milestone, _ *procedure.Milestone) {
		text := strings.Join(m.Explanation.Sentences(), "\n")
		if !m.Due.IsZero() && !strings.Contains(text, m.Due.Long()) {
			t.Fatalf("%s, %s, is due %s; its explanation:\n%s", m.Key(), m.Rule, m.Due.Long(), text)
		}
	})
}

// roundTrip checks that a timetable survives JSON.
func roundTrip(t *rapid.T, md *model) {
	text := inJSON(t, md.table)
	var back plan.Timetable
	if err := json.Unmarshal([]byte(text), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, inJSON(t, &back)); diff != "" {
		t.Fatalf("read back: %s", diff)
	}
}
