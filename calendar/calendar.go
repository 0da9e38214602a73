package calendar

import (
	"slices"
	"sync"
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

var calendars = func() map[Division]func() *Calendar {
	out := map[Division]func() *Calendar{}
	for _, d := range Divisions() {
		out[d] = sync.OnceValue(func() *Calendar { return New(d, Shipped(), Overlay{}) })
	}
	return out
}()

// For returns the calendar of a division by the list that comes with Longstop,
// built once and shared. A division that [ParseDivision] does not know has
// none: nil.
func For(division Division) *Calendar {
	if c, ok := calendars[division]; ok {
		return c()
	}
	return nil
}

// New builds the calendar of a division, one of [Divisions], by a list of bank
// holidays and what a partnership lays over it. It counts by the defaults; see
// [Calendar.With].
func New(division Division, list *List, over Overlay) *Calendar {
	parts := []Division{division}
	if division == UnitedKingdom {
		parts = publishedDivisions()
	}
	c := &Calendar{division: division, version: list.Version() + over.Version(), holidays: map[Date]Holiday{}, until: tableLast}
	for _, part := range parts {
		events := list.events[part]
		first, last := events[0].Date, events[len(events)-1].Date
		c.from, c.until = max(c.from, first), min(c.until, last)
		c.add(events)
		for year := firstYear; year <= lastYear; year++ {
			c.add(slices.DeleteFunc(byRule(part, year), func(h Holiday) bool {
				return h.Date >= first && h.Date <= last // the published list wins
			}))
		}
	}
	over.on(c)
	c.tabulate()
	return c
}

func (c *Calendar) add(list []Holiday) {
	for _, h := range list {
		if _, known := c.holidays[h.Date]; !known {
			c.holidays[h.Date] = h
		}
	}
}

func (c *Calendar) tabulate() {
	days := int(tableLast-tableFirst) + 1
	c.ordinal = make([]int32, days)
	c.workdays = make([]Date, 1, days) // ordinals count from 1
	holiday := make([]bool, days)
	for d := range c.holidays {
		if d.counted() {
			holiday[d-tableFirst] = true
		}
	}
	weekday := tableFirst.Weekday()
	for i := range days {
		if !holiday[i] && c.week.Has(weekday) {
			c.workdays = append(c.workdays, tableFirst+Date(i))
		}
		c.ordinal[i] = int32(len(c.workdays) - 1)
		weekday = (weekday + 1) % 7
	}
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
