package procedure

import (
	"slices"
	"strings"
)

// Comparison is what two procedures do not have in common.
type Comparison struct {
	OnlyA, OnlyB []*Milestone // in the order of their procedures
	Differ       []Difference // in the order of the first
	Same         []string     // the ids of those in which nothing differs
	Names        []Difference // the roles, events and settings, in this order, that differ or that only one has
}

// Difference is a milestone that both have, each in its own way; or a role, an
// event or a setting, of which the first field is its title.
type Difference struct {
	ID     string
	Fields []FieldDifference
}

// FieldDifference is one thing in which it differs, in plain words; "" for
// nothing.
type FieldDifference struct{ Field, A, B string }

// Compare puts two procedures side by side. A milestone of the same name is
// taken to be the same duty.
func Compare(a, b *Procedure) Comparison {
	c := Comparison{Names: differingNames(a, b)}
	for i := range a.Milestones {
		m := &a.Milestones[i]
		other, ok := b.Milestone(m.ID)
		if !ok {
			c.OnlyA = append(c.OnlyA, m)
			continue
		}
		fields := differing(m.said(), other.said())
		if len(fields) == 0 {
			c.Same = append(c.Same, m.ID)
			continue
		}
		c.Differ = append(c.Differ, Difference{ID: m.ID, Fields: fields})
	}
	for i := range b.Milestones {
		if _, ok := a.Milestone(b.Milestones[i].ID); !ok {
			c.OnlyB = append(c.OnlyB, &b.Milestones[i])
		}
	}
	return c
}

// said is one thing that a milestone, a role, an event or a setting says.
type said struct {
	field, words string
	part         string // the field that it is a part of: where that differs, nothing is said of this
}

// differing compares what is said field by field; of one that is not there,
// nothing is said.
func differing(ours, theirs []said) (out []FieldDifference) {
	fields := ours
	if len(fields) == 0 {
		fields = theirs
	}
	words := func(of []said, i int) string {
		if len(of) == 0 {
			return ""
		}
		return of[i].words
	}
	differs := map[string]bool{}
	for i, f := range fields {
		a, b := words(ours, i), words(theirs, i)
		if a == b || differs[f.part] {
			continue
		}
		differs[f.field] = true
		out = append(out, FieldDifference{Field: f.field, A: a, B: b})
	}
	return out
}

// name is a role, an event or a setting.
type name struct {
	id   string
	said []said
}

func differingNames(a, b *Procedure) (out []Difference) {
	theirs := b.named()
	for kind, ours := range a.named() {
		all := slices.Clone(ours)
		for _, n := range theirs[kind] {
			if saidOf(n.id, ours) == nil {
				all = append(all, n)
			}
		}
		for _, n := range all {
			if fields := differing(saidOf(n.id, ours), saidOf(n.id, theirs[kind])); len(fields) > 0 {
				out = append(out, Difference{ID: n.id, Fields: fields})
			}
		}
	}
	return out
}

func saidOf(id string, list []name) []said {
	for _, n := range list {
		if n.id == id {
			return n.said
		}
	}
	return nil
}

// named lists the roles, the events and the settings, with what each says.
func (p *Procedure) named() [3][]name {
	var roles, events, settings []name
	for _, r := range p.Roles {
		roles = append(roles, name{r.ID, []said{{field: "role", words: r.Title}}})
	}
	for _, e := range p.Events {
		begins := ""
		if e.Begins {
			begins = "a case"
		}
		events = append(events, name{e.ID, []said{
			{field: "event", words: e.Title},
			{field: "outcomes", words: strings.Join(e.Outcomes, ", ")},
			{field: "begins", words: begins},
			{field: "follows", words: e.Follows},
		}})
	}
	for _, s := range p.Settings {
		var choices []string
		for _, c := range s.Choices {
			choices = append(choices, c.ID+": "+c.Words)
		}
		settings = append(settings, name{s.ID, []said{
			{field: "setting", words: s.Title},
			{field: "choices", words: strings.Join(choices, "; ")},
			{field: "default", words: s.Default},
			{field: "source", words: s.Source.String()},
			{field: "wording", words: s.Source.Text, part: "source"},
		}})
	}
	return [3][]name{roles, events, settings}
}

// said lists all that a milestone says but its title and note, always in the
// same order: the date first, the source last. What is the same under the
// default may still be another where a partnership chooses.
func (m *Milestone) said() []said {
	var when, from, delegated string
	if m.When != nil {
		when = m.When.String()
	}
	if !m.From.IsZero() {
		from = m.From.String()
	}
	if m.Delegated != nil {
		delegated = m.Delegated.String()
	}
	weight := "not statutory"
	if m.Statutory {
		weight = "statutory"
	}
	return []said{
		{field: "due", words: m.Due.String()},
		{field: "as written", words: m.Written, part: "due"},
		{field: "owner", words: m.Owner},
		{field: "per", words: m.perInWords()},
		{field: "statutory", words: weight},
		{field: "outcomes", words: strings.Join(m.Outcomes, ", ")},
		{field: "when", words: when},
		{field: "from", words: from},
		{field: "follows", words: m.Follows},
		{field: "within", words: m.Within},
		{field: "done-by", words: m.DoneBy},
		{field: "ended-by", words: m.EndedBy},
		{field: "silence", words: m.Silence},
		{field: "delegated", words: delegated},
		{field: "quorum", words: m.Quorum},
		{field: "copy", words: strings.Join(m.Copy, ", ")},
		{field: "reminders", words: RemindersInWords(m.Reminders)},
		{field: "ladder", words: LadderInWords(m.Ladder, m.Due.InHours())},
		{field: "source", words: m.Source.String()},
		{field: "wording", words: m.Source.Text, part: "source"},
	}
}
