package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
)

// command carries out a command line at noon on Fri 18 December 2026.
func command(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(&cli{ctx: t.Context(), out: &stdout, err: &stderr, now: noon}, args)
	return stdout.String(), stderr.String(), code
}

// listFile writes the list that ships with old replaced by new, and returns its
// path.
func listFile(t *testing.T, oldNew ...string) string {
	t.Helper()
	text := string(calendar.Shipped().JSON())
	for i := 0; i < len(oldNew); i += 2 {
		if !strings.Contains(text, oldNew[i]) {
			t.Fatalf("the list does not contain %s", oldNew[i])
		}
	}
	path := filepath.Join(t.TempDir(), "uk.json")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(oldNew...).Replace(text)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Each setting changes an answer that anybody can check by hand.
func TestDaysSettings(t *testing.T) {
	earlier := listFile(t, `"date": "2027-08-30"`, `"date": "2027-08-23"`)
	for _, d := range []struct{ args, want string }{
		{"2026-12-16|5 working days after", "Wed 23 December 2026"},
		{"2026-12-16|5 working days after|--set=trigger=day-one", "Tue 22 December 2026"},
		{"2026-12-16|7 working days before", "Mon 7 December 2026"},
		{"2026-12-16|7 working days before|--set=before=clear", "Fri 4 December 2026"},
		{"2026-08-31|6 months after", "Sun 28 February 2027\nact by Fri 26 February 2027"},
		{"2026-08-31|6 months after|--set=act-by=due", "Sun 28 February 2027"},
		{"2026-08-31|6 months after|--set=roll=next", "Mon 1 March 2027"},
		{"2026-08-31|6 months after|--set=roll=previous", "Fri 26 February 2027"},
		{"2026-08-31|6 months after|--set=months=corresponding-date|--set=roll=next", "Mon 1 March 2027"},
		{"2026-12-16T10:00|4 hours after", "Wed 16 December 2026, 14:00"},
		{"2026-12-16T16:00|2 hours after|--set=hours=working", "Thu 17 December 2026, 10:00"},
		{"2026-12-16T16:00|2 hours after|--set=hours=working|--set=working-hours=08:00-18:00", "Wed 16 December 2026, 18:00"},
		{"2026-12-16T16:30|1 working day after", "Thu 17 December 2026"},
		{"2026-12-16T16:30|1 working day after|--set=late-after=16:00", "Fri 18 December 2026"},
		{"2026-12-16|1 working day after|--set=day-ends=17:00", "Thu 17 December 2026, 17:00"},
		{"2027-08-20|5 working days after", "Fri 27 August 2027"},
		{"2027-08-20|5 working days after|--holidays=" + earlier, "Mon 30 August 2027"},
		{"2029-12-03|1 working day after", "Tue 4 December 2029\nprovisional: certain only to Tue 26 December 2028"},
		{"2011-12-05|1 working day after", "Tue 6 December 2011"}, // before the list: there is no date up to which it is certain
	} {
		out, errs, code := command(t, append([]string{"days"}, strings.Split(d.args, "|")...)...)
		answer, _, _ := strings.Cut(out, "\n\n")
		if answer != d.want || code != 0 {
			t.Errorf("%s: got %s%s, want %s", d.args, answer, errs, d.want)
		}
	}
}

func TestDaysRefused(t *testing.T) {
	broken := listFile(t, `"scotland"`, `"alba"`)
	for _, d := range []struct {
		args, want string
		code       int
	}{
		{"--set=rol=next", `--set: "rol" is not a setting of counting: it is one of trigger, before, roll, act-by, months, hours, late-after, day-ends, working-hours`, 2},
		{"--set=roll=nxt", `--set: roll: "nxt" is not one of none, next, previous`, 2},
		{"--set=roll", `--set "roll": write it as NAME=VALUE, for example roll=next`, 2},
		{"--set=day-ends=00:00", `--set: day-ends: "00:00" is neither 23:59:59 nor a time of day after midnight, for example 17:00`, 2},
		{"--calendar=wales", `--calendar: "wales" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom`, 2},
		{"--holidays=/nothing/there.json", `fetch bank holidays from /nothing/there.json: there is no such file`, 1},
		{"--holidays=" + broken, broken + `: read bank holidays: "alba" is not a division of the list`, 1},
	} {
		out, errs, code := command(t, "days", "2026-12-16", "5 working days after", d.args)
		if code != d.code || out != "" || !strings.HasPrefix(errs, "longstop: "+d.want) {
			t.Errorf("%s: exit %d, got %s%s, want %s", d.args, code, out, errs, d.want)
		}
	}
}

func TestDaysAsJSON(t *testing.T) {
	out, _, _ := command(t, "days", "2029-08-31", "6 months after", "--calendar", "scotland", "--set", "roll=next", "--set", "day-ends=17:00", "-o", "json")
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "explanation") // the calendar's own tests have it
	want := map[string]any{
		"from": "2029-08-31", "period": "6 months after", "calendar": "scotland", "calendar_version": calendar.Shipped().Version(),
		"earliest": nil, "due": "2030-02-28", "due_at": "2030-02-28T17:00:00Z", "act_by": "2030-02-28",
		"provisional": true, "certain_until": "2028-12-26",
		"settings": map[string]any{
			"trigger": "excluded", "before": "ordinary", "roll": "next", "act-by": "working-day", "months": "corresponding-date",
			"hours": "elapsed", "late-after": "never", "day-ends": "17:00", "working-hours": "09:00-17:00",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The help names every setting with what it may be.
func TestDaysHelp(t *testing.T) {
	help, _, _ := command(t, "days", "--help")
	for _, s := range calendar.Settings() {
		if !strings.Contains(help, s.Name) || !strings.Contains(help, strings.Join(s.Values, ", ")) {
			t.Errorf("%s is not explained in\n%s", s.Name, help)
		}
	}
}
