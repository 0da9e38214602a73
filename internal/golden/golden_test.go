package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// judged is a test that keeps the failures that Match reports.
type judged struct {
	testing.TB
	said string
}

func (j *judged) Helper()                           {}
func (j *judged) Errorf(format string, args ...any) { j.said += fmt.Sprintf(format, args...) }
func (j *judged) Fatal(args ...any)                 { j.said += fmt.Sprint(args...) }

func TestMatch(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.golden")
	match := func(got string) string {
		j := &judged{TB: t}
		Match(j, file, got)
		return j.said
	}
	if said := match("one\n"); !strings.Contains(said, "no such file") {
		t.Errorf("without a file: %q", said)
	}
	*update = true
	defer func() { *update = false }()
	if said := match("one\n"); said != "" {
		t.Errorf("written anew: %q", said)
	}
	*update = false
	if said := match("one\n"); said != "" {
		t.Errorf("what was agreed: %q", said)
	}
	for _, got := range []string{"two\n", "one", "one\n ", ""} {
		if said := match(got); !strings.Contains(said, "-update") {
			t.Errorf("%q for %q: %q", got, "one\n", said)
		}
	}
	if kept, err := os.ReadFile(file); err != nil || string(kept) != "one\n" {
		t.Errorf("a comparison has written %q, %v", kept, err)
	}
}
