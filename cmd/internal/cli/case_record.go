package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/scheduler/plan"
)

type caseRecordCmd struct {
	clientFlags
	caseArg
	Names   []string `arg:"" optional:"" name:"name[=when]" help:"An event or milestone, one instance of it as NAME/INSTANCE; without a time: now."`
	Event   []string `sep:"none" placeholder:"NAME=WHEN" help:"The same, as a flag."`
	At      string   `placeholder:"WHEN" help:"When it happened, for names without a time."`
	Outcome string   `placeholder:"OUTCOME" help:"Which way a decision went."`
}

// Help gives examples.
func (caseRecordCmd) Help() string {
	return `Say what happened, and the dates that hang on it follow:

  longstop case record BSCP-2026-01 notification-received=2026-12-04T09:15
  longstop case record BSCP-2026-01 request-information/police
  longstop case record BSCP-2026-01 chair-decision=2027-01-12 --outcome lcspr
  longstop case record BSCP-2026-01 rapid-review --at 2026-12-21

A milestone that is recorded is done. A NAME without a time means now. What was
recorded in error is taken back with longstop case withdraw.`
}

func (r caseRecordCmd) Run(c *cli) error {
	facts, err := r.facts(c.now())
	if err != nil {
		return err
	}
	return send(c, r.clientFlags, r.Reference, facts)
}

func (r caseRecordCmd) facts(now time.Time) ([]api.Fact, error) {
	when := present(now)
	if r.At != "" {
		at, err := calendar.ParseWhen(r.At)
		if err != nil {
			return nil, misused("--at", r.At, err.Error())
		}
		when = at.String()
	}
	bare := 0
	out, err := parseFacts(plan.Happened, "--event", r.Event)
	if err != nil {
		return nil, err
	}
	for _, arg := range r.Names {
		if !strings.Contains(arg, "=") {
			arg += "=" + when
			bare++
		}
		f, err := parseFact(plan.Happened, "", arg)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	switch {
	case len(out) == 0:
		return nil, usageError{errors.New("name what happened, for example notification-received=2026-12-04T09:15")}
	case r.At != "" && bare == 0:
		return nil, usageError{errors.New("--at goes with a NAME that has no time of its own")}
	case r.Outcome != "" && len(out) > 1:
		return nil, usageError{errors.New("--outcome goes with one decision: record the others on their own")}
	}
	out[0].Outcome = r.Outcome
	return out, nil
}

// send records facts and prints what they changed.
func send(c *cli, flags clientFlags, reference string, facts []api.Fact) error {
	k, err := flags.client().Record(c.ctx, reference, facts)
	if err != nil {
		return err
	}
	warn(c, k.Warnings)
	return flags.answer(c, k, func(w io.Writer) {
		fmt.Fprintf(w, "Recorded in %s, now at revision %d:\n", k.ID, k.Revision)
		printFacts(w, k.Facts[max(0, len(k.Facts)-len(facts)):])
		printChanges(w, k.Changes)
	})
}
