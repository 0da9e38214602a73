// Package rows arranges a timetable as people see it, printed or drawn: milestones
// that stand alike share a row, rows have an order, and each says in a few letters
// how it stands. It knows nothing of columns or pixels.
package rows

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/scheduler/plan"
)

// Row is one line of a timetable: a milestone, or all instances of it that stand
// alike.
type Row struct {
	M         *plan.Milestone // the first of them
	Instances []string
}

// Arrange folds the milestones of a timetable into rows. list is sorted by due
// date, rows without one last; spare is the rows that are not needed.
func Arrange(t *plan.Timetable) (list, spare []Row) {
	for _, r := range Fold(t.Milestones, Alike) {
		if r.M.Status == plan.StatusNotNeeded {
			spare = append(spare, r)
			continue
		}
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Section(), b.Section()), cmp.Compare(a.M.Due, b.M.Due), a.M.DueAt.Compare(b.M.DueAt.Time))
	})
	return list, spare
}

// Fold puts instances of one likeness on one row, in the order of list.
func Fold(list []plan.Milestone, likeness func(*plan.Milestone) string) []Row {
	var out []Row
	at := map[string]int{}
	for i := range list {
		m := &list[i]
		if m.Instance == nil {
			out = append(out, Row{M: m})
			continue
		}
		shared := likeness(m)
		if k, ok := at[shared]; ok {
			out[k].Instances = append(out[k].Instances, *m.Instance)
			continue
		}
		at[shared] = len(out)
		out = append(out, Row{M: m, Instances: []string{*m.Instance}})
	}
	return out
}

// Alike returns a likeness: everything that is shown of an instance, but its name.
func Alike(m *plan.Milestone) string {
	return fmt.Sprint(m.ID, m.Status, m.Basis, m.Due, m.DueAt.Time, m.Earliest, m.ActBy, m.Planned, m.Target, m.DoneAt,
		m.Outcome, m.Early, m.Provisional, general(m.Owner, m), generals(m), m.Warnings, Pending(m))
}

// Pending says which later date waits for the approval of new bank holidays; it
// is empty if none does.
func Pending(m *plan.Milestone) string {
	if m.Pending == nil {
		return ""
	}
	return Brief(m.Pending.Due) + " once the bank holidays " + m.Pending.Version + " are approved"
}

// general returns a name without its instance: agency for agency/police. The names
// of a milestone without instances have none.
func general(name string, m *plan.Milestone) string {
	if m.Instance == nil {
		return name
	}
	return strings.TrimSuffix(name, "/"+*m.Instance)
}

func generals(m *plan.Milestone) []string {
	out := make([]string, len(m.WaitingFor))
	for i, name := range m.WaitingFor {
		out[i] = general(name, m)
	}
	return out
}

func (r Row) folded() bool { return len(r.Instances) > 1 }

// Name returns the row's milestone as people write it; see [Key].
func (r Row) Name() string { return Key(r.M.ID, r.Instances) }

// Key returns a name for several instances: id, id/one, id/{one,another}.
func Key(id string, instances []string) string {
	switch len(instances) {
	case 0:
		return id
	case 1:
		return id + "/" + instances[0]
	}
	return id + "/{" + strings.Join(instances, ",") + "}"
}

// Owner returns the role that owns the milestone; of several instances, the part
// that their roles have in common.
func (r Row) Owner() string {
	if r.folded() {
		return general(r.M.Owner, r.M)
	}
	return r.M.Owner
}

// WaitingFor returns what the milestone waits for; of several instances, the names
// that they have in common.
func (r Row) WaitingFor() []string {
	if r.folded() {
		return generals(r.M)
	}
	return r.M.WaitingFor
}

// The sections of a timetable, in their order.
const (
	Dated = iota
	Promptly
	Waiting
	Ended // done, without a due date
)

// Section returns the part of the timetable to which the row belongs.
func (r Row) Section() int {
	switch {
	case !r.M.Due.IsZero():
		return Dated
	case r.M.Status == plan.StatusPrompt:
		return Promptly
	case r.M.Status == plan.StatusWaiting:
		return Waiting
	}
	return Ended
}
