package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler"
)

// printWhy prints the whole reckoning of one milestone, or of every instance
// of it. The error says what may have been meant, and what there is.
func printWhy(w io.Writer, t *scheduler.Timetable, key string) error {
	var known []string
	var found []scheduler.Milestone
	for _, m := range t.Milestones {
		known = append(known, m.Key())
		if m.Key() == key || m.ID == key {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return unknownMilestone(t, key, known)
	}
	for i, r := range rows.Fold(found, sameReckoning) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		explainRow(w, r)
	}
	return nil
}

func unknownMilestone(t *scheduler.Timetable, key string, known []string) error {
	names := slices.Clone(known)
	for i := range t.Milestones {
		names = append(names, t.Milestones[i].ID) // stands for all its instances
	}
	return fmt.Errorf("--why: there is no milestone %q here%s (there are: %s)", key, meant(key, names), strings.Join(known, ", "))
}

func explainRow(w io.Writer, r rows.Row) {
	const indent = 12
	m := r.M
	fmt.Fprintf(w, "%s\n", wrap(readable(m.ID, r.Instances, width-4)+": "+m.Title, width-2, 2))
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-9s %s\n", name, wrap(text, width-indent, indent))
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
	for i, step := range reckoning(m) {
		name := ""
		if i == 0 {
			name = "reckoning"
		}
		line(name, step)
	}
	for _, warning := range m.Warnings {
		line("warning", warning)
	}
	line("source", m.Source.String())
	if m.Source.Text != "" {
		line("wording", "“"+m.Source.Text+"”")
	}
}

func lastMoment(m *scheduler.Milestone) string {
	switch {
	case m.Due.IsZero():
		return ""
	case rows.ToTheHour(m):
		return calendar.Instant(m.DueAt.Time).Long()
	}
	return m.Due.Long()
}

func statusInFull(m *scheduler.Milestone) string {
	out := string(m.Status)
	switch {
	case m.Status == scheduler.StatusPrompt:
		out = "open, to be done promptly: no period is given"
	case m.Status == scheduler.StatusOverdue && m.Remaining != nil && *m.Remaining < 0:
		out += fmt.Sprintf(", by %s", calendar.Period{N: -*m.Remaining, Unit: calendar.WorkingDays})
	case m.Status == scheduler.StatusOpen && m.Remaining != nil:
		out += fmt.Sprintf(", %s left", calendar.Period{N: *m.Remaining, Unit: calendar.WorkingDays})
	}
	if m.Outcome != "" {
		out += ", outcome " + m.Outcome
	}
	return out
}
