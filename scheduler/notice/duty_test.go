package notice_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// An owner to whom a milestone falls back is told, although reminders were sent
// before.
func TestWhoIsToldWhenItFallsBack(t *testing.T) {
	facts := plantest.Stated(t, "aware=2026-08-17T09:00 placing-authority-invited=2026-08-18T10:00")
	got := life(t, "kent", office, nil, facts, "2026-08-18T10:00", "2026-08-21", "notify-national-panel", "placing-authority-confirms")
	want := plantest.Lines(`
		Tue 18 Aug 10:00:00 opened notify-national-panel (placing-authority business-manager local-authority)
		Tue 18 Aug 10:00:00 opened placing-authority-confirms (placing-authority business-manager local-authority)
		Tue 18 Aug 22:00:00 reminder placing-authority-confirms (placing-authority business-manager local-authority)
		Wed 19 Aug 06:00:00 reminder placing-authority-confirms (placing-authority business-manager local-authority)
		Wed 19 Aug 10:00:01 opened notify-national-panel (local-authority business-manager)
		Wed 19 Aug 10:00:01 overdue placing-authority-confirms (placing-authority business-manager)
		Wed 19 Aug 11:00:01 escalation-1 placing-authority-confirms (local-authority)
		Thu 20 Aug 08:00:00 reminder notify-national-panel (local-authority business-manager)`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// A duty that is owed again opens again; silence closes a milestone without another
// email; a record that is kept too long has a ladder.
func TestWhoIsToldOfThem(t *testing.T) {
	for _, tt := range []struct{ name, facts, from, until, only, want string }{
		{"put off twice", "~publication=2026-06-01@2026-04-01 ~publication=2026-06-10@2026-04-08T09:00 ~publication=2026-07-01@2026-05-05T09:00", "2026-05-05T09:00", "2026-06-30", "explain-delay/national-panel", `
			Tue 5 May 09:00:00 opened explain-delay/national-panel (partnership-chair business-manager)`},
		{"silence", "reviewer-amendments=2026-06-01T09:00 ~business-group-approval/health=2026-06-10@2026-06-01T09:00", "2026-06-12T09:00", "2026-07-30", "business-group-approval/health", `
			Fri 12 Jun 09:00:00 reminder business-group-approval/health (business-group business-manager)
			Mon 15 Jun 08:00:00 due business-group-approval/health (business-group business-manager)`},
		{"still on the website", "publication=2026-01-12", "2026-07-13T08:00", "2026-07-14T12:00", "report-on-website", `
			Mon 13 Jul 08:00:00 overdue report-on-website (business-manager)
			Tue 14 Jul 08:00:00 escalation-1 report-on-website (workstream-chair)`},
		{"the agency of an action", "publication=2026-01-12 ~action/police.training=2026-03-01", "2026-04-07T08:00", "2026-04-07T12:00", "action/police.training", `
			Tue 7 Apr 08:00:00 overdue action/police.training (agency/police business-manager)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := life(t, "kirklees-2018", office, []string{"police"}, plantest.Stated(t, tt.facts), tt.from, tt.until, tt.only)
			if diff := cmp.Diff(plantest.Lines(tt.want), got); diff != "" {
				t.Error("(-want +got)", diff)
			}
		})
	}
}

// A milestone before a deadline runs as soon as that deadline is known, and not
// from the deadline on: its steps come in time.
func TestWhatComesBeforeADeadlineIsToldInTime(t *testing.T) {
	facts := []plan.Fact{plantest.Fact(t, plan.Happened, "aware=2027-01-04T10:00"), plantest.Fact(t, plan.Happened, "notify-national-panel=2027-01-04T10:00")}
	told := life(t, "kent", office, []string{"police"}, facts, "2027-01-04T10:00", "2027-01-14T12:00", "summary-to-principal-social-worker")
	if diff := cmp.Diff(plantest.Lines(`
		Mon 4 Jan 10:00:00 opened summary-to-principal-social-worker (report-author business-manager)
		Fri 8 Jan 16:59:59 reminder summary-to-principal-social-worker (report-author business-manager)
		Tue 12 Jan 19:59:59 reminder summary-to-principal-social-worker (report-author business-manager)
		Wed 13 Jan 00:00:00 overdue summary-to-principal-social-worker (report-author business-manager)
		Thu 14 Jan 00:00:00 escalation-1 summary-to-principal-social-worker (lcspr-chair)`), told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
