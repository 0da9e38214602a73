package main

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

type calendarDiffCmd struct {
	From   string `arg:"" help:"A list: a file in the published shape, or the word shipped."`
	To     string `arg:"" help:"The list to compare it with, likewise."`
	Output string `short:"o" enum:"text,json" default:"text" help:"text or json."`
}

func (d calendarDiffCmd) Run(c *cli) error {
	from, err := loadList(c.ctx, d.From)
	if err != nil {
		return err
	}
	to, err := loadList(c.ctx, d.To)
	if err != nil {
		return err
	}
	changes := calendar.Diff(from, to)
	if d.Output == "json" {
		return writeJSON(c.out, map[string]any{"from": from.Version(), "to": to.Version(), "changes": changesJSON(changes)})
	}
	if len(changes) == 0 {
		fmt.Fprintf(c.out, "Both have the same days: version %s\n", to.Version())
		return nil
	}
	fmt.Fprintf(c.out, "From version %s to version %s:\n", from.Version(), to.Version())
	printListChanges(c.out, changes)
	return nil
}
