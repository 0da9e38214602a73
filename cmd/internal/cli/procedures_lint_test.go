package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/lint"
)

// Every kind of finding for which a file is not loaded.
func TestWhatCannotBeLoadedIsFound(t *testing.T) {
	const good = `id: local
title: Local
document: The guidance
edition: 2025-01-01
inherits: england-2023
milestones:
  meet:
    title: Meet
    due: 5 working days after aware
    owner: lcspr-chair
    source: {section: "1", text: Meet.}
`
	for _, tt := range []struct{ name, from, to, want string }{
		{"nothing wrong", "", "", ""},
		{"a key mistyped", "owner:", "onwer:", `FILE:8:5: mistake form: meet: the key "owner" is missing FILE:10:5: mistake form: meet: unknown key "onwer"`},
		{"a rule that cannot be read", "5 working days", "five working days", `FILE:9:10: mistake form: meet: the rule "five working days after aware" cannot be read at "five"`},
		{"no YAML", "id: local", "id: [local", `FILE:2: mistake form: is not valid YAML`},
		{"a name that does not exist", "after aware", "after awear", `FILE:9:10: mistake reference: meet: "awear" is neither an event nor a milestone`},
		{"a role that does not exist", "lcspr-chair", "chair", `FILE:10:12: mistake reference: meet: "chair" is not a role`},
		{"a role that reads as a message", "lcspr-chair", `"chair: write it"`, `FILE:10:12: mistake reference: meet: "chair: write it" is not a role`},
		{"a parent that does not exist", "england-2023", "england-2032", `FILE:5:11: mistake reference: inherits: no such procedure`},
		{"a milestone that hangs on itself", "after aware", "after the deadline of meet", `FILE:9:10: mistake cycle: meet: hangs on itself: meet hangs on meet`},
		{"a procedure that inherits itself", "england-2023", "local", `FILE:5:11: mistake cycle: inherits: a procedure cannot inherit itself`},
		{"a mistake in one that loads", "after aware", "before notify-national-panel", `FILE:9:10: mistake due-before-open: meet: can come due before it opens`},
	} {
		file := filepath.Join(t.TempDir(), "local.yaml")
		if err := os.WriteFile(file, []byte(strings.Replace(good, tt.from, tt.to, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := procedures("lint", file)
		first := regexp.MustCompile(`(?m)^.*: mistake .*$`).FindAllString(strings.ReplaceAll(out, file, "FILE"), -1)
		if (code != 0) != (tt.want != "") || !startsWithEach(first, tt.want) {
			t.Errorf("%s: exit code %d, got\n%s%s\nwant\n%s", tt.name, code, out, errs, tt.want)
		}
	}
}

// startsWithEach takes the beginnings of lines, each of which begins with FILE.
func startsWithEach(lines []string, want string) bool {
	var begin []string
	for _, w := range strings.Split(want, "FILE")[1:] {
		begin = append(begin, "FILE"+strings.TrimSpace(w))
	}
	if len(begin) != len(lines) {
		return false
	}
	for i := range begin {
		if !strings.HasPrefix(lines[i], begin[i]) {
			return false
		}
	}
	return true
}

// Without a name all that ships is linted: what is known of it is said, with
// the reason, and is no failure.
func TestLintOfAllThatShips(t *testing.T) {
	code, out, errs := procedures("lint", "--strict")
	if code != 0 || errs != "" || !strings.HasSuffix(out, "\n9 procedures: 3 conflicts and 2 warnings, all known\n") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, " ") {
			narrow(t, "lint", line)
		}
	}
}

func TestLintOfOne(t *testing.T) {
	code, out, errs := procedures("lint", "buckinghamshire", "kent")
	const want = `buckinghamshire.yaml:L:C: conflict window-after-limit: rapid-review-meeting: can end 3 days after rapid-review, which it is to be in time for: between 7 and 13 working days after notification-received, against 15 working days after aware (for example in a case begun on Mon 6 September 2027)
    right: a period that ends with rapid-review, or one that counts from what
           that counts from; a case warns of it
    known: The guidance contradicts itself: 4.4 counts the meeting's 7 to 13
           working days from receiving the notification, 4.2 the Rapid Review's
           15 from becoming aware, and 4.1 gives 5 working days for the
           notification. So the meeting can be held on working day 18. A case
           warns of it.

2 procedures: 1 conflict, known
`
	out = regexp.MustCompile(`:\d+:\d+:`).ReplaceAllString(out, ":L:C:")
	if code != 0 || errs != "" || out != want {
		t.Errorf("exit code %d, got\n%s%s\nwant\n%s", code, out, errs, want)
	}
	if code, out, errs = procedures("lint", "nothing-of-that-name"); code != 1 || out != "" || !strings.Contains(errs, "no such procedure") {
		t.Errorf("exit code %d, got %s%s", code, out, errs)
	}
}

// What the last line says of any number of findings.
func TestSummaryOfALint(t *testing.T) {
	for _, tt := range []struct {
		mistakes, conflicts, warnings, known int
		want                                 string
	}{
		{0, 0, 0, 0, "no mistakes, no conflicts, no warnings"},
		{1, 0, 2, 0, "1 mistake, no conflicts, 2 warnings"},
		{0, 3, 2, 4, "no mistakes, 3 conflicts, 2 warnings (4 of them known)"},
		{0, 3, 2, 5, "3 conflicts and 2 warnings, all known"},
		{0, 1, 0, 1, "1 conflict, known"},
		{0, 0, 2, 2, "2 warnings, all known"},
		{1, 1, 1, 3, "1 mistake, 1 conflict and 1 warning, all known"},
	} {
		counts := map[lint.Severity]int{lint.Mistake: tt.mistakes, lint.Conflict: tt.conflicts, lint.Warning: tt.warnings}
		if got := summary(counts, tt.known); got != tt.want {
			t.Errorf("%+v: got %q", tt, got)
		}
	}
}

func TestLintInJSON(t *testing.T) {
	code, out, errs := procedures("lint", "kirklees-2018", "-o", "json")
	var got struct{ Findings []lint.Finding }
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil || len(got.Findings) != 2 {
		t.Fatalf("exit code %d, %v: %s%s", code, err, out, errs)
	}
	f := got.Findings[0]
	if f.Kind != lint.KindChainOverruns || f.Severity != lint.Conflict || f.Procedure != "kirklees-2018" || f.Edition != "2018-07-04" ||
		f.Milestone != "first-draft" || f.Field != "milestones.first-draft.due" || f.File != "kirklees-2018.yaml" || f.Line == 0 || f.Known == "" {
		t.Errorf("got %+v", f)
	}
	if _, out, _ = procedures("lint", "kent", "-o", "json"); out != "{\n  \"findings\": []\n}\n" {
		t.Errorf("without findings: %s", out)
	}
}

// Conflicts and warnings fail when that is asked for, and otherwise not.
func TestStrictLint(t *testing.T) {
	file := filepath.Join(t.TempDir(), "local.yaml")
	const text = `id: local
title: Local
document: The guidance
edition: 2025-01-01
inherits: england-2023
milestones:
  meet: {title: Meet, due: 5 working days after aware, owner: lcspr-chair, source: {section: "1"}}
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := procedures("lint", file); code != 0 || !strings.Contains(out, "1 procedure: no mistakes, no conflicts, 1 warning\n") {
		t.Errorf("exit code %d: %s", code, out)
	}
	if code, _, errs := procedures("lint", "--strict", file); code != 1 || errs != "longstop: 1 finding to look at (--strict)\n" {
		t.Errorf("with --strict: exit code %d: %s", code, errs)
	}
}

// With the configuration, roles that a partnership gives to nobody are found.
func TestLintFindsVacantRoles(t *testing.T) {
	code, out, errs := procedures("lint", "buckinghamshire", "--config", "../../../config/testdata/longstop.yaml", "-o", "json")
	var got struct{ Findings []lint.Finding }
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatalf("exit code %d, %v: %s%s", code, err, out, errs)
	}
	vacant := ""
	for _, f := range got.Findings {
		if f.Kind == lint.KindVacantRole {
			vacant += f.Field + ": " + f.Message + "\n"
		}
	}
	if !strings.Contains(vacant, "roles.local-authority: nobody holds local-authority in bscp: the backstop is told instead\n") || strings.Contains(vacant, "business-manager") {
		t.Errorf("found %s", vacant)
	}
	if code, _, errs = procedures("lint", "--config", "nowhere.yaml"); code != 1 || !strings.Contains(errs, "nowhere.yaml") {
		t.Errorf("exit code %d, %s", code, errs)
	}
}
