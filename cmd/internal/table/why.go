package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler/plan"
)

// Why prints the whole reckoning of one milestone, or of every instance of it. It
// returns false if there is no milestone of that name.
func Why(w io.Writer, t *plan.Timetable, key string) bool {
	var found []plan.Milestone
	for _, m := range t.Milestones {
		if m.Key() == key || m.ID == key {
			found = append(found, m)
		}
	}
	for i, r := range rows.Fold(found, sameReckoning) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		explainRow(w, r)
	}
	return len(found) > 0
}

func explainRow(w io.Writer, r rows.Row) {
	const indent = 12
	m := r.M
	fmt.Fprintf(w, "%s\n", Wrap(Name(m.ID, r.Instances, Width-4)+": "+m.Title, Width-2, 2))
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-9s %s\n", name, Wrap(text, Width-indent, indent))
		}
	}
	line("due", lastMoment(m))
	if m.Earliest != m.Due && !m.Earliest.IsZero() {
		line("earliest", m.Earliest.Long())
	}
	if m.ActBy != m.Due && !m.ActBy.IsZero() {
		line("act by", m.ActBy.Long())
	}
	line("status", statusInFull(m))
	line("basis", string(m.Basis))
	line("waits for", strings.Join(r.WaitingFor(), ", "))
	line("owner", r.Owner())
	if m.Statutory {
		line("weight", "statutory")
	}
	line("rule", m.Rule)
	for i, sentence := range reckoning(m) {
		name := ""
		if i == 0 {
			name = "reckoning"
		}
		line(name, sentence)
	}
	for _, warning := range m.Warnings.Sentences() {
		line("warning", warning)
	}
	line("source", m.Source.String())
	if m.Source.Text != "" {
		line("wording", "“"+m.Source.Text+"”")
	}
}

func lastMoment(m *plan.Milestone) string {
	switch {
	case m.Due.IsZero():
		return ""
	case rows.ToTheHour(m):
		return calendar.Instant(m.DueAt.Time).Long()
	}
	return m.Due.Long()
}

func statusInFull(m *plan.Milestone) string {
	out := string(m.Status)
	switch {
	case m.Status == plan.StatusPrompt:
		out = "open, to be done promptly: no period is given"
	case m.Status == plan.StatusOverdue && m.Remaining != nil && *m.Remaining < 0:
		out += fmt.Sprintf(", by %s", calendar.Period{N: -*m.Remaining, Unit: calendar.WorkingDays})
	case m.Status == plan.StatusOpen && m.Remaining != nil:
		out += fmt.Sprintf(", %s left", calendar.Period{N: *m.Remaining, Unit: calendar.WorkingDays})
	}
	if m.Outcome != "" {
		out += ", outcome " + m.Outcome
	}
	return out
}
