package plan_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// Without bank holidays there is no calendar, and no date: but no panic either.
func TestWithoutEras(t *testing.T) {
	s := plan.Situation{Procedure: plantest.Shipped(t, "buckinghamshire"), Facts: plantest.Stated(t, "aware=2026-12-16")}
	table := plan.Plan(s, plantest.At(t, "2026-12-17T12:00"))
	m := table.Find("rapid-review")
	if m == nil || m.Status != plan.StatusWaiting || !m.Due.IsZero() {
		t.Fatalf("got %+v", m)
	}
	if why := m.Explanation.Sentences(); len(why) < 2 || why[1] != calendar.ErrNoCalendar.Error() {
		t.Errorf("the explanation is %q", why)
	}
	empty := plan.Situation{}
	if table := plan.Plan(empty, time.Time{}); len(table.Milestones) > 0 || empty.Contested(7, time.Time{}) {
		t.Errorf("nothing is planned as %+v", table)
	}
	if err := plan.Accept(empty, s.Facts[0], plantest.At(t, "2026-12-17")); err == nil {
		t.Error("a fact about a case without a procedure is accepted")
	}
	if none := plan.NewEras(nil); none.AsOf(3).Line() != 0 || none.Newest() != nil || len(none.Pending()) != 0 {
		t.Errorf("no eras have %+v", none)
	}
}
