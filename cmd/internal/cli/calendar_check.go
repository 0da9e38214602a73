package cli

import (
	"errors"
	"fmt"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/table"
)

type calendarCheckCmd struct {
	File        string   `arg:"" help:"A list in the shape of gov.uk's bank-holidays.json."`
	Today       string   `placeholder:"DATE" help:"As if it were this day: what lies before it does not change."`
	Override    []string `sep:"none" placeholder:"DATE" help:"A day that the rules contradict and a person has confirmed. Again for another."`
	KeepHistory bool     `default:"true" negatable:"" help:"Keep the years of the list that ships that this one begins after."`
}

// Run says what speaks against the file, a problem a line, as the daemon would.
func (k calendarCheckCmd) Run(c *cli) error {
	today, override, err := k.days(calendar.DateOf(c.now()))
	if err != nil {
		return usageError{err}
	}
	list, err := loadList(c.ctx, k.File)
	if bad, ok := errors.AsType[*calendar.ListError](err); ok {
		return k.refused(c, bad.Problems)
	}
	if err != nil {
		return err
	}
	whole := list
	if k.KeepHistory {
		whole = list.KeepHistory(calendar.Shipped())
	}
	if problems := whole.Check(calendar.Shipped(), today, override); len(problems) > 0 {
		return k.refused(c, problems)
	}
	fmt.Fprintf(c.out, "%s is in order: version %s\n", k.File, whole.Version())
	if whole != list {
		fmt.Fprintf(c.out, "%s\n", table.Wrap("It begins later than the list that ships; the earlier days of that are kept.", table.Width, 0))
	}
	changes := calendar.Diff(calendar.Shipped(), whole)
	if len(changes) == 0 {
		fmt.Fprintln(c.out, "It is the list that ships: nothing would change.")
		return nil
	}
	fmt.Fprintf(c.out, "Changes to the list that ships, version %s:\n", calendar.Shipped().Version())
	printListChanges(c.out, changes)
	return nil
}

func (k calendarCheckCmd) days(today calendar.Date) (calendar.Date, []calendar.Date, error) {
	var override []calendar.Date
	if k.Today != "" {
		var err error
		if today, err = calendar.ParseDate(k.Today); err != nil {
			return 0, nil, fmt.Errorf("--today: %w", err)
		}
	}
	for _, s := range k.Override {
		d, err := calendar.ParseDate(s)
		if err != nil {
			return 0, nil, fmt.Errorf("--override: %w", err)
		}
		override = append(override, d)
	}
	return today, override, nil
}

func (k calendarCheckCmd) refused(c *cli, problems []string) error {
	for _, p := range problems {
		fmt.Fprintf(c.err, "  %s\n", table.Wrap(p, table.Width-2, 4))
	}
	return fmt.Errorf("%s is not acceptable as a list of bank holidays", k.File)
}
