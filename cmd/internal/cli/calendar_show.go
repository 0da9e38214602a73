package cli

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/words"
)

type calendarShowCmd struct {
	Year   int    `placeholder:"YEAR" help:"The year; else this one and the next."`
	Output string `short:"o" enum:"text,json" default:"text" help:"text or json."`
	calendarFlags
}

// yearsAnswer is the form of -o json.
type yearsAnswer struct {
	Calendar     calendar.Division `json:"calendar"`
	Version      string            `json:"version"`
	CertainUntil calendar.Date     `json:"certain_until"`
	Holidays     []holidayJSON     `json:"holidays"`
}

type holidayJSON struct {
	Weekday string `json:"weekday"`
	calendar.Holiday
	Provisional bool `json:"provisional"` // by rule: it lies outside the published list
}

func (s calendarShowCmd) Run(c *cli) error {
	cal, err := s.in(c.ctx, nil)
	if err != nil {
		return err
	}
	first, last, err := s.days(calendar.DateOf(c.now()))
	if err != nil {
		return usageError{err}
	}
	a := &yearsAnswer{Calendar: cal.Division(), Version: cal.Version(), CertainUntil: cal.Until(), Holidays: []holidayJSON{}}
	for _, h := range cal.Holidays(first, last) {
		a.Holidays = append(a.Holidays, holidayJSON{h.Date.Weekday().String(), h, cal.Provisional(h.Date)})
	}
	if s.Output == "json" {
		return writeJSON(c.out, a)
	}
	printYears(c.out, a)
	return nil
}

// days are the first and the last day to show.
func (s calendarShowCmd) days(today calendar.Date) (first, last calendar.Date, err error) {
	from, _, _ := today.Civil()
	to := from + 1
	if s.Year != 0 {
		from, to = s.Year, s.Year
	}
	first, last = calendar.NewDate(from, time.January, 1), calendar.NewDate(to, time.December, 31)
	if _, err := calendar.ParseDate(first.String()); err != nil {
		return 0, 0, fmt.Errorf("--year %d is outside the years 1970 to 2100 that Longstop counts in", s.Year)
	}
	return first, last, nil
}

func printYears(w io.Writer, a *yearsAnswer) {
	ships := a.Version == calendar.Shipped().Version()
	list := "list " + a.Version
	if ships {
		list += ", shipped with the program"
	}
	fmt.Fprintf(w, "Bank holidays of %s\n%s, published to %s\n", words.Place(string(a.Calendar)), list, a.CertainUntil.Long())
	if ships {
		fmt.Fprintln(w, "A daemon may use a newer one: longstop calendar versions")
	}
	const byRule, gap = "by rule", 2
	at, year := table.DateWidth+gap, 0
	if slices.ContainsFunc(a.Holidays, func(h holidayJSON) bool { return h.Provisional }) {
		at += len(byRule) + gap
	}
	for _, h := range a.Holidays {
		if y, _, _ := h.Date.Civil(); y != year {
			year = y
			fmt.Fprintln(w)
		}
		lead := fmt.Sprintf("%-*s", table.DateWidth+gap, rows.Brief(h.Date))
		if h.Provisional {
			lead += byRule
		}
		fmt.Fprintf(w, "%-*s%s\n", at, lead, table.Wrap(named(h.Holiday), table.Width-at, at))
	}
	if at > table.DateWidth+gap {
		fmt.Fprintf(w, "\n%s\n", table.Wrap(byRule+": not in the published list, so provisional: a proclamation may still add to these days, or move them.", table.Width, 0))
	}
}

// named is the title with the note that the list has, if any.
func named(h calendar.Holiday) string {
	if name := h.Name(); name != h.Title || h.Notes == "" {
		return name
	}
	return h.Title + " (" + h.Notes + ")"
}
