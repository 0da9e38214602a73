package calendar

import (
	"fmt"
	"strings"
	"time"
)

// how is what a count did, kept so that it can be put into words when somebody
// asks: most never are.
type how struct {
	cal      *Calendar
	from     When
	start    Date // the day of the event, or the next where it came too late in the day
	first    Date // day 1, where there is one
	period   Period
	back     bool
	numbered bool // day N, not a period
	sameDay  bool // no period at all
	dayOne   bool // the setting trigger made the day of the event day 1
	clear    bool // the setting before made the period a clear one
	late     bool // the setting late-after moved the event to the next day
	short    bool // the last month has no corresponding date
	legal    Date
	date     Date
	at       time.Time // of a count in hours
}

// Skipped is a day between the ends of a count that was not counted.
type Skipped struct {
	Date Date
	Name string // of the bank holiday; "" for a day outside the working week
}

// Skipped lists the days that a count in working days left out.
func (r Reckoned) Skipped() []Skipped {
	h := r.how
	if h.period.Unit != WorkingDays {
		return nil
	}
	from, to := h.start, h.date
	if h.first != 0 && (h.numbered || h.dayOne) {
		from = h.first
	}
	if to < from {
		from, to = to, from
	}
	var out []Skipped
	for d := from + 1; d < to; d++ {
		if name, holiday := h.cal.holidays[d]; holiday {
			out = append(out, Skipped{d, name.Name()})
		} else if !h.cal.week.Has(d.Weekday()) {
			out = append(out, Skipped{d, ""})
		}
	}
	return out
}

// Steps puts the count into words, a sentence a line: what was counted, each
// day that was not, every setting that is not the default, and the calendar.
func (r Reckoned) Steps() []string {
	h := r.how
	if h.cal == nil {
		return nil
	}
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if h.late {
		say("%s is %s or later, so it counts as %s (late-after: %s)", h.from.Long(), h.cal.counting.LateAfter, h.start.Long(), h.cal.counting.LateAfter)
	}
	switch {
	case h.period.Unit == Hours:
		return append(out, h.hourWords()...)
	case h.sameDay:
		say("the same day: %s", h.date.Long())
	case h.numbered:
		out = append(out, h.dayWords()...)
	default:
		out = append(out, h.periodWords()...)
	}
	out = append(out, h.skippedWords(r.Skipped())...)
	if h.date != h.legal {
		say("%s is not a working day: it moves to %s, and nothing else moves with it (roll: %s)", h.legal.Long(), h.date.Long(), h.cal.counting.Roll)
	}
	if h.cal.counting.DayEnds != 0 {
		say("that day ends at %s (day-ends: %s)", h.cal.counting.DayEnds, h.cal.counting.DayEnds)
	}
	return append(out, h.calendarWords()...)
}

func (h *how) hourWords() []string {
	start := h.from.Long()
	if !h.from.Timed() {
		start += ", from the start of that day since no time of day was given"
	}
	line := fmt.Sprintf("%s %s %s: %s", h.period, h.way(), start, Instant(h.at).Long())
	if h.cal.counting.Hours != Working {
		return append([]string{line}, h.version())
	}
	return append([]string{line, fmt.Sprintf("only the hours %s of working days count (hours: working)", h.cal.counting.hours())}, h.calendarWords()...)
}

func (h *how) dayWords() []string {
	line := fmt.Sprintf("%s is day 1; day %d in %ss: %s", h.first.Long(), h.period.N, h.period.Unit, h.legal.Long())
	if h.first != h.start {
		return []string{h.notWorking(), line}
	}
	return []string{line}
}

func (h *how) notWorking() string {
	return h.start.Long() + " is not a working day: " + h.first.Long() + " is day 1"
}

func (h *how) periodWords() []string {
	aside := "the day itself not counted"
	switch {
	case h.dayOne:
		aside = "the day itself being day 1 (trigger: day-one)"
	case h.clear:
		aside = "the day itself not counted and the period clear, so one day earlier still (before: clear)"
	}
	out := []string{fmt.Sprintf("%s %s %s, %s: %s", h.period, h.way(), h.start.Long(), aside, h.legal.Long())}
	if h.dayOne && h.first != h.start {
		out = append([]string{h.notWorking()}, out...)
	}
	if h.short {
		out = append(out, "that month has no such day: its last day counts")
	}
	return out
}

func (h *how) way() string {
	if h.back {
		return "before"
	}
	return "after"
}

// skippedWords names the days that were not counted.
func (h *how) skippedWords(days []Skipped) []string {
	var weekend []Date
	var named []string
	for _, s := range days {
		if s.Name == "" {
			weekend = append(weekend, s.Date)
		} else {
			named = append(named, s.Date.Short()+" "+s.Name)
		}
	}
	var out []string
	if n := len(weekend); n > 0 {
		kind := "weekend "
		if h.cal.week != 0 {
			kind = "" // a week of the partnership's own
		}
		out = append(out, fmt.Sprintf("not counted: %d %s%s: %s", n, kind, plural(n, "day"), runs(weekend)))
	}
	if len(named) > 0 {
		out = append(out, "not counted: "+strings.Join(named, ", "))
	}
	return out
}

// calendarWords says by which calendar, and how far it can be trusted where bank
// holidays had a say in the date.
func (h *how) calendarWords() []string {
	c := h.cal
	var out []string
	rests := h.period.Unit == WorkingDays || c.counting.Roll != "" || h.period.Unit == Hours
	if rests && (c.Provisional(h.start) || c.Provisional(h.date)) {
		out = append(out, fmt.Sprintf("provisional: bank holidays are published from %s to %s; all others come from the usual rules", c.from.Long(), c.until.Long()))
	}
	return append(out, h.version())
}

// version names the calendar: every answer says by which it was given.
func (h *how) version() string {
	return fmt.Sprintf("bank holidays: %s, version %s", h.cal.division, h.cal.version)
}

// The weekends that are named one by one; a long count says how many there are
// and where they begin and end.
const mostRuns = 40

// runs writes days that follow one another as one: "19–20, 26–27 December 2026,
// 2–3 January 2027".
func runs(days []Date) string {
	var b strings.Builder
	n := 0
	for len(days) > 0 {
		size := 1
		if len(days) > 1 && days[1] == days[0]+1 && sameMonth(days[0], days[1]) {
			size = 2
		}
		run := days[:size]
		days = days[size:]
		if n++; n == mostRuns && len(days) > 0 {
			fmt.Fprintf(&b, "%s %s, and so on to %s", span(run), run[0].noon().Format("January 2006"), days[len(days)-1].Long())
			break
		}
		b.WriteString(span(run))
		if end := run[size-1]; len(days) == 0 || !sameMonth(end, days[0]) {
			b.WriteString(" " + end.noon().Format("January 2006"))
		}
		if len(days) > 0 {
			b.WriteString(", ")
		}
	}
	return b.String()
}

func span(run []Date) string {
	_, _, a := run[0].Civil()
	if len(run) == 1 {
		return fmt.Sprint(a)
	}
	_, _, b := run[len(run)-1].Civil()
	return fmt.Sprintf("%d–%d", a, b)
}

func sameMonth(a, b Date) bool {
	ya, ma, _ := a.Civil()
	yb, mb, _ := b.Civil()
	return ya == yb && ma == mb
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
