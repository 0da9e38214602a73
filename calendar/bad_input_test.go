package calendar_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// A calendar that nobody built says so where it can, and has no day to count by.
func TestACalendarThatWasNotBuilt(t *testing.T) {
	from, other := date(t, "2026-12-03"), date(t, "2026-12-24")
	for _, c := range []*calendar.Calendar{nil, {}, calendar.For("wales"), new(calendar.Calendar).With(calendar.Counting{Roll: calendar.Next})} {
		_, after := c.After(calendar.On(from), period(1, calendar.WorkingDays))
		_, before := c.Before(calendar.On(from), period(1, calendar.Days))
		_, day := c.DayN(calendar.On(from), 1, calendar.Days)
		for _, err := range []error{after, before, day} {
			if !errors.Is(err, calendar.ErrNoCalendar) {
				t.Errorf("got %v", err)
			}
		}
		if d := c.AddWorkingDays(from, 1); d != 0 || !c.SameDay(calendar.On(from)).Date.IsZero() || c.OnOrBefore(from) != 0 || c.ActBy(from) != 0 {
			t.Errorf("got %s", d)
		}
		if c.IsWorkingDay(from) || c.WorkingDaysBetween(from, other) != 0 || !c.Provisional(from) || len(c.Holidays(from, other)) > 0 {
			t.Error("it has working days, or is certain of one")
		}
		if !c.SameDays(nil) || c.SameDays(calendar.For(calendar.Scotland)) || len(c.Differs(calendar.For(calendar.Scotland))) < 30000 {
			t.Error("it has the days of another")
		}
	}
}

func TestAListThatNobodyRead(t *testing.T) {
	for _, l := range []*calendar.List{nil, {}} {
		if l.Hash() != "" || l.Version() != "" || l.Until(calendar.Scotland) != 0 || l.Until(calendar.UnitedKingdom) != 0 || len(l.Events(calendar.Scotland)) > 0 {
			t.Errorf("it says something: %s", l.JSON())
		}
		if n := len(l.Check(calendar.Shipped(), date(t, "2026-12-03"), nil)); n != 3 {
			t.Errorf("%d problems with it, not one for each division", n)
		}
	}
	if d := calendar.Shipped().Until("wales"); d != 0 {
		t.Errorf("Wales alone is certain to %s", d)
	}
}

// A value that no setting has is an error of every count, and is not taken for
// another value. The name of a default is the default.
func TestCountingsThatNoSettingHas(t *testing.T) {
	cal, from := calendar.For(calendar.EnglandAndWales), when(t, "2026-12-05")
	for _, c := range []struct {
		k    calendar.Counting
		want string
	}{
		{calendar.Counting{Trigger: "day one"}, `trigger: "day one" is not one of excluded, day-one`},
		{calendar.Counting{Roll: "nxt", Months: "30-days"}, `roll: "nxt" is not one of none, next, previous`},
		{calendar.Counting{LateAfter: -1}, `late-after: "00:-1" is neither never nor a time of day after midnight, for example 16:00`},
		{calendar.Counting{DayEnds: 24 * 60}, `day-ends: "24:00" is neither 23:59:59 nor a time of day after midnight, for example 17:00`},
		{calendar.Counting{Hours: calendar.Working, Office: calendar.Span{From: 540, To: 540}}, `working-hours: "09:00-09:00" is not a span of one day, for example 09:00-17:00`},
	} {
		counts := cal.With(c.k)
		_, after := counts.After(from, period(3, calendar.Hours))
		_, before := counts.Before(from, period(1, calendar.Days))
		_, day := counts.DayN(from, 1, calendar.Days)
		for _, err := range []error{after, before, day} {
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		}
		if !counts.SameDay(from).Date.IsZero() {
			t.Errorf("%s: there is a date", c.k)
		}
		if _, err := counts.With(calendar.Counting{}).After(from, period(1, calendar.Days)); err != nil {
			t.Errorf("counting by the defaults again: %v", err)
		}
	}
	usual := cal.With(calendar.Counting{Trigger: "excluded", Roll: "none", Hours: "elapsed", Office: calendar.Span{From: 540, To: 17 * 60}})
	if got, err := usual.After(from, period(1, calendar.Days)); err != nil || got.Date.String() != "2026-12-06" || usual.Counting() != (calendar.Counting{}) {
		t.Errorf("got %s, %v by %s", got.Date, err, usual.Counting())
	}
}

// No sum of days or months comes back into the years as another date.
func TestSumsThatAreTooLargeAreNoDate(t *testing.T) {
	d := date(t, "2026-12-03")
	for _, n := range []int{math.MaxInt, math.MinInt, math.MaxInt32, 1 << 32, 1<<32 + 1, -1<<32 - 1} {
		if got := d.AddDays(n); got != 0 {
			t.Errorf("%d days later is %s", n, got)
		}
		if got := d.AddMonths(n); got != 0 {
			t.Errorf("%d months later is %s", n, got)
		}
		for _, got := range []calendar.Date{calendar.NewDate(n, 1, 1), calendar.NewDate(2026, time.Month(n), 1)} {
			if got != 0 {
				t.Errorf("%d in a date: %s", n, got)
			}
		}
	}
	if got := calendar.NewDate(2026, time.January, math.MaxInt); got != 0 {
		t.Errorf("the last day that an int can count is %s", got)
	}
}

func TestNoDateHasNoTime(t *testing.T) {
	var d calendar.Date
	if got := calendar.Instant(time.Time{}); got != (calendar.When{}) || calendar.DateOf(time.Time{}) != 0 {
		t.Errorf("no time has the date %s", got)
	}
	for _, at := range []time.Time{d.At(10, 30, 0), d.Start(), d.End(), calendar.When{}.Earliest(), calendar.For(calendar.Scotland).EndOf(d)} {
		if !at.IsZero() {
			t.Errorf("no date has the instant %s", at)
		}
	}
	for _, d := range []calendar.Date{date(t, "1970-01-01") - 1, date(t, "2026-06-30"), date(t, "2100-12-31"), -1, 1} {
		if got := d.End(); calendar.DateOf(got) != d || got.In(calendar.London()).Format(time.TimeOnly) != "23:59:59" {
			t.Errorf("%s ends at %s", d, got)
		}
	}
}

func TestWhatIsNoDayOfTheWeekIsNotWorked(t *testing.T) {
	if calendar.NewWeek(-1, 7, 64) != calendar.NewWeek() || calendar.NewWeek(time.Sunday, 7) != calendar.NewWeek(time.Sunday) {
		t.Error("it is")
	}
}
