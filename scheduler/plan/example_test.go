package plan_test

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A case is planned from what has happened in it, at any moment, without a store:
// each milestone has its dates, how certain they are, and how they were reckoned.
func ExamplePlan() {
	p, err := procedure.Shipped().Latest("england-2023")
	if err != nil {
		panic(err)
	}
	aware := calendar.On(calendar.NewDate(2026, time.December, 16))
	s := plan.Situation{
		Procedure: p,
		Eras:      plan.Always(calendar.For(calendar.EnglandAndWales)),
		Facts:     []plan.Fact{{ID: "f1", Kind: plan.Happened, Name: "aware", At: aware, RecordedAt: aware.Earliest()}},
	}
	t := plan.Plan(s, calendar.NewDate(2026, time.December, 17).At(9, 0, 0))
	m := t.Find("notify-national-panel")
	fmt.Println(m.Title, "by", m.Due.Long(), "-", m.Status, m.Basis)
	for _, line := range m.Explanation.Lines()[:3] {
		fmt.Println(line)
	}
	// Output:
	// Notify the national Panel by Wed 23 December 2026 - open firm
	// aware: Wed 16 December 2026
	// 5 working days after Wed 16 December 2026, the day itself not counted: Wed 23 December 2026
	// not counted: 2 weekend days: 19–20 December 2026
}
