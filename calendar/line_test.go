package calendar_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
)

func TestALineIsWrittenWithItsName(t *testing.T) {
	for _, c := range []struct {
		line calendar.Line
		want string
	}{
		{calendar.Line{}, ""},
		{calendar.Line{Words: "the same day"}, "the same day"},
		{calendar.Line{Name: "notify-national-panel", Words: ": done"}, "notify-national-panel: done"},
		{calendar.Line{Name: "chronology", Instance: "police", Before: "the deadline of ", Words: ": Fri"}, "the deadline of chronology/police: Fri"},
		{calendar.Line{Before: "owner: ", Name: "chair", Words: ", unless ", Rest: &calendar.Line{Name: "chronology", Words: " is missed"}}, "owner: chair, unless chronology is missed"},
	} {
		if got := c.line.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// The lines of counts in which each kind is: kind, name, value, when, the words
// before the name, and those after it.
var linesOfCounts = []struct{ settings, from, count, lines string }{
	{"late-after 16:00, trigger day-one, roll next, day-ends 17:00", "2026-12-04T16:30", "15 days after", `
setting | late-after | 16:00 | 2026-12-05 | Fri 4 December 2026, 16:30 is 16:00 or later, so it counts as Sat 5 December 2026 ( | : 16:00)
counted | trigger | day-one | 2026-12-19 | 15 days after Sat 5 December 2026, the day itself being day 1 ( | : day-one): Sat 19 December 2026
rolled | roll | next | 2026-12-21 | Sat 19 December 2026 is not a working day: it moves to Mon 21 December 2026, and nothing else moves with it ( | : next)
setting | day-ends | 17:00 | 2026-12-21T17:00 | that day ends at 17:00 ( | : 17:00)`},
	{"before clear", "2026-01-08", "2 working days before", `
counted | before | clear | 2026-01-05 | 2 working days before Thu 8 January 2026, the day itself not counted and the period clear, so one day earlier still ( | : clear): Mon 5 January 2026`},
	{"", "2024-08-31", "6 months after", `
counted | | | 2025-02-28 | | 6 months after Sat 31 August 2024, the day itself not counted: Fri 28 February 2025
short-month | | | | | that month has no such day: its last day counts`},
	{"", "2026-12-05", "day 3", `
not-working-day | | | 2026-12-07 | | Sat 5 December 2026 is not a working day: Mon 7 December 2026 is day 1
counted | | | 2026-12-09 | | Mon 7 December 2026 is day 1; day 3 in working days: Wed 9 December 2026`},
	{"", "2028-12-22", "1 working day after", `
counted | | | 2028-12-27 | | 1 working day after Fri 22 December 2028, the day itself not counted: Wed 27 December 2028
not-counted | | | | | not counted: 2 weekend days: 23–24 December 2028
not-counted | | | | | not counted: Mon 25 Dec Christmas Day, Tue 26 Dec Boxing Day
provisional | | | 2028-12-26 | | provisional: bank holidays are published from Mon 2 January 2012 to Tue 26 December 2028; all others come from the usual rules`},
	{"hours working", "2026-12-03T10:30", "2 hours after", `
counted | | | 2026-12-03T12:30 | | 2 hours after Thu 3 December 2026, 10:30: Thu 3 December 2026, 12:30
setting | hours | working | | only the hours 09:00-17:00 of working days count ( | : working)`},
}

func TestLinesOfCounts(t *testing.T) {
	for _, c := range linesOfCounts {
		cal := calendar.For(calendar.EnglandAndWales).With(counting(t, c.settings))
		got, err := count(t, cal, c.from, c.count)
		if err != nil {
			t.Fatal(err)
		}
		want := rows(c.lines + "\nbank-holidays | england-and-wales | " + cal.Version() + " | | bank holidays: | , version " + cal.Version())
		lines := got.Lines()
		for i, l := range lines {
			is := []string{string(l.Kind), l.Name, l.Value, l.When.String(), strings.TrimSpace(l.Before), l.Words}
			if i >= len(want) || !slices.Equal(is, want[i]) {
				t.Errorf("%s %s: got %q", c.count, c.from, is)
			}
		}
		if len(lines) != len(want) {
			t.Errorf("%s %s: %d lines, want %d", c.count, c.from, len(lines), len(want))
		}
	}
}

// What a reader takes from a line is what its words say, under any settings.
func TestLinesHaveTheirWordsAsValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal := calendar.For(rapid.SampledFrom(calendar.Divisions()).Draw(t, "division")).With(anyCounting(t))
		from := calendar.Instant(anyDay.Draw(t, "from").At(rapid.IntRange(0, 23).Draw(t, "hour"), 0, 0))
		p := period(rapid.IntRange(1, 100).Draw(t, "n"), rapid.SampledFrom(units).Draw(t, "unit"))
		after, err := cal.After(from, p)
		before, err2 := cal.Before(from, p)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		for _, r := range []calendar.Reckoned{after, before, cal.SameDay(from)} {
			for _, line := range r.Lines() {
				checkLine(t, cal, r, line)
			}
		}
	})
}

func checkLine(t *rapid.T, cal *calendar.Calendar, r calendar.Reckoned, line calendar.Line) {
	came := map[calendar.LineKind]calendar.When{
		calendar.LineCounted: calendar.On(r.Legal), calendar.LineRolled: calendar.On(r.Date), calendar.LineProvisional: calendar.On(cal.Until()),
	}
	if r.Hour {
		came[calendar.LineCounted] = calendar.Instant(r.At)
	}
	if want, ok := came[line.Kind]; ok && line.When != want {
		t.Fatalf("%q came to %s, want %s", line, line.When, want)
	}
	named := line.Kind == calendar.LineBankHolidays
	if named && (line.Name != string(cal.Division()) || line.Value != cal.Version() || !strings.HasSuffix(line.String(), line.Value)) {
		t.Fatalf("%q is of %s, version %s", line, line.Name, line.Value)
	}
	for _, s := range calendar.Settings() {
		decided := line.Name == s.Name
		named = named || decided
		if said := strings.Contains(line.String(), "("+s.Name+": "+s.Of(cal.Counting())+")"); said != decided || decided && line.Value != s.Of(cal.Counting()) {
			t.Fatalf("%q is of %s: %s", line, line.Name, line.Value)
		}
	}
	if !named && (line.Name != "" || line.Value != "" || line.Before != "") {
		t.Fatalf("%q names %q", line, line.Name)
	}
	if !line.When.IsZero() && !strings.Contains(line.String(), line.When.Date.Long()) && line.Kind != calendar.LineSetting {
		t.Fatalf("%q came to %s", line, line.When)
	}
}

// A line is kept with its values.
func TestALineIsReadAsItWasKept(t *testing.T) {
	line := calendar.Line{
		Kind: "owner", Before: "owner: ", Name: "chair", Words: ", since ", When: calendar.On(calendar.NewDate(2026, time.December, 3)),
		Rest: &calendar.Line{Name: "chronology", Instance: "police", Words: " was missed"},
	}
	kept, err := json.Marshal(line)
	if err != nil {
		t.Fatal(err)
	}
	var got calendar.Line
	if err := json.Unmarshal(kept, &got); err != nil || !reflect.DeepEqual(got, line) {
		t.Errorf("%s: %v, got %+v", kept, err, got)
	}
}
