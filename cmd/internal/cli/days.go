package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

type daysCmd struct {
	From   string   `arg:"" help:"The date that is counted from: 2026-12-03 or 2026-12-03T10:30."`
	Period string   `arg:"" help:"The period in words, in quotes."`
	Set    []string `sep:"none" placeholder:"NAME=VALUE" help:"How time is counted, for example roll=next. Again for another setting."`
	Output string   `short:"o" enum:"text,json" default:"text" help:"text or json."`
	calendarFlags
}

// Help gives examples, and the settings as the calendar has them.
func (daysCmd) Help() string {
	var b strings.Builder
	b.WriteString(`Examples:

  longstop days 2026-12-03 "15 working days after"
  longstop days 2026-05-28 "7 working days before"
  longstop days 2026-12-16 "between 7 and 13 working days after"
  longstop days 2026-12-16 "day 9"             (the date itself is day 1)
  longstop days 2026-08-31 "6 months after" --set roll=next
  longstop days 2026-03-28T10:00 "48 hours after"

Settings, each with what it may be, the default first:

`)
	for _, s := range calendar.Settings() {
		fmt.Fprintf(&b, "  %-13s %s\n", s.Name, table.Wrap(strings.Join(s.Values, ", "), 60, 16))
	}
	return b.String()
}

// daysAnswer is the form of -o json.
type daysAnswer struct {
	From            calendar.When     `json:"from"`
	Period          string            `json:"period"`
	Calendar        string            `json:"calendar"`
	CalendarVersion string            `json:"calendar_version"`
	Settings        map[string]string `json:"settings"` // every one, also those that are the default
	Earliest        calendar.Date     `json:"earliest"`
	Due             calendar.Date     `json:"due"`
	DueAt           plan.Moment       `json:"due_at"`
	ActBy           calendar.Date     `json:"act_by"`
	Provisional     bool              `json:"provisional"`
	CertainUntil    calendar.Date     `json:"certain_until"` // the last published bank holiday, where the answer lies beyond it
	Explanation     plan.Lines        `json:"explanation"`
}

func (d daysCmd) Run(c *cli) error {
	cal, err := d.in(c.ctx, d.Set)
	if err != nil {
		return err
	}
	a, err := d.count(cal)
	if err != nil {
		return usageError{err}
	}
	if d.Output == "json" {
		return writeJSON(c.out, a)
	}
	printDays(c.out, a)
	return nil
}

func (d daysCmd) count(cal *calendar.Calendar) (*daysAnswer, error) {
	from, err := calendar.ParseWhen(d.From)
	if err != nil {
		return nil, err
	}
	rule, err := procedure.ParsePeriod(d.Period)
	if err != nil {
		return nil, err
	}
	earliest, due, err := rule.Count(cal, from)
	if err != nil {
		return nil, fmt.Errorf("%s from %s: %w", d.Period, from, err)
	}
	a := &daysAnswer{
		From: from, Period: d.Period, Calendar: d.calendarFlags.Calendar, CalendarVersion: cal.Version(), Settings: map[string]string{},
		Earliest: earliest.Date, Due: due.Date, DueAt: plan.Moment{Time: due.At},
		ActBy: cal.ActBy(due.Date), Provisional: cal.Provisional(due.Date), Explanation: due.Lines(),
	}
	for _, s := range calendar.Settings() {
		a.Settings[s.Name] = s.Of(cal.Counting())
	}
	if a.Due > cal.Until() {
		a.CertainUntil = cal.Until()
	}
	if !earliest.Date.IsZero() && earliest.Date != due.Date {
		a.Explanation = append(append(a.Explanation, calendar.Line{Kind: plan.LineNotBefore, Words: "not before:"}), earliest.Lines()...)
	}
	if a.ActBy != a.Due {
		a.Explanation = append(a.Explanation, plan.ActByLine(a.Due, a.ActBy))
	}
	return a, nil
}

func printDays(w io.Writer, a *daysAnswer) {
	if !a.Earliest.IsZero() {
		fmt.Fprintf(w, "%s to %s\n", a.Earliest.Long(), a.Due.Long())
	} else if d, hour := a.Due.Long(), calendar.Instant(a.DueAt.Time); a.DueAt.Equal(a.Due.End()) {
		fmt.Fprintln(w, d)
	} else {
		fmt.Fprintln(w, hour.Long())
	}
	if a.ActBy != a.Due {
		fmt.Fprintf(w, "act by %s\n", a.ActBy.Long())
	}
	if !a.CertainUntil.IsZero() {
		fmt.Fprintf(w, "provisional: certain only to %s\n", a.CertainUntil.Long())
	}
	fmt.Fprintln(w)
	for _, line := range a.Explanation {
		fmt.Fprintf(w, "  %s\n", line)
	}
}
