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
// and [For]. The zero Calendar and a nil one have no working days, and their
// counts fail with [ErrNoCalendar].
type Calendar struct {
	division Division
	version  string
	holidays map[Date]Holiday
	week     Week
	counting Counting
	wrong    error   // in counting: why nothing is counted
	from     Date    // the first date of the published list
	until    Date    // its last: what comes after rests on rules
	ordinal  []int32 // by day: how many working days up to and including it
	workdays []Date  // by ordinal: the n-th working day; the 0-th is no date
}

// ErrNoCalendar is the error of every count by a calendar that was not built.
var ErrNoCalendar = errors.New("there is no calendar: build one with New, or take that of a division with For")

// orNone returns c, or the zero Calendar for a nil one.
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

// Division returns the division whose bank holidays these are.
func (c *Calendar) Division() Division { return c.orNone().division }

// Version returns the version of the list of bank holidays, with that of the
// overlay: two calendars of a division with one version are the same.
func (c *Calendar) Version() string { return c.orNone().version }

// Until returns the last published bank holiday, the last date known to be
// right.
func (c *Calendar) Until() Date { return c.orNone().until }

// Provisional says whether d lies outside the published list, and so rests on
// rules that a proclamation may still change.
func (c *Calendar) Provisional(d Date) bool {
	c = c.orNone()
	return !d.IsZero() && (d > c.until || d < c.from)
}

// Holiday returns the bank holiday or the day of closure on d, if it is one.
func (c *Calendar) Holiday(d Date) (Holiday, bool) {
	h, ok := c.orNone().holidays[d]
	return h, ok
}

// Holidays returns the bank holidays and days of closure from one day to another,
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

// SameDays says whether two calendars have the same working days throughout.
func (c *Calendar) SameDays(o *Calendar) bool {
	a, b := c.days(), o.days()
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b))
}

// days returns all working days, in order.
func (c *Calendar) days() []Date {
	if c == nil || len(c.workdays) == 0 {
		return nil
	}
	return c.workdays[1:]
}

// Differs returns the days that are working days in only one of two calendars,
// in order.
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

// IsWorkingDay says whether d is a day of the working week, no bank holiday of
// the division, and not closed by the overlay.
func (c *Calendar) IsWorkingDay(d Date) bool {
	i, ok := c.at(d)
	return ok && c.workdays[c.ordinal[i]] == d
}

// AddWorkingDays returns the n-th working day after d, not counting d itself; for
// a negative n the n-th before d, and d where n is 0. It returns no date where
// that would leave the years 1970 to 2100.
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

// WorkingDaysBetween returns how many working days remain from a to b: those
// after a, up to and including b. It is negative where b is before a. A date
// outside the years 1970 to 2100 counts as the nearer end of them.
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

// at returns the place of d in the tables. There is none where d is outside
// them, or where c was not built.
func (c *Calendar) at(d Date) (int, bool) {
	i := int(d) - int(tableFirst)
	return i, c != nil && uint(i) < uint(len(c.ordinal)) // a negative i is a large uint
}
