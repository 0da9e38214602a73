package procedure

import "strings"

// Comparison is what two procedures do not have in common.
type Comparison struct {
	OnlyA, OnlyB []*Milestone // in the order of their procedures
	Differ       []Difference // in the order of the first
	Same         []string     // the ids of those in which nothing differs
}

// Difference is a milestone that both have, and each in its own way.
type Difference struct {
	ID, TitleA, TitleB string
	Fields             []FieldDifference
}

// FieldDifference is one thing in which it differs, in plain words; "" for
// nothing.
type FieldDifference struct{ Field, A, B string }

// Compare puts two procedures side by side. A milestone of the same name is
// taken to be the same duty.
func Compare(a, b *Procedure) Comparison {
	var c Comparison
	for i := range a.Milestones {
		m := &a.Milestones[i]
		other, ok := b.Milestone(m.ID)
		if !ok {
			c.OnlyA = append(c.OnlyA, m)
			continue
		}
		fields := differing(m, other)
		if len(fields) == 0 {
			c.Same = append(c.Same, m.ID)
			continue
		}
		c.Differ = append(c.Differ, Difference{ID: m.ID, TitleA: m.Title, TitleB: other.Title, Fields: fields})
	}
	for i := range b.Milestones {
		if _, ok := a.Milestone(b.Milestones[i].ID); !ok {
			c.OnlyB = append(c.OnlyB, &b.Milestones[i])
		}
	}
	return c
}

func differing(a, b *Milestone) (out []FieldDifference) {
	theirs := b.said()
	for i, ours := range a.said() {
		if ours.words == theirs[i].words || (ours.field == "wording" && a.Source.String() != b.Source.String()) {
			continue // another paragraph has other words
		}
		out = append(out, FieldDifference{Field: ours.field, A: ours.words, B: theirs[i].words})
	}
	return out
}

// said is one thing that a milestone says.
type said struct{ field, words string }

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
		{"ladder", LadderInWords(m.Ladder)},
		{"source", m.Source.String()},
		{"wording", m.Source.Text},
	}
}
