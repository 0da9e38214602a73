package calendar

import (
	"fmt"
	"strings"
)

// Skipped is a day between the ends of a count that was not counted.
type Skipped struct {
	Date Date
	Name string // of the bank holiday; "" for a day outside the working week
}

// Skipped returns the days that a count in working days left out.
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

// skipped returns the lines of the days that were not counted.
func (h *how) skipped(days []Skipped) []Line {
	var weekend []Date
	var named []string
	for _, s := range days {
		if s.Name == "" {
			weekend = append(weekend, s.Date)
		} else {
			named = append(named, s.Date.Short()+" "+s.Name)
		}
	}
	var out []Line
	if n := len(weekend); n > 0 {
		kind := "weekend "
		if h.cal.week != 0 {
			kind = "" // a week of the partnership's own
		}
		out = append(out, Line{Kind: LineNotCounted, Words: fmt.Sprintf("not counted: %d %s%s: %s", n, kind, plural(n, "day"), runs(weekend))})
	}
	if len(named) > 0 {
		out = append(out, Line{Kind: LineNotCounted, Words: "not counted: " + strings.Join(named, ", ")})
	}
	return out
}

// maxRuns is how many weekends are named one by one. A longer count says how many
// days there are, and where they end.
const maxRuns = 40

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
		if n++; n == maxRuns && len(days) > 0 {
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
