package cli

import (
	"fmt"
	"io"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/scheduler/plan"
)

type caseOpenCmd struct {
	clientFlags
	Partnership string   `required:"" placeholder:"ID" help:"The partnership, as in the daemon's configuration."`
	Procedure   string   `required:"" placeholder:"NAME" help:"The procedure; see: longstop procedures."`
	Reference   string   `required:"" placeholder:"REF" help:"The reference of the case, as BSCP-2026-01. Never a name."`
	Event       []string `required:"" sep:"none" placeholder:"NAME=WHEN" help:"What happened, first of all how the case began; again for more."`
	Plan        []string `sep:"none" placeholder:"NAME=WHEN" help:"What is planned."`
	Agency      []string `sep:"none" placeholder:"ID" help:"An agency of the case, for example police; again for more."`
}

// Help gives examples.
func (caseOpenCmd) Help() string {
	return `A case begins with something that happened, once or more:

  longstop case open --partnership bscp --procedure buckinghamshire \
    --reference BSCP-2026-01 --event aware=2026-12-03T10:30 \
    --agency police --agency icb

WHEN is 2026-12-03 or 2026-12-03T10:30, in London. The reminders begin at once.
To look at the dates before you open the case: longstop timetable.`
}

func (o caseOpenCmd) Run(c *cli) error {
	facts, err := parseFacts(plan.Happened, "--event", o.Event)
	if err != nil {
		return err
	}
	plans, err := parseFacts(plan.Planned, "--plan", o.Plan)
	if err != nil {
		return err
	}
	k, err := o.client().Open(c.ctx, api.Opening{
		Partnership: o.Partnership, Procedure: o.Procedure, Reference: o.Reference, Agencies: o.Agency, Facts: append(facts, plans...),
	})
	if err != nil {
		return err
	}
	warn(c, k.Warnings)
	return o.answer(c, k, func(w io.Writer) {
		fmt.Fprint(w, "The case is open.\n\n")
		printCase(w, k, c.now())
	})
}
