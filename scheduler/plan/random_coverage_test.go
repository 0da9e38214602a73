package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Most procedures that are drawn load, and every form of rule, point, unit, basis
// and status comes up, so that no property is true only because nothing was there.
func TestWhatIsDrawnAtRandom(t *testing.T) {
	const drawn, enough = 400, 70
	seen := map[string]int{}
	loaded := 0
	for seed := range drawn {
		c := cases.Example(seed)
		if c.refused != nil {
			t.Logf("refused: %v", c.refused)
			continue
		}
		loaded++
		table := c.plan()
		for i := range table.Milestones {
			m := &table.Milestones[i]
			def, _ := c.proc.Milestone(m.ID)
			seen["status "+string(m.Status)]++
			seen["basis "+string(m.Basis)]++
			for _, what := range features(m, def) {
				seen[what]++
			}
		}
	}
	if loaded*100 < drawn*enough {
		t.Errorf("%d of %d procedures load, want at least %d in a hundred", loaded, drawn, enough)
	}
	for _, what := range plantest.Lines(required) {
		if seen[what] < 3 {
			t.Errorf("%s was drawn %d times, want it often", what, seen[what])
		}
	}
}

// required lists the features that must come up.
const required = `
	status waiting
	status open
	status prompt
	status done
	status late
	status overdue
	status not-needed
	basis firm
	basis planned
	basis forecast
	basis waiting
	Offset with a date
	Window with a date
	Day with a date
	SameDay with a date
	Either with a date
	Set with a date
	Keep with a date
	Promptly
	keep at least
	keep at most
	keep exactly
	backward with a date
	on with a date
	unit working day
	unit day
	unit week
	unit month
	unit hour
	point completion
	point last
	point deadline
	point every
	point late
	point moved
	per agency
	per member
	per action
	per recipient
	when
	from
	follows
	within
	silence
	delegated
	done-by
	ended-by
	setting
	target
	early
	warning`

// features returns the features of a milestone that the properties are about.
func features(m *plan.Milestone, def *procedure.Milestone) (out []string) {
	add := func(is bool, what string) {
		if is {
			out = append(out, what)
		}
	}
	form := strings.TrimPrefix(fmt.Sprintf("%T", def.Due), "procedure.")
	add(true, form)
	add(!m.Due.IsZero(), form+" with a date")
	if k, ok := def.Due.(procedure.Keep); ok {
		out = append(out, "keep "+string(k.Bound), "unit "+string(k.Period.Unit))
	}
	if o, ok := def.Due.(procedure.Offset); ok && !m.Due.IsZero() {
		out = append(out, "unit "+string(o.Period.Unit))
		add(o.Before, "backward with a date")
		add(o.On, "on with a date")
	}
	points := []string{"completion", "last", "deadline", "every", "late", "moved"}
	for _, a := range def.Due.Anchors() {
		add(m.Basis != plan.BasisWaiting, "point "+points[a.Point])
	}
	add(def.PerAgency, "per agency")
	add(def.Named == procedure.Members, "per member")
	add(def.Named == procedure.Actions, "per action")
	add(len(def.Recipients) > 0, "per recipient")
	add(def.When != nil, "when")
	add(!def.From.IsZero(), "from")
	add(def.Follows != "", "follows")
	add(def.Within != "", "within")
	add(def.Silence != "", "silence")
	add(def.Delegated != nil, "delegated")
	add(def.DoneBy != "", "done-by")
	add(def.EndedBy != "", "ended-by")
	add(def.Setting != "", "setting")
	add(!m.Target.IsZero(), "target")
	add(m.Early, "early")
	add(len(m.Warnings) > 0, "warning")
	return out
}
