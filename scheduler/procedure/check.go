package procedure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/yamlfile"
)

// checker finds what is wrong with a procedure beyond its form: names that do
// not exist, and duties that hang on themselves.
type checker struct {
	file   *file
	proc   *Procedure
	parent *Procedure // nil where nothing is inherited
	errs   yamlfile.Errors
}

func check(f *file, p, parent *Procedure) yamlfile.Errors {
	c := &checker{file: f, proc: p, parent: parent}
	c.names()
	c.empty()
	c.clashes()
	c.eventOrder()
	c.demotions()
	c.orders()
	c.settings()
	for i := range p.Milestones {
		c.milestone(&p.Milestones[i])
	}
	if len(c.errs) == 0 {
		c.cycles()
	}
	return c.errs
}

func (c *checker) add(at yamlfile.Pos, field, format string, args ...any) *yamlfile.Error {
	e := at.Errorf(c.file.name, field, format, args...)
	c.errs = append(c.errs, e)
	return e
}

// errorf is about a field of a milestone. One that is inherited is not written
// in this file: what has broken it is, so the error names the parent.
func (c *checker) errorf(id, field, format string, args ...any) *yamlfile.Error {
	at, of := c.file.ID.Pos, "milestones."+id+"."+field
	for _, e := range c.file.Milestones {
		if e.Key == id {
			return c.add(e.Value.at(field).Or(e.Pos()), of, format, args...)
		}
	}
	return c.add(at, of, "inherited from %s: "+format, append([]any{c.proc.Inherits}, args...)...)
}

func (c *checker) names() {
	name := func(at yamlfile.Pos, field, id string) {
		if err := validName(id); err != nil {
			c.add(at, field, "%v", err)
		}
	}
	name(c.file.ID.Pos, "id", c.file.ID.Value)
	for _, r := range c.file.Roles {
		name(r.Pos(), "roles."+r.Key, r.Key)
	}
	for _, e := range c.file.Events {
		name(e.Pos(), "events."+e.Key, e.Key)
	}
	for _, m := range c.file.Milestones {
		name(m.Pos(), "milestones."+m.Key, m.Key)
	}
}

// empty finds names that are written and empty: the key would be as good as not
// there, and it is not what was meant.
func (c *checker) empty() {
	name := func(field string, of located[string]) {
		if of.Given() && of.Value == "" {
			c.add(of.Pos, field, "is empty%s", yamlfile.Instead("", "write the name, or leave the key out"))
		}
	}
	name("inherits", c.file.Inherits)
	for _, s := range c.file.Settings {
		name("settings."+s.Key+".default", s.Value.Default)
	}
	for _, m := range c.file.Milestones {
		at := "milestones." + m.Key + "."
		name(at+"follows", m.Value.Follows)
		name(at+"within", m.Value.Within)
		name(at+"done-by", m.Value.DoneBy)
		name(at+"ended-by", m.Value.EndedBy)
	}
}

// clashes finds what may exist once but is there twice, or not at all.
func (c *checker) clashes() {
	for _, e := range c.file.Events {
		if _, ok := c.proc.Milestone(e.Key); ok && !c.file.hasMilestone(e.Key) {
			c.add(e.Pos(), "events."+e.Key, "%q is the name of a milestone already, inherited from %s", e.Key, c.proc.Inherits)
		}
	}
	for _, m := range c.file.Milestones {
		if _, ok := c.proc.Event(m.Key); ok {
			c.add(m.Pos(), "milestones."+m.Key, "%q is the name of an event already", m.Key)
		}
	}
	if len(c.proc.Milestones) == 0 {
		c.add(c.file.ID.Pos, "milestones", "there are none: a procedure has at least one milestone")
	}
	if c.file.Edition.Value.IsZero() {
		c.add(c.file.Edition.Pos, "edition", "is empty%s", yamlfile.Instead("", "write the day from which the procedure is in force, as YYYY-MM-DD"))
	}
}

// demotions refuses a milestone that is statutory in the parent and is not any
// more: a partnership can count differently, but not make a duty less of one.
func (c *checker) demotions() {
	if c.parent == nil {
		return
	}
	for _, m := range c.file.Milestones {
		if old, ok := c.parent.Milestone(m.Key); ok && old.Statutory && !m.Value.Statutory {
			c.add(m.Pos(), "milestones."+m.Key, "is statutory in %s, so it must be here%s", c.parent.ID, yamlfile.Instead("", `add "statutory: true"`))
		}
	}
}

func (c *checker) milestone(m *Milestone) {
	for _, o := range m.Options() {
		for _, a := range o.Due.Anchors() {
			c.anchor(m, o.Choice, a)
		}
	}
	c.role(m, "owner", m.Owner)
	for _, r := range m.Copy {
		c.role(m, "copy", r)
	}
	c.condition(m)
	c.doneBy(m)
	c.endedBy(m)
	c.follows(m)
	c.within(m)
	c.delegated(m)
	c.from(m)
	c.silence(m)
}

// doneBy accepts an event, or a milestone that exists once, that can complete
// the milestone.
func (c *checker) doneBy(m *Milestone) {
	_, isEvent := c.proc.Event(m.DoneBy)
	by, isMilestone := c.proc.Milestone(m.DoneBy)
	switch {
	case m.DoneBy == "":
	case !isEvent && !isMilestone:
		c.errorf(m.ID, "done-by", "%q is neither an event nor a milestone%s", m.DoneBy, nearby(m.DoneBy, c.proc.Names()))
	case !isEvent && (by.ID == m.ID || by.Repeats()):
		c.errorf(m.ID, "done-by", "%q cannot complete this%s", m.DoneBy, anotherOnce())
	case slices.ContainsFunc(m.anchors(), func(a Anchor) bool { return a.Name == m.DoneBy }):
		c.errorf(m.ID, "done-by", "%q is what the rule counts from: it cannot complete the milestone too", m.DoneBy)
	}
}

// anotherOnce is what can complete or decide a milestone.
func anotherOnce() yamlfile.Right {
	return yamlfile.Instead("it wants ", "another milestone, that exists once in a case")
}

// endedBy accepts another milestone that is done once, for all instances.
func (c *checker) endedBy(m *Milestone) {
	by, ok := c.proc.Milestone(m.EndedBy)
	switch {
	case m.EndedBy == "":
	case !ok:
		c.errorf(m.ID, "ended-by", "%q is not a milestone%s", m.EndedBy, nearby(m.EndedBy, milestoneIDs(c.proc)))
	case by.ID == m.ID:
		c.errorf(m.ID, "ended-by", "a milestone cannot end itself")
	case by.Repeats():
		c.errorf(m.ID, "ended-by", "%q exists several times in a case: it cannot end another", by.ID)
	}
}

func (c *checker) anchor(m *Milestone, choice string, a Anchor) {
	target, isMilestone := c.proc.Milestone(a.Name)
	_, isEvent := c.proc.Event(a.Name)
	switch {
	case !isMilestone && !isEvent:
		c.optionErrorf(m, choice, "%q is neither an event nor a milestone%s", a.Name, nearby(a.Name, c.proc.Names()))
	case isMilestone && a.Point == Moved:
		c.optionErrorf(m, choice, "%q is a milestone: only an event is moved later; a milestone is expected late", a.Name)
	case isEvent && (a.Point == Deadline || a.Point == Every || a.Point == Late):
		c.optionErrorf(m, choice, "%q is an event: only a milestone has a deadline, instances or a date to miss", a.Name)
	case a.Point == Every && !target.Repeats():
		c.optionErrorf(m, choice, "%q exists once in a case: leave out \"every\"", a.Name)
	case a.Point == Late && target.Repeats() && !m.Chains(target):
		c.optionErrorf(m, choice, "%q exists several times in a case: it cannot be expected late as a whole", a.Name)
	}
}

// role accepts the procedure's own roles; those of an agency only where there
// is one.
func (c *checker) role(m *Milestone, field, role string) {
	if problem := c.wrongRole(role, m.PerAgency || m.Named == Actions); problem != nil {
		c.errorf(m.ID, field, "%v", problem)
	}
}

func (c *checker) wrongRole(role string, perAgency bool) error {
	switch {
	case !slices.Contains(c.proc.RoleIDs(), role):
		return yamlfile.Wrong(fmt.Errorf("%q is not a role", role), nearby(role, c.proc.RoleIDs()))
	case (role == RoleAgency || role == RoleAgencyLead) && !perAgency:
		return fmt.Errorf("%q needs an agency: the milestone wants \"per: agency\"", role)
	}
	return nil
}

func (c *checker) condition(m *Milestone) {
	if m.When == nil {
		return
	}
	id := m.When.Decision
	outcomes := c.proc.Outcomes(id)
	if len(outcomes) == 0 {
		c.errorf(m.ID, "when", "%q is neither a milestone nor an event with outcomes%s", id, nearby(id, c.proc.Decisions()))
		return
	}
	if d, ok := c.proc.Milestone(id); ok && (d.ID == m.ID || d.Repeats()) {
		c.errorf(m.ID, "when", "%q cannot decide this%s", d.ID, anotherOnce())
	}
	for _, o := range m.When.Outcomes {
		if !slices.Contains(outcomes, o) {
			c.errorf(m.ID, "when", "%q is not an outcome of %s%s", o, id, nearby(o, outcomes))
		}
	}
}

// ErrCycle is the cause of a mistake in a file where a milestone hangs on itself,
// or a procedure inherits itself, by any way round.
var ErrCycle = errors.New("hangs on itself")

// cycles refuses a duty that hangs on itself, by any way round.
func (c *checker) cycles() {
	done := map[string]bool{}
	var visit func(id string, path []string) bool
	visit = func(id string, path []string) bool {
		if i := slices.Index(path, id); i >= 0 {
			c.errorf(id, "due", "hangs on itself: %s", strings.Join(append(path[i:], id), " hangs on ")).Cause = ErrCycle
			return false
		}
		m, ok := c.proc.Milestone(id)
		if !ok || done[id] {
			return true
		}
		for _, name := range m.hangsOn() {
			if !visit(name, append(slices.Clone(path), id)) {
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

func milestoneIDs(p *Procedure) []string {
	return ids(p.Milestones, func(m Milestone) string { return m.ID })
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = id(e)
	}
	return out
}
