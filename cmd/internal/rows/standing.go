package rows

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Standing says in a few letters how a milestone stands at the moment now; wd is
// short for working days.
func Standing(m *plan.Milestone, now time.Time) string {
	switch m.Status {
	case plan.StatusOpen:
		return left(m, now)
	case plan.StatusOverdue:
		if m.Remaining != nil && *m.Remaining < 0 {
			return fmt.Sprintf("%d wd overdue", -*m.Remaining)
		}
		return "overdue"
	case plan.StatusPrompt:
		return "promptly"
	case plan.StatusDone, plan.StatusLate:
		return string(m.Status) + doneOn(m, now)
	case plan.StatusWaiting:
		if !m.Due.IsZero() {
			return string(m.Basis)
		}
	}
	return string(m.Status)
}

func left(m *plan.Milestone, now time.Time) string {
	hours := int(m.DueAt.Sub(now) / time.Hour)
	switch {
	case Kept(m) || m.Remaining == nil:
		return "keep until"
	case ToTheHour(m) && (hours < 48 || *m.Remaining == 0): // over a weekend hours are left and no working day
		return fmt.Sprintf("%d h left", hours)
	case m.Due == calendar.DateOf(now):
		return "due today"
	}
	return fmt.Sprintf("%d wd left", *m.Remaining)
}

// doneOn returns the day, with the year where a reader could not guess it.
func doneOn(m *plan.Milestone, now time.Time) string {
	if m.DoneAt.IsZero() {
		return "" // it was to be kept, and has been
	}
	year, month, day := m.DoneAt.Date.Civil()
	due, _, _ := m.Due.Civil()
	on := fmt.Sprintf(" %d %s", day, month.String()[:3])
	if this, _, _ := calendar.DateOf(now).Civil(); year == this || (year == due && !m.Due.IsZero()) {
		return on
	}
	return fmt.Sprintf("%s %d", on, year)
}

// Kept says whether something must be kept until the due date: then nobody has to
// act by it.
func Kept(m *plan.Milestone) bool { return !m.Due.IsZero() && m.ActBy.IsZero() }

// ToTheHour says whether an hour counts, not the end of the day.
func ToTheHour(m *plan.Milestone) bool {
	return !m.DueAt.IsZero() && !m.DueAt.Equal(m.Due.End())
}

// ActBy returns the working day to act by, and whether it is worth showing: it
// differs from the due date, and time had begun before it (hours run over the
// weekend too).
func ActBy(m *plan.Milestone) (calendar.Date, bool) {
	begun := ToTheHour(m) && !m.Opened.IsZero() && m.ActBy <= calendar.DateOf(m.Opened.Time)
	return m.ActBy, !m.ActBy.IsZero() && m.ActBy != m.Due && !begun
}

// Brief returns a date in fifteen columns, "Thu 10 Dec 2026"; no date is empty.
func Brief(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", d.Short(), year)
}
