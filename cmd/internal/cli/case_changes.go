package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/plan"
)

// printChanges says what a fact brought about, a milestone a line.
func printChanges(w io.Writer, list []api.Change) {
	if len(list) == 0 {
		fmt.Fprintln(w, "No date and no status changed.")
		return
	}
	fmt.Fprintln(w, "What this changed:")
	for _, g := range foldChanges(list) {
		text := g.name() + verdict(g.change)
		fmt.Fprintf(w, "  %s\n", table.Wrap(text, table.Width-6, 6))
	}
}

// changeGroup is the instances of one milestone that changed alike.
type changeGroup struct {
	change    api.Change
	id        string
	instances []string
}

func (g changeGroup) name() string { return table.Name(g.id, g.instances, table.Width-10) }

func foldChanges(list []api.Change) []changeGroup {
	type likeness struct {
		id       string
		was, now api.Standing
	}
	var out []changeGroup
	at := map[likeness]int{}
	for _, c := range list {
		id, instance, repeats := strings.Cut(c.Milestone, "/")
		key := likeness{id, c.Was, c.Now}
		k, known := at[key]
		if !known {
			k = len(out)
			at[key] = k
			out = append(out, changeGroup{change: c, id: id})
		}
		if repeats {
			out[k].instances = append(out[k].instances, instance)
		}
	}
	return out
}

// verdict says in words how a milestone stands now, and how it stood.
func verdict(c api.Change) string {
	was, now := c.Was, c.Now
	ended := func(s plan.Status) bool { return s == plan.StatusDone || s == plan.StatusLate }
	switch {
	case now.Status == plan.StatusNotNeeded:
		return " is no longer needed"
	case ended(now.Status) && !ended(was.Status):
		text := " is done"
		if now.Status == plan.StatusLate {
			text = " is done, late"
		}
		return text + dueNote(now)
	case now.Status == plan.StatusOverdue && was.Status != now.Status:
		return " is OVERDUE: " + standingText(now) + before(was, now)
	case now.Status.Running() && !was.Status.Running():
		return " is open: " + standingText(now) + before(was, now)
	case was.Status.Running() && !now.Status.Running():
		return " is open no longer: " + standingText(now) + before(was, now)
	}
	return ": " + standingText(now) + before(was, now)
}

func dueNote(s api.Standing) string {
	if s.Due.IsZero() {
		return ""
	}
	return " (it was due " + momentText(s) + ")"
}

const noDate = "no date yet"

// standingText is the date with what qualifies it.
func standingText(s api.Standing) string {
	text := noDate
	switch {
	case !s.Due.IsZero():
		text = "due " + momentText(s)
	case s.Status == plan.StatusPrompt:
		text = "to be done promptly"
	case s.Status == plan.StatusNotNeeded:
		text = "not needed"
	}
	if s.Basis == plan.BasisPlanned || s.Basis == plan.BasisForecast {
		text += " (" + string(s.Basis) + ")"
	}
	if !s.Planned.IsZero() {
		text += ", planned for " + s.Planned.Long()
	}
	if !s.Target.IsZero() {
		text += ", agreed target " + s.Target.Long()
	}
	return text
}

// before is how it stood, where that was anything and differs.
func before(was, now api.Standing) string {
	text := standingText(was)
	if text == noDate || text == standingText(now) {
		return ""
	}
	return "; before: " + text
}

func momentText(s api.Standing) string {
	if s.DueAt.Equal(s.Due.End()) {
		return s.Due.Long()
	}
	return calendar.Instant(s.DueAt.Time).Long()
}
