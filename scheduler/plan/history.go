package plan

import (
	"cmp"
	"slices"

	"github.com/longstop/longstop/calendar"
)

// subject is an event, a milestone, or one instance of it, that facts are about.
type subject struct{ name, instance string }

// record holds the facts about one subject.
type record struct {
	happened []*Fact // in order of time
	planned  []*Fact // in the order in which they were recorded
	delayed  *Fact   // the latest
}

// history holds the facts of a case, sorted for planning. It depends on the order
// in which they were recorded, and not on that in which they stand in the case.
type history struct {
	all   []*Fact // those that stand, as they were recorded
	of    map[subject]*record
	begun calendar.When // the time of the first event that a case can begin with
}

var nothing record

// newHistory sorts facts; begins says whether an event is one that a case can
// begin with. Facts that were withdrawn are left out.
func newHistory(facts []Fact, begins func(name string) bool) *history {
	h := &history{all: standing(facts), of: make(map[subject]*record, min(len(facts), 32))}
	var records []record // allocated several at a time; none is ever moved
	for _, f := range h.all {
		r := h.of[subject{f.Name, f.Instance}]
		if r == nil {
			if len(records) == cap(records) {
				records = make([]record, 0, 16)
			}
			records = append(records, record{})
			r = &records[len(records)-1]
			h.of[subject{f.Name, f.Instance}] = r
		}
		switch f.Kind {
		case Happened:
			r.occurred(f)
			if begins(f.Name) && (h.begun.IsZero() || f.At.Before(h.begun)) {
				h.begun = f.At
			}
		case Planned:
			r.planned = append(r.planned, f)
		case Delayed:
			r.delayed = f
		}
	}
	return h
}

// occurred inserts an occurrence in order of time; of two at the same time the one
// that was recorded first comes first.
func (r *record) occurred(f *Fact) {
	i := len(r.happened)
	for i > 0 && f.At.Before(r.happened[i-1].At) {
		i--
	}
	r.happened = slices.Insert(r.happened, i, f)
}

// standing returns the facts that were not withdrawn, in the order in which they
// were recorded: that of their numbers, f9 before f10. No clock decides it,
// because clocks are set back, and differ between daemons.
func standing(facts []Fact) []*Fact {
	var gone map[string]bool
	for i := range facts {
		if facts[i].Kind == Withdrawn {
			if gone == nil {
				gone = map[string]bool{}
			}
			gone[facts[i].Withdraws] = true
		}
	}
	out := make([]*Fact, 0, len(facts))
	for i := range facts {
		if f := &facts[i]; f.Kind != Withdrawn && !gone[f.ID] {
			out = append(out, f)
		}
	}
	inOrder(out)
	return out
}

// inOrder sorts facts by the order in which they were recorded.
func inOrder(facts []*Fact) {
	byNumber := func(a, b *Fact) int {
		if d := len(a.ID) - len(b.ID); d != 0 {
			return d
		}
		return cmp.Compare(a.ID, b.ID)
	}
	if !slices.IsSortedFunc(facts, byNumber) { // as they stand in a case
		slices.SortStableFunc(facts, byNumber)
	}
}

// about returns the record of a subject; never nil.
func (h *history) about(name, instance string) *record {
	if r := h.of[subject{name, instance}]; r != nil {
		return r
	}
	return &nothing
}

// first returns the first occurrence of an event, or completion of a milestone.
func (r *record) first() (*Fact, bool) {
	if len(r.happened) > 0 {
		return r.happened[0], true
	}
	return nil, false
}

// last returns the last occurrence of an event, or completion of a milestone.
func (r *record) last() (*Fact, bool) {
	if n := len(r.happened); n > 0 {
		return r.happened[n-1], true
	}
	return nil, false
}

// plan returns the current plan: the one recorded last.
func (r *record) plan() (*Fact, bool) {
	if n := len(r.planned); n > 0 {
		return r.planned[n-1], true
	}
	return nil, false
}

// outcome returns how a decision went when it was made last.
func (r *record) outcome() string {
	if f, ok := r.last(); ok {
		return f.Outcome
	}
	return ""
}
