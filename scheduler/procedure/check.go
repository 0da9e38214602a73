package procedure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/config/yamlfile"
)

// checker finds what is wrong with a procedure beyond its form: names that do
// not exist, and duties that hang on themselves.
type checker struct {
	file *file
	proc *Procedure
	errs yamlfile.Errors
}

func check(f *file, p *Procedure) yamlfile.Errors {
	c := &checker{file: f, proc: p}
	c.names()
	for i := range p.Milestones {
		c.milestone(&p.Milestones[i])
	}
	if len(c.errs) == 0 {
		c.cycles()
	}
	return c.errs
}

func (c *checker) errorf(id, field, format string, args ...any) {
	at := c.file.place(id)
	c.errs = append(c.errs, at.Errorf(c.file.name, "milestones."+id+"."+field, format, args...))
}

func (c *checker) names() {
	id := c.file.ID
	if !ValidName(id.Value) {
		c.errs = append(c.errs, id.Pos.Errorf(c.file.name, "id", "%q is not a name: use lower case letters, digits and hyphens", id.Value))
	}
	for _, m := range c.file.Milestones {
		if !ValidName(m.Key) {
			c.errorf(m.Key, "id", "%q is not a name: use lower case letters, digits and hyphens", m.Key)
		}
		if _, ok := c.proc.Event(m.Key); ok {
			c.errorf(m.Key, "id", "%q is the name of an event already", m.Key)
		}
	}
	for _, e := range c.file.Events {
		if !ValidName(e.Key) {
			c.errs = append(c.errs, e.Pos().Errorf(c.file.name, "events."+e.Key, "%q is not a name: use lower case letters, digits and hyphens", e.Key))
		}
	}
}

func (c *checker) milestone(m *Milestone) {
	for _, a := range m.Due.Anchors() {
		c.anchor(m, a)
	}
	c.role(m, "owner", m.Owner)
	for _, r := range m.Copy {
		c.role(m, "copy", r)
	}
	for i, rung := range m.Ladder {
		for _, r := range rung.Tell {
			c.role(m, fmt.Sprintf("ladder[%d].tell", i), r)
		}
	}
	for _, r := range m.Recipients {
		if !ValidName(r) {
			c.errorf(m.ID, "per", "%q is not a name: use lower case letters, digits and hyphens", r)
		}
	}
	c.condition(m)
	if m.DoneBy != "" {
		if _, ok := c.proc.Event(m.DoneBy); !ok {
			c.errorf(m.ID, "done-by", "%q is not an event%s", m.DoneBy, nearby(m.DoneBy, eventIDs(c.proc)))
		}
	}
	if _, ok := c.proc.Milestone(m.EndedBy); m.EndedBy != "" && !ok {
		c.errorf(m.ID, "ended-by", "%q is not a milestone%s", m.EndedBy, nearby(m.EndedBy, milestoneIDs(c.proc)))
	}
}

func (c *checker) anchor(m *Milestone, a Anchor) {
	target, isMilestone := c.proc.Milestone(a.Name)
	_, isEvent := c.proc.Event(a.Name)
	switch {
	case !isMilestone && !isEvent:
		c.errorf(m.ID, "due", "%q is neither an event nor a milestone%s", a.Name, nearby(a.Name, c.proc.Names()))
	case isEvent && (a.Point == Deadline || a.Point == Every || a.Point == Late):
		c.errorf(m.ID, "due", "%q is an event: only a milestone has a deadline, instances or a date to miss", a.Name)
	case a.Point == Every && !target.Repeats():
		c.errorf(m.ID, "due", "%q exists once in a case: leave out \"every\"", a.Name)
	case a.Point == Late && target.Repeats():
		c.errorf(m.ID, "due", "%q exists several times in a case: it cannot be expected late as a whole", a.Name)
	}
}

// role accepts the procedure's own roles; those of an agency only where there
// is one.
func (c *checker) role(m *Milestone, field, role string) {
	if !slices.Contains(c.proc.RoleIDs(), role) {
		c.errorf(m.ID, field, "%q is not a role%s", role, nearby(role, c.proc.RoleIDs()))
		return
	}
	if (role == RoleAgency || role == RoleAgencyLead) && !m.PerAgency {
		c.errorf(m.ID, field, "%q needs an agency: the milestone wants \"per: agency\"", role)
	}
}

func (c *checker) condition(m *Milestone) {
	if m.When == nil {
		return
	}
	d, ok := c.proc.Milestone(m.When.Decision)
	if !ok || len(d.Outcomes) == 0 {
		c.errorf(m.ID, "when", "%q is not a milestone with outcomes%s", m.When.Decision, nearby(m.When.Decision, decisionIDs(c.proc)))
		return
	}
	for _, o := range m.When.Outcomes {
		if !slices.Contains(d.Outcomes, o) {
			c.errorf(m.ID, "when", "%q is not an outcome of %s%s", o, d.ID, nearby(o, d.Outcomes))
		}
	}
}

// cycles refuses a duty that hangs on itself, by any way round.
func (c *checker) cycles() {
	done := map[string]bool{}
	var visit func(id string, path []string) bool
	visit = func(id string, path []string) bool {
		if i := slices.Index(path, id); i >= 0 {
			c.errorf(id, "due", "hangs on itself: %s", strings.Join(append(path[i:], id), " hangs on "))
			return false
		}
		m, ok := c.proc.Milestone(id)
		if !ok || done[id] {
			return true
		}
		for _, a := range m.Due.Anchors() {
			if !visit(a.Name, append(slices.Clone(path), id)) {
				return false
			}
		}
		done[id] = true
		return true
	}
	for _, m := range c.proc.Milestones {
		if !visit(m.ID, nil) {
			return
		}
	}
}

func eventIDs(p *Procedure) []string { return ids(p.Events, func(e Event) string { return e.ID }) }

func milestoneIDs(p *Procedure) []string {
	return ids(p.Milestones, func(m Milestone) string { return m.ID })
}

func decisionIDs(p *Procedure) []string {
	return ids(slices.DeleteFunc(slices.Clone(p.Milestones), func(m Milestone) bool { return len(m.Outcomes) == 0 }),
		func(m Milestone) string { return m.ID })
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = id(e)
	}
	return out
}
