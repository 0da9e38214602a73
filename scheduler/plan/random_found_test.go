package plan_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Faults that random cases have found, each as small as it can be.
func TestWhatRandomCasesHaveFound(t *testing.T) {
	for _, tt := range []struct{ name, rule, facts, now, want string }{
		{"hours to keep run from the end of a deadline", "keep exactly 14 hours after the deadline of m1", "begun=2026-06-01", "2026-06-01", "open firm 2026-06-03T13:59:59"},
		{"and so do the hours of a window", "between 1 and 14 hours after the deadline of m1", "begun=2026-06-01", "2026-06-01", "open firm 2026-06-03T13:59:59"},
		{"an expected delay is as certain as the due date", "1 day after m1 is expected late", "~begun=2026-06-01 ~m1=2026-06-09@2026-06-02", "2026-06-02", "open planned 2026-06-03T23:59:59"},
		{"a date that a forecast gives is not missed yet", "1 day after m2 is expected late", "begun=2026-06-01", "2026-06-10", "waiting forecast 2026-06-06T23:59:59"},
	} {
		text := head + "milestones:\n" +
			"  m1: {title: One, due: 1 working day after begun, owner: manager, source: {section: a}}\n" +
			"  m2: {title: Two, due: setting period after m1, owner: manager, source: {section: b}}\n" +
			"  m3: {title: Three, due: " + tt.rule + ", owner: manager, source: {section: c}}\n"
		library, err := procedure.LoadFS(fstest.MapFS{"random.yaml": &fstest.MapFile{Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		p, err := library.Latest("random")
		if err != nil {
			t.Fatal(err)
		}
		m := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Facts: plantest.Stated(t, tt.facts)}, plantest.At(t, tt.now)).Find("m3")
		got := string(m.Status) + " " + string(m.Basis) + " " + m.DueAt.In(calendar.London()).Format("2006-01-02T15:04:05")
		if got != tt.want {
			t.Errorf("%s: %s, want %s\n%s", tt.name, got, tt.want, strings.Join(m.Explanation.Sentences(), "\n"))
		}
	}
}
