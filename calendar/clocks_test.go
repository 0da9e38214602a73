package calendar_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// lastSunday of a month, without the zone files: since 1996 the clocks change
// at 01:00 UTC on the last Sunday of March and of October.
func lastSunday(year int, month time.Month) calendar.Date {
	d := calendar.NewDate(year, month, 31)
	return d.AddDays(-int(d.Weekday()))
}

func utc(d calendar.Date, hour, minute, second int) time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, hour, minute, second, 0, time.UTC)
}

type clockTime struct{ hour, minute, second int }

// London's wall clock on the days around a change, and the time in UTC. On the
// change in spring 01:00 to 01:59 does not exist and is an hour later; in
// autumn it exists twice and the first is meant.
func TestClockChanges(t *testing.T) {
	type row struct {
		month    time.Month
		days     int // from the change
		wall     clockTime
		earlier  int // how many hours UTC is behind the wall clock
		reads    string
		meanings string
	}
	for _, r := range []row{
		{time.March, -1, clockTime{23, 59, 59}, 0, "23:59", "winter time"},
		{time.March, 0, clockTime{0, 0, 0}, 0, "00:00", "winter time"},
		{time.March, 0, clockTime{0, 59, 59}, 0, "00:59", "winter time"},
		{time.March, 0, clockTime{1, 0, 0}, 0, "02:00", "in the gap"},
		{time.March, 0, clockTime{1, 30, 0}, 0, "02:30", "in the gap"},
		{time.March, 0, clockTime{1, 59, 59}, 0, "02:59", "in the gap"},
		{time.March, 0, clockTime{2, 0, 0}, 1, "02:00", "summer time"},
		{time.March, 0, clockTime{23, 59, 59}, 1, "23:59", "summer time"},
		{time.March, 1, clockTime{0, 0, 0}, 1, "00:00", "summer time"},
		{time.October, 0, clockTime{0, 0, 0}, 1, "00:00", "summer time"},
		{time.October, 0, clockTime{0, 59, 59}, 1, "00:59", "summer time"},
		{time.October, 0, clockTime{1, 0, 0}, 1, "01:00", "the first of two"},
		{time.October, 0, clockTime{1, 30, 0}, 1, "01:30", "the first of two"},
		{time.October, 0, clockTime{1, 59, 59}, 1, "01:59", "the first of two"},
		{time.October, 0, clockTime{2, 0, 0}, 0, "02:00", "winter time"},
		{time.October, 0, clockTime{23, 59, 59}, 0, "23:59", "winter time"},
	} {
		for year := 2000; year <= 2050; year++ {
			d := lastSunday(year, r.month).AddDays(r.days)
			got := d.At(r.wall.hour, r.wall.minute, r.wall.second)
			want := utc(d, r.wall.hour-r.earlier, r.wall.minute, r.wall.second)
			if !got.Equal(want) || got.In(calendar.London()).Format("15:04") != r.reads || calendar.DateOf(got) != d {
				t.Errorf("%s at %v (%s): got %s, want %s", d, r.wall, r.meanings, got.UTC(), want)
			}
		}
	}
}

// A day of a clock change has 23 or 25 hours, and 48 hours across it end one
// hour later or earlier on the wall. Days are civil days whatever the clocks do.
func TestPeriodsAcrossClockChanges(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for year := 2000; year <= 2050; year++ {
		for _, c := range []struct {
			month time.Month
			hours int
			wall  string
		}{{time.March, 23, "11:30"}, {time.October, 25, "09:30"}} {
			d := lastSunday(year, c.month)
			if got := d.AddDays(1).Start().Sub(d.Start()); got != time.Duration(c.hours)*time.Hour {
				t.Errorf("%s lasts %s", d, got)
			}
			if got := d.AddDays(1).Start().Sub(d.End()); got != time.Second {
				t.Errorf("%s ends %s before the next day", d, got)
			}
			from := calendar.Instant(d.AddDays(-1).At(10, 30, 0))
			got, err := cal.After(from, period(48, calendar.Hours))
			if err != nil || !got.Hour || got.At.Sub(from.Clock) != 48*time.Hour || calendar.Instant(got.At).String() != d.AddDays(1).String()+"T"+c.wall {
				t.Errorf("48 hours after %s: got %s (%v)", from, calendar.Instant(got.At), err)
			}
			back, err := cal.Before(calendar.Instant(got.At), period(48, calendar.Hours))
			if err != nil || back.At != from.Clock {
				t.Errorf("48 hours before %s: got %s (%v)", got.At, back.At, err)
			}
			day, err := cal.After(from, period(2, calendar.Days))
			expect(t, day, err, d.AddDays(1).String(), "2 days after "+from.String())
		}
	}
}

// Every day of the tables begins at midnight and ends a second before the next
// one, also in 1970 and 1971, when London kept summer time all year.
func TestEveryDayBeginsWhereTheLastOneEnds(t *testing.T) {
	for d := date(t, "1970-01-01"); d < date(t, "2100-12-31"); d++ {
		start, end := d.Start(), d.End()
		if clock := start.In(calendar.London()).Format("15:04:05"); clock != "00:00:00" || calendar.DateOf(start) != d {
			t.Fatalf("%s starts at %s on %s", d, clock, calendar.DateOf(start))
		}
		if !end.Add(time.Second).Equal((d + 1).Start()) || calendar.DateOf(end) != d {
			t.Fatalf("%s ends at %s", d, end)
		}
	}
}
