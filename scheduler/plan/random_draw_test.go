package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// drawn is a random case of a random procedure.
type drawn struct {
	text     string // of the procedure, as it would be written
	proc     *procedure.Procedure
	refused  error // of the loader, if it refused the text
	agencies []string
	facts    []plan.Fact
	cal      *calendar.Calendar
	now      time.Time
}

func (c *drawn) plan(more ...plan.Fact) *plan.Timetable {
	return plan.Plan(plan.Situation{Procedure: c.proc, Eras: plan.Always(c.cal), Agencies: c.agencies, Facts: append(slices.Clone(c.facts), more...)}, c.now)
}

// chance returns true so many times in a hundred.
func chance(t *rapid.T, percent int, of string) bool {
	return rapid.SampledFrom(hundred).Draw(t, of) < percent
}

var hundred = func() (out []int) {
	for i := range 100 {
		out = append(out, i)
	}
	return out
}()

func oneOf[T any](t *rapid.T, of string, list ...T) T { return rapid.SampledFrom(list).Draw(t, of) }

// cases draws a procedure and a case of it. If the loader refuses the text, the
// case has only the text and the error.
var cases = rapid.Custom(func(t *rapid.T) *drawn {
	s := &sketch{t: t, milestones: oneOf(t, "milestones", 3, 4, 5, 6, 7, 8, 9)}
	c := &drawn{text: s.write()}
	library, err := procedure.LoadFS(fstest.MapFS{"random.yaml": &fstest.MapFile{Data: []byte(c.text)}})
	if err != nil {
		c.refused = err
		return c
	}
	choice := oneOf(t, "choice", "short", "long")
	if c.proc, err = library.With(map[string]map[string]string{"random": {"period": choice}}).Latest("random"); err != nil {
		c.refused = err
		return c
	}
	c.agencies = oneOf(t, "agencies", nil, []string{"police"}, []string{"icb", "police"})
	c.cal = calendar.For(oneOf(t, "division", calendar.Divisions()...)).With(drawCounting(t))
	base := oneOf(t, "base", eventful...).AddDays(rapid.IntRange(-9, 9).Draw(t, "off"))
	for i := range oneOf(t, "facts", hundred[:25]...) {
		c.facts = append(c.facts, drawFact(t, c, base, i))
	}
	c.now = base.At(0, 0, 0).Add(time.Duration(rapid.IntRange(-24*20, 24*200).Draw(t, "now")) * time.Hour)
	return c
})

// eventful are days near which counts go wrong: clock changes, Christmas, Easter,
// bank holidays of one division alone, and the last days of months.
var eventful = []calendar.Date{
	calendar.NewDate(2024, time.March, 31), calendar.NewDate(2024, time.October, 27), calendar.NewDate(2025, time.March, 30),
	calendar.NewDate(2025, time.October, 26), calendar.NewDate(2026, time.March, 29), calendar.NewDate(2026, time.October, 25),
	calendar.NewDate(2027, time.March, 28), calendar.NewDate(2027, time.October, 31), calendar.NewDate(2028, time.March, 26),
	calendar.NewDate(2024, time.December, 25), calendar.NewDate(2025, time.April, 18), calendar.NewDate(2026, time.April, 6),
	calendar.NewDate(2026, time.June, 15), calendar.NewDate(2027, time.December, 27), calendar.NewDate(2026, time.July, 13),
	calendar.NewDate(2025, time.August, 31), calendar.NewDate(2027, time.November, 30), calendar.NewDate(2028, time.February, 29),
	calendar.NewDate(2026, time.September, 9), calendar.NewDate(2028, time.December, 20),
}

func drawCounting(t *rapid.T) calendar.Counting {
	var k calendar.Counting
	for _, s := range []struct{ name, value string }{
		{"trigger", "day-one"},
		{"before", "clear"},
		{"roll", "next"},
		{"roll", "previous"},
		{"act-by", "due"},
		{"hours", "working"},
		{"late-after", "16:00"},
		{"day-ends", "17:00"},
	} {
		if chance(t, 15, s.name) {
			if err := k.Set(s.name, s.value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return k
}

// drawFact draws one fact, mostly about a name in the procedure.
func drawFact(t *rapid.T, c *drawn, base calendar.Date, i int) plan.Fact {
	recorded := base.At(12, 0, 0).Add(time.Duration(i) * 30 * time.Hour)
	if chance(t, 10, "clock set back") {
		recorded = recorded.Add(-100 * time.Hour)
	}
	f := plan.Fact{ID: fmt.Sprintf("f%d", i+1), Kind: plan.Happened, RecordedAt: recorded, Reason: "as was said"}
	switch kind := rapid.SampledFrom(hundred).Draw(t, "kind"); {
	case kind < 8 && i > 0:
		f.Kind, f.Withdraws = plan.Withdrawn, fmt.Sprintf("f%d", rapid.IntRange(1, i).Draw(t, "withdraws"))
		return f
	case kind < 18:
		f.Kind, f.Name = plan.Delayed, oneOf(t, "milestone", c.proc.Milestones...).ID
	case kind < 50:
		f.Kind, f.Name = plan.Planned, oneOf(t, "name", c.proc.Names()...)
	default:
		f.Name = oneOf(t, "name", append(c.proc.Names(), events...)...)
	}
	if m, ok := c.proc.Milestone(f.Name); ok {
		named := []string{"", "a1", "police.a2"}
		f.Instance = oneOf(t, "instance", append(m.Instances(c.agencies, named), "nobody")...)
		if f.Instance == "nobody" && !chance(t, 20, "nobody") {
			f.Instance = ""
		}
	}
	if outcomes := c.proc.Outcomes(f.Name); len(outcomes) > 0 && f.Kind == plan.Happened {
		f.Outcome = oneOf(t, "outcome", outcomes...)
	}
	f.At = drawWhen(t, base)
	return f
}

func drawWhen(t *rapid.T, base calendar.Date) calendar.When {
	day := base.AddDays(rapid.IntRange(-5, 60).Draw(t, "day"))
	if !chance(t, 40, "timed") {
		return calendar.On(day)
	}
	return calendar.Instant(day.Start().Add(time.Duration(rapid.IntRange(0, 23*60+59).Draw(t, "minute")) * time.Minute))
}

// sketch writes a procedure. A milestone hangs only on milestones with lower
// numbers, so that none hangs on itself; their order in the file is another.
type sketch struct {
	t          *rapid.T
	milestones int
	repeats    map[string]string // by milestone: its key `per`
	undated    map[string]bool   // promptly and keep
	decisions  []string
}

var events = []string{"begun", "went", "met", "asked"}

const head = `id: random
title: A random procedure
document: A random document
edition: 2020-01-01
roles: {manager: The manager, chair: The chair, agency: An agency, agency-lead: Its lead}
events:
  begun: {title: It began, begins: true}
  went: {title: It went}
  met: {title: They met}
  asked: {title: They asked, outcomes: ["yes", "no"]}
settings:
  period:
    title: How long
    choices: {short: 2 working days, long: 3 weeks}
    default: short
`

func (s *sketch) write() string {
	s.repeats, s.undated, s.decisions = map[string]string{}, map[string]bool{}, []string{"asked"}
	texts := make([]string, s.milestones)
	for i := range texts {
		if per := oneOf(s.t, "per", "", "", "", "agency", "member", "action", "[left, right]"); per != "" {
			s.repeats[nth(i)] = per
		}
	}
	for i := range texts {
		texts[i] = s.milestone(i)
	}
	texts = rapid.Permutation(texts).Draw(s.t, "order")
	uses := ""
	if !strings.Contains(strings.Join(texts, ""), "setting period") {
		uses = "  last-of-all: {title: The last, due: setting period after begun, owner: manager, source: {section: last}}\n"
	}
	return head + "milestones:\n" + strings.Join(texts, "") + uses
}

func nth(i int) string { return fmt.Sprintf("m%d", i+1) }

func (s *sketch) milestone(i int) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	id := nth(i)
	say("  %s:\n    title: Milestone %d\n    source: {section: %q}", id, i+1, fmt.Sprint(i+1))
	owner := "manager"
	if per := s.repeats[id]; per != "" {
		say("    per: %s", per)
		if per == "agency" || per == "action" {
			owner = "agency"
		}
	}
	due := s.rule(i, 0)
	s.undated[id] = strings.HasPrefix(due, "promptly") || strings.HasPrefix(due, "keep")
	say("    due: %s\n    owner: %s", due, owner)
	if chance(s.t, 50, "statutory") {
		say("    statutory: true")
	}
	if chance(s.t, 25, "when") {
		if d := oneOf(s.t, "decision", s.decisions...); d != id {
			say("    when: %s is yes", d)
		}
	}
	if s.repeats[id] == "" && chance(s.t, 25, "outcomes") {
		say("    outcomes: [yes, no]")
		s.decisions = append(s.decisions, id)
	}
	s.links(i, due, say)
	return b.String()
}

// links writes the keys that name other milestones.
func (s *sketch) links(i int, due string, say func(string, ...any)) {
	id := nth(i)
	if chance(s.t, 15, "done-by") {
		if by := s.name(i, "done-by"); s.repeats[by] == "" && !slices.Contains(strings.Fields(due), by) {
			say("    done-by: %s", by)
		}
	}
	single := s.single(s.milestones)
	if len(single) > 0 && chance(s.t, 15, "ended-by") {
		if by := oneOf(s.t, "ended-by", single...); by != id {
			say("    ended-by: %s", by)
		}
	}
	if !s.undated[id] && chance(s.t, 20, "silence") {
		say("    silence: no comments")
	}
	if chance(s.t, 15, "from") && !strings.HasPrefix(due, "the date") {
		say("    from: %s", oneOf(s.t, "from", "2025-04-18", "2026-04-01"))
	}
	before := s.single(i)
	if len(before) > 0 && s.repeats[id] == "" && chance(s.t, 20, "follows") {
		say("    follows: %s", oneOf(s.t, "follows", before...))
	}
	before = slices.DeleteFunc(before, func(id string) bool { return s.undated[id] })
	if len(before) > 0 && chance(s.t, 20, "within") {
		say("    within: %s", oneOf(s.t, "within", before...))
	}
	if len(before) > 0 && chance(s.t, 20, "delegated") {
		say("    delegated: {to: chair, until-missed: %s}", oneOf(s.t, "until-missed", before...))
	}
}

// single returns the milestones before the i-th that exist once.
func (s *sketch) single(i int) (out []string) {
	for k := range i {
		if s.repeats[nth(k)] == "" {
			out = append(out, nth(k))
		}
	}
	return out
}

// name draws an event, or a milestone before the i-th.
func (s *sketch) name(i int, of string) string {
	list := slices.Clone(events)
	for k := range i {
		list = append(list, nth(k), nth(k))
	}
	return oneOf(s.t, of, list...)
}

func (s *sketch) rule(i, depth int) string {
	t, a := s.t, s.anchor(i)
	n := rapid.IntRange(1, 20).Draw(t, "n")
	unit := oneOf(t, "unit", "working days", "days", "weeks", "months", "hours")
	way := oneOf(t, "way", "after", "after", "before")
	forms := []string{"offset", "offset", "offset", "on", "window", "day", "day-window", "same day", "setting"}
	if depth == 0 {
		forms = append(forms, "offset", "earlier", "later", "set", "promptly", "promptly or", "keep")
	} else if depth == 1 {
		forms = append(forms, "earlier", "later")
	}
	switch form := oneOf(t, "form", forms...); form {
	case "on":
		return fmt.Sprintf("on %d %s %s %s", n, unit, way, a)
	case "window":
		return fmt.Sprintf("between %d and %d %s %s %s", n, n+rapid.IntRange(1, 9).Draw(t, "to"), unit, way, a)
	case "day":
		return fmt.Sprintf("%sday %d counting %s as day 1", oneOf(t, "days", "", "calendar "), n, a)
	case "day-window":
		return fmt.Sprintf("between %sday %d and day %d counting %s as day 1", oneOf(t, "days", "", "calendar "), n, n+2, a)
	case "same day":
		return "the same day as " + a
	case "earlier", "later":
		return fmt.Sprintf("the %s of %s and %s", form, s.rule(i, depth+1), s.rule(i, depth+1))
	case "set":
		return "the date in the letter"
	case "promptly":
		return "promptly after " + a
	case "promptly or":
		return "promptly after " + a + " or " + s.anchor(i)
	case "keep":
		return fmt.Sprintf("keep %s %d %s after %s", oneOf(t, "bound", "at least", "at most", "exactly"), n, unit, a)
	case "setting":
		return fmt.Sprintf("setting period %s %s", way, a)
	default:
		return fmt.Sprintf("%d %s %s %s", n, unit, way, a)
	}
}

// anchor draws an anchor for the rule of the i-th milestone.
func (s *sketch) anchor(i int) string {
	name := s.name(i, "anchor")
	last := "the last " + name
	if slices.Contains(events, name) {
		return oneOf(s.t, "point", name, name, name, last, name+" is moved later")
	}
	deadline := "the deadline of " + name
	if s.repeats[name] == "" || s.repeats[name] == s.repeats[nth(i)] && s.repeats[name][0] != '[' {
		return oneOf(s.t, "point", name, name, last, deadline, name+" is expected late")
	}
	return oneOf(s.t, "point", name, last, deadline, "every "+name)
}
