package table

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/samples"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/scheduler/plan"
)

// Whatever the procedure, the agencies and the facts, no line is wider than the
// terminal, no milestone is missing, and every statutory one is marked.
func TestTimetablesFitEightyColumns(t *testing.T) {
	samples.Each(t, func(t *testing.T, s samples.Sample) {
		var out bytes.Buffer
		Print(&out, s.Table, s.Now)
		printed := strings.Join(strings.Fields(out.String()), " ")
		for i := range s.Table.Milestones {
			m := &s.Table.Milestones[i]
			if !strings.Contains(printed, m.ID) {
				t.Errorf("%s is missing", m.ID)
			}
			if m.Statutory && m.Status != plan.StatusNotNeeded && !strings.Contains(printed, m.ID+" *") && !strings.Contains(printed, m.Key()+" *") && !strings.Contains(printed, "} *") {
				t.Errorf("%s is not marked as statutory", m.ID)
			}
			if !Why(&out, s.Table, m.Key()) {
				t.Errorf("%s has no reckoning", m.Key())
			}
		}
		fits(t, out.String())
	})
}

func fits(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if n := utf8.RuneCountInString(line); n > Width {
			t.Errorf("%d columns: %s", n, line)
		}
		if line != strings.TrimRight(line, " ") {
			t.Errorf("ends with blanks: %q", line)
		}
	}
}

// A procedure of one's own may have ids and roles that no column was made for.
func TestLongNamesAreNotCut(t *testing.T) {
	id, role := "a-milestone-whose-name-was-chosen-without-care", "a-role-with-a-name-that-is-long-too"
	due := calendar.NewDate(2026, time.December, 23)
	n := 3
	table := &plan.Timetable{Procedure: "own", Edition: due, Calendar: calendar.UnitedKingdom, CalendarUntil: due, Milestones: []plan.Milestone{
		{ID: id, Owner: role, Status: plan.StatusOpen, Basis: plan.BasisFirm, Due: due, DueAt: plan.Moment{Time: due.End()}, ActBy: due, Remaining: &n},
		{ID: "short", Owner: "lead", Status: plan.StatusOpen, Basis: plan.BasisFirm, Due: due, DueAt: plan.Moment{Time: due.End()}, ActBy: due, Remaining: &n},
	}}
	var out bytes.Buffer
	Print(&out, table, time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC))
	golden.Match(t, "testdata/long-names.golden", out.String())
	fits(t, out.String())
}
