package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"

	"github.com/longstop/longstop/calendar"
)

type calendarDiffCmd struct {
	From   string `arg:"" help:"A list: a file in the published shape, the word shipped, or a version that the daemon was given."`
	To     string `arg:"" help:"The list to compare it with, likewise."`
	Output string `short:"o" enum:"text,json" default:"text" help:"text or json."`
	socketFlag
}

// Help says what versions are.
func (calendarDiffCmd) Help() string {
	return `The daemon is asked only for a version: the eight digits by which
"longstop calendar versions" lists it.

  longstop calendar diff shipped bank-holidays.json
  longstop calendar diff 4f2a91c0 shipped`
}

func (d calendarDiffCmd) Run(c *cli) error {
	from, err := d.list(c.ctx, d.From)
	if err != nil {
		return err
	}
	to, err := d.list(c.ctx, d.To)
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

var versionForm = regexp.MustCompile(`^[0-9a-f]{8}$`)

// list finds a list where the program can, and else asks the daemon. A file
// whose name looks like a version is a file.
func (d calendarDiffCmd) list(ctx context.Context, name string) (*calendar.List, error) {
	if _, err := os.Stat(name); !versionForm.MatchString(name) || !errors.Is(err, fs.ErrNotExist) {
		return loadList(ctx, name)
	}
	got, err := d.client().HolidayList(ctx, name)
	if err != nil {
		return nil, err
	}
	list, err := calendar.ParseList([]byte(got.Data))
	if err != nil {
		return nil, fmt.Errorf("version %s: %w", name, err)
	}
	return list, nil
}
