package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Every procedure that ships can be read on a terminal, and none of its
// milestones is left out.
func TestProceduresAsPeopleReadThem(t *testing.T) {
	for _, id := range procedure.Shipped().IDs() {
		code, out, errs := procedures("show", id)
		if code != 0 {
			t.Fatal(errs)
		}
		narrow(t, id, out)
		p, err := procedure.Shipped().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range p.Milestones {
			if !strings.Contains(out, "\n"+m.ID+"  ") {
				t.Errorf("%s: %s is missing", id, m.ID)
			}
		}
	}
}

func TestOneMilestoneAsPeopleReadIt(t *testing.T) {
	for _, tt := range []struct{ procedure, milestone, want string }{
		{"kent", "notify-national-panel", `
    Within 5 working days after aware. Owner: local-authority. It is for
    placing-authority to do until placing-authority-confirms is missed; then it
    is the owner's. It is statutory.
    Told of it too: local-authority.
    In place of the milestone of england-2023.
    Source: Kent guidance on safeguarding reviews, Notifications to National
`},
		{"kent", "review-published", `
    It is done when publication is.
    Inherited from england-2023.
`},
		{"kirklees-2018", "business-group-approval", `
    Within 14 days after reviewer-amendments (setting review-days: calendar).
    Owner: business-group. Each member has its own, once a fact names it.
    It applies only if panel-decision is local-review. It ought not to end after
    approval-stage is due. No answer by then is taken as “no comments”.
    Source: Kirklees`},
		{"kirklees-2018", "information-tool", `
    Once it is overdue these are told: at once, its owner and the business
    manager; 4 hours after that email, agency-lead; 1 working day after it,
    workstream-chair and partnership-chair.
`},
		{"kirklees-2018", "report-on-website", `
    Kept for exactly 6 months after publication. Owner: business-manager.
`},
		{"care-leaver-death", "notify", `
    It applies to what happens from Mon 1 January 2024 on.
`},
		{"north-somerset", "review-panel-1", `
    By the date in the terms of reference, which is set for each case. Owner:
    business-manager.
    It applies only if submit-rapid-review is local-review. It comes after
    author-templates-returned.
`},
	} {
		_, out, _ := procedures("show", tt.procedure)
		_, text, _ := strings.Cut(out, "\n"+tt.milestone+"  ")
		text, _, _ = strings.Cut(text, "\n\n")
		if !strings.Contains(text+"\n", tt.want) {
			t.Errorf("%s, %s: got\n%s\nwant\n%s", tt.procedure, tt.milestone, text, tt.want)
		}
	}
}

func TestProcedureInJSON(t *testing.T) {
	_, out, _ := procedures("show", "kent", "-o", "json")
	var got struct {
		ID         string
		Milestones []struct {
			ID, Rule      string
			InheritedFrom string `json:"inherited_from"`
			Replaces      string
			Reminders     []string
			Ladder        []struct {
				After string
				Tell  []string
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for _, m := range got.Milestones {
		switch m.ID {
		case "rapid-review":
			if m.Replaces != "england-2023" || m.InheritedFrom != "" || len(m.Reminders) != 4 || m.Ladder[0].After != "1 working day" {
				t.Errorf("got %+v", m)
			}
		case "review-published":
			if m.InheritedFrom != "england-2023" || m.Replaces != "" {
				t.Errorf("got %+v", m)
			}
		}
	}
	if got.ID != "kent" || len(got.Milestones) != 16 {
		t.Errorf("got %d milestones of %s", len(got.Milestones), got.ID)
	}
}

// As a file it is one to begin one's own from: it loads, and is the procedure.
func TestProceduresAsFiles(t *testing.T) {
	for _, id := range procedure.Shipped().IDs() {
		code, out, errs := procedures("show", id, "-o", "yaml")
		if code != 0 {
			t.Fatal(errs)
		}
		p, err := procedure.Shipped().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		again, err := procedure.Shipped().Load(id+".yaml", []byte(out))
		if err != nil || again.Version() != p.Version() {
			t.Errorf("%s: got %v from\n%s", id, err, out)
		}
	}
}
