package scheduler_test

import (
	"fmt"
	"testing"

	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// A new bank holiday meets many open cases. Those that it touches are planned and
// written, each with its email; the others are planned and not written.
func BenchmarkNewBankHoliday(b *testing.B) {
	before, after := plantest.Without(b, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(b, "2023-05-08", "2026-06-15")
	for _, c := range []struct{ name, aware, now string }{
		{"untouched", "2022-06-17", "2022-06-20T10:00"}, {"touched", "2022-09-07", "2022-09-12T10:00"},
	} {
		for _, cases := range []int{100, 1000} {
			b.Run(fmt.Sprintf("%s/cases=%d", c.name, cases), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					store := memstore.New()
					opened := plantest.At(b, c.aware+"T18:00")
					d := boot(b, store, before, opened)
					for i := range cases {
						open := scheduler.Opening{
							Partnership: "bscp", Procedure: "buckinghamshire", Reference: fmt.Sprintf("R%d", i),
							Agencies: []string{"police", "icb", "council", "school", "gp", "trust"},
							Facts: []plan.Fact{
								{Kind: plan.Happened, Name: "aware", At: plantest.When(b, c.aware)},
								{Kind: plan.Happened, Name: "notification-received", At: plantest.When(b, c.aware)},
							},
						}
						if _, err := d.cases.Open(b.Context(), open, opened); err != nil {
							b.Fatal(err)
						}
					}
					now := plantest.At(b, c.now)
					if _, err := d.almanac.Import(b.Context(), almanac.Received{Data: after.JSON(), Source: "file"}, now); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
					if err := d.engine.CatchUp(b.Context(), now); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*cases), "µs/case")
			})
		}
	}
}
