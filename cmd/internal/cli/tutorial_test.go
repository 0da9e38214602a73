package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// step is something that the tutorial asks its reader to do: save a file, change
// one, or type a command and see what it prints.
type step struct{ kind, file, body string }

var stepPattern = regexp.MustCompile("(?s)```(yaml|diff|console)\n(.*?)```\n")

var fileNamed = regexp.MustCompile("`([^`\n]+\\.yaml)`:\n\n$")

// tutorial lists the steps of the page. A change without a name of its own is to
// the file that was named before it.
func tutorial(t *testing.T) (steps []step) {
	t.Helper()
	page, err := os.ReadFile("../../../docs/tutorial.md")
	if err != nil {
		t.Fatal(err)
	}
	file := ""
	for _, m := range stepPattern.FindAllSubmatchIndex(page, -1) {
		if named := fileNamed.FindSubmatch(page[:m[0]]); named != nil {
			file = string(named[1])
		}
		steps = append(steps, step{string(page[m[2]:m[3]]), file, string(page[m[4]:m[5]])})
	}
	return steps
}

// A reader who does what the tutorial says sees what it shows.
func TestTutorial(t *testing.T) {
	steps := tutorial(t)
	if len(steps) < 15 {
		t.Fatalf("only %d steps were found", len(steps))
	}
	t.Chdir(t.TempDir())
	for _, s := range steps {
		switch s.kind {
		case "yaml":
			saveAs(t, s.file, s.body)
		case "diff":
			data, err := os.ReadFile(s.file)
			if err != nil {
				t.Fatal(err)
			}
			saveAs(t, s.file, patched(t, string(data), s.body))
		case "console":
			typed, want, _ := strings.Cut(s.body, "\n")
			got := typeIn(t, strings.TrimPrefix(typed, "$ longstop "))
			if !shows(got, want) {
				t.Errorf("%s\n(-page +is):\n%s", typed, cmp.Diff(want, got))
			}
		}
	}
}

func saveAs(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// patched puts the lines with a plus in the place of those with a minus.
func patched(t *testing.T, text, change string) string {
	t.Helper()
	var old, new string
	for line := range strings.Lines(change) {
		if rest, ok := strings.CutPrefix(line, "-"); ok {
			old += rest
		} else {
			new += strings.TrimPrefix(line, "+")
		}
	}
	if strings.Count(text, old) != 1 {
		t.Fatalf("it is not once in the file:\n%s", old)
	}
	return strings.Replace(text, old, new, 1)
}

// typeIn is all that a command prints, as on a terminal.
func typeIn(t *testing.T, line string) string {
	t.Helper()
	var out bytes.Buffer
	now := func() time.Time { return time.Date(2026, 12, 17, 9, 0, 0, 0, time.UTC) }
	run(&cli{ctx: t.Context(), out: &out, err: &out, now: now}, strings.Fields(line))
	return out.String()
}

// shows says whether a text is as the page has it, where "..." is a line that
// stands for others.
func shows(text, page string) bool {
	parts := strings.Split("\n"+page, "\n...\n")
	text = "\n" + text
	if len(parts) == 1 {
		return text == parts[0]
	}
	if !strings.HasPrefix(text, parts[0]) {
		return false
	}
	for i, part := range parts[1:] {
		at := strings.Index(text, "\n"+part)
		if at < 0 || part == "" && i+2 < len(parts) {
			return false
		}
		text = text[at+len(part):]
	}
	return strings.HasSuffix(page, "...\n") || strings.TrimSpace(text) == ""
}

// What the page leaves out it may, and what it shows it must.
func TestShownOnThePage(t *testing.T) {
	const text = "a\nb\nc\nd\n"
	for page, want := range map[string]bool{
		text: true, "a\n...\nd\n": true, "a\n...\n": true, "...\nd\n": true, "a\n...\nc\n...\n": true,
		"a\nb\n": false, "b\n...\n": false, "a\n...\nc\n": false, "a\n...\nx\n...\n": false, "": false,
	} {
		if got := shows(text, page); got != want {
			t.Errorf("%q: got %v", page, got)
		}
	}
}
