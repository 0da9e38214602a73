package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// reach finds milestones that can never open, or that are over before they do. It
// reports only the first of a chain: what mends that mends the rest.
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

// neverOpens reports why a milestone can never open: it counts from a date that
// does not exist, or the conditions along its chain exclude each other.
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

// conditions returns, in words, the conditions of a milestone, of the milestones
// that it counts from, and of those that decide on it.
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

// dateless returns the rule of a milestone whose date an anchor requires and that
// has none; "" for any other anchor.
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

// maxWays limits the ways in which the decisions of one chain can go together; a
// chain with more of them is taken to open.
const maxWays = 1024

// canOpen says whether the decisions can go in a way in which the milestone
// applies and its time begins to run.
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

// decisions returns the decisions that the chain of a milestone depends on.
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

// opens says whether a milestone opens if the decisions go one way. known holds
// the answers so far; a milestone that is still being asked about is taken to
// open, which ends a circle of decisions.
func (l *linter) opens(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	if answer, ok := known[m.ID]; ok {
		return answer
	}
	known[m.ID] = true
	known[m.ID] = l.applies(m, way, known) && l.starts(m, way, known)
	return known[m.ID]
}

// applies says whether the condition of a milestone is met, and its decision made.
func (l *linter) applies(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	if m.When == nil {
		return true
	}
	d, ok := l.p.Milestone(m.When.Decision)
	return m.When.Admits(way[m.When.Decision]) && (!ok || l.opens(d, way, known))
}

// starts says whether one of the anchors of a rule can come.
func (l *linter) starts(m *procedure.Milestone, way map[string]string, known map[string]bool) bool {
	anchors := m.Due.Anchors()
	return len(anchors) == 0 || slices.ContainsFunc(anchors, func(a procedure.Anchor) bool {
		of, ok := l.p.Milestone(a.Name)
		return !ok || (l.dateless(a) == "" && l.opens(of, way, known))
	})
}

// overBefore reports a milestone that is ended or completed by something that has
// to be done before it opens.
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

// before returns the events and milestones that must have happened before m
// opens: along the chain of completions, as far as each counts from one alone.
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
		case procedure.Deadline: // opens with the milestone that has the deadline
		default:
			return out
		}
		if !ok {
			return out
		}
		m = of
	}
}

// neverInForce reports a duty that applies only from a day on which cases have
// the next edition already.
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
