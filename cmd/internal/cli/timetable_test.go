package cli

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
			name:      "a setting of the procedure",
			cmd:       timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"fifteen-days-from=aware", "placed-by-another-authority=no"}},
			milestone: "rapid-review", want: "open",
		},
		{
			name:      "without it the notification is waited for",
			cmd:       timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}},
			milestone: "rapid-review", want: "waiting",
		},
		{
			name: "a setting mistyped",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"fiften-days-from=aware"}},
			fail: `kent has no setting or decision "fiften-days-from": did you mean "fifteen-days-from"? (allowed: appendix-day, fifteen-days-from, placed-by-another-authority)`,
		},
		{
			name: "a choice that it does not have",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"fifteen-days-from=today"}},
			fail: `--set: "today" is not a choice of fifteen-days-from. Choices: aware, incident, panel-notified, panel-notified-calendar`,
		},
		{
			name: "no value",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"fifteen-days-from"}},
			fail: `--set "fifteen-days-from": write it as KEY=VALUE, for example chair-decision=lcspr`,
		},
		{
			name:      "a procedure of one's own",
			cmd:       timetableCmd{Procedure: "town", Event: []string{"aware=2026-08-18"}, localFlag: localFlag{"testdata/local"}},
			milestone: "rapid-review", want: "waiting",
		},
		{
			name:      "and its later edition",
			cmd:       timetableCmd{Procedure: "town", Event: []string{"aware=2027-08-17"}, localFlag: localFlag{"testdata/local"}},
			milestone: "rapid-review", want: "open",
		},
		{
			name: "which nobody knows without the folder",
			cmd:  timetableCmd{Procedure: "town", Event: []string{"aware=2026-08-18"}},
			fail: `no such procedure: "town"`,
		},
		{
			name: "a folder that there is not",
			cmd:  timetableCmd{Procedure: "town", Event: []string{"aware=2026-08-18"}, localFlag: localFlag{"testdata/lokal"}},
			fail: "the folder testdata/lokal cannot be read: no such file or directory",
		},
		{
			name: "neither",
			cmd:  timetableCmd{Procedure: "kent", Event: []string{"aware=2026-08-18"}, Set: []string{"aware=yes"}},
			fail: `--set aware=yes: kent has no setting or decision "aware" (allowed: appendix-day, fifteen-days-from, placed-by-another-authority)`,
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
			table, _, _, err := tt.cmd.reckon(t.Context(), time.Date(2026, time.August, 25, 9, 0, 0, 0, time.UTC))
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

// Counting settings and another list of bank holidays change the dates, and are
// named in the reckoning.
func TestTimetableUnderOtherCounting(t *testing.T) {
	list := listFile(t, `"date": "2026-12-28"`, `"date": "2026-12-29"`)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--event", "aware=2026-12-18"}, "due       Tue 29 December 2026"},
		{[]string{"--event", "aware=2026-12-18", "--set", "trigger=day-one"}, "due       Thu 24 December 2026"},
		{[]string{"--event", "aware=2026-12-18T17:30", "--set", "late-after=16:00", "--set", "day-ends=17:00"}, "that day ends at 17:00 (day-ends: 17:00)"},
		{[]string{"--event", "aware=2026-12-18", "--holidays", list}, "due       Mon 28 December 2026"},
	} {
		out, errs, code := command(t, append([]string{"timetable", "england-2023", "--why", "notify-national-panel"}, c.args...)...)
		if code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%v: %s\n%s\nwant %s", c.args, errs, out, c.want)
		}
	}
}
