package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/ics"
	"github.com/longstop/longstop/cmd/internal/picture"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

type timetableCmd struct {
	Procedure string   `arg:"" help:"The procedure, for example buckinghamshire; see: longstop procedures."`
	Event     []string `sep:"none" placeholder:"NAME=WHEN" help:"Something that happened, or a milestone that was done (agency-return/police=2026-12-03). Again for a further occurrence."`
	Plan      []string `sep:"none" placeholder:"NAME=WHEN" help:"Something that is planned; a later one of the same name replaces it."`
	Agency    []string `sep:"none" placeholder:"ID" help:"An agency of the case, for example police."`
	Set       []string `sep:"none" placeholder:"KEY=VALUE" help:"How a decision went, how the case is, or what a setting of the procedure or of counting is, for example chair-decision=lcspr, fifteen-days-from=aware or roll=next."`
	Now       string   `placeholder:"WHEN" help:"As if it were this moment; else the present, or the last event where that is later."`
	Why       string   `placeholder:"MILESTONE" help:"Print the whole reckoning of one milestone."`
	Output    string   `short:"o" enum:"table,json,ics,svg" default:"table" help:"table, json, ics or svg."`
	localFlag `embed:""`
	calendarFlags
}

// Help gives examples.
func (timetableCmd) Help() string {
	return `A what-if calculator: it needs no daemon and keeps nothing.

  longstop timetable buckinghamshire \
    --event aware=2026-12-16T10:30 --event notification-received=2026-12-18 \
    --agency police --agency icb
  longstop timetable england-2023 --event aware=2026-01-12 \
    --event review-initiated=2026-02-02 --plan publication=2026-04-14
  longstop timetable buckinghamshire --event aware=2026-12-16 --why rapid-review
  longstop timetable kent --event aware=2026-08-18 --set fifteen-days-from=aware
  longstop timetable town --procedures ./procedures --event aware=2026-08-18`
}

func (t timetableCmd) Run(c *cli) error {
	reckoned, cal, now, err := t.reckon(c.ctx, c.now())
	if err != nil {
		return err
	}
	switch {
	case t.Output == "json":
		return writeJSON(c.out, reckoned)
	case t.Output == "ics":
		stated, err := t.facts()
		if err != nil {
			return err
		}
		return ics.Write(c.out, reckoned, ics.Origin(stated), now)
	case t.Output == "svg":
		return picture.SVG(c.out, reckoned, cal, now)
	case t.Why != "":
		return printWhy(c.out, reckoned, t.Why)
	}
	table.Print(c.out, reckoned, now)
	return nil
}

// printWhy prints one milestone. The error says what may have been meant, and
// what there is.
func printWhy(w io.Writer, t *plan.Timetable, key string) error {
	if table.Why(w, t, key) {
		return nil
	}
	var keys, names []string
	for i := range t.Milestones {
		keys = append(keys, t.Milestones[i].Key())
		names = append(names, t.Milestones[i].ID) // stands for all its instances
	}
	return fmt.Errorf("--why: there is no milestone %q here%s (there are: %s)", key, words.DidYouMean(key, append(keys, names...)), strings.Join(keys, ", "))
}

// reckon plans the case that the arguments describe.
func (t timetableCmd) reckon(ctx context.Context, clock time.Time) (*plan.Timetable, *calendar.Calendar, time.Time, error) {
	counting, set := countingIn(t.Set)
	cal, err := t.in(ctx, counting)
	if err != nil {
		return nil, nil, clock, err
	}
	if err := plan.AcceptAgencies(t.Agency, nil); err != nil {
		return nil, nil, clock, fmt.Errorf("--agency: %w", err)
	}
	stated, err := t.facts()
	if err != nil {
		return nil, nil, clock, err
	}
	now, err := t.moment(stated, clock)
	if err != nil {
		return nil, nil, clock, err
	}
	p, outcomes, err := t.settled(set, opensOn(stated, now))
	if err != nil {
		return nil, nil, clock, err
	}
	facts, err := accepted(plan.Situation{Procedure: p, Agencies: t.Agency}, stated, moment.Latest(now, lastEvent(stated)))
	if err != nil {
		return nil, nil, clock, err
	}
	if facts, err = withOutcomes(p, facts, outcomes, now); err != nil {
		return nil, nil, clock, err
	}
	return plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(cal), Agencies: t.Agency, Facts: facts}, now), cal, now, nil
}

// facts reads the events and plans, in the order in which they were given.
func (t timetableCmd) facts() ([]plan.Fact, error) {
	var out []plan.Fact
	for _, group := range []struct {
		flag string
		kind plan.Kind
		args []string
	}{{"--event", plan.Happened, t.Event}, {"--plan", plan.Planned, t.Plan}} {
		for _, arg := range group.args {
			name, instance, at, err := parseNameWhen(group.flag, arg)
			if err != nil {
				return nil, err
			}
			out = append(out, plan.Fact{
				ID: fmt.Sprintf("f%03d", len(out)+1), Kind: group.kind, Name: name, Instance: instance, At: at,
			})
		}
	}
	return out, nil
}

// moment is the present of the calculation.
func (t timetableCmd) moment(facts []plan.Fact, clock time.Time) (time.Time, error) {
	if t.Now == "" {
		return moment.Latest(clock, lastEvent(facts)), nil
	}
	w, err := calendar.ParseWhen(t.Now)
	if err != nil {
		return clock, usageError{fmt.Errorf("--now: %w", err)}
	}
	return w.Earliest(), nil
}

func lastEvent(facts []plan.Fact) (last time.Time) {
	for _, f := range facts {
		if f.Kind == plan.Happened {
			last = moment.Latest(last, f.At.Earliest())
		}
	}
	return last
}

// opensOn is the day that decides on the edition: that of the first event.
func opensOn(facts []plan.Fact, now time.Time) calendar.Date {
	for _, f := range facts {
		if f.Kind == plan.Happened {
			return f.At.Date
		}
	}
	return calendar.DateOf(now)
}

// accepted checks each fact as the daemon would. In a calculation an event was
// recorded when it happened, and a plan is made now.
func accepted(s plan.Situation, stated []plan.Fact, now time.Time) ([]plan.Fact, error) {
	for _, f := range stated {
		f.RecordedAt = now
		if f.Kind == plan.Happened {
			f.RecordedAt = f.At.Earliest()
		}
		if err := plan.Accept(s, f, now); err != nil {
			return nil, err
		}
		s = s.With(f)
	}
	return s.Facts, nil
}

// assignment is one --set.
type assignment struct{ arg, key, value string }

// settled finds the edition in force on a day, under what is set of its settings.
// What else is set is left for the facts.
func (t timetableCmd) settled(set []string, on calendar.Date) (*procedure.Procedure, []assignment, error) {
	library, err := t.library()
	if err != nil {
		return nil, nil, err
	}
	p, err := library.InForce(t.Procedure, on)
	if err != nil {
		return nil, nil, err
	}
	choices := map[string]string{}
	var rest []assignment
	for _, arg := range set {
		key, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, nil, usageError{fmt.Errorf("--set %q: write it as KEY=VALUE, for example chair-decision=lcspr", arg)}
		}
		if _, ok := p.Setting(key); ok {
			choices[key] = value
			continue
		}
		rest = append(rest, assignment{arg, key, value})
	}
	if p, err = p.With(choices); err != nil {
		return nil, nil, fmt.Errorf("--set: %w", err)
	}
	return p, rest, nil
}

// withOutcomes sets how decisions went. A circumstance of the case is an event that
// needs no date here: it is known from the first day.
func withOutcomes(p *procedure.Procedure, facts []plan.Fact, outcomes []assignment, now time.Time) ([]plan.Fact, error) {
	for _, o := range outcomes {
		arg, key, value := o.arg, o.key, o.value
		if len(p.Outcomes(key)) == 0 {
			allowed := slices.Sorted(slices.Values(append(p.SettingIDs(), p.Decisions()...)))
			return nil, fmt.Errorf("--set %s: %s has no setting or decision %q%s (allowed: %s)", arg, p.ID, key, words.DidYouMean(key, allowed), strings.Join(allowed, ", "))
		}
		if _, event := p.Event(key); event && !stated(facts, key) {
			day := calendar.On(opensOn(facts, now))
			facts = append(facts, plan.Fact{ID: "set " + key, Kind: plan.Happened, Name: key, At: day, RecordedAt: day.Earliest()})
		}
		found := false
		for i := range facts {
			if facts[i].Name == key && facts[i].Kind == plan.Happened {
				facts[i].Outcome, found = value, true
				if err := plan.Accept(plan.Situation{Procedure: p}, facts[i], facts[i].At.Date.End()); err != nil {
					return nil, fmt.Errorf("--set %s: %w", arg, err)
				}
			}
		}
		if !found {
			return nil, fmt.Errorf("--set %s: say when it was decided too, with --event %s=WHEN", arg, key)
		}
	}
	return facts, nil
}

func stated(facts []plan.Fact, name string) bool {
	return slices.ContainsFunc(facts, func(f plan.Fact) bool { return f.Name == name && f.Kind == plan.Happened })
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
