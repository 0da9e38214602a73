package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// The forms of -o json that programs rely on: names, and null for what is not.
func TestJSONForPrograms(t *testing.T) {
	startDaemon(t)
	openCase(t, "A")
	must(t, "case", "record", "A", "notification-received=2026-12-04")
	openCase(t, "B")
	for _, tc := range []struct{ command, path, want string }{
		{"case open --partnership bscp --procedure buckinghamshire --reference C --event aware=2026-12-17", "id", `"bscp:C"`},
		{"case open --partnership bscp --procedure buckinghamshire --reference D --event aware=2026-12-17 --plan publication=2027-06-01", "facts.1.kind", `"planned"`},
		{"case show A", "reference", `"A"`},
		{"case show A", "revision", `2`},
		{"case show A", "edition", `"2023-12-15"`},
		{"case show A", "opened_at", `"2026-12-18T12:00:00Z"`},
		{"case show A", "closed_at", `null`},
		{"case show A", "agencies", `["police","icb"]`},
		{"case show A", "warnings", `[]`},
		{"case show A", "calendar", `"england-and-wales"`},
		{"case show A", "facts.0.id", `"f1"`},
		{"case show A", "facts.0.at", `"2026-12-03T10:30"`},
		{"case show A", "milestones.0.id", `"notify-national-panel"`},
		{"case show A", "milestones.0.due", `"2026-12-10"`},
		{"case show A", "milestones.0.due_at", `"2026-12-10T23:59:59Z"`},
		{"case show A", "milestones.0.earliest", `null`},
		{"case show A", "milestones.0.instance", `null`},
		{"case show A", "milestones.0.remaining_working_days", `-6`},
		{"case show A --why rapid-review", "id", `"bscp:A"`},
		{"case record A request-information/icb=2026-12-07", "changes.0.milestone", `"request-information/icb"`},
		{"case record A request-information/police=2026-12-07", "changes.0.was.status", `"overdue"`},
		{"case plan A publication=2027-06-01", "changes.1.now.basis", `"planned"`},
		{"case delay A rapid-review --until 2027-01-29 --reason court", "changes.0.now.target", `"2027-01-29"`},
		{"case withdraw A f3 --reason slip", "revision", `7`},
		{"case close B --reason over", "closed_at", `"2026-12-18T12:00:00Z"`},
		{"case list", "cases.0.id", `"bscp:A"`},
		{"case list", "cases.0.next_due", `"2026-12-08"`},
		{"case list --all", "cases.3.closed_at", `"2026-12-18T12:00:00Z"`},
		{"case log A", "entries.0.what", `"opened"`},
	} {
		t.Run(tc.command+" "+tc.path, func(t *testing.T) {
			out := must(t, append(strings.Fields(tc.command), "-o", "json")...)
			if got := pick(t, out, tc.path); got != tc.want {
				t.Errorf("%s: %s, want %s", tc.path, got, tc.want)
			}
		})
	}
}

// pick follows a path of names and numbers into JSON.
func pick(t *testing.T, text, path string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	for name := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			field, ok := at[name]
			if !ok {
				t.Fatalf("%s: there is no %q", path, name)
			}
			v = field
		case []any:
			i := slices.Index([]string{"0", "1", "2", "3"}, name)
			if i < 0 || i >= len(at) {
				t.Fatalf("%s: there is no number %s among %d", path, name, len(at))
			}
			v = at[i]
		}
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
