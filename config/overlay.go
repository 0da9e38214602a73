package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
)

// calendarForm is a partnership's own days, laid over the bank holidays of its
// division. An entry counts in law or, by default, only for when emails go out:
// the closure days of an organisation are working days in law unless its rules
// say otherwise.
type calendarForm struct {
	Closed []closedForm `yaml:"closed"`
	Open   []openForm   `yaml:"open"`
	Week   *weekForm    `yaml:"week"`
}

type closedForm struct {
	yamlfile.Pos `yaml:"-"`
	Date         yamlfile.Located[calendar.Date] `yaml:"date"`
	From         yamlfile.Located[calendar.Date] `yaml:"from"`
	To           yamlfile.Located[calendar.Date] `yaml:"to"`
	Name         text                            `yaml:"name,required"`
	Counts       text                            `yaml:"counts"`
}

type openForm struct {
	Date   yamlfile.Located[calendar.Date] `yaml:"date,required"`
	Name   text                            `yaml:"name"` // for those who read the file
	Counts text                            `yaml:"counts"`
}

type weekForm struct {
	Days   texts `yaml:"days,required"`
	Counts text  `yaml:"counts"`
}

// maxClosed bounds one closure, in days. A longer one is a slip in its year or
// month.
const maxClosed = 60

// minWeek is the number of days below which a working week in law is questioned.
const minWeek = 3

// overlayChecker fills both overlays of a partnership.
type overlayChecker struct {
	*partnershipChecker
	p     *Partnership
	bank  *calendar.Calendar // of the division by the shipped list; nil where it is unknown
	lines map[calendar.Date]closedOrOpen
}

// closedOrOpen is the first entry that names a day.
type closedOrOpen struct {
	line int
	open bool
}

func (c *partnershipChecker) overlays(form calendarForm, p *Partnership) {
	o := overlayChecker{partnershipChecker: c, p: p, bank: calendar.For(p.Division), lines: map[calendar.Date]closedOrOpen{}}
	if form.Week != nil {
		o.week(form.Week)
	}
	for i, f := range form.Closed {
		o.closed(fmt.Sprintf("calendar.closed[%d]", i), f)
	}
	for i, f := range form.Open {
		o.open(fmt.Sprintf("calendar.open[%d]", i), f)
	}
}

// of returns the overlay that an entry belongs to, and the working week there.
func (o *overlayChecker) of(field string, counts text) (*calendar.Overlay, calendar.Week) {
	ways := []string{"law", "sending"}
	if counts.Given() && !slices.Contains(ways, counts.Value) {
		o.errorf(counts.Pos, field+".counts", "there is no way to count %q%s", counts.Value, words.Meant(counts.Value, "Allowed here", ways))
	}
	if counts.Value == "law" {
		return &o.p.InLaw, o.p.InLaw.Week
	}
	return &o.p.ForSending, cmp.Or(o.p.ForSending.Week, o.p.InLaw.Week)
}

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func (o *overlayChecker) week(form *weekForm) {
	const field = "calendar.week"
	var days []time.Weekday
	o.each(field+".days", o.some(field+".days", form.Days, "day"), func(at string, t text) string {
		d := slices.Index(weekdays, t.Value)
		if d < 0 {
			o.errorf(t.Pos, at, "there is no day %q%s", t.Value, words.Meant(t.Value, "Days", weekdays))
			return t.Value
		}
		days = append(days, time.Weekday(d))
		return t.Value
	})
	over, _ := o.of(field, form.Counts)
	over.Week = calendar.NewWeek(days...)
	if n := len(days); over == &o.p.InLaw && n < minWeek {
		o.warnf(field, "the working week in law has %s, %s: is that so, or is it only when emails go out (counts: sending)?", words.Count(n, "day"), over.Week)
	}
}

func (o *overlayChecker) closed(at string, f closedForm) {
	over, week := o.of(at, f.Counts)
	title := o.line(at+".name", f.Name)
	first, last, ok := o.closure(at, f)
	if !ok || !o.named(first, last, at, f.Pos, false) {
		return
	}
	shut := false
	for d := first; d <= last; d++ {
		if !week.Has(d.Weekday()) {
			continue // nobody works on it anyway, and no email need call it closed
		}
		over.Closed = append(over.Closed, calendar.Holiday{Date: d, Title: title})
		shut = shut || !o.isBankHoliday(d)
	}
	switch {
	case shut:
	case first != last:
		o.warnf(at, "closes no working day")
	case o.isBankHoliday(first):
		o.warnf(at, "closes no working day: %s is a bank holiday", first.Long())
	default:
		o.warnf(at, "closes no working day: the working week is %s, and %s is not in it", week, first.Long())
	}
}

// closure returns the first and the last day of a closure.
func (o *overlayChecker) closure(at string, f closedForm) (first, last calendar.Date, ok bool) {
	o.day(at+".date", f.Date)
	o.day(at+".from", f.From)
	o.day(at+".to", f.To)
	switch one, from, to := f.Date.Given(), f.From.Given(), f.To.Given(); {
	case o.complained(at):
		return 0, 0, false
	case one && !from && !to:
		return f.Date.Value, f.Date.Value, true
	case one || !from || !to:
		o.errorf(f.Pos, at, "requires either date, or from and to")
		return 0, 0, false
	}
	first, last = f.From.Value, f.To.Value
	switch days := int(last-first) + 1; {
	case days < 1:
		o.errorf(f.To.Pos, at+".to", "%s is before from, %s", last, first)
		return 0, 0, false
	case days > maxClosed:
		o.errorf(f.To.Pos, at+".to", "from %s to %s is %d days: one closure has at most %d", first, last, days, maxClosed)
		return 0, 0, false
	}
	return first, last, true
}

func (o *overlayChecker) open(at string, f openForm) {
	over, week := o.of(at, f.Counts)
	o.line(at+".name", f.Name)
	o.day(at+".date", f.Date)
	d := f.Date.Value
	if d.IsZero() || !o.named(d, d, at+".date", f.Date.Pos, true) {
		return
	}
	over.Open = append(over.Open, d)
	switch {
	case !o.isBankHoliday(d) && o.bank != nil:
		o.warnf(at, "opens nothing: %s is no bank holiday of %s", d.Long(), o.p.Division)
	case !week.Has(d.Weekday()):
		o.warnf(at, "opens nothing: the working week is %s, and %s is not in it", week, d.Long())
	}
}

// named notes which entry names the days from first to last, and returns whether
// it is the only one: of two entries for one day either could be meant.
func (o *overlayChecker) named(first, last calendar.Date, at string, pos yamlfile.Pos, open bool) bool {
	for d := first; d <= last; d++ {
		was, twice := o.lines[d]
		switch {
		case twice && was.open != open:
			o.errorf(pos, at, "%s is here as closed and as open, on line %d: leave one of them out", d, was.line)
			return false
		case twice:
			o.errorf(pos, at, "%s is here twice, first on line %d", d, was.line)
			return false
		}
		o.lines[d] = closedOrOpen{pos.Line, open}
	}
	return true
}

func (o *overlayChecker) isBankHoliday(d calendar.Date) bool {
	if o.bank == nil {
		return false
	}
	_, is := o.bank.Holiday(d)
	return is
}

func (o *overlayChecker) warnf(field, format string, args ...any) {
	o.warnings = append(o.warnings, fmt.Sprintf("%s: %s: %s", o.p.ID, field, fmt.Sprintf(format, args...)))
}

// overlaid returns the changes of an overlay in a few words.
func overlaid(o calendar.Overlay) string {
	var parts []string
	if n := len(o.Closed); n > 0 {
		parts = append(parts, words.Count(n, "day")+" closed")
	}
	if n := len(o.Open); n > 0 {
		parts = append(parts, words.Count(n, "bank holiday")+" worked")
	}
	if o.Week != 0 {
		parts = append(parts, "working week "+o.Week.String())
	}
	return strings.Join(parts, ", ")
}
