package plan_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// bigCase returns a case of the Buckinghamshire procedure with at least so many
// instances of milestones, and so many facts.
func bigCase(b testing.TB, instances, facts int) (*procedure.Procedure, []string, []plan.Fact) {
	b.Helper()
	p, err := procedure.Shipped().Latest("buckinghamshire")
	if err != nil {
		b.Fatal(err)
	}
	var agencies []string
	begun := calendar.NewDate(2026, time.September, 7)
	fact := func(i int, kind plan.Kind, name, instance string, at calendar.Date) plan.Fact {
		return plan.Fact{ID: fmt.Sprintf("f%d", i+1), Kind: kind, Name: name, Instance: instance, At: calendar.On(at), RecordedAt: at.At(12, 0, 0)}
	}
	list := []plan.Fact{
		fact(0, plan.Happened, "aware", "", begun),
		fact(1, plan.Happened, "notification-received", "", begun+1),
		fact(2, plan.Happened, "notify-national-panel", "", begun+2),
		fact(3, plan.Happened, "review-initiated", "", begun+20),
		fact(4, plan.Planned, "publication", "", begun+160),
	}
	alone := len(plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Facts: list}, begun.Start()).Milestones)
	each := len(plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: []string{"agency0"}, Facts: list}, begun.Start()).Milestones) - alone
	for i := 0; i == 0 || alone+i*each < instances; i++ {
		agencies = append(agencies, fmt.Sprintf("agency%d", i))
	}
	for i := len(list); i < facts; i++ {
		switch agency := agencies[i/3%len(agencies)]; i % 3 {
		case 0:
			list = append(list, fact(i, plan.Planned, "agency-return", agency, begun+calendar.Date(10+i%20)))
		case 1:
			list = append(list, fact(i, plan.Happened, "request-information", agency, begun+3))
		default:
			list = append(list, fact(i, plan.Planned, "publication", "", begun+calendar.Date(150+i%30)))
		}
	}
	return p, agencies, list
}

// Plans as the engine does at each wake-up: nobody reads the explanations.
func BenchmarkPlan(b *testing.B) {
	for _, size := range []struct{ instances, facts int }{{10, 5}, {60, 10}, {60, 100}, {60, 1000}, {100, 100}, {1000, 100}, {10000, 100}} {
		p, agencies, facts := bigCase(b, size.instances, size.facts)
		now := calendar.NewDate(2026, time.September, 30).Start()
		b.Run(fmt.Sprintf("instances=%d/facts=%d", size.instances, size.facts), func(b *testing.B) {
			b.ReportAllocs()
			s := plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: agencies, Facts: facts}
			for b.Loop() {
				plan.Plan(s, now)
			}
		})
	}
}

// Plans, and puts every explanation into words.
func BenchmarkPlanInWords(b *testing.B) {
	p, agencies, facts := bigCase(b, 60, 100)
	b.ReportAllocs()
	s := plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: agencies, Facts: facts}
	for b.Loop() {
		t := plan.Plan(s, calendar.NewDate(2026, time.September, 30).Start())
		for i := range t.Milestones {
			t.Milestones[i].Explanation.Lines()
		}
	}
}
