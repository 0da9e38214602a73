package rows

import (
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

func noon() time.Time { return time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC) }

// The moment is Fri 18 December 2026 at 12:00.
func TestStatusInAFewLetters(t *testing.T) {
	days := func(n int) *int { return &n }
	day := func(text string) (calendar.Date, plan.Moment) {
		d, err := calendar.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d, plan.Moment{Time: d.End()}
	}
	for _, tc := range []struct {
		status plan.Status
		basis  plan.Basis
		due    string // with a time where an hour counts
		left   *int
		done   string
		want   string
	}{
		{plan.StatusOpen, plan.BasisFirm, "2026-12-23", days(3), "", "3 wd left"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-21", days(1), "", "1 wd left"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-18", days(0), "", "due today"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-20", days(0), "", "0 wd left"},
		{plan.StatusOpen, plan.BasisPlanned, "2026-12-23", days(3), "", "3 wd left"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-19T15:30", days(0), "", "27 h left"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-18T12:20", days(0), "", "0 h left"},
		{plan.StatusOpen, plan.BasisFirm, "2026-12-24T15:30", days(4), "", "4 wd left"},
		{plan.StatusOpen, plan.BasisFirm, "2027-12-18", nil, "", "keep until"},
		{plan.StatusOverdue, plan.BasisFirm, "2026-12-16", days(-2), "", "2 wd overdue"},
		{plan.StatusOverdue, plan.BasisFirm, "2026-12-18T09:00", days(0), "", "overdue"},
		{plan.StatusPrompt, plan.BasisFirm, "", nil, "", "promptly"},
		{plan.StatusWaiting, plan.BasisWaiting, "", nil, "", "waiting"},
		{plan.StatusWaiting, plan.BasisForecast, "2027-01-10", days(14), "", "forecast"},
		{plan.StatusWaiting, plan.BasisPlanned, "2027-01-10", nil, "", "planned"},
		{plan.StatusDone, plan.BasisFirm, "2026-12-16", nil, "2026-12-14T09:00", "done 14 Dec"},
		{plan.StatusLate, plan.BasisFirm, "2026-12-16", nil, "2026-12-17", "late 17 Dec"},
		{plan.StatusDone, plan.BasisFirm, "", nil, "2025-12-17", "done 17 Dec 2025"},
		{plan.StatusLate, plan.BasisFirm, "2024-12-16", nil, "2025-01-03", "late 3 Jan 2025"},
		{plan.StatusDone, plan.BasisFirm, "2026-12-16", nil, "", "done"},
	} {
		m := &plan.Milestone{Status: tc.status, Basis: tc.basis, Remaining: tc.left}
		if date, _, timed := strings.Cut(tc.due, "T"); tc.due != "" {
			m.Due, m.DueAt = day(date)
			if tc.left != nil {
				m.ActBy = m.Due
			}
			if timed {
				w, err := calendar.ParseWhen(tc.due)
				if err != nil {
					t.Fatal(err)
				}
				m.DueAt = plan.Moment{Time: w.Clock}
			}
		}
		if tc.done != "" {
			w, err := calendar.ParseWhen(tc.done)
			if err != nil {
				t.Fatal(err)
			}
			m.DoneAt = w
		}
		if got := Standing(m, noon()); got != tc.want {
			t.Errorf("%s, %s, due %s: %q, want %q", tc.status, tc.basis, tc.due, got, tc.want)
		}
	}
}
