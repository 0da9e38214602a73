package calendar

import (
	"fmt"
	"time"
)

// how records what a count did, so that it can be explained when somebody asks:
// most counts never are.
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

// Lines explains the count: what was counted, each day that was not, every setting
// that is not the default, and the bank holidays.
func (r Reckoned) Lines() []Line {
	h := r.how
	if h.cal == nil {
		return nil
	}
	out := make([]Line, 0, 4) // of most counts
	if h.late {
		k := h.cal.counting.LateAfter.String()
		out = append(out, bySetting(LineSetting, h.from.Long()+" is "+k+" or later, so it counts as "+h.start.Long(), "late-after", k, On(h.start)))
	}
	switch {
	case h.period.Unit == Hours:
		return append(out, h.hourLines()...)
	case h.sameDay:
		out = append(out, Line{Kind: LineCounted, When: On(h.date), Words: "the same day: " + h.date.Long()})
	case h.numbered:
		out = append(out, h.dayLines()...)
	default:
		out = append(out, h.periodLines()...)
	}
	out = append(out, h.skipped(r.Skipped())...)
	if h.date != h.legal {
		moves := h.legal.Long() + " is not a working day: it moves to " + h.date.Long() + ", and nothing else moves with it"
		out = append(out, bySetting(LineRolled, moves, "roll", string(h.cal.counting.Roll), On(h.date)))
	}
	if k := h.cal.counting.DayEnds; k != 0 {
		out = append(out, bySetting(LineSetting, "that day ends at "+k.String(), "day-ends", k.String(), Instant(h.cal.EndOf(h.date))))
	}
	return append(out, h.calendarLines()...)
}

// bySetting returns a line that names the setting that decided, in brackets.
func bySetting(kind LineKind, words, setting, value string, when When) Line {
	return Line{Kind: kind, Name: setting, Value: value, When: when, Before: words + " (", Words: ": " + value + ")"}
}

func (h *how) hourLines() []Line {
	start := h.from.Long()
	if !h.from.Timed() {
		start += ", from the start of that day since no time of day was given"
	}
	end := Instant(h.at)
	counted := Line{Kind: LineCounted, When: end, Words: fmt.Sprintf("%s %s %s: %s", h.period, h.way(), start, end.Long())}
	if h.cal.counting.Hours != Working {
		return []Line{counted, h.bankHolidays()}
	}
	office := fmt.Sprintf("only the hours %s of working days count", h.cal.counting.hours())
	return append([]Line{counted, bySetting(LineSetting, office, "hours", string(Working), When{})}, h.calendarLines()...)
}

func (h *how) dayLines() []Line {
	counted := Line{
		Kind: LineCounted, When: On(h.legal),
		Words: fmt.Sprintf("%s is day 1; day %d in %ss: %s", h.first.Long(), h.period.N, h.period.Unit, h.legal.Long()),
	}
	if h.first != h.start {
		return []Line{h.notWorking(), counted}
	}
	return []Line{counted}
}

func (h *how) notWorking() Line {
	return Line{Kind: LineNotWorkingDay, When: On(h.first), Words: h.start.Long() + " is not a working day: " + h.first.Long() + " is day 1"}
}

func (h *how) periodLines() []Line {
	var out []Line
	if h.dayOne && h.first != h.start {
		out = append(out, h.notWorking())
	}
	out = append(out, h.counted())
	if h.short {
		out = append(out, Line{Kind: LineShortMonth, Words: "that month has no such day: its last day counts"})
	}
	return out
}

// counted returns the line of a period, which says how the day itself counts.
func (h *how) counted() Line {
	words := fmt.Sprintf("%s %s %s, the day itself ", h.period, h.way(), h.start.Long())
	line := Line{Kind: LineCounted, When: On(h.legal), Words: words + "not counted"}
	switch {
	case h.dayOne:
		line = bySetting(LineCounted, words+"being day 1", "trigger", string(DayOne), line.When)
	case h.clear:
		line = bySetting(LineCounted, words+"not counted and the period clear, so one day earlier still", "before", string(Clear), line.When)
	}
	line.Words += ": " + h.legal.Long()
	return line
}

func (h *how) way() string {
	if h.back {
		return "before"
	}
	return "after"
}

// calendarLines name the calendar, and say how far it is certain where the date
// rests on bank holidays.
func (h *how) calendarLines() []Line {
	c := h.cal
	rests := h.period.Unit == WorkingDays || c.counting.Roll != "" || h.period.Unit == Hours
	if !rests || !c.Provisional(h.start) && !c.Provisional(h.date) {
		return []Line{h.bankHolidays()}
	}
	words := fmt.Sprintf("provisional: bank holidays are published from %s to %s; all others come from the usual rules", c.from.Long(), c.until.Long())
	return []Line{{Kind: LineProvisional, When: On(c.until), Words: words}, h.bankHolidays()}
}

// bankHolidays returns the line that ends every explanation.
func (h *how) bankHolidays() Line {
	return Line{
		Kind: LineBankHolidays, Name: string(h.cal.division), Value: h.cal.version,
		Before: "bank holidays: ", Words: ", version " + h.cal.version,
	}
}
