package rows

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Standing says where a milestone stands at the moment now, in a few letters.
// wd are working days.
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
	case ToTheHour(m) && (hours < 48 || *m.Remaining == 0): // over a weekend no working day is left, and hours are
		return fmt.Sprintf("%d h left", hours)
	case m.Due == calendar.DateOf(now):
		return "due today"
	}
	return fmt.Sprintf("%d wd left", *m.Remaining)
}

// doneOn is the day, with the year where the reader would not guess it.
func doneOn(m *plan.Milestone, now time.Time) string {
	if m.DoneAt.IsZero() {
		return "" // kept long enough
	}
	year, month, day := m.DoneAt.Date.Civil()
	due, _, _ := m.Due.Civil()
	on := fmt.Sprintf(" %d %s", day, month.String()[:3])
	if this, _, _ := calendar.DateOf(now).Civil(); year == this || (year == due && !m.Due.IsZero()) {
		return on
	}
	return fmt.Sprintf("%s %d", on, year)
}

// Kept says whether the due date is the end of a period for which something
// must be kept, by which nobody has to act.
func Kept(m *plan.Milestone) bool { return !m.Due.IsZero() && m.ActBy.IsZero() }

// ToTheHour says whether an hour counts, not the end of the day.
func ToTheHour(m *plan.Milestone) bool {
	return !m.DueAt.IsZero() && !m.DueAt.Equal(m.Due.End())
}

// ActBy is the working day to act by, where it is another than the due date and
// still helps: hours run over the weekend too.
func ActBy(m *plan.Milestone) (calendar.Date, bool) {
	begun := ToTheHour(m) && !m.Opened.IsZero() && m.ActBy <= calendar.DateOf(m.Opened.Time)
	return m.ActBy, !m.ActBy.IsZero() && m.ActBy != m.Due && !begun
}

// Brief is a date in fifteen columns, "Thu 10 Dec 2026"; nothing for none.
func Brief(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", d.Short(), year)
}
