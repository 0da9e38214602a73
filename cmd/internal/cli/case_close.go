package cli

import (
	"fmt"
	"io"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler"
)

type caseCloseCmd struct {
	clientFlags
	caseArg
	Reason string `required:"" placeholder:"TEXT" help:"Why; no personal data."`
}

// Help gives examples.
func (caseCloseCmd) Help() string {
	return `When the review is over:

  longstop case close BSCP-2026-01 --reason "published, actions complete"

Nothing more can be recorded and nothing more is sent. The case and its log are
kept.`
}

func (x caseCloseCmd) Run(c *cli) error {
	k, err := x.client().Close(c.ctx, x.Reference, x.Reason)
	if err != nil {
		return err
	}
	return x.answer(c, k, func(w io.Writer) {
		running := 0
		for i := range k.Milestones {
			if k.Milestones[i].Status.Running() {
				running++
			}
		}
		fmt.Fprintf(w, "Closed %s, at revision %d.\n%s open when it was closed.\n", k.ID, k.Revision, milestones(running))
	})
}

func milestones(n int) string {
	if n == 0 {
		return "No milestone was"
	}
	return words.CountOf(n, "milestone was", "milestones were")
}

type caseLogCmd struct {
	clientFlags
	caseArg
}

// Help gives examples.
func (caseLogCmd) Help() string {
	return `Everything that was said of a case, and done about it:

  longstop case log BSCP-2026-01
  longstop case log BSCP-2026-01 -o json

Oldest first: what was recorded and by which account, every email that was
decided on and what became of it. Times are London's.`
}

func (l caseLogCmd) Run(c *cli) error {
	list, err := l.client().Log(c.ctx, l.Reference)
	if err != nil {
		return err
	}
	return l.answer(c, api.Entries{Entries: list}, func(w io.Writer) { printLog(w, list) })
}

func printLog(w io.Writer, list []scheduler.Entry) {
	const indent = 18
	for _, e := range list {
		text := e.What + ": " + e.Text
		if e.By != "" {
			text += " [" + e.By + "]"
		}
		fmt.Fprintf(w, "%s  %s\n", e.At.In(calendar.London()).Format("2006-01-02 15:04"), table.Wrap(text, table.Width-indent, indent))
	}
}
