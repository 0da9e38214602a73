package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// reach finds milestones that can never open, or that are over before they do.
// Of a chain that hangs on one of them only the first is reported: what is
// right for that is right for the rest.
func (l *linter) reach() {
	never := map[string]bool{}
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		never[m.ID] = !l.canOpen(m)
	}
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		anchors := m.Due.Anchors()
		hangs := slices.ContainsFunc(anchors, func(a procedure.Anchor) bool { return never[a.Name] && l.dateless(a) == "" })
		switch {
		case never[m.ID] && !hangs:
			l.neverOpens(m)
		case !never[m.ID]:
			l.overBefore(m)
			l.neverInForce(m)
		}
	}
}

// neverOpens says why: what it counts from has no date, or the conditions along
// its chain exclude each other.
func (l *linter) neverOpens(m *procedure.Milestone) {
	for _, a := range m.Due.Anchors() {
		if of := l.dateless(a); of != "" {
			l.about(KindUnreachable, m, "due", "a milestone that has a date, or its completion: "+a.Name,
				"can never open: it counts from %q, and %s has no date (%s)", a, a.Name, of)
			return
		}
	}
	var conditions []string
	for _, c := range l.conditions(m, map[string]bool{}) {
		conditions = words.Union(conditions, []string{c})
	}
	l.about(KindUnreachable, m, "when", "conditions that can hold together along the chain, or another day to count from",
		"can never open: these would have to hold together: %s", strings.Join(conditions, "; "))
}

// conditions lists those of a milestone, of what it counts from and of what
// decides on it, in words.
func (l *linter) conditions(m *procedure.Milestone, seen map[string]bool) (out []string) {
	if seen[m.ID] {
		return nil
	}
	seen[m.ID] = true
	if m.When != nil {
		out = append(out, fmt.Sprintf("%s (for %s)", m.When, m.ID))
		if d, ok := l.p.Milestone(m.When.Decision); ok {
			out = append(out, l.conditions(d, seen)...)
		}
	}
	for _, a := range m.Due.Anchors() {
		if of, ok := l.p.Milestone(a.Name); ok {
			out = append(out, l.conditions(of, seen)...)
		}
	}
	return out
}

// dateless is the rule of what an anchor wants a date of, where there is none.
func (l *linter) dateless(a procedure.Anchor) string {
	of, ok := l.p.Milestone(a.Name)
	if !ok || (a.Point != procedure.Deadline && a.Point != procedure.Late) {
		return ""
	}
	if of.Due.Duty() == procedure.Prompt {
		return of.Due.String()
	}
	return ""
}

// mostWays bounds the ways in which the decisions of one chain can go together;
// a chain with more of them is taken to be open.
const maxWays = 1024

// canOpen says whether there is a way for all decisions to go in which the
// milestone applies, and what it counts from comes.
func (l *linter) canOpen(m *procedure.Milestone) bool {
	ways := []map[string]string{{}}
	for _, decision := range l.decisions(m, map[string]bool{}) {
		var more []map[string]string
		for _, way := range ways {
			for _, outcome := range l.p.Outcomes(decision) {
				next := map[string]string{decision: outcome}
				for k, v := range way {
					next[k] = v
				}
				more = append(more, next)
			}
		}
		if ways = more; len(ways) > maxWays {
			return true
		}
	}
	return slices.ContainsFunc(ways, func(way map[string]string) bool {
		return l.opens(m, way, map[string]bool{})
	})
}

// decisions lists what the chain of a milestone depends on.
func (l *linter) decisions(m *procedure.Milestone, seen map[string]bool) (out []string) {
	if seen[m.ID] {
		return nil
	}
	seen[m.ID] = true
	if m.When != nil {
		out = append(out, m.When.Decision)
		if d, ok := l.p.Milestone(m.When.Decision); ok {
			out = words.Union(out, l.decisions(d, seen))
		}
	}
	for _, a := range m.Due.Anchors() {
		if of, ok := l.p.Milestone(a.Name); ok {
			out = words.Union(out, l.decisions(of, seen))
		}
	}
	return out
}

// opens answers for one way. known holds what was answered already, and ends a
// circle of decisions: what is being asked is taken to open.
func (l *linter) opens(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	if answer, ok := known[m.ID]; ok {
		return answer
	}
	known[m.ID] = true
	known[m.ID] = l.applies(m, way, known) && l.starts(m, way, known)
	return known[m.ID]
}

func (l *linter) applies(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	if m.When == nil {
		return true
	}
	d, ok := l.p.Milestone(m.When.Decision)
	return m.When.Admits(way[m.When.Decision]) && (!ok || l.opens(d, way, known))
}

// starts says whether one of the things that a rule counts from can come.
func (l *linter) starts(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	anchors := m.Due.Anchors()
	return len(anchors) == 0 || slices.ContainsFunc(anchors, func(a procedure.Anchor) bool {
		of, ok := l.p.Milestone(a.Name)
		return !ok || (l.dateless(a) == "" && l.opens(of, way, known))
	})
}

// overBefore finds a milestone that is ended, or completed, by something that
// has to be done before it opens.
func (l *linter) overBefore(m *procedure.Milestone) {
	before := l.before(m)
	if m.EndedBy != "" && slices.Contains(before, m.EndedBy) {
		l.about(KindUnreachable, m, "ended-by", "a milestone that comes after this one",
			"can never be open: %s ends it, and it opens only after that was done (%s)", m.EndedBy, m.Due)
	}
	if m.DoneBy != "" && slices.Contains(before, m.DoneBy) {
		l.about(KindUnreachable, m, "done-by", "an event or milestone that comes after this one has opened",
			"can never be open: %s completes it, and it opens only after that (%s)", m.DoneBy, m.Due)
	}
}

// before lists what has to have happened before a milestone opens: along the
// chain of completions, as far as there is one and only one.
func (l *linter) before(m *procedure.Milestone) (out []string) {
	for {
		anchors := m.Due.Anchors()
		if len(anchors) != 1 || m.Due.Back() {
			return out
		}
		of, ok := l.p.Milestone(anchors[0].Name)
		switch anchors[0].Point {
		case procedure.Completion, procedure.Last, procedure.Every:
			out = append(out, anchors[0].Name)
		case procedure.Deadline: // opens with what it is the deadline of
		default:
			return out
		}
		if !ok {
			return out
		}
		m = of
	}
}

// neverInForce finds a duty that applies only to what happens when cases have
// another edition already.
func (l *linter) neverInForce(m *procedure.Milestone) {
	var next calendar.Date
	for _, e := range l.in.Editions {
		if e.Edition > l.p.Edition && (next.IsZero() || e.Edition < next) {
			next = e.Edition
		}
	}
	begins := func(a procedure.Anchor) bool { e, ok := l.p.Event(a.Name); return ok && e.Begins }
	anchors := m.Due.Anchors()
	if m.From.IsZero() || next.IsZero() || m.From < next || len(anchors) == 0 {
		return
	}
	if !slices.ContainsFunc(anchors, func(a procedure.Anchor) bool { return !begins(a) }) {
		l.about(KindUnreachable, m, "from", "a day before "+next.Long()+", or the milestone in that edition alone",
			"can never open: it applies to what happens from %s on, and from %s on a case has the next edition", m.From.Long(), next.Long())
	}
}
