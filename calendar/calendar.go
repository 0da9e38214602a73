package calendar

import (
	"errors"
	"slices"
	"time"
)

// The tables cover whole years; arithmetic that leaves them gives no date.
var (
	tableFirst = NewDate(firstYear, time.January, 1)
	tableLast  = NewDate(lastYear, time.December, 31)
)

// Calendar is the working days of one division, with what a partnership lays
// over them, and how it counts in them. It never changes once built; see [New]
// and [For]. A nil Calendar and the zero one are not built: they have no working
// day, and what they count is [ErrNoCalendar].
type Calendar struct {
	division Division
	version  string
	holidays map[Date]Holiday
	week     Week
	counting Counting
	wrong    error   // in the counting; nothing is counted by it
	from     Date    // the first date of the published list
	until    Date    // its last: what comes after rests on rules
	ordinal  []int32 // by day: how many working days up to and including it
	workdays []Date  // by ordinal: the n-th working day
}

// ErrNoCalendar is the answer of a count by a calendar that was not built.
var ErrNoCalendar = errors.New("there is no calendar: build one with New, or take that of a division with For")

// orNone is c, or the zero Calendar for a nil one.
func (c *Calendar) orNone() *Calendar {
	if c == nil {
		return &Calendar{}
	}
	return c
}

// check says why nothing can be counted.
func (c *Calendar) check() error {
	if c.division == "" {
		return ErrNoCalendar
	}
	return c.wrong
}

// Division is the division whose bank holidays these are.
func (c *Calendar) Division() Division { return c.orNone().division }

// Version names the list of bank holidays, and the overlay where there is one:
// two calendars of a division with one version are the same.
func (c *Calendar) Version() string { return c.orNone().version }

// Until is the last published bank holiday, the last date known to be right.
func (c *Calendar) Until() Date { return c.orNone().until }

// Provisional says whether d lies outside the published list, so that it
// rests on rules which a proclamation may still change.
func (c *Calendar) Provisional(d Date) bool {
	c = c.orNone()
	return !d.IsZero() && (d > c.until || d < c.from)
}

// Holiday returns the bank holiday or the day of closure on d, if it is one.
func (c *Calendar) Holiday(d Date) (Holiday, bool) {
	h, ok := c.orNone().holidays[d]
	return h, ok
}

// Holidays lists the bank holidays and days of closure from one day to another,
// both included, in order.
func (c *Calendar) Holidays(from, to Date) []Holiday {
	c = c.orNone()
	var out []Holiday
	for d := max(from, tableFirst); d <= min(to, tableLast); d++ {
		if h, ok := c.holidays[d]; ok {
			out = append(out, h)
		}
	}
	return out
}

// SameDays says whether both calendars have the same working days, all in all.
func (c *Calendar) SameDays(o *Calendar) bool {
	a, b := c.days(), o.days()
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b))
}

// days are all working days, in order.
func (c *Calendar) days() []Date {
	if c == nil || len(c.workdays) == 0 {
		return nil
	}
	return c.workdays[1:]
}

// Differs lists the days that are working days in one of two calendars and not
// in the other, in order.
func (c *Calendar) Differs(o *Calendar) []Date {
	var out []Date
	if c.SameDays(o) {
		return out
	}
	for d := tableFirst; d <= tableLast; d++ {
		if c.IsWorkingDay(d) != o.IsWorkingDay(d) {
			out = append(out, d)
		}
	}
	return out
}

// IsWorkingDay says whether d is neither a Saturday, a Sunday nor a bank
// holiday of the division, nor closed by the partnership's overlay.
func (c *Calendar) IsWorkingDay(d Date) bool {
	i, ok := c.at(d)
	if !ok {
		return false
	}
	n := c.ordinal[i]
	return n > 0 && c.workdays[n] == d
}

// AddWorkingDays returns the n-th working day after d, d itself not counted;
// for a negative n the n-th before it. For n = 0 it is d. The result is no
// date where it would leave the years 1970 to 2100.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	i, ok := c.at(d)
	switch {
	case n == 0:
		return d
	case !ok:
		return 0
	}
	at := int(c.ordinal[i]) + n
	if n < 0 && !c.IsWorkingDay(d) {
		at++ // the last working day on or before d is already one before it
	}
	if at < 1 || at >= len(c.workdays) {
		return 0
	}
	return c.workdays[at]
}

// OnOrBefore returns d where it is a working day, else the last one before it.
func (c *Calendar) OnOrBefore(d Date) Date {
	if c.IsWorkingDay(d) {
		return d
	}
	return c.AddWorkingDays(d, -1)
}

// OnOrAfter returns d where it is a working day, else the first one after it.
func (c *Calendar) OnOrAfter(d Date) Date {
	if c.IsWorkingDay(d) {
		return d
	}
	return c.AddWorkingDays(d, 1)
}

// WorkingDaysBetween counts the working days after a up to and including b;
// negative where b is before a: how many working days remain from a to b. A
// date outside the years 1970 to 2100 counts as the nearer end of them.
func (c *Calendar) WorkingDaysBetween(a, b Date) int {
	return c.upTo(b) - c.upTo(a)
}

// upTo counts the working days of the tables up to and including d.
func (c *Calendar) upTo(d Date) int {
	i, ok := c.at(min(max(d, tableFirst), tableLast))
	if !ok {
		return 0
	}
	return int(c.ordinal[i])
}

// at is the place of d in the tables. There is none where d is outside them, or
// where c was not built.
func (c *Calendar) at(d Date) (int, bool) {
	i := int(d) - int(tableFirst)
	return i, c != nil && i >= 0 && i < len(c.ordinal)
}
