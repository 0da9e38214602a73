package procedure

import (
	"cmp"
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

// knownHere stands before the names that a wrong one could have been.
const knownHere = "Known here"

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

// mistake reports what is wrong with a file that has the right form: a name that
// does not exist or does not fit, where the mistake says nothing else.
func (f *file) mistake(at yamlfile.Pos, field string, m yamlfile.Mistake) *yamlfile.Error {
	m.Code = cmp.Or(m.Code, yamlfile.Reference)
	return at.Mistake(f.name, field, m)
}

func wrong(format string, args ...any) yamlfile.Mistake { return yamlfile.Wrong(format, args...) }

// circular returns the mistake about something that rests on itself.
func circular(format string, args ...any) yamlfile.Mistake {
	m := wrong(format, args...)
	m.Code = yamlfile.Cycle
	return m
}

// noName returns the mistake about a name that is of nothing a rule counts from.
func (c *checker) noName(name string) yamlfile.Mistake {
	return wrong("%q is neither an event nor a milestone", name).Meant(name, knownHere, c.proc.Names())
}

func (c *checker) noMilestone(name string) yamlfile.Mistake {
	return wrong("%q is not a milestone", name).Meant(name, knownHere, milestoneIDs(c.proc))
}

func (c *checker) add(at yamlfile.Pos, field string, m yamlfile.Mistake) {
	c.errs = append(c.errs, c.file.mistake(at, field, m))
}

// about reports a mistake in a key of a milestone. One that is inherited is not
// written in this file: what has broken it is, so the error names the parent.
func (c *checker) about(id string, k key, m yamlfile.Mistake) {
	field := "milestones." + id + "." + k.name
	for _, e := range c.file.Milestones {
		if e.Key == id {
			c.add(k.at(&e.Value).Or(e.Pos()), field, m)
			return
		}
	}
	c.add(c.file.ID.Pos, field, m.In("inherited from "+c.proc.Inherits))
}

// name reports what cannot be the id of anything.
func (c *checker) name(at yamlfile.Pos, field, id string) {
	if err := validName(id); err != nil {
		c.add(at, field, yamlfile.MistakeOf(err))
	}
}

func (c *checker) names() {
	c.name(c.file.ID.Pos, "id", c.file.ID.Value)
	for _, r := range c.file.Roles {
		c.name(r.Pos(), "roles."+r.Key, r.Key)
	}
	for _, e := range c.file.Events {
		c.name(e.Pos(), "events."+e.Key, e.Key)
	}
	for _, m := range c.file.Milestones {
		c.name(m.Pos(), "milestones."+m.Key, m.Key)
	}
}

// empty finds names that are written and empty: the key would be as good as not
// there, and it is not what was meant.
func (c *checker) empty() {
	name := func(field string, of located[string]) {
		if of.Given() && of.Value == "" {
			c.add(of.Pos, field, wrong("is empty").Mend("write the name, or leave the key out"))
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
			c.add(e.Pos(), "events."+e.Key, wrong("%q is the name of a milestone already, inherited from %s", e.Key, c.proc.Inherits))
		}
	}
	for _, m := range c.file.Milestones {
		if _, ok := c.proc.Event(m.Key); ok {
			c.add(m.Pos(), "milestones."+m.Key, wrong("%q is the name of an event already", m.Key))
		}
	}
	if len(c.proc.Milestones) == 0 {
		c.add(c.file.ID.Pos, "milestones", wrong("there are none: a procedure has at least one milestone"))
	}
	if c.file.Edition.Value.IsZero() {
		c.add(c.file.Edition.Pos, "edition", wrong("is empty").Mend("write the day from which the procedure is in force, as YYYY-MM-DD"))
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
			c.add(m.Pos(), "milestones."+m.Key, wrong("is statutory in %s, so it must be here", c.parent.ID).Mend(`add "statutory: true"`))
		}
	}
}

func (c *checker) milestone(m *Milestone) {
	for _, o := range m.Options() {
		for _, a := range o.Due.Anchors() {
			c.anchor(m, o.Choice, a)
		}
	}
	c.role(m, ownerKey, m.Owner)
	for _, r := range m.Copy {
		c.role(m, copyKey, r)
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
		c.about(m.ID, doneByKey, c.noName(m.DoneBy))
	case !isEvent && (by.ID == m.ID || by.Repeats()):
		c.about(m.ID, doneByKey, wrong("%q cannot complete this", m.DoneBy).Mend("name another milestone that exists once in a case"))
	case slices.ContainsFunc(m.anchors(), func(a Anchor) bool { return a.Name == m.DoneBy }):
		c.about(m.ID, doneByKey, wrong("%q is what the rule counts from: it cannot complete the milestone too", m.DoneBy))
	}
}

// endedBy accepts another milestone that is done once, for all instances.
func (c *checker) endedBy(m *Milestone) {
	by, ok := c.proc.Milestone(m.EndedBy)
	switch {
	case m.EndedBy == "":
	case !ok:
		c.about(m.ID, endedByKey, c.noMilestone(m.EndedBy))
	case by.ID == m.ID:
		c.about(m.ID, endedByKey, wrong("a milestone cannot end itself"))
	case by.Repeats():
		c.about(m.ID, endedByKey, wrong("%q exists several times in a case: it cannot end another", by.ID))
	}
}

func (c *checker) anchor(m *Milestone, choice string, a Anchor) {
	target, isMilestone := c.proc.Milestone(a.Name)
	_, isEvent := c.proc.Event(a.Name)
	switch {
	case !isMilestone && !isEvent:
		c.aboutOption(m, choice, c.noName(a.Name))
	case isMilestone && a.Point == Moved:
		c.aboutOption(m, choice, wrong("%q is a milestone: only an event is moved later; a milestone is expected late", a.Name))
	case isEvent && (a.Point == Deadline || a.Point == Every || a.Point == Late):
		c.aboutOption(m, choice, wrong("%q is an event: only a milestone has a deadline, instances or a date to miss", a.Name))
	case a.Point == Every && !target.Repeats():
		c.aboutOption(m, choice, wrong(`%q exists once in a case: leave out "every"`, a.Name))
	case a.Point == Late && target.Repeats() && !m.Chains(target):
		c.aboutOption(m, choice, wrong("%q exists several times in a case: it cannot be expected late as a whole", a.Name))
	}
}

// role accepts the procedure's own roles; those of an agency only where there
// is one.
func (c *checker) role(m *Milestone, k key, role string) {
	if problem, ok := c.wrongRole(role, m.PerAgency || m.Named == Actions); !ok {
		c.about(m.ID, k, problem)
	}
}

func (c *checker) wrongRole(role string, perAgency bool) (problem yamlfile.Mistake, ok bool) {
	switch {
	case !slices.Contains(c.proc.RoleIDs(), role):
		return wrong("%q is not a role", role).Meant(role, knownHere, c.proc.RoleIDs()), false
	case (role == RoleAgency || role == RoleAgencyLead) && !perAgency:
		return wrong(`%q needs an agency`, role).Mend(`add "per: agency" to the milestone`), false
	}
	return problem, true
}

func (c *checker) condition(m *Milestone) {
	if m.When == nil {
		return
	}
	id := m.When.Decision
	outcomes := c.proc.Outcomes(id)
	if len(outcomes) == 0 {
		c.about(m.ID, whenKey, wrong("%q is neither a milestone nor an event with outcomes", id).Meant(id, knownHere, c.proc.Decisions()))
		return
	}
	if d, ok := c.proc.Milestone(id); ok && (d.ID == m.ID || d.Repeats()) {
		c.about(m.ID, whenKey, wrong("%q cannot decide this", d.ID).Mend("name another milestone that exists once in a case"))
	}
	for _, o := range m.When.Outcomes {
		if !slices.Contains(outcomes, o) {
			c.about(m.ID, whenKey, wrong("%q is not an outcome of %s", o, id).Meant(o, knownHere, outcomes))
		}
	}
}

// cycles refuses a duty that hangs on itself, by any way round.
func (c *checker) cycles() {
	done := map[string]bool{}
	var visit func(id string, path []string) bool
	visit = func(id string, path []string) bool {
		if i := slices.Index(path, id); i >= 0 {
			c.about(id, dueKey, circular("hangs on itself: %s", strings.Join(append(path[i:], id), " hangs on ")))
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
