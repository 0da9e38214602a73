package cli

import (
	"context"
	"fmt"
	"io"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
	"github.com/longstop/longstop/cmd/internal/table"
)

type calendarCmd struct {
	Show  calendarShowCmd  `cmd:"" help:"List the bank holidays of a year."`
	Check calendarCheckCmd `cmd:"" help:"Check a list of bank holidays against the one that ships."`
	Diff  calendarDiffCmd  `cmd:"" help:"Tell in which days two lists differ."`

	Import   calendarImportCmd   `cmd:"" help:"Hand a list to the daemon, or see which dates it would move."`
	Refresh  calendarRefreshCmd  `cmd:"" help:"Make the daemon ask its source of bank holidays now."`
	Versions calendarVersionsCmd `cmd:"" help:"List every list that the daemon was given."`
	Export   calendarExportCmd   `cmd:"" help:"Print a list that the daemon was given."`
	Approve  calendarApproveCmd  `cmd:"" help:"Let a list move dates to later days."`
}

// shipped is the name of the list that comes with Longstop; a file of that name
// is ./shipped.
const shipped = "shipped"

// loadList finds a list of bank holidays: the one that ships, or a file in the
// shape in which gov.uk publishes it.
func loadList(ctx context.Context, name string) (*calendar.List, error) {
	if name == shipped {
		return calendar.Shipped(), nil
	}
	got, err := feed.Fetch(ctx, feed.Source{File: name}, feed.Conditions{})
	if err != nil {
		return nil, err
	}
	list, err := calendar.ParseList(got.Data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// changeJSON is a change in -o json.
type changeJSON struct {
	Division calendar.Division `json:"division"`
	Change   string            `json:"change"` // added or removed
	calendar.Holiday
}

func changesJSON(changes []calendar.Change) []changeJSON {
	out := []changeJSON{}
	for _, c := range changes {
		j := changeJSON{Division: c.Division, Change: "removed", Holiday: c.Holiday}
		if c.Added {
			j.Change = "added"
		}
		out = append(out, j)
	}
	return out
}

func printListChanges(w io.Writer, changes []calendar.Change) {
	for _, c := range changes {
		fmt.Fprintf(w, "  %s\n", table.Wrap(c.String(), table.Width-2, 4))
	}
}
