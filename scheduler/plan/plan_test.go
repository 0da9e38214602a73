package plan_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// TestExpectedTimetables compares timetables of the procedures that ship with
// others that were reckoned independently.
func TestExpectedTimetables(t *testing.T) {
	data, err := os.ReadFile("testdata/expected-timetables.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name   string
		Args   []string
		Expect map[string]map[string]*string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, c := range cases {
		p, err := procedure.Shipped().Latest(c.Args[1])
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		ran++
		t.Run(c.Name, func(t *testing.T) {
			var facts []plan.Fact
			var agencies []string
			for i := 2; i+1 < len(c.Args); i += 2 {
				switch c.Args[i] {
				case "--event":
					facts = append(facts, plantest.Fact(t, plan.Happened, c.Args[i+1]))
				case "--plan":
					facts = append(facts, plantest.Fact(t, plan.Planned, c.Args[i+1]))
				case "--agency":
					agencies = append(agencies, c.Args[i+1])
				}
			}
			compare(t, plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: agencies, Facts: facts}, plantest.At(t, "2026-11-22")), c.Expect)
		})
	}
	if ran < len(cases) || ran < 7 {
		t.Fatalf("%d of %d timetables compared, want all, and at least 7", ran, len(cases))
	}
}

// compare checks the expected fields, as they stand in JSON.
func compare(t *testing.T, table *plan.Timetable, expect map[string]map[string]*string) {
	t.Helper()
	for key, fields := range expect {
		m := table.Find(key)
		if m == nil {
			t.Errorf("no milestone %s", key)
			continue
		}
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		for field, want := range fields {
			var w any
			if want != nil {
				w = *want
			}
			if diff := cmp.Diff(w, got[field]); diff != "" {
				t.Errorf("%s %s (-want +got): %s", key, field, diff)
			}
		}
	}
}
