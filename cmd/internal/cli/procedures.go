package cli

import (
	"fmt"

	"github.com/longstop/longstop/cmd/internal/table"
)

type proceduresCmd struct {
	List    proceduresListCmd    `cmd:"" default:"withargs" help:"List the procedures that ship with Longstop, and your own."`
	Show    proceduresShowCmd    `cmd:"" help:"Print a procedure as a person would explain it."`
	Compare proceduresCompareCmd `cmd:"" help:"Put two procedures side by side: what differs."`
	Lint    proceduresLintCmd    `cmd:"" help:"Look for mistakes and contradictions in procedures."`
}

type proceduresListCmd struct {
	Output    string `short:"o" enum:"table,json" default:"table" help:"table or json."`
	localFlag `embed:""`
}

func (l proceduresListCmd) Run(c *cli) error {
	type row struct {
		ID       string `json:"id"`
		Title    string `json:"title"`
		Edition  string `json:"edition"`
		Inherits string `json:"inherits,omitempty"`
		Document string `json:"document"`
	}
	library, err := l.library()
	if err != nil {
		return err
	}
	var rows []row
	for _, id := range library.IDs() {
		editions, err := library.Editions(id)
		if err != nil {
			return err
		}
		for _, p := range editions {
			rows = append(rows, row{p.ID, p.Title, p.Edition.String(), p.Inherits, p.Document})
		}
	}
	if l.Output == "json" {
		return writeJSON(c.out, map[string]any{"procedures": rows})
	}
	column := 0
	for _, r := range rows {
		column = max(column, len(r.ID))
	}
	for _, r := range rows {
		fmt.Fprintf(c.out, "%-*s  %s  %s\n", column, r.ID, r.Edition, table.Wrap(r.Title, table.Width-column-14, column+14))
	}
	fmt.Fprintln(c.out, "\nlongstop procedures show NAME prints one in full.")
	return nil
}
