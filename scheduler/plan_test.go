package scheduler_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// when reads a time or fails the test.
func when(t testing.TB, s string) calendar.When {
	t.Helper()
	w, err := calendar.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// at is a moment in London.
func at(t testing.TB, s string) time.Time { t.Helper(); return when(t, s).Earliest() }

// fact makes a fact from NAME[/INSTANCE]=WHEN, recorded when it happened.
func fact(t testing.TB, kind scheduler.Kind, text string) scheduler.Fact {
	t.Helper()
	name, w, ok := strings.Cut(text, "=")
	if !ok {
		t.Fatalf("%q is not NAME=WHEN", text)
	}
	name, instance, _ := strings.Cut(name, "/")
	f := scheduler.Fact{Kind: kind, Name: name, Instance: instance, At: when(t, w)}
	f.ID, f.RecordedAt = string(kind)+" "+text, f.At.Earliest()
	return f
}

func shipped(t testing.TB, id string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Shipped().Latest(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var england = calendar.For(calendar.EnglandAndWales)

// TestExpectedTimetables compares whole timetables with those that were
// reckoned independently, for the procedures that ship.
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
			var facts []scheduler.Fact
			var agencies []string
			for i := 2; i+1 < len(c.Args); i += 2 {
				switch c.Args[i] {
				case "--event":
					facts = append(facts, fact(t, scheduler.Happened, c.Args[i+1]))
				case "--plan":
					facts = append(facts, fact(t, scheduler.Planned, c.Args[i+1]))
				case "--agency":
					agencies = append(agencies, c.Args[i+1])
				}
			}
			compare(t, scheduler.Plan(p, england, agencies, facts, at(t, "2026-11-22")), c.Expect)
		})
	}
	if ran < len(cases) || ran < 7 {
		t.Fatalf("%d of %d timetables compared, want all, and at least 7", ran, len(cases))
	}
}

// compare checks the fields that are expected, as they stand in JSON.
func compare(t *testing.T, table *scheduler.Timetable, expect map[string]map[string]*string) {
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
