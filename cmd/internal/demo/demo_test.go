package demo

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/scheduler/plan"
)

// TestTheWholeStory plays the demo without pauses, and checks where every milestone
// ends, who was escalated to, and that the emails can be read afterwards.
func TestTheWholeStory(t *testing.T) {
	var out bytes.Buffer
	var last *plan.Timetable
	dir, err := Run(t.Context(), Options{
		Out: &out, Dir: t.TempDir(),
		Show: func(_ io.Writer, table *plan.Timetable, _ time.Time) { last = table },
	})
	if err != nil {
		t.Fatal(err)
	}
	if first := strings.SplitN(out.String(), "\n", 2)[0]; !strings.Contains(first, "nothing is kept") {
		t.Errorf("the first line does not say that nothing is kept: %q", first)
	}
	got := map[string]int{}
	for i := range last.Milestones {
		got[string(last.Milestones[i].Status)]++
	}
	want := map[string]int{"done": 24, "late": 5, "open": 1, "not-needed": 1, "waiting": 3}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("milestones by status (-want +got): %s", diff)
	}
	for _, letter := range []string{
		"opened-council", "reminder-review-chair", "overdue-education-contact", "escalation-1-review-chair",
		"escalation-1-duty", // the chair of the subgroup is away over Christmas
		"escalation-2-education-lead", "escalation-3-police-partner", "dates-changed-business-manager",
	} {
		text, err := readOne(dir, letter)
		if err != nil {
			t.Errorf("%s: %v", letter, err)
		} else if !strings.Contains(text, reference) || !strings.Contains(text, "Subject: ") {
			t.Errorf("%s cannot be read:\n%s", letter, text)
		}
	}
}

func readOne(dir, name string) (string, error) {
	found, err := filepath.Glob(filepath.Join(dir, "*-"+name+".txt"))
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("there is no such email"), err)
	}
	data, err := os.ReadFile(found[0])
	return string(data), err
}
