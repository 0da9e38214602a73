package scheduler_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// The refusal of a new case says what is wrong and what would be right, and nothing
// is stored.
func TestWhatCannotBeOpened(t *testing.T) {
	good := func() scheduler.Opening {
		f := plantest.Fact(t, plan.Happened, "aware=2026-12-16")
		f.ID = ""
		return scheduler.Opening{Partnership: "bscp", Procedure: "buckinghamshire", Reference: "BSCP-1", Agencies: []string{"police"}, Facts: []plan.Fact{f}}
	}
	tests := []struct {
		name  string
		alter func(o *scheduler.Opening)
		want  string
	}{
		{"partnership", func(o *scheduler.Opening) { o.Partnership = "bcsp" }, `partnership: there is no partnership "bcsp": did you mean "bscp"?`},
		{"procedure", func(o *scheduler.Opening) { o.Procedure = "kent" }, `procedure: the partnership bscp does not use "kent" (allowed: buckinghamshire, england-2023)`},
		{"a name in place of a reference", func(o *scheduler.Opening) { o.Reference = "Jo Smith" }, `never a child's name`},
		{"no reference", func(o *scheduler.Opening) { o.Reference = "" }, `is not a case reference`},
		{"agency", func(o *scheduler.Opening) { o.Agencies = []string{"The Police"} }, `agency: "The Police" is not an agency's id`},
		{"agency twice", func(o *scheduler.Opening) { o.Agencies = []string{"police", "police"} }, `agency: "police" is named twice`},
		{"no event", func(o *scheduler.Opening) { o.Facts = nil }, `event: a case begins with something that happened`},
		{"nothing would run", func(o *scheduler.Opening) { o.Facts[0].Name = "rapid-review" }, `event: no deadline would run in this case: it has to begin with something, for example aware=2026-12-03T10:30`},
		{"only a plan", func(o *scheduler.Opening) { o.Facts[0].Kind = plan.Planned }, `event: a case begins with something that happened`},
		{"unknown event", func(o *scheduler.Opening) { o.Facts[0].Name = "awar" }, `did you mean "aware"?`},
		{"a decision without its outcome", func(o *scheduler.Opening) { o.Facts[0].Name = "chair-decision" }, `outcome: chair-decision is a decision: say which way it went (allowed: lcspr, alternative-review, no-review)`},
	}
	d := newDaemon(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := good()
			tt.alter(&o)
			_, err := d.cases.Open(context.Background(), o, plantest.At(t, "2026-12-18T12:00"))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
	if totals := d.accounted(); totals.Created != 0 || len(totals.Tallies) != 0 {
		t.Errorf("something was stored: %+v", totals)
	}
	if _, err := d.cases.Open(context.Background(), good(), plantest.At(t, "2026-12-18T12:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.cases.Open(context.Background(), good(), plantest.At(t, "2026-12-18T12:00")); !errors.Is(err, scheduler.ErrExists) {
		t.Errorf("the same reference again: %v", err)
	}
}

// A withdrawn fact counts for nothing; the log keeps it and its withdrawal.
func TestWithdrawing(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30", "review-initiated=2026-12-16")
	f := plan.Fact{Kind: plan.Withdrawn, Withdraws: "f2", Reason: "not yet decided"}
	v, err := d.cases.Record(context.Background(), "bscp:R-1", []plan.Fact{f}, "test", plantest.At(t, "2026-12-16T11:00"))
	if err != nil {
		t.Fatal(err)
	}
	if m := v.Timetable.Find("review-published"); m.Status != plan.StatusWaiting {
		t.Errorf("review-published is %s", m.Status)
	}
	log, err := d.cases.Log(context.Background(), "bscp:R-1")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, e := range log {
		text.WriteString(e.What + ": " + e.Text + "\n")
	}
	for _, want := range []string{"opened: case opened under england-2023", "fact: f2: review-initiated happened", "fact: f3: withdrew f2: not yet decided"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, text.String())
		}
	}
}
