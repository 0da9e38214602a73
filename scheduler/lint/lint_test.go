package lint_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// lintShipped lints every edition of every procedure that ships.
func lintShipped(t testing.TB) (found []lint.Finding) {
	t.Helper()
	for _, text := range shippedTexts(t) {
		p, err := procedure.Shipped().Find(text.ID, text.Edition)
		if err != nil {
			t.Fatal(err)
		}
		in := lint.Context{Calendar: plantest.England(), Text: text}
		if p.Inherits != "" {
			if in.Parent, err = procedure.Shipped().InForce(p.Inherits, p.Edition); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, lint.Procedure(p, in)...)
	}
	return found
}

func shippedTexts(t testing.TB) []procedure.Text {
	t.Helper()
	texts, err := procedure.Texts(shippedFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func shippedFiles(t testing.TB) fs.FS {
	t.Helper()
	dir, err := procedure.ShippedFiles()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// The findings in the procedures that ship are the expected ones, each with its
// reason, and no others.
func TestLintOfTheLibrary(t *testing.T) {
	known, err := lint.KnownFindings()
	if err != nil {
		t.Fatal(err)
	}
	found := lintShipped(t)
	for _, k := range lint.Expect(found, known) {
		t.Errorf("%s: %s %s is known, and is not found any more: take it off the list", k.Procedure, k.Kind, k.Milestone)
	}
	var conflicts []string
	for _, f := range found {
		if f.Known == "" {
			t.Errorf("%s:%d:%d: %s %s: %s", f.File, f.Line, f.Column, f.Severity, f.Kind, f.Message)
		}
		if f.Severity == lint.Conflict {
			conflicts = append(conflicts, fmt.Sprintf("%s: %s %s", f.File, f.Milestone, f.Message))
		}
	}
	want := []string{
		"buckinghamshire.yaml: rapid-review-meeting can end 3 days after rapid-review, which it is to be in time for: between 7 and 13 working days after notification-received, against 15 working days after aware (for example in a case begun on Mon 6 September 2027)",
		"kirklees-2018.yaml: first-draft can end 1 day after writing-stage where each step before it takes its full time: 28 days after the last learning-event, against calendar day 60 counting aware as day 1 (for example in a case begun on Mon 6 September 2027)",
		"kirklees-2018.yaml: business-group-approval can end 3 days after approval-stage where each step before it takes its full time: 14 days after reviewer-amendments, against calendar day 90 counting aware as day 1 (for example in a case begun on Mon 6 September 2027)",
	}
	if diff := cmp.Diff(want, conflicts); diff != "" {
		t.Errorf("conflicts (-want +got): %s", diff)
	}
}

// A finding points at the line that it is about.
func TestPlacesOfFindings(t *testing.T) {
	for _, f := range lintShipped(t) {
		data, err := fs.ReadFile(shippedFiles(t), f.File)
		if err != nil {
			t.Fatal(err)
		}
		line := strings.Split(string(data), "\n")[f.Line-1]
		field := f.Field[strings.LastIndex(f.Field, ".")+1:]
		if !strings.Contains(line, field+":") && !strings.Contains(line, f.Milestone+":") {
			t.Errorf("%s at %s:%d: the line is %q", f.Field, f.File, f.Line, line)
		}
	}
}

// An expected finding that was mended is to be taken off the list.
func TestAKnownFindingThatVanished(t *testing.T) {
	known := []lint.Known{{Procedure: "kent", Kind: "chain-overruns", Milestone: "rapid-review", Reason: "an old edition"}}
	if diff := cmp.Diff(known, lint.Expect(lintShipped(t), known)); diff != "" {
		t.Errorf("-want +got: %s", diff)
	}
}

// A case warns beside the date where a milestone ends after the one that it serves,
// and not where the dates agree or the meeting was held.
func TestADateThatPassesWhatItBelongsTo(t *testing.T) {
	for _, tt := range []struct {
		name, facts string
		want        []string
	}{
		{"notified at once", "aware=2026-06-01 notification-received=2026-06-02", nil},
		{"notified on the last day", "aware=2026-06-01 notification-received=2026-06-08", []string{"its time ends 3 days after rapid-review is due, on Mon 22 June 2026"}},
		{"held all the same", "aware=2026-06-01 notification-received=2026-06-08 rapid-review-meeting=2026-06-19", nil},
	} {
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "buckinghamshire"), Eras: plan.Always(plantest.England()), Facts: plantest.Stated(t, tt.facts)}, plantest.At(t, "2026-06-20"))
		if diff := cmp.Diff(strings.Join(tt.want, "; "), strings.Join(table.Find("rapid-review-meeting").Warnings.Sentences(), "; ")); diff != "" {
			t.Errorf("%s (-want +got): %s", tt.name, diff)
		}
	}
}
