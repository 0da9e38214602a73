package calendar_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

func TestLinesInWords(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	after := func(from string, n int, unit calendar.Unit) (calendar.Reckoned, error) {
		return cal.After(when(t, from), period(n, unit))
	}
	for _, c := range []struct {
		count func() (calendar.Reckoned, error)
		want  string
	}{
		{func() (calendar.Reckoned, error) { return after("2026-12-03", 1, calendar.WorkingDays) }, `
1 working day after Thu 3 December 2026, the day itself not counted: Fri 4 December 2026
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2026-12-18", 5, calendar.WorkingDays) }, `
5 working days after Fri 18 December 2026, the day itself not counted: Tue 29 December 2026
not counted: 4 weekend days: 19–20, 26–27 December 2026
not counted: Fri 25 Dec Christmas Day, Mon 28 Dec Boxing Day (substitute day)
VERSION`},
		{func() (calendar.Reckoned, error) {
			return cal.Before(when(t, "2026-04-07T09:00"), period(1, calendar.WorkingDays))
		}, `
1 working day before Tue 7 April 2026, the day itself not counted: Thu 2 April 2026
not counted: 2 weekend days: 4–5 April 2026
not counted: Fri 3 Apr Good Friday, Mon 6 Apr Easter Monday
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2028-12-26", 1, calendar.WorkingDays) }, `
1 working day after Tue 26 December 2028, the day itself not counted: Wed 27 December 2028
provisional: bank holidays are published from Mon 2 January 2012 to Tue 26 December 2028; all others come from the usual rules
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2024-08-31", 6, calendar.Months) }, `
6 months after Sat 31 August 2024, the day itself not counted: Fri 28 February 2025
that month has no such day: its last day counts
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2026-12-03T10:30", 48, calendar.Hours) }, `
48 hours after Thu 3 December 2026, 10:30: Sat 5 December 2026, 10:30
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2026-12-03", 48, calendar.Hours) }, `
48 hours after Thu 3 December 2026, from the start of that day since no time of day was given: Sat 5 December 2026, 00:00
VERSION`},
		{func() (calendar.Reckoned, error) {
			return cal.DayN(calendar.On(date(t, "2026-12-19")), 2, calendar.WorkingDays)
		}, `
Sat 19 December 2026 is not a working day: Mon 21 December 2026 is day 1
Mon 21 December 2026 is day 1; day 2 in working days: Tue 22 December 2026
VERSION`},
		{func() (calendar.Reckoned, error) {
			return cal.DayN(calendar.On(date(t, "2026-12-03")), 60, calendar.Days)
		}, `
Thu 3 December 2026 is day 1; day 60 in days: Sun 31 January 2027
VERSION`},
		{func() (calendar.Reckoned, error) { return after("2026-12-12", 1, calendar.WorkingDays) }, `
1 working day after Sat 12 December 2026, the day itself not counted: Mon 14 December 2026
not counted: 1 weekend day: 13 December 2026
VERSION`},
	} {
		got, err := c.count()
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Replace(c.want, "VERSION", "bank holidays: england-and-wales, version "+calendar.Shipped().Version(), 1)
		if text := "\n" + strings.Join(said(got), "\n"); text != want {
			t.Errorf("got %s\nwant %s", text, want)
		}
	}
}

// said is an explanation in words.
func said(r calendar.Reckoned) (out []string) {
	for _, line := range r.Lines() {
		out = append(out, line.String())
	}
	return out
}

func TestCountsOutOfRange(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	first, last := date(t, "1970-01-01"), date(t, "2100-12-31")
	for _, unit := range []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Weeks, calendar.Months, calendar.Hours} {
		for _, c := range []struct {
			from calendar.Date
			n    int
		}{
			{last, 24},
			{first, -24},
			{first, 1 << 21},
			{first, math.MaxInt},
			{last, math.MinInt},
			{last, math.MaxInt32},
			// What would come back into range, were it to overflow.
			{first, math.MaxInt/7 + 2},
			{first, 1<<32 + 1},
			{first, 3_000_000},
			{first, 5124096},
			{0, 30000},
			{-1, 1},
			{last + 1, -30},
		} {
			if got, err := cal.After(calendar.On(c.from), period(c.n, unit)); !errors.Is(err, calendar.ErrRange) {
				t.Errorf("%d %ss after %q: got %s, %v", c.n, unit, c.from, got.Date, err)
			}
		}
	}
	for _, c := range []struct {
		n    int
		unit calendar.Unit
		want string
	}{
		{1, calendar.Weeks, `unit "week" has no day 1: it is not one of working day, day`},
		{0, calendar.Days, "day 0 is before day 1"},
		{math.MinInt, calendar.WorkingDays, "day -9223372036854775808 is before day 1"},
		{2, calendar.Days, "the count leaves the years 1970 to 2100"},
		{2, calendar.WorkingDays, "the count leaves the years 1970 to 2100"},
		{math.MaxInt, calendar.Days, "the count leaves the years 1970 to 2100"},
	} {
		if _, err := cal.DayN(calendar.On(last), c.n, c.unit); err == nil || err.Error() != c.want {
			t.Errorf("day %d in %ss: got %v, want %s", c.n, c.unit, err, c.want)
		}
	}
	if _, err := cal.DayN(calendar.When{}, 30000, calendar.Days); !errors.Is(err, calendar.ErrRange) {
		t.Errorf("day 30000 from no date: %v", err)
	}
	if _, err := cal.After(calendar.On(first), period(1, "fortnight")); err == nil {
		t.Error("a fortnight was counted")
	}
}

func TestTextsThatAreNoTime(t *testing.T) {
	form := func(s string) string {
		return `"` + s + `" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`
	}
	const orTime = ", or with a time as 2026-12-03T10:30"
	for text, want := range map[string]string{
		"":                  form("") + orTime,
		"3 December 2026":   form("3 December 2026") + orTime,
		"03/12/2026":        form("03/12/2026") + orTime,
		"2026-12-3":         form("2026-12-3") + orTime,
		"2026-+1-03":        form("2026-+1-03") + orTime,
		"2026- 1-03":        form("2026- 1-03") + orTime,
		"2026-12-03 10:30":  form("2026-12-03 10:30") + orTime,
		"2026-02-30":        form("2026-02-30") + " (February 2026 has 28 days)",
		"2024-02-30":        form("2024-02-30") + " (February 2024 has 29 days)",
		"2026-13-01":        form("2026-13-01") + " (there is no month 13)",
		"2026-00-10":        form("2026-00-10") + " (there is no month 0)",
		"2026-04-00":        form("2026-04-00") + " (April 2026 has 30 days)",
		"2026-02-30T10:30":  form("2026-02-30") + " (February 2026 has 28 days)",
		"yesterdayT10:30":   form("yesterday"),
		"1969-12-31":        `"1969-12-31" is outside the years 1970 to 2100 that Longstop counts in`,
		"2101-01-01T00:00":  `"2101-01-01" is outside the years 1970 to 2100 that Longstop counts in`,
		"0000-01-01":        `"0000-01-01" is outside the years 1970 to 2100 that Longstop counts in`,
		"2026-12-03T":       `"" is not a time of day: write HH:MM after the T, for example 2026-12-03T10:30`,
		"2026-12-03T9:30":   `"9:30" is not a time of day: write HH:MM after the T, for example 2026-12-03T10:30`,
		"2026-12-03T24:00":  `"24:00" is not a time of day: write HH:MM after the T, for example 2026-12-03T10:30`,
		"2026-12-03T10:30Z": `"10:30Z" is not a time of day: write HH:MM after the T, for example 2026-12-03T10:30`,
	} {
		if w, err := calendar.ParseWhen(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, %v\nwant %s", text, w, err, want)
		}
		var w calendar.When
		if err := w.UnmarshalText([]byte(text)); (err == nil) != (text == "") || !w.IsZero() {
			t.Errorf("unmarshal %q: %v, %v", text, w, err)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	d := date(t, "2026-12-03")
	for _, c := range [][2]string{
		{d.Long(), "Thu 3 December 2026"},
		{d.Short(), "Thu 3 Dec"},
		{calendar.Date(0).Long(), "no date"},
		{calendar.Date(0).Short(), "no date"},
		{calendar.Date(0).String(), ""},
		{when(t, "2026-07-03T10:30").Long(), "Fri 3 July 2026, 10:30"},
		{when(t, "2026-07-03").Long(), "Fri 3 July 2026"},
		{when(t, "2026-07-03T10:30").Earliest().Format(time.RFC3339), "2026-07-03T09:30:00Z"},
		{when(t, "2026-07-03").Earliest().Format(time.RFC3339), "2026-07-02T23:00:00Z"},
		{period(1, calendar.Hours).String(), "1 hour"},
		{period(15, calendar.WorkingDays).String(), "15 working days"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestJSON(t *testing.T) {
	type record struct {
		Day  calendar.Date `json:"day"`
		None calendar.Date `json:"none"`
		At   calendar.When `json:"at"`
		Gone calendar.When `json:"gone,omitzero"`
	}
	in := record{Day: date(t, "2026-12-03"), At: when(t, "2026-07-03T10:30")}
	const want = `{"day":"2026-12-03","none":null,"at":"2026-07-03T10:30"}`
	data, err := json.Marshal(in)
	if err != nil || string(data) != want {
		t.Fatalf("got %s (%v), want %s", data, err, want)
	}
	var out record
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("got %+v (%v), want %+v", out, err, in)
	}
	if err := json.Unmarshal([]byte(`{"day":"2026-02-30"}`), &out); err == nil {
		t.Error("30 February was read")
	}
}

// On one day what has no time comes first, else the clock decides.
func TestOrderOfFacts(t *testing.T) {
	order := []string{"2026-12-02T23:59", "2026-12-03", "2026-12-03T00:01", "2026-12-03T10:30", "2026-12-04"}
	for i := range order {
		for k := range order {
			if got := when(t, order[i]).Before(when(t, order[k])); got != (i < k) {
				t.Errorf("%s before %s: %v", order[i], order[k], got)
			}
		}
	}
}

func TestDivisions(t *testing.T) {
	for _, d := range calendar.Divisions() {
		if got, err := calendar.ParseDivision(string(d)); err != nil || calendar.For(got).Division() != d {
			t.Errorf("%s: %v", d, err)
		}
	}
	const want = `"England" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom`
	if _, err := calendar.ParseDivision("England"); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if calendar.For("wales") != nil {
		t.Error("Wales alone has a calendar")
	}
}
