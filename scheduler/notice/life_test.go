package notice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// life lets time pass over a case from one moment to the next and returns who is
// told what: "Wed 9 Dec 08:00:00 reminder notify-national-panel (roles)".
func life(t testing.TB, id string, hours notice.SendHours, agencies []string, facts []plan.Fact, from, until string, only ...string) []string {
	t.Helper()
	told := notice.Ledger{}
	var out []string
	now, end := plantest.At(t, from), plantest.At(t, until)
	for range 10000 {
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, id), Eras: plan.Always(plantest.England()), Agencies: agencies, Facts: facts}, now)
		notices, next := notice.Decide(table, told, notice.Office{Calendar: plantest.England(), Opens: plantest.England(), Hours: hours}, now)
		for _, n := range notices {
			for k, v := range n.Marks {
				told[k] = v
			}
			if len(only) == 0 || contains(only, n.Milestone.Key()) {
				local := now.In(calendar.London())
				out = append(out, fmt.Sprintf("%s %s %s (%s)", local.Format("Mon 2 Jan 15:04:05"), n.Step, n.Milestone.Key(), strings.Join(n.Roles, " ")))
			}
		}
		if next.IsZero() || next.After(end) {
			return out
		}
		if !next.After(now) {
			t.Fatalf("the next moment %s is not after %s", next, now)
		}
		now = next
	}
	t.Fatal("the case never comes to rest")
	return nil
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

var (
	office   = notice.DefaultSendHours()
	anyHours = notice.SendHours{From: 8 * 60, Always: true}
)

func TestWhoIsToldWhen(t *testing.T) {
	tests := []struct {
		name        string
		procedure   string
		hours       notice.SendHours
		facts       []string
		plans       []string
		from, until string
		only        []string
		want        string
	}{
		{
			name: "five working days over Christmas, nobody acts", procedure: "england-2023", hours: office,
			facts: []string{"aware=2026-12-16T10:30"}, from: "2026-12-16T10:30", until: "2027-01-31", only: []string{"notify-national-panel"},
			want: `
			Wed 16 Dec 10:30:00 opened notify-national-panel (local-authority business-manager)
			Mon 21 Dec 08:00:00 reminder notify-national-panel (local-authority business-manager)
			Tue 22 Dec 08:00:00 reminder notify-national-panel (local-authority business-manager)
			Wed 23 Dec 08:00:00 due notify-national-panel (local-authority business-manager)
			Thu 24 Dec 08:00:00 overdue notify-national-panel (local-authority business-manager)
			Tue 29 Dec 08:00:00 escalation-1 notify-national-panel (lcspr-chair)
			Thu 31 Dec 08:00:00 escalation-2 notify-national-panel (partnership-chair)
			Tue 5 Jan 08:00:00 escalation-3 notify-national-panel (safeguarding-partners)`,
		},
		{
			name: "the same at any hour", procedure: "england-2023", hours: anyHours,
			facts: []string{"aware=2026-12-16T10:30"}, from: "2026-12-16T10:30", until: "2027-01-31", only: []string{"notify-national-panel"},
			want: `
			Wed 16 Dec 10:30:00 opened notify-national-panel (local-authority business-manager)
			Mon 21 Dec 08:00:00 reminder notify-national-panel (local-authority business-manager)
			Tue 22 Dec 08:00:00 reminder notify-national-panel (local-authority business-manager)
			Wed 23 Dec 08:00:00 due notify-national-panel (local-authority business-manager)
			Thu 24 Dec 00:00:00 overdue notify-national-panel (local-authority business-manager)
			Tue 29 Dec 00:00:00 escalation-1 notify-national-panel (lcspr-chair)
			Thu 31 Dec 00:00:00 escalation-2 notify-national-panel (partnership-chair)
			Tue 5 Jan 00:00:00 escalation-3 notify-national-panel (safeguarding-partners)`,
		},
		{
			name: "an evening before a weekend waits for Monday", procedure: "england-2023", hours: office,
			facts: []string{"aware=2026-12-04T19:00"}, from: "2026-12-04T19:00", until: "2026-12-09T12:00", only: []string{"notify-national-panel"},
			want: `
			Mon 7 Dec 08:00:00 opened notify-national-panel (local-authority business-manager)
			Wed 9 Dec 08:00:00 reminder notify-national-panel (local-authority business-manager)`,
		},
		{
			name: "a publication date on which three copies hang", procedure: "england-2023", hours: office,
			facts: []string{"aware=2026-01-12", "review-initiated=2026-02-02"}, plans: []string{"publication=2026-04-14"},
			from: "2026-03-02T09:00", until: "2026-04-03", only: []string{"report-before-publication/ofsted"},
			want: `
			Mon 2 Mar 09:00:00 opened report-before-publication/ofsted (business-manager)
			Wed 18 Mar 08:00:00 reminder report-before-publication/ofsted (business-manager)
			Wed 25 Mar 08:00:00 reminder report-before-publication/ofsted (business-manager)
			Mon 30 Mar 08:00:00 reminder report-before-publication/ofsted (business-manager)
			Tue 31 Mar 08:00:00 reminder report-before-publication/ofsted (business-manager)
			Wed 1 Apr 08:00:00 due report-before-publication/ofsted (business-manager)
			Thu 2 Apr 08:00:00 overdue report-before-publication/ofsted (business-manager)`,
		},
		{
			name: "a due date on a Sunday: reminders follow the day to act by", procedure: "england-2023", hours: office,
			facts: []string{"review-initiated=2026-02-02"}, from: "2026-07-28T12:00", until: "2026-08-07", only: []string{"review-published"},
			want: `
			Tue 28 Jul 12:00:00 reminder review-published (business-manager)
			Wed 29 Jul 08:00:00 reminder review-published (business-manager)
			Thu 30 Jul 08:00:00 reminder review-published (business-manager)
			Fri 31 Jul 08:00:00 due review-published (business-manager)
			Mon 3 Aug 08:00:00 overdue review-published (business-manager)
			Tue 4 Aug 08:00:00 escalation-1 review-published (lcspr-chair)
			Thu 6 Aug 08:00:00 escalation-2 review-published (partnership-chair)`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var facts []plan.Fact
			for _, f := range tt.facts {
				facts = append(facts, plantest.Fact(t, plan.Happened, f))
			}
			for _, p := range tt.plans {
				f := plantest.Fact(t, plan.Planned, p)
				f.RecordedAt = plantest.At(t, tt.from)
				facts = append(facts, f)
			}
			got := life(t, tt.procedure, tt.hours, nil, facts, tt.from, tt.until, tt.only...)
			if diff := cmp.Diff(plantest.Lines(tt.want), got); diff != "" {
				t.Error("(-want +got)", diff)
			}
		})
	}
}

// A case that is opened after its date has passed starts its ladder at the first
// rung, counted from the opening.
func TestOpenedTooLate(t *testing.T) {
	f := plantest.Fact(t, plan.Happened, "aware=2026-10-01")
	f.RecordedAt = plantest.At(t, "2026-11-23T11:15")
	got := life(t, "england-2023", office, nil, []plan.Fact{f}, "2026-11-23T11:15", "2026-12-31", "notify-national-panel")
	want := plantest.Lines(`
		Mon 23 Nov 11:15:00 overdue notify-national-panel (local-authority business-manager)
		Tue 24 Nov 11:15:00 escalation-1 notify-national-panel (lcspr-chair)
		Thu 26 Nov 11:15:00 escalation-2 notify-national-panel (partnership-chair)
		Mon 30 Nov 11:15:00 escalation-3 notify-national-panel (safeguarding-partners)`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// After an outage over the whole ladder there is one email a milestone, the
// most severe, to everybody whom the missed rungs would have told.
func TestAfterAnOutage(t *testing.T) {
	f := plantest.Fact(t, plan.Happened, "aware=2026-10-01T09:00")
	now := plantest.At(t, "2026-11-23T11:15")
	table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "england-2023"), Eras: plan.Always(plantest.England()), Facts: []plan.Fact{f}}, now)
	told := notice.Ledger{"notify-national-panel|opened": "2026-10-08", "notify-national-panel|told": "2026-10-08"}
	notices, _ := notice.Decide(table, told, notice.Office{Calendar: plantest.England(), Opens: plantest.England(), Hours: office}, now)
	var got []string
	for _, n := range notices {
		got = append(got, string(n.Step)+" "+n.Milestone.Key()+" "+strings.Join(n.Roles, " "))
	}
	want := []string{
		"escalation-3 notify-national-panel local-authority business-manager lcspr-chair partnership-chair safeguarding-partners",
		"escalation-3 rapid-review lcspr-chair business-manager partnership-chair safeguarding-partners",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// A date that was told and moves is told again; the reminders are new.
func TestADateThatMoves(t *testing.T) {
	planned := func(on, recorded string) plan.Fact {
		f := plantest.Fact(t, plan.Planned, "publication="+on)
		f.ID, f.RecordedAt = "at "+recorded, plantest.At(t, recorded) // in the order of recording
		return f
	}
	told := notice.Ledger{}
	decide := func(now string, facts ...plan.Fact) (out []string) {
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "england-2023"), Eras: plan.Always(plantest.England()), Facts: facts}, plantest.At(t, now))
		notices, _ := notice.Decide(table, told, notice.Office{Calendar: plantest.England(), Opens: plantest.England(), Hours: office}, plantest.At(t, now))
		for _, n := range notices {
			for k, v := range n.Marks {
				told[k] = v
			}
			if n.Milestone.Key() == "report-before-publication/ofsted" {
				out = append(out, fmt.Sprintf("%s due %s was %s", n.Step, n.Milestone.Due, n.Was))
			}
		}
		return out
	}
	first := planned("2026-05-28", "2026-04-01T09:00")
	later := planned("2026-06-25", "2026-04-02T10:00")
	sooner := planned("2026-06-05", "2026-06-02T09:00")
	for _, tt := range []struct {
		now   string
		facts []plan.Fact
		want  []string
	}{
		{"2026-04-01T09:00", []plan.Fact{first}, []string{"opened due 2026-05-18 was "}},
		{"2026-04-01T09:30", []plan.Fact{first}, nil},
		{"2026-04-02T10:00", []plan.Fact{first, later}, []string{"dates-changed due 2026-06-16 was 2026-05-18"}},
		{"2026-04-02T11:00", []plan.Fact{first, later}, nil},
		{"2026-06-02T08:00", []plan.Fact{first, later}, []string{"reminder due 2026-06-16 was "}},
		{"2026-06-02T09:00", []plan.Fact{sooner, first, later}, []string{"overdue due 2026-05-27 was 2026-06-16"}},
	} {
		if diff := cmp.Diff(tt.want, decide(tt.now, tt.facts...)); diff != "" {
			t.Error(tt.now, "(-want +got)", diff)
		}
	}
}
