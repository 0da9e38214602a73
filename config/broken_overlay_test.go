package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The addition begins in line 16, for bscp.yaml has 15 lines.
func TestBrokenCalendar(t *testing.T) {
	const days = "Days: friday, monday, saturday, sunday, thursday, tuesday, wednesday"
	for _, b := range []struct{ name, calendar, want string }{
		{"nothing", `{}`, ``},
		{"no value", ``, `16:10: calendar: has no value: write "key: value" entries, or leave the key out`},
		{"a key mistyped", `{clsoed: []}`, `16:12: calendar.clsoed: unknown key "clsoed": did you mean "closed"? Allowed here: closed, open, week`},

		{"a day closed", `{closed: [{date: 2026-12-29, name: Offices closed}]}`, ``},
		{"a closure without its reason", `{closed: [{date: 2026-12-29}]}`, `16:21: calendar.closed[0]: the key "name" is missing`},
		{"an empty reason", `{closed: [{date: 2026-12-29, name: ""}]}`, `16:46: calendar.closed[0].name: is empty`},
		{"no such day", `{closed: [{date: 2026-11-31, name: x}]}`, `16:28: calendar.closed[0].date: "2026-11-31" is not a date: write it as YYYY-MM-DD, for example 2026-12-03 (November 2026 has 30 days)`},
		{"an empty day", `{closed: [{date: "", name: x}]}`, `16:28: calendar.closed[0].date: is empty: write a date, for example 2026-12-21`},
		{"a day of another age", `{closed: [{date: 0206-12-29, name: x}]}`, `16:28: calendar.closed[0].date: "0206-12-29" is outside the years 1970 to 2100 that Longstop counts in`},
		{"neither a day nor a range", `{closed: [{name: x}]}`, `16:21: calendar.closed[0]: requires either date, or from and to`},
		{"a range without end", `{closed: [{from: 2027-08-02, name: x}]}`, `16:21: calendar.closed[0]: requires either date, or from and to`},
		{"a day and a range", `{closed: [{date: 2027-08-02, from: 2027-08-02, to: 2027-08-06, name: x}]}`, `16:21: calendar.closed[0]: requires either date, or from and to`},
		{"a range backwards", `{closed: [{from: 2027-08-06, to: 2027-08-02, name: x}]}`, `16:44: calendar.closed[0].to: 2027-08-02 is before from, 2027-08-06`},
		{"a range of one day", `{closed: [{from: 2027-08-02, to: 2027-08-02, name: x}]}`, ``},
		{"a range of 60 days", `{closed: [{from: 2027-07-01, to: 2027-08-29, name: x}]}`, ``},
		{"a range of 61 days", `{closed: [{from: 2027-07-01, to: 2027-08-30, name: x}]}`, `16:44: calendar.closed[0].to: from 2027-07-01 to 2027-08-30 is 61 days: one closure has at most 60`},
		{"another way to count", `{closed: [{date: 2026-12-29, name: x, counts: lwa}]}`, `16:57: calendar.closed[0].counts: there is no way to count "lwa": did you mean "law"? Allowed here: law, sending`},
		{"a day twice", `{closed: [{date: 2026-12-29, name: x}, {date: 2026-12-29, name: y, counts: law}]}`, `16:50: calendar.closed[1]: 2026-12-29 is here twice, first on line 16`},
		{"a day in a range", `{closed: [{from: 2027-08-02, to: 2027-08-06, name: x}, {date: 2027-08-04, name: y}]}`, `16:66: calendar.closed[1]: 2027-08-04 is here twice, first on line 16`},

		{"a bank holiday worked", `{open: [{date: 2026-08-31, counts: law}]}`, ``},
		{"no day worked", `{open: [{name: Summer}]}`, `16:19: calendar.open[0]: the key "date" is missing`},
		{"a bank holiday worked twice", `{open: [{date: 2026-08-31}, {date: 2026-08-31}]}`, `16:46: calendar.open[1].date: 2026-08-31 is here twice, first on line 16`},
		{"a day closed and open", `{closed: [{date: 2026-08-31, name: x}], open: [{date: 2026-08-31}]}`, `16:65: calendar.open[0].date: 2026-08-31 is here as closed and as open, on line 16: leave one of them out`},

		{"a week", `{week: {days: [tuesday, saturday], counts: sending}}`, ``},
		{"a week of no days", `{week: {days: []}}`, `16:25: calendar.week.days: is empty: name at least one day`},
		{"a week without days", `{week: {counts: law}}`, `16:18: calendar.week: the key "days" is missing`},
		{"a day that is none", `{week: {days: [monday, tusday]}}`, `16:34: calendar.week.days[1]: there is no day "tusday": did you mean "tuesday"? ` + days},
		{"a day with a capital", `{week: {days: [Monday]}}`, `16:26: calendar.week.days[0]: there is no day "Monday": did you mean "monday"? ` + days},
		{"a day of the week twice", `{week: {days: [monday, monday]}}`, `16:34: calendar.week.days[1]: "monday" is here twice`},
	} {
		want := ""
		if b.want != "" {
			want = "bscp.yaml:" + b.want
		}
		t.Run(b.name, func(t *testing.T) {
			text := strings.TrimSuffix(testdata(t, "bscp.yaml"), "\n")
			broken{b.name, text, text + "\ncalendar: " + b.calendar, want}.run(t, "bscp.yaml")
		})
	}
}

// Without a known division there are no bank holidays to check days by.
func TestCalendarOfNoDivision(t *testing.T) {
	whole := testdata(t, "bscp.yaml")
	with := strings.Replace(whole, "england-and-wales", "england", 1) + "calendar: {closed: [{date: 2026-12-29, name: x}], open: [{date: 2026-08-31}]}"
	broken{"", whole, with, `bscp.yaml:4:11: division: "england" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom`}.run(t, "bscp.yaml")
}

func TestBrokenCounting(t *testing.T) {
	const settings = "Settings: act-by, before, day-ends, hours, late-after, months, roll, trigger, working-hours"
	for _, b := range []struct{ counting, want string }{
		{`{}`, ``},
		{`{day-ends: 17:00}`, ``}, // which other readers of YAML take for the number 1020
		{`{day-ends: "17:00"}`, ``},
		{`{day-ends: "23:59:59", late-after: never}`, ``},
		{`{hours: working, working-hours: 09:00-17:00}`, ``},
		{`{rol: next}`, `16:12: counting.rol: there is no setting "rol": did you mean "roll"? ` + settings},
		{`{roll: nxt}`, `16:18: counting.roll: "nxt" is not one of none, next, previous: did you mean next?`},
		{`{roll: true}`, `16:18: counting.roll: "true" is not one of none, next, previous`},
		{`{roll: }`, `16:18: counting.roll: has no value: write text, or leave the key out`},
		{`{roll: next, roll: previous}`, `16:24: counting.roll: the key "roll" is here twice, first on line 16`},
		{`{day-ends: 1020}`, `16:22: counting.day-ends: "1020" is neither 23:59:59 nor a time of day after midnight, for example 17:00`},
		{`{day-ends: 5pm}`, `16:22: counting.day-ends: "5pm" is neither 23:59:59 nor a time of day after midnight, for example 17:00`},
		{`{late-after: "24:00"}`, `16:24: counting.late-after: "24:00" is neither never nor a time of day after midnight, for example 16:00`},
		{`{hours: working, working-hours: 17:00-09:00}`, `16:43: counting.working-hours: "17:00-09:00" is not a span of one day, for example 09:00-17:00`},
		{`[roll]`, `16:11: counting: requires "key: value" entries, found a list`},
	} {
		want := ""
		if b.want != "" {
			want = "bscp.yaml:" + b.want
		}
		t.Run(b.counting, func(t *testing.T) {
			text := strings.TrimSuffix(testdata(t, "bscp.yaml"), "\n")
			broken{b.counting, text, text + "\ncounting: " + b.counting, want}.run(t, "bscp.yaml")
		})
	}
}

// An entry that is allowed but may be a slip is a warning.
func TestCalendarWarnings(t *testing.T) {
	for _, w := range []struct{ added, want string }{
		{`calendar: {closed: [{date: 2026-12-25, name: x}]}`, "calendar.closed[0]: closes no working day: Fri 25 December 2026 is a bank holiday"},
		{`calendar: {closed: [{date: 2026-12-26, name: x}]}`, "calendar.closed[0]: closes no working day: the working week is Mon Tue Wed Thu Fri, and Sat 26 December 2026 is not in it"},
		{`calendar: {closed: [{from: 2026-12-25, to: 2026-12-28, name: x}]}`, "calendar.closed[0]: closes no working day"},
		{`calendar: {closed: [{from: 2026-12-25, to: 2026-12-29, name: x}]}`, ""},
		{`calendar: {open: [{date: 2026-09-01}]}`, "calendar.open[0]: opens nothing: Tue 1 September 2026 is no bank holiday of england-and-wales"},
		{`calendar: {open: [{date: 2031-04-11}]}`, ""}, // Good Friday, by rule
		{
			`calendar: {open: [{date: 2027-03-26}], week: {days: [monday, tuesday, wednesday]}}`,
			"calendar.open[0]: opens nothing: the working week is Mon Tue Wed, and Fri 26 March 2027 is not in it",
		},
		{
			`calendar: {week: {days: [tuesday], counts: law}}`,
			"calendar.week: the working week in law has 1 day, Tue: is that so, or is it only when emails go out (counts: sending)?",
		},
		{`calendar: {week: {days: [tuesday]}}`, ""},
		{`counting: {working-hours: 08:00-16:00}`, "counting.working-hours has no effect without hours: working"},
	} {
		t.Run(w.added, func(t *testing.T) {
			f := files{"bscp.yaml": testdata(t, "bscp.yaml") + w.added}
			cfg, err := parse("longstop.yaml", []byte(testdata(t, "longstop.yaml")), f.read, known)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if w.want != "" {
				want = []string{"bscp: " + w.want}
			}
			if diff := cmp.Diff(want, cfg.Warnings); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
