package rows

import (
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

func noon() time.Time { return time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC) }

// On Fri 18 December 2026 at 12:00.
func TestStatusInAFewLetters(t *testing.T) {
	days := func(n int) *int { return &n }
	day := func(text string) (calendar.Date, scheduler.Moment) {
		d, err := calendar.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d, scheduler.Moment{Time: d.End()}
	}
	for _, tc := range []struct {
		status scheduler.Status
		basis  scheduler.Basis
		due    string // with a time where an hour counts
		left   *int
		done   string
		want   string
	}{
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-23", days(3), "", "3 wd left"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-21", days(1), "", "1 wd left"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-18", days(0), "", "due today"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-20", days(0), "", "0 wd left"},
		{scheduler.StatusOpen, scheduler.Projects, "2026-12-23", days(3), "", "3 wd left"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-19T15:30", days(0), "", "27 h left"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-18T12:20", days(0), "", "0 h left"},
		{scheduler.StatusOpen, scheduler.Firm, "2026-12-24T15:30", days(4), "", "4 wd left"},
		{scheduler.StatusOpen, scheduler.Firm, "2027-12-18", nil, "", "keep until"},
		{scheduler.StatusOverdue, scheduler.Firm, "2026-12-16", days(-2), "", "2 wd overdue"},
		{scheduler.StatusOverdue, scheduler.Firm, "2026-12-18T09:00", days(0), "", "overdue"},
		{scheduler.StatusPrompt, scheduler.Firm, "", nil, "", "promptly"},
		{scheduler.StatusWaiting, scheduler.Waiting, "", nil, "", "waiting"},
		{scheduler.StatusWaiting, scheduler.Forecast, "2027-01-10", days(14), "", "forecast"},
		{scheduler.StatusWaiting, scheduler.Projects, "2027-01-10", nil, "", "planned"},
		{scheduler.StatusDone, scheduler.Firm, "2026-12-16", nil, "2026-12-14T09:00", "done 14 Dec"},
		{scheduler.StatusLate, scheduler.Firm, "2026-12-16", nil, "2026-12-17", "late 17 Dec"},
		{scheduler.StatusDone, scheduler.Firm, "", nil, "2025-12-17", "done 17 Dec 2025"},
		{scheduler.StatusLate, scheduler.Firm, "2024-12-16", nil, "2025-01-03", "late 3 Jan 2025"},
		{scheduler.StatusDone, scheduler.Firm, "2026-12-16", nil, "", "done"},
	} {
		m := &scheduler.Milestone{Status: tc.status, Basis: tc.basis, Remaining: tc.left}
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
				m.DueAt = scheduler.Moment{Time: w.Clock}
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
