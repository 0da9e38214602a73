package scheduler

import (
	"cmp"
	"slices"

	"github.com/longstop/longstop/calendar"
)

// history is the facts of a case, sorted for planning. It does not depend on
// the order in which they stand in the case, only on when they were recorded.
type history struct {
	all      []Fact            // those that stand, as they were recorded
	happened map[string][]Fact // by key, in order of time
	planned  map[string][]Fact // by key, in the order in which they were recorded
	delayed  map[string]Fact   // by key, the latest
	begun    calendar.When     // the first fact that a case can begin with
}

// newHistory sorts facts; begins says whether an event is one that a case can
// begin with. Facts that were withdrawn are left out.
func newHistory(facts []Fact, begins func(name string) bool) *history {
	h := &history{happened: map[string][]Fact{}, planned: map[string][]Fact{}, delayed: map[string]Fact{}}
	h.all = standing(facts)
	for _, f := range h.all {
		switch f.Kind {
		case Happened:
			h.happened[f.Key()] = append(h.happened[f.Key()], f)
			if begins(f.Name) && (h.begun.IsZero() || f.At.Before(h.begun)) {
				h.begun = f.At
			}
		case Planned:
			h.planned[f.Key()] = append(h.planned[f.Key()], f)
		case Delayed:
			h.delayed[f.Key()] = f
		}
	}
	for _, occurrences := range h.happened {
		slices.SortStableFunc(occurrences, func(a, b Fact) int {
			switch {
			case a.At.Before(b.At):
				return -1
			case b.At.Before(a.At):
				return 1
			}
			return 0
		})
	}
	return h
}

// standing returns the facts that were not withdrawn, in the order in which they
// were recorded: that of their numbers, f9 before f10. No clock decides it, for
// clocks are set back, and differ between daemons.
func standing(facts []Fact) []Fact {
	gone := map[string]bool{}
	for _, f := range facts {
		if f.Kind == Withdrawn {
			gone[f.Withdraws] = true
		}
	}
	out := slices.DeleteFunc(slices.Clone(facts), func(f Fact) bool { return f.Kind == Withdrawn || gone[f.ID] })
	slices.SortStableFunc(out, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// first and last occurrence of an event, or completion of a milestone.
func (h *history) first(key string) (Fact, bool) {
	if list := h.happened[key]; len(list) > 0 {
		return list[0], true
	}
	return Fact{}, false
}

func (h *history) last(key string) (Fact, bool) {
	if list := h.happened[key]; len(list) > 0 {
		return list[len(list)-1], true
	}
	return Fact{}, false
}

// plan is the plan that holds: the one recorded last.
func (h *history) plan(key string) (Fact, bool) {
	if list := h.planned[key]; len(list) > 0 {
		return list[len(list)-1], true
	}
	return Fact{}, false
}

// outcome is how a decision went, the last time that it was made.
func (h *history) outcome(decision string) string {
	f, _ := h.last(decision)
	return f.Outcome
}
