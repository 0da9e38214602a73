package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Every procedure that ships can be read on a terminal, and none of its
// milestones is left out.
func TestProceduresAsPeopleReadThem(t *testing.T) {
	for _, id := range procedure.Embedded().IDs() {
		var out bytes.Buffer
		if err := (proceduresShowCmd{Name: id, Output: "text"}).Run(&cli{out: &out}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("%s: %d columns: %s", id, n, line)
			}
		}
		p, err := procedure.Embedded().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range p.Milestones {
			if !strings.Contains(out.String(), "\n"+m.ID+"  ") {
				t.Errorf("%s: %s is missing", id, m.ID)
			}
		}
	}
}

func TestOneMilestoneAsPeopleReadIt(t *testing.T) {
	for _, tt := range []struct{ procedure, milestone, want string }{
		{"kent", "notify-national-panel", `
    owner     local-authority
    delegated to placing-authority, until placing-authority-confirms is missed
    weight    statutory
`},
		{"kirklees-2018", "business-group-approval", `
    for each  member
    owner     business-group
    only if   panel-decision is local-review
    within    approval-stage
    silence   is taken as no comments
`},
		{"care-leaver-death", "notify", `
    from      Mon 1 January 2024 on
`},
		{"north-somerset", "review-panel-1", `
    after     author-templates-returned
`},
	} {
		var out bytes.Buffer
		if err := (proceduresShowCmd{Name: tt.procedure, Output: "text"}).Run(&cli{out: &out}); err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(out.String(), "\n"+tt.milestone+"  ")
		text, _, _ = strings.Cut(text, "\n\n")
		if !strings.Contains(text+"\n", tt.want) {
			t.Errorf("%s, %s: got\n%s\nwant\n%s", tt.procedure, tt.milestone, text, tt.want)
		}
	}
}

// The lint takes names of what ships too, and says where the guidance
// contradicts itself without calling that a mistake.
func TestLintOfWhatShips(t *testing.T) {
	var out, errs bytes.Buffer
	err := proceduresLintCmd{Files: []string{"buckinghamshire", "kent"}}.Run(&cli{out: &out, err: &errs})
	const want = `buckinghamshire: buckinghamshire, edition 2023-12-15: 20 milestones, no mistakes found
  conflict: rapid-review-meeting (between 7 and 13 working days after
            notification-received) can end 3 days after rapid-review (15 working
            days after aware)
kent: kent, edition 2024-01-01: 16 milestones, no mistakes found
`
	if err != nil || errs.Len() > 0 || out.String() != want {
		t.Errorf("got %v\n%s%s\nwant\n%s", err, out.String(), errs.String(), want)
	}
	err = proceduresLintCmd{Files: []string{"nothing-of-that-name"}}.Run(&cli{out: &out, err: &errs})
	if err == nil || err.Error() != "read procedure: open nothing-of-that-name: no such file or directory" {
		t.Errorf("got %v", err)
	}
}
