package main

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

type daysCmd struct {
	From     string `arg:"" help:"The date that is counted from: 2026-12-03 or 2026-12-03T10:30."`
	Period   string `arg:"" help:"The period in words, in quotes."`
	Calendar string `default:"england-and-wales" help:"Whose bank holidays count."`
	Output   string `short:"o" enum:"text,json" default:"text" help:"text or json."`
}

// Help gives examples.
func (daysCmd) Help() string {
	return `  longstop days 2026-12-03 "15 working days after"
  longstop days 2026-05-28 "7 working days before"
  longstop days 2026-12-16 "between 7 and 13 working days after"
  longstop days 2026-12-16 "day 9"             (the date itself is day 1)
  longstop days 2026-08-31 "6 months after"
  longstop days 2026-03-28T10:00 "48 hours after"`
}

// daysAnswer is the form of -o json.
type daysAnswer struct {
	From        calendar.When    `json:"from"`
	Period      string           `json:"period"`
	Calendar    string           `json:"calendar"`
	Earliest    calendar.Date    `json:"earliest"`
	Due         calendar.Date    `json:"due"`
	DueAt       scheduler.Moment `json:"due_at"`
	ActBy       calendar.Date    `json:"act_by"`
	Provisional bool             `json:"provisional"`
	Explanation []string         `json:"explanation"`
}

func (d daysCmd) Run(c *cli) error {
	a, err := d.count()
	if err != nil {
		return usageError{err}
	}
	if d.Output == "json" {
		return writeJSON(c.out, a)
	}
	if !a.Earliest.IsZero() {
		fmt.Fprintf(c.out, "%s to %s\n", a.Earliest.Long(), a.Due.Long())
	} else if d, hour := a.Due.Long(), calendar.Instant(a.DueAt.Time); a.DueAt.Equal(a.Due.End()) {
		fmt.Fprintln(c.out, d)
	} else {
		fmt.Fprintln(c.out, hour.Long())
	}
	if a.ActBy != a.Due {
		fmt.Fprintf(c.out, "act by %s\n", a.ActBy.Long())
	}
	fmt.Fprintln(c.out)
	for _, line := range a.Explanation {
		fmt.Fprintf(c.out, "  %s\n", line)
	}
	return nil
}

func (d daysCmd) count() (*daysAnswer, error) {
	division, err := calendar.ParseDivision(d.Calendar)
	if err != nil {
		return nil, fmt.Errorf("--calendar: %w", err)
	}
	from, err := calendar.ParseWhen(d.From)
	if err != nil {
		return nil, err
	}
	rule, err := procedure.ParsePeriod(d.Period)
	if err != nil {
		return nil, err
	}
	cal := calendar.For(division)
	earliest, due, err := scheduler.Count(cal, rule, from)
	if err != nil {
		return nil, fmt.Errorf("%s from %s: %w", d.Period, from, err)
	}
	a := &daysAnswer{
		From: from, Period: d.Period, Calendar: d.Calendar, Earliest: earliest.Date, Due: due.Date, DueAt: scheduler.Moment{Time: due.At},
		ActBy: cal.ActBy(due.Date), Provisional: cal.Provisional(due.Date), Explanation: due.Steps(),
	}
	if !earliest.Date.IsZero() && earliest.Date != due.Date {
		a.Explanation = append(append(a.Explanation, "not before:"), earliest.Steps()...)
	}
	if a.ActBy != a.Due {
		a.Explanation = append(a.Explanation, scheduler.ActByWords(a.Due, a.ActBy))
	}
	return a, nil
}
