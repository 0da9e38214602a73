package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Unit is what a period is counted in.
type Unit string

// The units of periods. Days, weeks and months are calendar time; hours are
// elapsed time, whatever the clocks do meanwhile.
const (
	WorkingDays Unit = "working day"
	Days        Unit = "day"
	Weeks       Unit = "week"
	Months      Unit = "month"
	Hours       Unit = "hour"
)

// Period is a length of time: 15 working days, 6 months, 48 hours.
type Period struct {
	N    int
	Unit Unit
}

// String returns the period in words: "15 working days".
func (p Period) String() string {
	if p.N == 1 {
		return "1 " + string(p.Unit)
	}
	return fmt.Sprintf("%d %ss", p.N, p.Unit)
}

// Reckoned is the answer to one count, with the count itself in words.
type Reckoned struct {
	Date  Date
	At    time.Time // the last moment, UTC: the end of Date, or the hour itself
	Hour  bool      // counted in hours: At is an hour, not the end of a day
	Steps []string  // how it was counted, a sentence a line
}

// ErrRange is the answer of a count that leaves the years 1970 to 2100.
var ErrRange = fmt.Errorf("the count leaves the years %d to %d", firstYear, lastYear)

// No count in any unit stays in the tables beyond this number, the hours of
// all their years; below it no sum overflows.
const furthest = 24 * 366 * (lastYear - firstYear + 1)

// After counts p forward from a moment, whose own day is not counted.
func (c *Calendar) After(from When, p Period) (Reckoned, error) { return c.count(from, p, 1) }

// Before counts p backward from a moment, whose own day is not counted.
func (c *Calendar) Before(from When, p Period) (Reckoned, error) { return c.count(from, p, -1) }

func (c *Calendar) count(from When, p Period, sign int) (Reckoned, error) {
	way := "after"
	if sign < 0 {
		way = "before"
	}
	if !from.Date.counted() || p.N < -furthest || p.N > furthest {
		return Reckoned{}, ErrRange
	}
	if p.Unit == Hours {
		return c.hours(from, p, sign, way)
	}
	var d Date
	switch p.Unit {
	case WorkingDays:
		d = c.AddWorkingDays(from.Date, sign*p.N)
	case Days:
		d = from.Date.AddDays(sign * p.N)
	case Weeks:
		d = from.Date.AddDays(sign * p.N * 7)
	case Months:
		d = from.Date.AddMonths(sign * p.N)
	default:
		return Reckoned{}, fmt.Errorf("unit %q is not one of working day, day, week, month, hour", p.Unit)
	}
	if !d.counted() {
		return Reckoned{}, ErrRange
	}
	r := c.day(d)
	r.Steps = []string{fmt.Sprintf("%s %s %s, the day itself not counted: %s", p, way, from.Date.Long(), d.Long())}
	switch p.Unit {
	case WorkingDays:
		r.Steps = append(r.Steps, c.skipped(from.Date, d)...)
	case Months:
		_, _, fd := from.Date.Civil()
		if _, _, td := d.Civil(); td != fd {
			r.Steps = append(r.Steps, "that month has no such day: its last day counts")
		}
	}
	return r, nil
}

func (c *Calendar) hours(from When, p Period, sign int, way string) (Reckoned, error) {
	at := from.Earliest().Add(time.Duration(sign*p.N) * time.Hour)
	d := DateOf(at)
	if !d.counted() {
		return Reckoned{}, ErrRange
	}
	start := from.Long()
	if !from.Timed() {
		start += ", from the start of that day since no time of day was given"
	}
	return Reckoned{
		Date: d, At: at, Hour: true,
		Steps: []string{fmt.Sprintf("%s %s %s: %s", p, way, start, Instant(at).Long())},
	}, nil
}

// DayN returns day n of a count in which the day of the event is day 1. For
// working days an event on any other day makes the next working day day 1.
// Days and working days alone are numbered, from 1.
func (c *Calendar) DayN(from Date, n int, unit Unit) (Reckoned, error) {
	switch {
	case unit != WorkingDays && unit != Days:
		return Reckoned{}, fmt.Errorf("unit %q has no day 1: it is not one of working day, day", unit)
	case n < 1:
		return Reckoned{}, fmt.Errorf("day %d is before day 1", n)
	case n > furthest || !from.counted():
		return Reckoned{}, ErrRange
	}
	first := from
	if unit == WorkingDays {
		first = c.OnOrAfter(from)
	}
	d := first.AddDays(n - 1)
	if unit == WorkingDays {
		d = c.AddWorkingDays(first, n-1)
	}
	if !d.counted() {
		return Reckoned{}, ErrRange
	}
	r := c.day(d)
	r.Steps = []string{fmt.Sprintf("%s is day 1; day %d in %ss: %s", first.Long(), n, unit, d.Long())}
	if first != from {
		r.Steps = append([]string{from.Long() + " is not a working day: " + first.Long() + " is day 1"}, r.Steps...)
	}
	if unit == WorkingDays {
		r.Steps = append(r.Steps, c.skipped(first, d)...)
	}
	return r, nil
}

// day is an answer in whole days: the last moment is the end of the day.
func (c *Calendar) day(d Date) Reckoned { return Reckoned{Date: d, At: d.End().UTC()} }

// skipped names the days between a and b that are not working days.
func (c *Calendar) skipped(a, b Date) []string {
	if b < a {
		a, b = b, a
	}
	weekend, named := 0, []string{}
	for d := a + 1; d < b; d++ {
		if h, ok := c.holidays[d]; ok {
			named = append(named, d.Short()+" "+h.Name())
		} else if !c.IsWorkingDay(d) {
			weekend++
		}
	}
	var out []string
	if weekend > 0 {
		out = append(out, fmt.Sprintf("not counted: %d weekend %s", weekend, plural(weekend, "day")))
	}
	if len(named) > 0 {
		out = append(out, "not counted: "+strings.Join(named, ", "))
	}
	if c.Provisional(b) || c.Provisional(a) {
		out = append(out, fmt.Sprintf("provisional: bank holidays are published from %s to %s; all others come from the usual rules", c.from.Long(), c.until.Long()))
	}
	return out
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
