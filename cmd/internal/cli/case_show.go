package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/plan"
)

type caseShowCmd struct {
	clientFlags
	caseArg
	Why string `placeholder:"MILESTONE" help:"Print the whole reckoning of one milestone."`
}

// Help gives examples.
func (caseShowCmd) Help() string {
	return `Look at a case, or at how one date was reckoned:

  longstop case show BSCP-2026-01
  longstop case show BSCP-2026-01 --why rapid-review
  longstop case show BSCP-2026-01 --why agency-return/police
  longstop case show bscp:BSCP-2026-01 -o json`
}

func (s caseShowCmd) Run(c *cli) error {
	k, err := s.client().Show(c.ctx, s.Reference)
	if err != nil {
		return err
	}
	warn(c, k.Warnings)
	if s.Why != "" && s.Output != "json" {
		return printWhy(c.out, k.Timetable(), s.Why)
	}
	return s.answer(c, k, func(w io.Writer) { printCase(w, k, c.now()) })
}

// printCase prints a case: who it is, its timetable, what was recorded.
func printCase(w io.Writer, k *api.Case, now time.Time) {
	fmt.Fprintf(w, "Case %s, revision %d, opened %s\n", k.ID, k.Revision, calendar.DateOf(k.OpenedAt.Time).Long())
	if len(k.Agencies) > 0 {
		fmt.Fprintf(w, "Agencies: %s\n", table.Wrap(strings.Join(k.Agencies, ", "), table.Width-10, 10))
	}
	if !k.ClosedAt.IsZero() {
		now = k.ClosedAt.Time
		fmt.Fprintf(w, "CLOSED on %s: nothing more is sent.\nThis is how it stood then.\n", calendar.Instant(now).Long())
	}
	fmt.Fprintln(w)
	table.Print(w, k.Timetable(), now)
	fmt.Fprintf(w, "\nRecorded\n")
	printFacts(w, k.Facts)
}

// printFacts lists facts with the ids by which they are withdrawn.
func printFacts(w io.Writer, facts []plan.Fact) {
	gone := map[string]string{}
	for _, f := range facts {
		if f.Kind == plan.Withdrawn {
			gone[f.Withdraws] = f.ID
		}
	}
	for _, f := range facts {
		text := factText(f)
		if by, ok := gone[f.ID]; ok {
			text += "; withdrawn by " + by
		}
		fmt.Fprintf(w, "  %-4s %s\n", f.ID, table.Wrap(text, table.Width-7, 7))
	}
}

func factText(f plan.Fact) string {
	var text string
	switch f.Kind {
	case plan.Withdrawn:
		text = "withdraws " + f.Withdraws
	case plan.Planned:
		text = f.Key() + " planned for " + f.At.Long()
	case plan.Delayed:
		text = f.Key() + ", target agreed for " + f.At.Long()
	default:
		text = f.Key() + " " + f.At.Long()
	}
	if f.Outcome != "" {
		text += ", outcome " + f.Outcome
	}
	if f.Reason != "" {
		text += ": " + f.Reason
	}
	return text
}
