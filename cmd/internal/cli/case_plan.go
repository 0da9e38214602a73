package cli

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/scheduler/plan"
)

type casePlanCmd struct {
	clientFlags
	caseArg
	Names []string `arg:"" name:"name=when" help:"An event or milestone, and the date that it is planned for."`
}

// Help gives examples.
func (casePlanCmd) Help() string {
	return `Set a date that is intended, or one that a letter fixes:

  longstop case plan BSCP-2026-01 publication=2027-05-28
  longstop case plan BSCP-2026-01 agency-return/police=2026-12-11T17:00

The latest plan holds, and dates counted from it move with it. A plan changes no
statutory date.`
}

func (p casePlanCmd) Run(c *cli) error {
	facts, err := parseFacts(plan.Planned, "", p.Names)
	if err != nil {
		return err
	}
	return send(c, p.clientFlags, p.Reference, facts)
}

type caseDelayCmd struct {
	clientFlags
	caseArg
	Milestone string `arg:"" help:"The milestone, or one instance of it as NAME/INSTANCE."`
	Until     string `required:"" placeholder:"DATE" help:"The target that was agreed."`
	Reason    string `required:"" placeholder:"TEXT" help:"Why; no personal data. It appears in emails and in the log."`
}

// Help gives examples.
func (caseDelayCmd) Help() string {
	return `Where a milestone will be late and its chairs agreed on a target:

  longstop case delay BSCP-2026-01 review-published --until 2027-09-30 \
    --reason "criminal proceedings end in August"

The due date stands and both are shown. Where the procedure makes it a duty to
explain a delay, that duty opens by itself.`
}

func (d caseDelayCmd) Run(c *cli) error {
	name, instance, err := splitKey("", d.Milestone)
	if err != nil {
		return err
	}
	until, err := calendar.ParseDate(d.Until)
	if err != nil {
		return misused("--until", d.Until, err.Error())
	}
	return send(c, d.clientFlags, d.Reference, []api.Fact{
		{Kind: plan.Delayed, Name: name, Instance: instance, At: until.String(), Reason: d.Reason},
	})
}

type caseWithdrawCmd struct {
	clientFlags
	caseArg
	Fact   string `arg:"" help:"The fact, as longstop case show lists it: f3."`
	Reason string `required:"" placeholder:"TEXT" help:"Why; no personal data."`
}

// Help gives examples.
func (caseWithdrawCmd) Help() string {
	return `longstop case show lists what was recorded, as f1, f2 …:

  longstop case withdraw BSCP-2026-01 f3 --reason "entered in the wrong case"

The fact stays in the record, and counts no longer.`
}

func (x caseWithdrawCmd) Run(c *cli) error {
	return send(c, x.clientFlags, x.Reference, []api.Fact{{Kind: plan.Withdrawn, Withdraws: x.Fact, Reason: x.Reason}})
}
