package table

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/plan"
)

// Width is the number of columns that everything printed for people fits.
const Width = 80

// DateWidth is the number of columns of a date by rows.Brief: Thu 10 Dec 2026.
const DateWidth = 15

const (
	gap       = 2
	detailsAt = DateWidth + gap + 2
)

// Print prints a timetable for people: milestones by due date, then those without
// one, then those not needed. now must be the moment that it was reckoned for.
func Print(w io.Writer, t *plan.Timetable, now time.Time) {
	fmt.Fprintf(w, "%s, edition of %s\nas of %s\n\n", t.Procedure, t.Edition.Long(), calendar.Instant(now).Long())
	list, spare := rows.Arrange(t)
	printRows(w, list, now)
	var names []string
	for _, r := range spare {
		names = append(names, Name(r.M.ID, r.Instances, Width-14))
	}
	if len(names) > 0 {
		fmt.Fprintf(w, "\nNot needed: %s\n", Wrap(strings.Join(names, ", "), Width-12, 12))
	}
	footer := fmt.Sprintf("wd: working days of %s, whose bank holidays are published to %s.", words.Place(string(t.Calendar)), t.CalendarUntil.Long())
	if slices.ContainsFunc(list, func(r rows.Row) bool { return r.M.Statutory }) {
		footer += " * statutory."
	}
	footer += " The reckoning of one date: --why MILESTONE."
	fmt.Fprintf(w, "\n%s\n", Wrap(footer, Width, 0))
}

func printRows(w io.Writer, list []rows.Row, now time.Time) {
	names, statuses, owners := columns(list, now)
	heading := ""
	if owners >= len("OWNER") {
		heading = "OWNER"
	}
	line := func(due, name, status, owner string) {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-*s  %-*s  %-*s  %s", DateWidth, due, names, name, statuses, status, owner), " "))
	}
	line("DUE", "MILESTONE", "STATUS", heading)
	for i, r := range list {
		if i > 0 && r.Section() != list[i-1].Section() {
			fmt.Fprintln(w)
		}
		name, details := label(r, names), details(r, names)
		owner, status := r.Owner(), rows.Standing(r.M, now)
		if len(owner) > owners || len(name) > names {
			owner, details = "", append([]string{"owner: " + owner}, details...)
		}
		if len(name) > names && DateWidth+len(name)+len(status)+2*gap > Width {
			status, details = "", append([]string{status}, details...)
		}
		line(rows.Brief(r.M.Due), name, status, owner)
		if len(details) > 0 {
			fmt.Fprintf(w, "%s%s\n", strings.Repeat(" ", detailsAt), Wrap(strings.Join(details, "; "), Width-detailsAt, detailsAt))
		}
	}
}

// columns shares Width out so that as many rows as possible fit. No id is cut: a
// longer one pushes its status aside, and its owner moves to the line below, as
// does an owner that is too long. If there is room, instances stand beside their
// id.
func columns(list []rows.Row, now time.Time) (names, statuses, owners int) {
	statuses = len("STATUS")
	for _, r := range list {
		statuses = max(statuses, len(rows.Standing(r.M, now)))
	}
	room := Width - DateWidth - statuses - 3*gap
	least := -1
	for n := len("MILESTONE"); n <= room; n++ {
		cost := 0
		for _, r := range list {
			cost += misfit(r, n, room-n)
		}
		if least < 0 || cost < least {
			names, least = n, cost
		}
	}
	return names, statuses, room - names
}

// misfit says how badly a row reads with columns of these widths. An id that does
// not fit is worse than an owner that does not; instances that do not fit matter
// only between widths that are equal otherwise.
func misfit(r rows.Row, names, owners int) (cost int) {
	switch {
	case len(r.M.ID+star(r.M)) > names:
		return 2000
	case len(r.Owner()) > owners:
		cost = 1000
	}
	if len(r.Name()+star(r.M)) > names {
		cost++
	}
	return cost
}

func star(m *plan.Milestone) string {
	if m.Statutory {
		return " *"
	}
	return ""
}
