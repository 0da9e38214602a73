package main

import (
	"strings"
	"testing"
	"time"
)

// What --set can say: how a decision went, and how the case is.
func TestSettingsOfATimetable(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		cmd                   timetableCmd
		milestone, want, fail string
	}{
		{
			name:      "a circumstance needs no date",
			cmd:       timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"placed-by-another-authority=no"}},
			milestone: "placing-authority-confirms", want: "not-needed",
		},
		{
			name:      "and may have one",
			cmd:       timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18", "placed-by-another-authority=2026-08-19"}, Set: []string{"placed-by-another-authority=no"}},
			milestone: "placing-authority-confirms", want: "not-needed",
		},
		{
			name:      "a decision has one",
			cmd:       timetableCmd{Procedure: "kirklees-2018", Event: []string{"aware=2026-08-18", "panel-decision=2026-08-24"}, Set: []string{"panel-decision=audit"}},
			milestone: "chronology/police", want: "not-needed",
		},
		{
			name: "a decision without it",
			cmd:  timetableCmd{Procedure: "kirklees-2018", Event: []string{"aware=2026-08-18"}, Set: []string{"panel-decision=audit"}},
			fail: "--set panel-decision=audit: say when it was decided too, with --event panel-decision=WHEN",
		},
		{
			name: "neither",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"aware=yes"}},
			fail: `--set aware=yes: kent has no setting or decision "aware" (allowed: placed-by-another-authority)`,
		},
		{
			name: "an outcome that it does not have",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"placed-by-another-authority=perhaps"}},
			fail: `"perhaps" is not an outcome of placed-by-another-authority (allowed: yes, no)`,
		},
		{
			name:      "an action that a plan names",
			cmd:       timetableCmd{Procedure: "north-somerset", Event: []string{"aware=2026-08-18"}, Plan: []string{"action/a1=2026-12-01"}},
			milestone: "action/a1", want: "open",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.cmd.Calendar, tt.cmd.Agency = "england-and-wales", []string{"police"}
			table, _, err := tt.cmd.reckon(time.Date(2026, time.August, 25, 9, 0, 0, 0, time.UTC))
			if tt.fail != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fail) {
					t.Errorf("got %v, want %s", err, tt.fail)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if m := table.Find(tt.milestone); m == nil || string(m.Status) != tt.want {
				t.Errorf("%s: %+v", tt.milestone, m)
			}
		})
	}
}
