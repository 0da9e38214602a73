package procedure

import "slices"

// follows accepts another milestone that exists once, as this one does: only
// then is there one order.
func (c *checker) follows(m *Milestone) {
	before, ok := c.proc.Milestone(m.Follows)
	switch {
	case m.Follows == "":
	case !ok:
		c.about(m.ID, followsKey, c.noMilestone(m.Follows))
	case before.Repeats() || m.Repeats():
		c.about(m.ID, followsKey, wrong("both this and %q must exist once in a case", before.ID))
	}
}

// eventOrder accepts a milestone for an event to come with.
func (c *checker) eventOrder() {
	for _, e := range c.file.Events {
		f := e.Value.Follows
		if _, ok := c.proc.Milestone(f.Value); f.Given() && !ok {
			c.add(f.Pos, "events."+e.Key+".follows", c.noMilestone(f.Value))
		}
	}
}

// within accepts another milestone that exists once and has a due date.
func (c *checker) within(m *Milestone) {
	in, ok := c.proc.Milestone(m.Within)
	switch {
	case m.Within == "":
	case !ok:
		c.about(m.ID, withinKey, c.noMilestone(m.Within))
	case in.Repeats() || !in.dated():
		c.about(m.ID, withinKey, wrong("%q has no date to stay within", in.ID).Mend("name a milestone that exists once in a case and has a due date"))
	}
}

// delegated checks the role, and the milestone until which it acts: that exists
// once in a case and can be missed.
func (c *checker) delegated(m *Milestone) {
	if m.Delegated == nil {
		return
	}
	c.role(m, delegatedKey, m.Delegated.To)
	missed, ok := c.proc.Milestone(m.Delegated.UntilMissed)
	switch {
	case !ok:
		c.about(m.ID, delegatedKey, c.noMilestone(m.Delegated.UntilMissed))
	case missed.Repeats() || !missed.dated():
		c.about(m.ID, delegatedKey, wrong("%q cannot be missed", missed.ID).Mend("name a milestone that exists once in a case and has a due date"))
	}
}

// silence requires a date that can pass.
func (c *checker) silence(m *Milestone) {
	for _, o := range m.Options() {
		if m.Silence != "" && !dated(o.Due) {
			c.aboutOption(m, o.Choice, wrong("%q has no date by which silence could mean %q", o.Due, m.Silence))
		}
	}
}

// dated says whether something is to be done by a date.
func dated(r Rule) bool { return r.Duty() == Limit || r.Duty() == Appointment }

// dated says whether it is to be done by a date, whatever is chosen.
func (m *Milestone) dated() bool {
	return !slices.ContainsFunc(m.Options(), func(o Option) bool { return !dated(o.Due) })
}

// from is the empty text where a date was meant.
func (c *checker) from(m *Milestone) {
	for _, e := range c.file.Milestones {
		if e.Key == m.ID && e.Value.From.Given() && m.From.IsZero() {
			c.about(m.ID, fromKey, wrong("is empty").Mend("write the day from which the duty applies, as YYYY-MM-DD"))
		}
	}
}

// hangsOn lists all whose state the milestone's own depends on.
func (m *Milestone) hangsOn() []string {
	var out []string
	for _, a := range m.anchors() {
		out = append(out, a.Name)
	}
	if m.Delegated != nil {
		out = append(out, m.Delegated.UntilMissed)
	}
	for _, name := range []string{m.Follows, m.Within} {
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}
