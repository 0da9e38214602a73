package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A milestone one letter from the inherited one that it was to replace is found:
// both would be counted. One with any other name is a milestone of its own.
func TestBesideWhatItWasToReplace(t *testing.T) {
	const heir = `id: town
title: Town
document: Town guidance
edition: 2026-01-01
inherits: england-2023
milestones:
  NAME:
    title: Complete the Rapid Review
    due: 10 working days after aware
    owner: lcspr-chair
    source: {section: "1", text: within ten days}
`
	for _, tt := range []struct {
		name string
		near bool
	}{
		{"rapid-reviw", true},
		{"rapid-revviews", false},
		{"rapid-reviewx", true},
		{"rapid-reveiw", true},
		{"rapid-revuew", true},
		{"rapid-review-2", false},
		{"rapid-review2", false}, // a digit numbers it
		{"rapid-review-meeting", false},
		{"meeting", false},
	} {
		data := []byte(strings.Replace(heir, "NAME", tt.name, 1))
		p, err := procedure.Shipped().Load("local.yaml", data)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		if tt.near {
			want = []string{"near-name at milestones." + tt.name + ": is beside the inherited rapid-review, and does not replace it"}
		}
		if diff := cmp.Diff(want, linted(t, data, lint.Context{Parent: p.Parent()})); diff != "" {
			t.Errorf("%s (-want +got): %s", tt.name, diff)
		}
	}
}

// A milestone one letter from an inherited one that the file replaces as well is
// meant to be another.
func TestASecondBesideTheFirst(t *testing.T) {
	const heir = `id: town
title: Town
document: Town guidance
edition: 2026-01-01
inherits: england-2023
milestones:
  report-available: {title: Keep it, due: keep at least 2 months after publication, owner: lcspr-chair, statutory: true, source: {section: "1", text: two}}
  reports-available: {title: Keep them, due: keep at least 3 months after publication, owner: lcspr-chair, source: {section: "2", text: three}}
`
	p, err := procedure.Shipped().Load("local.yaml", []byte(heir))
	if err != nil {
		t.Fatal(err)
	}
	if got := linted(t, []byte(heir), lint.Context{Parent: p.Parent()}); len(got) > 0 {
		t.Errorf("found %s", got)
	}
}
