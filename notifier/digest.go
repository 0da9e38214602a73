package notifier

import (
	"cmp"
	"slices"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// group is one part of a digest, with the milestones in it by case.
type group struct {
	Heading string
	Cases   []caseLines
}

type caseLines struct {
	Reference string
	Lines     []string
}

// near is the number of working days within which a digest calls a date near.
const near = 5

// The parts of a digest in the order of their urgency. Every item is in one of
// them: a digest leaves nothing out.
const (
	inOverdue = iota
	inNear
	inPrompt
	inLater
)

var headings = [...]string{
	inOverdue: "Overdue",
	inNear:    "Due within five working days",
	inPrompt:  "Open, to be done promptly (no period is given)",
	inLater:   "Due later",
}

func part(m Message, it letter.Item) int {
	switch {
	case late(it, m.today()):
		return inOverdue
	case it.Due.IsZero():
		return inPrompt
	case it.Remaining <= near:
		return inNear
	}
	return inLater
}

func (v *view) digest(m Message) {
	v.Heading = "Reviews on " + m.today().Long()
	counts := count(m)
	v.Lead = words.Count(counts[inOverdue], "milestone") + " overdue, " + words.Count(counts[inNear], "milestone") + " due within five working days."
	if len(m.Items) == 0 {
		v.Lead = "No milestone is open."
		return
	}
	v.Record = "longstop case record REFERENCE MILESTONE --at YYYY-MM-DD"
	for p, heading := range headings {
		if g := partOf(m, p); len(g) > 0 {
			v.Groups = append(v.Groups, group{Heading: heading, Cases: g})
		}
	}
}

func digestSubject(m Message) string {
	counts := count(m)
	return "Digest " + m.today().Long() + ": " + words.Count(counts[inOverdue], "milestone") + " overdue, " +
		words.Count(counts[inNear], "milestone") + " due within five working days"
}

func count(m Message) (counts [len(headings)]int) {
	for _, it := range m.Items {
		counts[part(m, it)]++
	}
	return counts
}

// partOf returns one part of a digest: its milestones by date, under their cases,
// the case with the earliest date first.
func partOf(m Message, p int) []caseLines {
	var out []caseLines
	for _, it := range byDate(m.Items) {
		if part(m, it) != p {
			continue
		}
		ref := words.Tidy(m.reference(it))
		i := slices.IndexFunc(out, func(c caseLines) bool { return c.Reference == ref })
		if i < 0 {
			out, i = append(out, caseLines{Reference: ref}), len(out)
		}
		out[i].Lines = append(out[i].Lines, digestLine(m, it))
	}
	return out
}

func byDate(items []letter.Item) []letter.Item {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b letter.Item) int { return cmp.Compare(a.Due, b.Due) })
	return sorted
}

func digestLine(m Message, it letter.Item) string {
	line := words.Tidy(it.Title)
	if !it.Due.IsZero() {
		verb := choose(late(it, m.today()), ": was due ", ": due ")
		line += verb + inBrackets(deadline(it), remaining(it, m.today()))
	}
	if !it.Target.IsZero() {
		line += ", agreed target " + it.Target.Long()
	}
	return line + ". To be done by " + words.Role(it.Owner) + "."
}
