package calendar

import (
	"slices"
	"time"
)

// The tables cover whole years; arithmetic that leaves them gives no date.
var (
	tableFirst = NewDate(firstYear, time.January, 1)
	tableLast  = NewDate(lastYear, time.December, 31)
)

// Calendar is the working days of one division, with what a partnership lays
// over them, and how it counts in them. It never changes once built.
type Calendar struct {
	division Division
	version  string
	holidays map[Date]Holiday
	week     Week
	counting Counting
	from     Date    // the first date of the published list
	until    Date    // its last: what comes after rests on rules
	ordinal  []int32 // by day: how many working days up to and including it
	workdays []Date  // by ordinal: the n-th working day
}

// Division is the division whose bank holidays these are.
func (c *Calendar) Division() Division { return c.division }

// Version names the list of bank holidays, and the overlay where there is one:
// two calendars of a division with one version are the same.
func (c *Calendar) Version() string { return c.version }

// Until is the last published bank holiday, the last date known to be right.
func (c *Calendar) Until() Date { return c.until }

// Provisional says whether d lies outside the published list, so that it
// rests on rules which a proclamation may still change.
func (c *Calendar) Provisional(d Date) bool { return !d.IsZero() && (d > c.until || d < c.from) }

// Holiday returns the bank holiday or the day of closure on d, if it is one.
func (c *Calendar) Holiday(d Date) (Holiday, bool) {
	h, ok := c.holidays[d]
	return h, ok
}

// Holidays lists the bank holidays and days of closure from one day to another,
// both included, in order.
func (c *Calendar) Holidays(from, to Date) []Holiday {
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
	return &c.ordinal[0] == &o.ordinal[0] || slices.Equal(c.workdays, o.workdays)
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
	if !d.counted() {
		return false
	}
	n := c.ordinal[d-tableFirst]
	return n > 0 && c.workdays[n] == d
}

// AddWorkingDays returns the n-th working day after d, d itself not counted;
// for a negative n the n-th before it. For n = 0 it is d. The result is no
// date where it would leave the years 1970 to 2100.
func (c *Calendar) AddWorkingDays(d Date, n int) Date {
	switch {
	case n == 0:
		return d
	case !d.counted():
		return 0
	}
	at := int(c.ordinal[d-tableFirst]) + n
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
	clamp := func(d Date) Date { return min(max(d, tableFirst), tableLast) }
	return int(c.ordinal[clamp(b)-tableFirst]) - int(c.ordinal[clamp(a)-tableFirst])
}
