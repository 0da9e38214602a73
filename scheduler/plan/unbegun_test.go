package plan_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// A decision says that a statutory duty is owed, and another fact says from when.
// Until that is recorded no date runs, and a warning says so.
func TestADecisionWhoseClockNobodyStarted(t *testing.T) {
	decided := func(name, outcome string) plan.Fact {
		f := plantest.Fact(t, plan.Happened, name+"=2026-03-02")
		f.Outcome = outcome
		return f
	}
	for _, c := range []struct {
		id, milestone string
		facts         []plan.Fact
		want          string
	}{
		{
			"domestic-homicide-review", "overview-report",
			[]plan.Fact{plantest.Fact(t, plan.Happened, "homicide-known=2026-02-10"), decided("decision", "proceed")},
			`decision went "proceed" on Mon 2 March 2026, and no date runs before decision-to-proceed is recorded`,
		},
		{"domestic-homicide-review", "overview-report", []plan.Fact{plantest.Fact(t, plan.Happened, "homicide-known=2026-02-10")}, ""},
		{"domestic-homicide-review", "overview-report", []plan.Fact{plantest.Fact(t, plan.Happened, "homicide-known=2026-02-10"), decided("decision", "no-review")}, ""},
		{
			"buckinghamshire", "review-published",
			[]plan.Fact{plantest.Fact(t, plan.Happened, "aware=2026-01-12"), decided("chair-decision", "lcspr")},
			`chair-decision went "lcspr" on Mon 2 March 2026, and no date runs before review-initiated is recorded`,
		},
		{
			"buckinghamshire", "review-published",
			[]plan.Fact{plantest.Fact(t, plan.Happened, "aware=2026-01-12"), decided("chair-decision", "lcspr"), plantest.Fact(t, plan.Happened, "review-initiated=2026-03-02")},
			"",
		},
	} {
		m := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, c.id), Eras: plan.Always(plantest.England()), Facts: c.facts}, plantest.At(t, "2026-03-10T10:00")).Find(c.milestone)
		if got := strings.Join(m.Warnings.Sentences(), "; "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.milestone, got, c.want)
		}
	}
}
