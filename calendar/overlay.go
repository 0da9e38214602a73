package calendar

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Overlay is what a partnership lays over the bank holidays of its division.
// Whoever builds a calendar with it decides whether it changes how the law
// counts, or only when emails go out: an organisation's own closure days are
// working days in law unless its rules say otherwise.
type Overlay struct {
	Closed []Holiday // days that are not worked, with their reasons
	Open   []Date    // bank holidays that are worked all the same
	Week   Week      // the days that are worked; the zero value is Monday to Friday
}

// Week is a set of days of the week. The zero value is Monday to Friday.
type Week uint8

// NewWeek returns the set of the days given; for no days the usual week. It leaves
// out what is no day of the week.
func NewWeek(days ...time.Weekday) Week {
	var w Week
	for _, d := range days {
		w |= bit(d)
	}
	if w == usualWeek {
		return 0
	}
	return w
}

const (
	usualWeek Week = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	everyDay  Week = 1<<7 - 1
)

// Has says whether the day is worked.
func (w Week) Has(d time.Weekday) bool {
	if w == 0 {
		w = usualWeek
	}
	return w&bit(d) != 0
}

// bit returns the set of one day; the empty set for a number that is no day.
func bit(d time.Weekday) Week {
	if d < time.Sunday || d > time.Saturday {
		return 0
	}
	return 1 << d
}

// String returns the days, Monday first: "Mon Tue Wed Thu".
func (w Week) String() string {
	var names []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); w.Has(d) {
			names = append(names, d.String()[:3])
		}
	}
	return strings.Join(names, " ")
}

// IsZero says whether the overlay changes nothing.
func (o Overlay) IsZero() bool { return len(o.Closed) == 0 && len(o.Open) == 0 && o.Week == 0 }

// And returns both overlays in one; the week of p wins, where p has one.
func (o Overlay) And(p Overlay) Overlay {
	return Overlay{
		Closed: slices.Concat(o.Closed, p.Closed), Open: slices.Concat(o.Open, p.Open), Week: cmp.Or(p.Week, o.Week),
	}
}

// check says why no calendar can be built with the overlay. A day that is no date
// would change nothing, and nobody would be told.
func (o Overlay) check() error {
	for i, h := range o.Closed {
		if err := h.Date.check(); err != nil {
			return fmt.Errorf("closed day %d of the overlay, %s: %w", i+1, quoted(h.Title), err)
		}
	}
	for i, d := range o.Open {
		if err := d.check(); err != nil {
			return fmt.Errorf("open day %d of the overlay: %w", i+1, err)
		}
	}
	if o.Week > everyDay {
		return fmt.Errorf("the week of the overlay, %d, has days that no week has: make it with NewWeek", o.Week)
	}
	return nil
}

// on lays the overlay over a calendar that is being built. A day that is named
// as open and as closed is closed: too few working days in an office are seen,
// too few in law are not.
func (o Overlay) on(c *Calendar) {
	c.week = o.Week
	for _, d := range o.Open {
		delete(c.holidays, d)
	}
	c.add(o.Closed)
}

// Version returns the overlay's part of the version of a calendar; "" for an
// overlay that changes nothing.
func (o Overlay) Version() string {
	if o.IsZero() {
		return ""
	}
	lines := []string{fmt.Sprintf("week %d", o.Week)}
	for _, d := range o.Open {
		lines = append(lines, "open "+d.String())
	}
	closed := slices.SortedFunc(slices.Values(o.Closed), func(a, b Holiday) int { return cmp.Compare(a.Date, b.Date) })
	for _, h := range closed {
		lines = append(lines, "closed "+h.Date.String()+" "+h.Title)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return "+" + hex.EncodeToString(sum[:2])
}
