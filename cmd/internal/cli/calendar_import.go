package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

type calendarImportCmd struct {
	clientFlags
	File        string   `arg:"" help:"A list of bank holidays as gov.uk publishes it (JSON)."`
	Preview     bool     `help:"Say which open dates would move, and change nothing."`
	Why         string   `placeholder:"TEXT" help:"Why, for the audit log; no personal data."`
	Override    []string `sep:"none" placeholder:"DATE" help:"A day on which the list is right although it contradicts what is known; again for more. Requires --why."`
	KeepHistory bool     `help:"Keep the days before the first of the list."`
}

// Help says what becomes of the dates.
func (calendarImportCmd) Help() string {
	return `Hands a list of bank holidays to the daemon. See first what it would do:

  longstop calendar import bank-holidays.json --preview

A date that the list makes earlier moves at once. One that it makes later waits
for "longstop calendar approve": whether a clock that runs already gains the day
is unsettled in law. What was done stays as it was reckoned. Whoever is told of
a date that moves gets one email for each case.

A list that shrinks, changes the past, contradicts the rules or is no list is
refused; the one in use stays.`
}

func (x calendarImportCmd) Run(c *cli) error {
	data, err := readList(x.File)
	if err != nil {
		return err
	}
	in := api.Import{Data: string(data), Source: "file " + filepath.Base(x.File), Why: x.Why, KeepHistory: x.KeepHistory, Preview: x.Preview}
	for _, text := range x.Override {
		d, err := calendar.ParseDate(text)
		if err != nil {
			return usageError{fmt.Errorf("--override: %w", err)}
		}
		in.Override = append(in.Override, d)
	}
	r, err := x.client().Import(c.ctx, in)
	if err != nil {
		return err
	}
	return x.answer(c, r, func(w io.Writer) { printReport(w, r, x.Preview) })
}

// readList reads a file of which the daemon judges the contents.
func readList(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read bank holidays: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, calendar.MaxListSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read bank holidays: %w", err)
	case len(data) > calendar.MaxListSize:
		return nil, fmt.Errorf("%s is longer than %d KiB: it is no list of bank holidays", name, calendar.MaxListSize>>10)
	}
	return data, nil
}

type calendarRefreshCmd struct {
	clientFlags
	Preview bool `help:"Say which open dates would move, and change nothing."`
}

// Help says what is asked.
func (calendarRefreshCmd) Help() string {
	return `Makes the daemon ask, now, the source of bank holidays that its configuration
names under holidays. It does so by itself once a day.`
}

func (x calendarRefreshCmd) Run(c *cli) error {
	r, err := x.client().Refresh(c.ctx, api.Refreshing{Preview: x.Preview})
	if err != nil {
		return err
	}
	return x.answer(c, r, func(w io.Writer) { printReport(w, r, x.Preview) })
}

type calendarApproveCmd struct {
	clientFlags
	Version string `arg:"" help:"The version that waits; see: longstop calendar versions."`
	Why     string `required:"" placeholder:"TEXT" help:"Why the dates may come later, for the audit log; no personal data."`
}

// Help says what an approval does.
func (calendarApproveCmd) Help() string {
	return `Lets a list of bank holidays move dates to later days:

  longstop calendar approve 4f2a91c0 --why "the Panel's secretariat agrees"

The audit log of each case that it moves says who approved it and why.`
}

func (x calendarApproveCmd) Run(c *cli) error {
	r, err := x.client().Approve(c.ctx, api.Approval{Version: x.Version, Why: x.Why})
	if err != nil {
		return err
	}
	return x.answer(c, r, func(w io.Writer) {
		fmt.Fprintf(w, "Version %s is approved.\n", r.Version)
		printMoves(w, r, false)
	})
}

type calendarVersionsCmd struct{ clientFlags }

func (x calendarVersionsCmd) Run(c *cli) error {
	k, err := x.client().Calendar(c.ctx)
	if err != nil {
		return err
	}
	return x.answer(c, k, func(w io.Writer) { printVersions(w, k) })
}

// Help says what is listed.
func (calendarVersionsCmd) Help() string {
	return `Every list of bank holidays that the daemon was given, oldest first: what came
of it, where it came from, and who approved it. What was refused is kept.`
}

func printVersions(w io.Writer, k *api.Calendar) {
	const indent = 38
	for _, l := range k.Lines {
		text := l.Source
		if l.By != "" {
			text += " [" + l.By + "]"
		}
		if l.Why != "" {
			text += ": " + l.Why
		}
		if len(l.Problems) > 0 {
			text += "; " + l.Problems[0]
			if n := len(l.Problems) - 1; n > 0 {
				text += fmt.Sprintf("; and %d more", n)
			}
		}
		fmt.Fprintf(w, "%s  %-8s  %-8s  %s\n", l.At.In(calendar.London()).Format("2006-01-02 15:04"), l.Version, l.What, table.Wrap(text, table.Width-indent, indent))
	}
	fmt.Fprintf(w, "\nIn force: %s.", k.InForce)
	if len(k.Waiting) > 0 {
		fmt.Fprintf(w, " Waiting for approval of its later dates: %s.", strings.Join(k.Waiting, ", "))
	}
	if !k.Applied {
		fmt.Fprint(w, " Not every case is up to date with it yet.")
	}
	fmt.Fprintln(w)
}

// printReport says what a list does, or would do.
func printReport(w io.Writer, r *almanac.Report, preview bool) {
	if r.Unchanged {
		fmt.Fprintf(w, "Version %s says what the list in use says: nothing changes.\n", r.Version)
		return
	}
	if preview {
		fmt.Fprintf(w, "Version %s would change, if it were imported:\n", r.Version)
	} else {
		fmt.Fprintf(w, "Version %s is imported. It changes:\n", r.Version)
	}
	for _, line := range r.Lines {
		fmt.Fprintf(w, "  %s\n", table.Wrap(line, table.Width-2, 4))
	}
	printMoves(w, r, preview)
	if r.Pending && !preview {
		fmt.Fprintf(w, "\nLater dates wait: longstop calendar approve %s --why …\n", r.Version)
	}
}

// printMoves lists the open dates that move.
func printMoves(w io.Writer, r *almanac.Report, preview bool) {
	if len(r.Moves) == 0 {
		fmt.Fprintf(w, "No open date %s.\n", map[bool]string{true: "would move", false: "moves"}[preview])
		return
	}
	fmt.Fprintf(w, "\nOpen dates that %s:\n", map[bool]string{true: "would move", false: "move"}[preview])
	for _, m := range r.Moves {
		line := fmt.Sprintf("%s %s: %s to %s, %s", m.Case, m.Milestone, rows.Brief(m.Old), rows.Brief(m.New), m.Applies)
		if m.Old == m.New {
			line = fmt.Sprintf("%s %s: due %s, act by %s instead of %s, %s", m.Case, m.Milestone, rows.Brief(m.Old), rows.Brief(m.NewActBy), rows.Brief(m.OldActBy), m.Applies)
		}
		if m.Basis != plan.BasisFirm {
			line += " (" + string(m.Basis) + ")"
		}
		fmt.Fprintf(w, "  %s\n", table.Wrap(line, table.Width-2, 4))
		for _, why := range m.Why {
			fmt.Fprintf(w, "      %s\n", table.Wrap(why, table.Width-6, 8))
		}
	}
	if r.More > 0 {
		fmt.Fprintf(w, "  and %d more\n", r.More)
	}
}
