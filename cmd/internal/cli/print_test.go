package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

// Whatever the procedure, the agencies and the facts, no line is wider than the
// terminal, no milestone is missing, and what is statutory says so.
func TestTimetablesFitEightyColumns(t *testing.T) {
	inEverySituation(t, func(t *testing.T, s situation) {
		var out bytes.Buffer
		printTimetable(&out, s.table, s.now)
		printed := strings.Join(strings.Fields(out.String()), " ")
		for i := range s.table.Milestones {
			m := &s.table.Milestones[i]
			if !strings.Contains(printed, m.ID) {
				t.Errorf("%s is missing", m.ID)
			}
			if m.Statutory && m.Status != scheduler.StatusNotNeeded && !strings.Contains(printed, m.ID+" *") && !strings.Contains(printed, m.Key()+" *") && !strings.Contains(printed, "} *") {
				t.Errorf("%s is not marked as statutory", m.ID)
			}
			if err := printWhy(&out, s.table, m.Key()); err != nil {
				t.Error(err)
			}
		}
		for line := range strings.Lines(out.String()) {
			line = strings.TrimRight(line, "\n")
			if n := utf8.RuneCountInString(line); n > width {
				t.Errorf("%d columns: %s", n, line)
			}
			if line != strings.TrimRight(line, " ") {
				t.Errorf("ends with blanks: %q", line)
			}
		}
	})
}

// A procedure of one's own may have ids and roles that no column was made for.
func TestLongNamesAreNotCut(t *testing.T) {
	id, role := "a-milestone-whose-name-was-chosen-without-care", "a-role-with-a-name-that-is-long-too"
	due := calendar.NewDate(2026, time.December, 23)
	n := 3
	table := &scheduler.Timetable{Procedure: "own", Edition: due, Calendar: calendar.UnitedKingdom, CalendarUntil: due, Milestones: []scheduler.Milestone{
		{ID: id, Owner: role, Status: scheduler.StatusOpen, Basis: scheduler.Firm, Due: due, DueAt: scheduler.Moment{Time: due.End()}, ActBy: due, Remaining: &n},
		{ID: "short", Owner: "lead", Status: scheduler.StatusOpen, Basis: scheduler.Firm, Due: due, DueAt: scheduler.Moment{Time: due.End()}, ActBy: due, Remaining: &n},
	}}
	var out bytes.Buffer
	printTimetable(&out, table, noon())
	golden(t, "long-names", out.String())
}

func TestLogAsPeopleSeeIt(t *testing.T) {
	summer := time.Date(2026, time.July, 1, 23, 30, 0, 0, time.UTC)
	var out bytes.Buffer
	printLog(&out, []scheduler.Entry{
		{At: summer, What: "opened", By: "uid 1000 (alice)", Text: "case opened under buckinghamshire, edition 2023-12-15"},
		{At: summer, What: "fact", By: "uid 1000 (alice)", Text: "f1: aware happened Wed 1 July 2026, 10:30"},
		{At: noon(), What: "fired", Text: "overdue for notify-national-panel, to local-authority, business-manager, due 2026-07-08"},
	})
	golden(t, "log", out.String())
}
