package main

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

// row is one line of a timetable: a milestone, or all those instances of it
// that stand alike.
type row struct {
	m         *scheduler.Milestone // the first of them
	instances []string
}

// foldRows puts instances that are alike on one row.
func foldRows(list []scheduler.Milestone, likeness func(*scheduler.Milestone) string) []row {
	var rows []row
	at := map[string]int{}
	for i := range list {
		m := &list[i]
		if m.Instance == nil {
			rows = append(rows, row{m: m})
			continue
		}
		shared := likeness(m)
		if k, ok := at[shared]; ok {
			rows[k].instances = append(rows[k].instances, *m.Instance)
			continue
		}
		at[shared] = len(rows)
		rows = append(rows, row{m: m, instances: []string{*m.Instance}})
	}
	return rows
}

// likeness is all of an instance that is printed, its own name left out.
func likeness(m *scheduler.Milestone) string {
	return fmt.Sprint(m.ID, m.Status, m.Basis, m.Due, m.DueAt.Time, m.Earliest, m.ActBy, m.Planned, m.Target, m.DoneAt,
		m.Outcome, m.Early, m.Provisional, general(m.Owner, m), generals(m), m.Warnings)
}

// sameReckoning is a likeness in the reckoning too.
func sameReckoning(m *scheduler.Milestone) string {
	return likeness(m) + fmt.Sprint(m.Rule, m.Explanation.Lines())
}

// general is a name as it is for every instance: agency/police is an agency.
func general(name string, m *scheduler.Milestone) string {
	return strings.TrimSuffix(name, "/"+*m.Instance)
}

func generals(m *scheduler.Milestone) []string {
	out := make([]string, len(m.WaitingFor))
	for i, name := range m.WaitingFor {
		out[i] = general(name, m)
	}
	return out
}

// folded says whether the row stands for several instances.
func (r row) folded() bool { return len(r.instances) > 1 }

// name is the row's milestone as people write it: id, id/one, id/{one,another}.
func (r row) name() string { return joinKey(r.m.ID, r.instances) }

func joinKey(id string, instances []string) string {
	switch len(instances) {
	case 0:
		return id
	case 1:
		return id + "/" + instances[0]
	}
	return id + "/{" + strings.Join(instances, ",") + "}"
}

// label is the name where it fits its column, else the id alone: the instances
// are then among the details.
func (r row) label(columns int) string {
	if full := r.name() + star(r.m); len(full) <= columns {
		return full
	}
	return r.m.ID + star(r.m)
}

func (r row) owner() string {
	if r.folded() {
		return general(r.m.Owner, r.m)
	}
	return r.m.Owner
}

func (r row) waitingFor() []string {
	if r.folded() {
		return generals(r.m)
	}
	return r.m.WaitingFor
}

// section orders a timetable: dated, to be done promptly, waiting, done.
func (r row) section() int {
	switch {
	case !r.m.Due.IsZero():
		return 0
	case r.m.Status == scheduler.StatusPrompt:
		return 1
	case r.m.Status == scheduler.StatusWaiting:
		return 2
	}
	return 3
}

// details is what else there is to know, for the line below.
func (r row) details(columns int) []string {
	var out []string
	if len(r.instances) > 0 && len(r.name()+star(r.m)) > columns {
		out = append(out, "for "+strings.Join(r.instances, ", "))
	}
	if !r.m.DoneAt.IsZero() {
		return append(append(out, doneDetails(r.m)...), r.m.Warnings...)
	}
	return append(append(out, r.ahead()...), r.m.Warnings...)
}

func doneDetails(m *scheduler.Milestone) (out []string) {
	if m.Outcome != "" {
		out = append(out, "outcome: "+m.Outcome)
	}
	if m.Early {
		out = append(out, "before its window opened, on "+m.Earliest.Long())
	}
	return out
}

// ahead is what matters of a milestone that is still to be done.
func (r row) ahead() (out []string) {
	m := r.m
	add := func(when bool, format string, args ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(toTheHour(m), "by %s", m.DueAt.In(calendar.London).Format("15:04"))
	add(!m.Earliest.IsZero() && m.Earliest != m.Due, "not before %s", brief(m.Earliest))
	add(!m.Earliest.IsZero() && m.Earliest == m.Due, "on that day")
	add(!m.ActBy.IsZero() && m.ActBy != m.Due, "act by %s", brief(m.ActBy))
	add(m.Basis != scheduler.Firm, "%s", r.basis())
	add(!m.Planned.IsZero(), "planned for %s", m.Planned.Long())
	add(!m.Target.IsZero(), "agreed target %s, the due date stands", brief(m.Target))
	add(m.Provisional, "provisional: rests on bank holidays not published yet")
	return out
}

// basis says why a date is not firm.
func (r row) basis() string {
	list := strings.Join(r.waitingFor(), ", ")
	switch {
	case r.m.Due.IsZero():
		return "waits for " + list
	case r.m.Basis == scheduler.Projects:
		return "planned: moves with " + list
	}
	return "firm once " + list + " is recorded"
}
