package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
)

func TestOverlays(t *testing.T) {
	closed := calendar.Overlay{Closed: []calendar.Holiday{
		{Date: date(t, "2026-12-29"), Title: "Office closed"}, {Date: date(t, "2026-12-30"), Title: "Office closed"},
	}}
	for _, c := range []struct {
		name string
		over calendar.Overlay
		from string
		n    int
		want string
	}{
		{"none", calendar.Overlay{}, "2026-12-24", 1, "2026-12-29"},
		{"two days of closure", closed, "2026-12-24", 1, "2026-12-31"},
		{"a bank holiday that is worked", calendar.Overlay{Open: []calendar.Date{date(t, "2026-12-28")}}, "2026-12-24", 1, "2026-12-28"},
		{"a bank holiday beyond the list that is worked", calendar.Overlay{Open: []calendar.Date{date(t, "2031-12-25")}}, "2031-12-24", 1, "2031-12-25"},
		{"closed outweighs open", calendar.Overlay{Closed: closed.Closed, Open: []calendar.Date{date(t, "2026-12-28"), date(t, "2026-12-29")}}, "2026-12-28", 1, "2026-12-31"},
		{"a week of four days", calendar.Overlay{Week: calendar.NewWeek(time.Monday, time.Tuesday, time.Wednesday, time.Thursday)}, "2026-12-03", 1, "2026-12-07"},
		{"a week with Saturday", calendar.Overlay{Week: calendar.NewWeek(time.Monday, time.Friday, time.Saturday)}, "2026-12-04", 1, "2026-12-05"},
	} {
		cal := calendar.MustNew(calendar.EnglandAndWales, calendar.Shipped(), c.over)
		if got := cal.AddWorkingDays(date(t, c.from), c.n); got.String() != c.want {
			t.Errorf("%s: %d working days after %s: got %s, want %s", c.name, c.n, c.from, got, c.want)
		}
		usual := calendar.For(calendar.EnglandAndWales)
		if same := c.over.IsZero(); (cal.Version() == usual.Version()) != same || cal.SameDays(usual) != same {
			t.Errorf("%s: version %s, same days %v", c.name, cal.Version(), cal.SameDays(usual))
		}
	}
}

func TestAnOverlayIsNamedInTheExplanation(t *testing.T) {
	over := calendar.Overlay{
		Closed: []calendar.Holiday{{Date: date(t, "2026-12-09"), Title: "Staff conference"}},
		Week:   calendar.NewWeek(time.Monday, time.Tuesday, time.Wednesday, time.Thursday),
	}
	cal := calendar.MustNew(calendar.EnglandAndWales, calendar.Shipped(), over)
	got, err := cal.After(when(t, "2026-12-03"), period(4, calendar.WorkingDays))
	expect(t, got, err, "2026-12-14", "4 working days")
	want := []string{
		"4 working days after Thu 3 December 2026, the day itself not counted: Mon 14 December 2026",
		"not counted: 6 days: 4–5, 6, 11–12, 13 December 2026",
		"not counted: Wed 9 Dec Staff conference",
		"bank holidays: england-and-wales, version " + cal.Version(),
	}
	for i, line := range said(got) {
		if i >= len(want) || line != want[i] {
			t.Errorf("got  %s", line)
		}
	}
}

// The order in which an overlay is written does not make it another.
func TestVersionsOfOverlays(t *testing.T) {
	a := []calendar.Holiday{{Date: date(t, "2026-12-29"), Title: "a"}, {Date: date(t, "2026-12-30"), Title: "b"}}
	b := []calendar.Holiday{a[1], a[0]}
	version := func(closed []calendar.Holiday) string {
		return calendar.MustNew(calendar.Scotland, calendar.Shipped(), calendar.Overlay{Closed: closed}).Version()
	}
	if version(a) != version(b) || version(a) == version(a[:1]) {
		t.Error(version(a), version(b), version(a[:1]))
	}
}

// A holiday moves no count that ends before it or begins after it, and no count
// to an earlier day.
func TestAHolidayOutsideTheSpanChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		division := rapid.SampledFrom(calendar.Divisions()).Draw(t, "division")
		usual := calendar.For(division)
		from, n := dayBetween(t, 2010, 2040), rapid.IntRange(1, 200).Draw(t, "n")
		due := usual.AddWorkingDays(from, n)
		extra := from.AddDays(rapid.IntRange(-400, 400).Draw(t, "extra"))
		cal := calendar.MustNew(division, calendar.Shipped(), calendar.Overlay{Closed: []calendar.Holiday{{Date: extra, Title: "one more"}}})
		got := cal.AddWorkingDays(from, n)
		within := extra > from && extra <= due && usual.IsWorkingDay(extra)
		switch {
		case !within && got != due:
			t.Fatalf("%s is outside %s to %s, and the count became %s", extra, from, due, got)
		case within && got != usual.AddWorkingDays(due, 1):
			t.Fatalf("%s is one holiday more between %s and %s: got %s", extra, from, due, got)
		}
	})
}
