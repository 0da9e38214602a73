package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

// What is printed for people fits a terminal of this many columns.
const (
	width     = 80
	dueWidth  = 15 // "Thu 10 Dec 2026"
	gap       = 2
	detailsAt = dueWidth + gap + 2
)

// printTimetable prints a timetable for people: by due date, then what has
// none, then what is not needed. now must be the moment it was reckoned for.
func printTimetable(w io.Writer, t *scheduler.Timetable, now time.Time) {
	fmt.Fprintf(w, "%s, edition of %s\nas of %s\n\n", t.Procedure, t.Edition.Long(), calendar.Instant(now).Long())
	rows, spare := arrange(t)
	printRows(w, rows, now)
	if len(spare) > 0 {
		fmt.Fprintf(w, "\nNot needed: %s\n", wrap(strings.Join(spare, ", "), width-12, 12))
	}
	footer := fmt.Sprintf("wd: working days of %s, whose bank holidays are published to %s.", place(t.Calendar), t.CalendarUntil.Long())
	if slices.ContainsFunc(rows, func(r row) bool { return r.m.Statutory }) {
		footer += " * statutory."
	}
	footer += " The reckoning of one date: --why MILESTONE."
	fmt.Fprintf(w, "\n%s\n", wrap(footer, width, 0))
}

// arrange sorts and folds the milestones; spare are those not needed.
func arrange(t *scheduler.Timetable) (rows []row, spare []string) {
	for _, r := range foldRows(t.Milestones, likeness) {
		if r.m.Status == scheduler.StatusNotNeeded {
			spare = append(spare, r.name())
			continue
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.section(), b.section()), cmp.Compare(a.m.Due, b.m.Due), a.m.DueAt.Compare(b.m.DueAt.Time))
	})
	return rows, spare
}

func printRows(w io.Writer, rows []row, now time.Time) {
	names, statuses, owners := columns(rows, now)
	heading := ""
	if owners >= len("OWNER") {
		heading = "OWNER"
	}
	line := func(due, name, status, owner string) {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-*s  %-*s  %-*s  %s", dueWidth, due, names, name, statuses, status, owner), " "))
	}
	line("DUE", "MILESTONE", "STATUS", heading)
	for i, r := range rows {
		if i > 0 && r.section() != rows[i-1].section() {
			fmt.Fprintln(w)
		}
		name, details := r.label(names), r.details(names)
		owner := r.owner()
		if len(owner) > owners {
			owner, details = "", append([]string{"owner: " + owner}, details...)
		}
		line(brief(r.m.Due), name, status(r.m, now), owner)
		if len(details) > 0 {
			fmt.Fprintf(w, "%s%s\n", strings.Repeat(" ", detailsAt), wrap(strings.Join(details, "; "), width-detailsAt, detailsAt))
		}
	}
}

// columns shares the width out. No id is cut: where ids are long, an owner that
// does not fit moves to the line below; where there is room, instances stand
// beside their id.
func columns(rows []row, now time.Time) (names, statuses, owners int) {
	names, statuses = len("MILESTONE"), len("STATUS")
	for _, r := range rows {
		names, statuses = max(names, len(r.m.ID+star(r.m))), max(statuses, len(status(r.m, now)))
		owners = max(owners, len(r.owner()))
	}
	room := width - dueWidth - statuses - 3*gap
	wide := names
	for _, r := range rows {
		if n := len(r.name() + star(r.m)); n <= room-owners {
			wide = max(wide, n)
		}
	}
	return wide, statuses, room - wide
}

// status says where a milestone stands, in a few letters.
func status(m *scheduler.Milestone, now time.Time) string {
	switch m.Status {
	case scheduler.StatusOpen:
		return left(m, now)
	case scheduler.StatusOverdue:
		if m.Remaining != nil && *m.Remaining < 0 {
			return fmt.Sprintf("%d wd overdue", -*m.Remaining)
		}
		return "overdue"
	case scheduler.StatusPrompt:
		return "promptly"
	case scheduler.StatusDone, scheduler.StatusLate:
		return string(m.Status) + doneOn(m, now)
	case scheduler.StatusWaiting:
		if !m.Due.IsZero() {
			return string(m.Basis)
		}
	}
	return string(m.Status)
}

func left(m *scheduler.Milestone, now time.Time) string {
	hours := int(m.DueAt.Sub(now) / time.Hour)
	switch {
	case m.Remaining == nil:
		return "keep until"
	case toTheHour(m) && hours < 48:
		return fmt.Sprintf("%d h left", hours)
	case m.Due == calendar.DateOf(now):
		return "due today"
	}
	return fmt.Sprintf("%d wd left", *m.Remaining)
}

// doneOn is the day; in a year that the reader would not guess, the month.
func doneOn(m *scheduler.Milestone, now time.Time) string {
	if m.DoneAt.IsZero() {
		return "" // kept long enough
	}
	year, month, day := m.DoneAt.Date.Civil()
	due, _, _ := m.Due.Civil()
	if this, _, _ := calendar.DateOf(now).Civil(); year == this || (year == due && !m.Due.IsZero()) {
		return fmt.Sprintf(" %d %s", day, month.String()[:3])
	}
	return fmt.Sprintf(" %s %d", month.String()[:3], year)
}

// toTheHour says whether an hour counts, not the end of the day.
func toTheHour(m *scheduler.Milestone) bool {
	return !m.DueAt.IsZero() && !m.DueAt.Equal(m.Due.End())
}

func star(m *scheduler.Milestone) string {
	if m.Statutory {
		return " *"
	}
	return ""
}

// brief is a date in one column; nothing for none.
func brief(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	year, _, _ := d.Civil()
	return fmt.Sprintf("%s %d", d.Short(), year)
}

// place is a division as people write it.
func place(d calendar.Division) string {
	words := strings.Split(string(d), "-")
	for i, word := range words {
		if word != "and" && word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	if d == calendar.UnitedKingdom {
		return "the " + strings.Join(words, " ")
	}
	return strings.Join(words, " ")
}
