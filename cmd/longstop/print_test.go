package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Whatever the procedure, the agencies and the day, no line is wider than the
// terminal and no milestone is missing.
func TestTimetablesFitEightyColumns(t *testing.T) {
	for _, id := range procedure.Embedded().IDs() {
		p, err := procedure.Embedded().Latest(id)
		if err != nil {
			t.Fatal(err)
		}
		for agencies := range 5 {
			for _, days := range []int{0, 3, 20, 400} {
				t.Run(fmt.Sprintf("%s, %d agencies, day %d", id, agencies, days), func(t *testing.T) {
					checkTimetable(t, p, agencies, days)
				})
			}
		}
	}
}

func checkTimetable(t *testing.T, p *procedure.Procedure, agencies, days int) {
	names := []string{"police", "icb", "childrens-social-care", "a-school-with-a-very-long-name"}[:agencies]
	begun := calendar.NewDate(2026, time.December, 3)
	var facts []scheduler.Fact
	for i, e := range p.Events {
		facts = append(facts, scheduler.Fact{ID: fmt.Sprint("f", i), Kind: scheduler.Happened, Name: e.ID, At: calendar.On(begun.AddDays(i)), RecordedAt: begun.Start()})
	}
	now := begun.AddDays(days).At(12, 0, 0)
	table := scheduler.Plan(p, calendar.For(calendar.EnglandAndWales), names, facts, now)
	var out bytes.Buffer
	printTimetable(&out, table, now)
	for _, m := range table.Milestones {
		if !strings.Contains(out.String(), m.ID) {
			t.Errorf("%s is missing", m.ID)
		}
		if err := printWhy(&out, table, m.Key()); err != nil {
			t.Error(err)
		}
	}
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
	}
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
