package calendar

import (
	"fmt"
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

// Reckoned is the answer to one count. [Reckoned.Lines] explains it.
type Reckoned struct {
	Date Date
	// Legal is the date before it was rolled to a working day: a second
	// deadline is never derived from a rolled first one.
	Legal Date
	At    time.Time // the last moment, UTC: the end of Date, or the hour itself
	Hour  bool      // counted in hours: At is an hour, not the end of a day

	how how
}

// ErrRange is the error of a count that leaves the years 1970 to 2100.
var ErrRange = fmt.Errorf("the count leaves the years %d to %d", firstYear, lastYear)

// maxCount is the hours of all years of the tables: a larger number in any unit
// leaves them, and up to it no sum overflows.
const maxCount = 24 * 366 * (lastYear - firstYear + 1)

// After counts p forward from a moment, whose own day is not counted unless
// the setting trigger says so.
func (c *Calendar) After(from When, p Period) (Reckoned, error) { return c.count(from, p, 1) }

// Before counts p backward from a moment, whose own day is not counted.
func (c *Calendar) Before(from When, p Period) (Reckoned, error) { return c.count(from, p, -1) }

func (c *Calendar) count(from When, p Period, sign int) (Reckoned, error) {
	c = c.orNone()
	if err := c.check(); err != nil {
		return Reckoned{}, err
	}
	if !from.Date.counted() || p.N < -maxCount || p.N > maxCount {
		return Reckoned{}, ErrRange
	}
	h := how{cal: c, from: from, start: from.Date, period: p, back: sign < 0}
	n := sign * p.N
	if p.Unit == Hours {
		return h.hours(n)
	}
	if n > 0 {
		h.evening()
		h.first = h.start
		h.dayOne = c.counting.Trigger == DayOne
	}
	clear := n < 0 && c.counting.Before == Clear
	d, err := h.days(n, clear)
	if err != nil {
		return Reckoned{}, err
	}
	return h.answer(d)
}

// days counts n of the period's unit from the start.
func (h *how) days(n int, clear bool) (Date, error) {
	one := 0 // what is counted less, where the day of the event is day 1
	switch {
	case h.dayOne:
		one = 1
	case clear:
		one = 1
		h.clear = true
	}
	switch h.period.Unit {
	case WorkingDays:
		if h.dayOne {
			h.first = h.cal.OnOrAfter(h.start)
			return h.cal.AddWorkingDays(h.first, n-1), nil
		}
		return h.cal.AddWorkingDays(h.start, n-one), nil
	case Days:
		return h.start.AddDays(n - one), nil
	case Weeks:
		return h.start.AddDays(7*n - one), nil
	case Months:
		d := h.start.AddMonths(n)
		_, _, from := h.start.Civil()
		if _, _, to := d.Civil(); to != from {
			h.short = true // the month has no such day: its last day is the end under any setting
			if h.dayOne {
				return d, nil
			}
		}
		return d.AddDays(-one), nil
	}
	return 0, fmt.Errorf("unit %q is not one of working day, day, week, month, hour", h.period.Unit)
}

// evening moves an event that came too late in the day to the next day.
func (h *how) evening() {
	k := h.cal.counting.LateAfter
	if k != 0 && h.from.Timed() && !h.from.Clock.Before(k.on(h.from.Date)) {
		h.start++
		h.late = true
	}
}

// answer ends a count in days, and rolls the date where the setting says so.
func (h *how) answer(d Date) (Reckoned, error) {
	if !d.counted() {
		return Reckoned{}, ErrRange
	}
	legal := d
	if h.period.Unit != WorkingDays {
		d = h.roll(d)
		if d.IsZero() {
			return Reckoned{}, ErrRange
		}
	}
	h.legal, h.date = legal, d
	return Reckoned{Date: d, Legal: legal, At: h.cal.EndOf(d), how: *h}, nil
}

// roll moves a date to a working day as the setting says. A date before an event
// is never moved towards it. A date after an event stands where it would move to
// before it.
func (h *how) roll(d Date) Date {
	roll := h.cal.counting.Roll
	switch {
	case roll == "":
		return d
	case h.back:
		return h.cal.OnOrBefore(d)
	case roll == Next:
		return h.cal.OnOrAfter(d)
	}
	if before := h.cal.OnOrBefore(d); before >= h.start {
		return before
	}
	return d
}

// DayN returns day n of a count in which the day of the event is day 1. For
// working days an event on any other day makes the next working day day 1.
// Only days and working days are numbered, from 1.
func (c *Calendar) DayN(from When, n int, unit Unit) (Reckoned, error) {
	c = c.orNone()
	if err := c.check(); err != nil {
		return Reckoned{}, err
	}
	switch {
	case unit != WorkingDays && unit != Days:
		return Reckoned{}, fmt.Errorf("unit %q has no day 1: it is not one of working day, day", unit)
	case n < 1:
		return Reckoned{}, fmt.Errorf("day %d is before day 1", n)
	case n > maxCount || !from.Date.counted():
		return Reckoned{}, ErrRange
	}
	h := how{cal: c, from: from, start: from.Date, period: Period{N: n, Unit: unit}, numbered: true}
	h.evening()
	h.first = h.start
	if unit == WorkingDays {
		h.first = c.OnOrAfter(h.start)
		return h.answer(c.AddWorkingDays(h.first, n-1))
	}
	return h.answer(h.first.AddDays(n - 1))
}

// SameDay returns the day of the event itself; no date where nothing can be
// counted.
func (c *Calendar) SameDay(from When) Reckoned {
	c = c.orNone()
	if c.check() != nil || !from.Date.counted() {
		return Reckoned{}
	}
	h := how{cal: c, from: from, start: from.Date, sameDay: true}
	h.evening()
	h.date, h.legal = h.start, h.start
	return Reckoned{Date: h.date, Legal: h.date, At: c.EndOf(h.date), how: h}
}
