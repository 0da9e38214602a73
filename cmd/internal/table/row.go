package table

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler/plan"
)

// sameReckoning returns a likeness that has the reckoning in it too.
func sameReckoning(m *plan.Milestone) string {
	return rows.Alike(m) + fmt.Sprint(m.Rule, reckoning(m))
}

// reckoning returns how the dates of a milestone came about, line by line.
func reckoning(m *plan.Milestone) []string { return m.Explanation.Sentences() }

// Name returns the name of a row as one word, or as several if one would be wider
// than columns.
func Name(id string, instances []string, columns int) string {
	if name := rows.Key(id, instances); len(name) <= columns {
		return name
	}
	return id + " for " + strings.Join(instances, ", ")
}

// label returns the name if it fits its column, else the id alone: the instances
// are then among the details.
func label(r rows.Row, columns int) string {
	if full := r.Name() + star(r.M); len(full) <= columns {
		return full
	}
	return r.M.ID + star(r.M)
}

// details returns the rest, for the line below.
func details(r rows.Row, columns int) []string {
	var out []string
	if len(r.Instances) > 0 && len(r.Name()+star(r.M)) > columns {
		out = append(out, "for "+strings.Join(r.Instances, ", "))
	}
	if !r.M.DoneAt.IsZero() {
		return append(append(out, doneDetails(r.M)...), r.M.Warnings.Sentences()...)
	}
	return append(append(out, ahead(r)...), r.M.Warnings.Sentences()...)
}

func doneDetails(m *plan.Milestone) (out []string) {
	if m.Outcome != "" {
		out = append(out, "outcome: "+m.Outcome)
	}
	if m.Early {
		out = append(out, "before its window opened, on "+m.Earliest.Long())
	}
	return out
}

// ahead returns the details of a milestone that is still to be done.
func ahead(r rows.Row) (out []string) {
	m := r.M
	add := func(when bool, format string, args ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(rows.ToTheHour(m), "by %s", m.DueAt.In(calendar.London()).Format("15:04"))
	add(!m.Earliest.IsZero() && m.Earliest != m.Due, "not before %s", rows.Brief(m.Earliest))
	add(!m.Earliest.IsZero() && m.Earliest == m.Due, "on that day")
	actBy, another := rows.ActBy(m)
	add(another, "act by %s", rows.Brief(actBy))
	add(m.Basis != plan.BasisFirm, "%s", basis(r))
	add(!m.Planned.IsZero(), "planned for %s", m.Planned.Long())
	add(!m.Target.IsZero(), "agreed target %s, the due date stands", rows.Brief(m.Target))
	add(m.Pending != nil, "%s", rows.Pending(m))
	add(m.Provisional, "provisional: rests on bank holidays not published yet")
	return out
}

// basis says why a date is not firm.
func basis(r rows.Row) string {
	list := strings.Join(r.WaitingFor(), ", ")
	switch {
	case r.M.Due.IsZero():
		return "waits for " + list
	case r.M.Basis == plan.BasisPlanned && r.M.Status == plan.StatusWaiting:
		return "moves with " + list
	case r.M.Basis == plan.BasisPlanned:
		return "planned: moves with " + list
	}
	return "firm once " + list + " is recorded"
}
