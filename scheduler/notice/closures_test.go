package notice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// A closure day that counts in law moves the date. One on which only nobody is
// there to read leaves the date, and the reminder comes on the last open day
// before.
func TestClosuresInLawAndForSending(t *testing.T) {
	closed := func(days ...string) calendar.Overlay {
		var o calendar.Overlay
		for _, d := range days {
			o.Closed = append(o.Closed, calendar.Holiday{Date: plantest.When(t, d).Date, Title: "Closed"})
		}
		return o
	}
	facts := []plan.Fact{plantest.Fact(t, plan.Happened, "aware=2027-02-01T10:00")}
	for _, c := range []struct {
		name           string
		inLaw, sending calendar.Overlay
		want           string // the due date, then the steps
	}{
		{"nothing of its own", calendar.Overlay{}, calendar.Overlay{}, `
			2027-02-08
			Mon 1 Feb 10:00 opened
			Thu 4 Feb 08:00 reminder
			Fri 5 Feb 08:00 reminder
			Mon 8 Feb 08:00 due
			Tue 9 Feb 08:00 overdue`},
		{"closed on Friday, in law", closed("2027-02-05"), calendar.Overlay{}, `
			2027-02-09
			Mon 1 Feb 10:00 opened
			Thu 4 Feb 08:00 reminder
			Mon 8 Feb 08:00 reminder
			Tue 9 Feb 08:00 due
			Wed 10 Feb 08:00 overdue`},
		{"closed on Friday, for sending", calendar.Overlay{}, closed("2027-02-05"), `
			2027-02-08
			Mon 1 Feb 10:00 opened
			Thu 4 Feb 08:00 reminder
			Mon 8 Feb 08:00 due
			Tue 9 Feb 08:00 overdue`},
		{"closed on the due day and the next, for sending", calendar.Overlay{}, closed("2027-02-08", "2027-02-09"), `
			2027-02-08
			Mon 1 Feb 10:00 opened
			Thu 4 Feb 08:00 reminder
			Fri 5 Feb 08:00 due
			Wed 10 Feb 08:00 overdue`},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal := calendar.MustNew(calendar.EnglandAndWales, calendar.Shipped(), c.inLaw)
			office := notice.Office{Calendar: cal, Opens: calendar.MustNew(calendar.EnglandAndWales, calendar.Shipped(), c.inLaw.And(c.sending)), Hours: office}
			if diff := cmp.Diff(plantest.Lines(c.want), toldOf(t, cal, office, facts, "notify-national-panel")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// toldOf returns the due date of a milestone of the national procedure, and its
// steps until it is overdue.
func toldOf(t *testing.T, cal *calendar.Calendar, office notice.Office, facts []plan.Fact, key string) []string {
	t.Helper()
	told, now := notice.Ledger{}, facts[0].RecordedAt
	out := []string{""}
	for range 100 {
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "england-2023"), Eras: plan.Always(cal), Facts: facts}, now)
		out[0] = table.Find(key).Due.String()
		notices, next := notice.Decide(table, told, office, now)
		for _, n := range notices {
			for k, v := range n.Marks {
				told[k] = v
			}
			if n.Milestone.Key() == key {
				out = append(out, fmt.Sprintf("%s %s", now.In(calendar.London()).Format("Mon 2 Jan 15:04"), n.Step))
			}
		}
		if strings.HasSuffix(out[len(out)-1], string(letter.StepOverdue)) || next.IsZero() {
			return out
		}
		now = next
	}
	t.Fatal("it is never overdue")
	return nil
}
