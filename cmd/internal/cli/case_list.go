package cli

import (
	"fmt"
	"io"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/rows"
)

type caseListCmd struct {
	clientFlags
	Partnership string `placeholder:"ID" help:"Only the cases of this partnership."`
	All         bool   `help:"The closed cases too."`
}

// Help gives examples.
func (caseListCmd) Help() string {
	return `The case whose next date comes first stands first:

  longstop case list
  longstop case list --partnership bscp --all
  longstop case list -o json | jq '.cases[] | select(.overdue > 0) | .reference'`
}

func (l caseListCmd) Run(c *cli) error {
	status := api.StatusOpen
	if l.All {
		status = api.StatusAll
	}
	list, err := l.client().List(c.ctx, l.Partnership, status)
	if err != nil {
		return err
	}
	return l.answer(c, api.Cases{Cases: list}, func(w io.Writer) { printList(w, list) })
}

func printList(w io.Writer, list []api.Summary) {
	if len(list) == 0 {
		fmt.Fprintln(w, "No cases. To open one: longstop case open --help")
		return
	}
	names, partnerships := len("CASE"), map[string]bool{}
	for _, s := range list {
		partnerships[s.Partnership] = true
	}
	name := func(s api.Summary) string {
		if len(partnerships) > 1 {
			return s.ID // a reference alone could be another's
		}
		return s.Reference
	}
	for _, s := range list {
		names = max(names, len(name(s)))
	}
	fmt.Fprintf(w, "%-*s  %7s  %4s  %-15s  %s\n", names, "CASE", "OVERDUE", "OPEN", "NEXT DUE", "MILESTONE")
	for _, s := range list {
		fmt.Fprintf(w, "%-*s  %7s  %4s  %-15s  %s\n", names, name(s), count(s.Overdue), count(s.Open), rows.Brief(s.NextDue), next(s))
	}
}

// next is what a case waits for, or why it waits for nothing.
func next(s api.Summary) string {
	switch {
	case len(s.Warnings) > 0:
		return s.Warnings[0]
	case !s.ClosedAt.IsZero():
		return "closed"
	case s.NextMilestone == "":
		return "-"
	}
	return s.NextMilestone
}

func count(n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}
