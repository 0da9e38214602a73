package calendar_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
)

var (
	anyDivision = rapid.Map(rapid.SampledFrom(calendar.Divisions()), calendar.For)
	// anyDay leaves room on either side for anyCount working days.
	anyDay   = rapid.Custom(func(t *rapid.T) calendar.Date { return dayBetween(t, 1985, 2085) })
	anyCount = rapid.IntRange(1, 2500)
	// everyDay is any day of the tables, and some outside.
	everyDay = rapid.Custom(func(t *rapid.T) calendar.Date { return dayBetween(t, 1969, 2101) })
)

func dayBetween(t *rapid.T, first, last int) calendar.Date {
	from, to := calendar.NewDate(first, time.January, 1), calendar.NewDate(last, time.December, 31)
	return calendar.Date(rapid.Int32Range(int32(from), int32(to)).Draw(t, "day"))
}

// check is a property of the working days of one division.
func check(t *testing.T, holds func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int)) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		holds(t, anyDivision.Draw(t, "division"), anyDay.Draw(t, "from"), anyCount.Draw(t, "n"))
	})
}

// slowly counts working days one by one, as a person would.
func slowly(cal *calendar.Calendar, d calendar.Date, n int) calendar.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		weekday := d.Weekday()
		if _, holiday := cal.Holiday(d); weekday != time.Saturday && weekday != time.Sunday && !holiday {
			n--
		}
	}
	return d
}

func TestCountingIsWhatAPersonWouldDo(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		for _, n := range []int{n, -n} {
			if got, want := cal.AddWorkingDays(d, n), slowly(cal, d, n); got != want {
				t.Fatalf("%s %+d: got %s, want %s", d, n, got, want)
			}
		}
	})
}

func TestResultIsAWorkingDay(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		after, before := cal.AddWorkingDays(d, n), cal.AddWorkingDays(d, -n)
		if !cal.IsWorkingDay(after) || !cal.IsWorkingDay(before) || before >= d || after <= d {
			t.Fatalf("%d working days around %s: %s, %s", n, d, before, after)
		}
	})
}

func TestSubtractingInvertsAdding(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		if got, want := cal.AddWorkingDays(cal.AddWorkingDays(d, n), -n), cal.OnOrBefore(d); got != want {
			t.Fatalf("%s +%d -%d: got %s, want %s", d, n, n, got, want)
		}
		if got, want := cal.AddWorkingDays(cal.AddWorkingDays(d, -n), n), cal.OnOrAfter(d); got != want {
			t.Fatalf("%s -%d +%d: got %s, want %s", d, n, n, got, want)
		}
	})
}

func TestALaterStartNeverEndsEarlier(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		if cal.AddWorkingDays(d, n) > cal.AddWorkingDays(d+1, n) || cal.AddWorkingDays(d, -n) > cal.AddWorkingDays(d+1, -n) {
			t.Fatalf("%d working days around %s", n, d)
		}
		if cal.AddWorkingDays(d, n) >= cal.AddWorkingDays(d, n+1) {
			t.Fatalf("%d and one more working days after %s", n, d)
		}
	})
}

func TestTwoCountsMakeOne(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		more := anyCount.Draw(t, "more")
		if got, want := cal.AddWorkingDays(cal.AddWorkingDays(d, n), more), cal.AddWorkingDays(d, n+more); got != want {
			t.Fatalf("%s +%d +%d: got %s, want %s", d, n, more, got, want)
		}
	})
}

func TestBetweenCountsWhatWasAdded(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		end, start := cal.AddWorkingDays(d, n), cal.AddWorkingDays(d, -n)
		if got := cal.WorkingDaysBetween(d, end); got != n {
			t.Fatalf("from %s to %s: got %d, want %d", d, end, got, n)
		}
		if got := cal.WorkingDaysBetween(end, d); got != -n {
			t.Fatalf("from %s back to %s: got %d, want %d", end, d, got, -n)
		}
		if got := cal.WorkingDaysBetween(start, cal.OnOrAfter(d)); got != n {
			t.Fatalf("from %s to %s: got %d, want %d", start, d, got, n)
		}
	})
}

func TestOnOrBeforeAndOnOrAfter(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, _ int) {
		before, after := cal.OnOrBefore(d), cal.OnOrAfter(d)
		if !cal.IsWorkingDay(before) || !cal.IsWorkingDay(after) || before > d || after < d {
			t.Fatalf("%s: %s, %s", d, before, after)
		}
		if cal.IsWorkingDay(d) != (before == d && after == d) {
			t.Fatalf("%s is a working day, but %s and %s are nearest", d, before, after)
		}
		for between := before + 1; between < after; between++ {
			if cal.IsWorkingDay(between) {
				t.Fatalf("%s: %s was passed over", d, between)
			}
		}
	})
}

// A holiday in any division is one of the United Kingdom, and no other day is.
func TestUnitedKingdomIsTheUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, anywhere := everyDay.Draw(t, "day"), false
		for _, division := range []calendar.Division{calendar.EnglandAndWales, calendar.Scotland, calendar.NorthernIreland} {
			_, ok := calendar.For(division).Holiday(d)
			anywhere = anywhere || ok
		}
		if _, ok := calendar.For(calendar.UnitedKingdom).Holiday(d); ok != anywhere {
			t.Fatalf("%s: %v, %v in a division", d, ok, anywhere)
		}
	})
}

func TestTheEndsOfTheTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, d, n := anyDivision.Draw(t, "division"), calendar.Date(rapid.Int32().Draw(t, "day")), rapid.Int().Draw(t, "n")
		inside := func(d calendar.Date) bool {
			return d >= calendar.NewDate(1970, time.January, 1) && d <= calendar.NewDate(2100, time.December, 31)
		}
		for _, got := range []calendar.Date{cal.AddWorkingDays(d, n), cal.OnOrBefore(d), cal.OnOrAfter(d)} {
			if got != 0 && got != d && !(inside(d) && inside(got) && cal.IsWorkingDay(got)) {
				t.Fatalf("%d working days from day %d: got %s", n, d, got)
			}
		}
		for _, unit := range []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Weeks, calendar.Months, calendar.Hours} {
			for _, count := range []func(calendar.When, calendar.Period) (calendar.Reckoned, error){cal.After, cal.Before} {
				got, err := count(calendar.On(d), calendar.Period{N: n, Unit: unit})
				if err == nil != (inside(d) && inside(got.Date)) || err != nil && !errors.Is(err, calendar.ErrRange) {
					t.Fatalf("%d %ss from day %d: got %s (%v)", n, unit, d, got.Date, err)
				}
			}
		}
		if got := cal.WorkingDaysBetween(d, calendar.Date(rapid.Int32().Draw(t, "other"))); got > 50000 || got < -50000 {
			t.Fatalf("%d working days in the tables", got)
		}
	})
}

// The corresponding date, or the last day of a month that has none.
func TestCorrespondingDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDay.Draw(t, "from"), rapid.IntRange(-120, 120).Draw(t, "months")
		y, m, day := d.Civil()
		gy, gm, gd := d.AddMonths(n).Civil()
		if gy*12+int(gm) != y*12+int(m)+n {
			t.Fatalf("%s and %d months is in %s %d", d, n, gm, gy)
		}
		_, nextMonth, _ := d.AddMonths(n).AddDays(1).Civil()
		if gd != day && (gd > day || nextMonth == gm) {
			t.Fatalf("%s and %d months is %s", d, n, d.AddMonths(n))
		}
	})
}

// Day 1 is the day itself; on a working day, day n+1 is n working days after.
func TestDayNBesideAfter(t *testing.T) {
	check(t, func(t *rapid.T, cal *calendar.Calendar, d calendar.Date, n int) {
		for unit, first := range map[calendar.Unit]calendar.Date{calendar.WorkingDays: cal.OnOrAfter(d), calendar.Days: d} {
			one, err := cal.DayN(calendar.On(d), 1, unit)
			if err != nil || one.Date != first {
				t.Fatalf("day 1 of %s in %ss: got %s (%v)", d, unit, one.Date, err)
			}
			numbered, err := cal.DayN(calendar.On(d), n+1, unit)
			after, err2 := cal.After(calendar.On(first), calendar.Period{N: n, Unit: unit})
			if err != nil || err2 != nil || numbered.Date != after.Date || !numbered.At.Equal(after.At) {
				t.Fatalf("day %d of %s: got %s, %s", n+1, d, numbered.Date, after.Date)
			}
		}
	})
}

// Texts come back as they were, with a time of day and without.
func TestTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDay.Draw(t, "day")
		minute := rapid.IntRange(0, 24*60-1).Draw(t, "minute")
		for _, w := range []calendar.When{calendar.On(d), calendar.Instant(d.At(minute/60, minute%60, 0)), {}} {
			text, err := w.MarshalText()
			var back calendar.When
			if err != nil || back.UnmarshalText(text) != nil || back != w {
				t.Fatalf("%v was written as %s, read as %v", w, text, back)
			}
			if w.Timed() && calendar.DateOf(w.Earliest()) != w.Date {
				t.Fatalf("%v is not on its day", w)
			}
		}
		text, err := d.MarshalText()
		var back calendar.Date
		if err != nil || back.UnmarshalText(text) != nil || back != d {
			t.Fatalf("%d was written as %s, read as %d", d, text, back)
		}
	})
}

// One calendar serves any number of goroutines.
func TestSharedCalendar(t *testing.T) {
	var all sync.WaitGroup
	from := date(t, "2026-12-16")
	for range 16 {
		for _, division := range calendar.Divisions() {
			all.Go(func() {
				cal := calendar.For(division)
				if _, err := cal.After(calendar.On(from), period(130, calendar.WorkingDays)); err != nil || cal != calendar.For(division) {
					t.Errorf("%s: %v", division, err)
				}
			})
		}
	}
	all.Wait()
}
