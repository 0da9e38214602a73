package calendar

import (
	"fmt"
	"slices"
	"sync"
)

var calendars = func() map[Division]func() *Calendar {
	out := map[Division]func() *Calendar{}
	for _, d := range Divisions() {
		out[d] = sync.OnceValue(func() *Calendar { return MustNew(d, Shipped(), Overlay{}) })
	}
	return out
}()

// For returns the calendar of a division by the list that comes with Longstop,
// built once and shared. A division that [ParseDivision] refuses has none: it
// returns nil, by which nothing is counted.
func For(division Division) *Calendar {
	if c, ok := calendars[division]; ok {
		return c()
	}
	return nil
}

// New builds the calendar of a division by a list of bank holidays and what a
// partnership lays over it. It counts by the defaults; see [Calendar.With]. The
// error names the division, the list or the day of the overlay that no calendar
// can be built from.
func New(division Division, list *List, over Overlay) (*Calendar, error) {
	if err := checkParts(division, list, over); err != nil {
		return nil, fmt.Errorf("build calendar: %w", err)
	}
	c := &Calendar{division: division, version: list.Version() + over.Version(), holidays: map[Date]Holiday{}, until: tableLast}
	for _, part := range division.parts() {
		c.addPart(part, list.of(part))
	}
	over.on(c)
	c.tabulate()
	return c, nil
}

// MustNew is [New] for a division, a list and an overlay that were checked before.
// It panics where New returns an error.
func MustNew(division Division, list *List, over Overlay) *Calendar {
	c, err := New(division, list, over)
	if err != nil {
		panic("calendar: " + err.Error())
	}
	return c
}

// checkParts says why no calendar can be built.
func checkParts(division Division, list *List, over Overlay) error {
	if _, err := ParseDivision(string(division)); err != nil {
		return err
	}
	for _, part := range division.parts() {
		if len(list.of(part)) == 0 {
			return fmt.Errorf("the list has no bank holidays of %s: use Shipped, or read a list with ParseList", part)
		}
	}
	return over.check()
}

// addPart adds the bank holidays of a published division: those of the list, and
// those that the rules give outside it.
func (c *Calendar) addPart(part Division, events []Holiday) {
	first, last := events[0].Date, events[len(events)-1].Date
	c.from, c.until = max(c.from, first), min(c.until, last)
	c.add(events)
	for year := firstYear; year <= lastYear; year++ {
		c.add(slices.DeleteFunc(byRule(part, year), func(h Holiday) bool {
			return h.Date >= first && h.Date <= last // the published list wins
		}))
	}
}

// add adds bank holidays; a day that has one keeps it.
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
