package picture

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Text from a procedure of one's own, or the name of an agency, cannot become
// markup.
func TestHostileTextStaysText(t *testing.T) {
	for _, text := range []string{
		`</text></svg><script>alert(1)</script>`,
		`" onload="alert(1)`, `'><image href='https://example.com/'/>`, `]]><!--`, `&lt;b&gt; &amp; &#0;`, "a\x00b\x1b[31m\ufffe", "\xff\xfe",
		"two\r\nlines\tand a tab", "ہائے 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 " + strings.Repeat("w", 400), strings.Repeat("界", 300), "",
	} {
		due := date(t, "2026-12-23")
		table := &plan.Timetable{Procedure: text, Calendar: calendar.Division(text), Milestones: []plan.Milestone{
			{ID: text, Title: text, Rule: text, Owner: text, Instance: &text, Basis: plan.BasisFirm, Status: plan.StatusOpen, Due: due, ActBy: due, Warnings: plan.Lines{{Words: text}}},
			{ID: "m", Title: text, Basis: plan.BasisWaiting, Status: plan.StatusWaiting, WaitingFor: []string{text}},
			{ID: text, Status: plan.StatusNotNeeded},
		}}
		root, out := draw(t, table, due.Start())
		for _, e := range everything(root) {
			switch e.XMLName.Local {
			case "script", "image", "b":
				t.Errorf("%q became an element", text)
			}
			if e.attr("onload") != "" {
				t.Errorf("%q became an attribute", text)
			}
		}
		if !utf8.ValidString(out) {
			t.Errorf("%q: not UTF-8", text)
		}
	}
}

func everything(e element) []element {
	out := []element{e}
	for _, c := range e.Children {
		out = append(out, everything(c)...)
	}
	return out
}

// Whatever a timetable holds, its picture is well-formed, has every milestone, and
// has a height in proportion.
func TestAnyTimetableIsAPicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := &plan.Timetable{Procedure: rapid.String().Draw(t, "procedure"), Calendar: calendar.EnglandAndWales}
		for range rapid.IntRange(0, 25).Draw(t, "milestones") {
			table.Milestones = append(table.Milestones, anyMilestone(t))
		}
		now := time.Time{}
		if rapid.Bool().Draw(t, "now") {
			now = anyDate(t).Start()
		}
		root, _ := draw(t, table, now)
		rows := len(root.all("row"))
		for _, m := range table.Milestones {
			if m.Status == plan.StatusNotNeeded {
				rows++
			}
		}
		if rows > len(table.Milestones) || rows == 0 && len(table.Milestones) > 0 {
			t.Fatalf("%d rows for %d milestones", rows, len(table.Milestones))
		}
	})
}

func anyDate(t *rapid.T) calendar.Date {
	near := rapid.IntRange(20000, 21000) // 2024 to 2027
	far := rapid.IntRange(-200000, 2000000)
	return calendar.Date(rapid.OneOf(near, near, near, far).Draw(t, "date"))
}

func maybe(t *rapid.T) calendar.Date {
	if rapid.Bool().Draw(t, "is there one") {
		return anyDate(t)
	}
	return 0
}

func anyMilestone(t *rapid.T) plan.Milestone {
	m := plan.Milestone{
		ID: rapid.StringMatching(`[a-z-]{1,70}`).Draw(t, "id"), Title: rapid.String().Draw(t, "title"),
		Status: rapid.SampledFrom([]plan.Status{
			plan.StatusWaiting, plan.StatusOpen, plan.StatusPrompt, plan.StatusDone,
			plan.StatusLate, plan.StatusOverdue, plan.StatusNotNeeded,
		}).Draw(t, "status"),
		Basis:     rapid.SampledFrom([]plan.Basis{plan.BasisFirm, plan.BasisPlanned, plan.BasisForecast, plan.BasisWaiting}).Draw(t, "basis"),
		Due:       maybe(t),
		Earliest:  maybe(t),
		ActBy:     maybe(t),
		Target:    maybe(t),
		Planned:   calendar.On(maybe(t)),
		DoneAt:    calendar.On(maybe(t)),
		Statutory: rapid.Bool().Draw(t, "statutory"),
	}
	if !m.Due.IsZero() {
		m.DueAt = plan.Moment{Time: m.Due.End()}
	}
	if d := maybe(t); !d.IsZero() {
		m.Opened = plan.Moment{Time: d.Start()}
	}
	if rapid.Bool().Draw(t, "per agency") {
		instance := rapid.StringMatching(`[a-z]{1,9}`).Draw(t, "instance")
		m.Instance = &instance
	}
	return m
}
