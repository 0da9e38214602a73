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
type said struct{ field, words string }

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
	elsewhere := false // another paragraph has other words
	for i, f := range fields {
		a, b := words(ours, i), words(theirs, i)
		if a == b || (f.field == "wording" && elsewhere) {
			continue
		}
		elsewhere = elsewhere || f.field == "source"
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
		roles = append(roles, name{r.ID, []said{{"role", r.Title}}})
	}
	for _, e := range p.Events {
		begins := ""
		if e.Begins {
			begins = "a case"
		}
		events = append(events, name{e.ID, []said{
			{"event", e.Title},
			{"outcomes", strings.Join(e.Outcomes, ", ")},
			{"begins", begins},
			{"follows", e.Follows},
		}})
	}
	for _, s := range p.Settings {
		var choices []string
		for _, c := range s.Choices {
			choices = append(choices, c.ID+": "+c.Words)
		}
		settings = append(settings, name{s.ID, []said{
			{"setting", s.Title},
			{"choices", strings.Join(choices, "; ")},
			{"default", s.Default},
		}})
	}
	return [3][]name{roles, events, settings}
}

// said lists all that a milestone says but its title and note, always in the
// same order: the date first, the source last.
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
		{"due", m.Due.String()},
		{"owner", m.Owner},
		{"per", strings.Join(m.Per(), ", ")},
		{"statutory", weight},
		{"outcomes", strings.Join(m.Outcomes, ", ")},
		{"when", when},
		{"from", from},
		{"follows", m.Follows},
		{"within", m.Within},
		{"done-by", m.DoneBy},
		{"ended-by", m.EndedBy},
		{"silence", m.Silence},
		{"delegated", delegated},
		{"quorum", m.Quorum},
		{"copy", strings.Join(m.Copy, ", ")},
		{"reminders", RemindersInWords(m.Reminders)},
		{"ladder", LadderInWords(m.Ladder, m.Due.InHours())},
		{"source", m.Source.String()},
		{"wording", m.Source.Text},
	}
}
