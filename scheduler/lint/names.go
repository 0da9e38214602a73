package lint

import (
	"reflect"
	"strings"
)

// misspelt finds a milestone that was to replace an inherited one, and by a slip
// of the pen stands beside it: both would be counted, each by its own rule.
func (l *linter) misspelt() {
	if l.in.Parent == nil {
		return
	}
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		if _, replaces := l.in.Parent.Milestone(m.ID); replaces {
			continue
		}
		for k := range l.in.Parent.Milestones {
			theirs := &l.in.Parent.Milestones[k]
			if ours, _ := l.p.Milestone(theirs.ID); oneSlip(m.ID, theirs.ID) && reflect.DeepEqual(ours.Source, theirs.Source) {
				l.add(KindNearName, "milestones."+m.ID, theirs.ID+", to replace that one; or a name that nobody takes for it",
					"is beside the inherited %s, and does not replace it", theirs.ID)
				l.found[len(l.found)-1].Milestone = m.ID
			}
		}
	}
}

// oneSlip says whether b is a with one letter left out, added or changed, or with
// two neighbours swapped. A digit is no slip: it numbers things.
func oneSlip(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return (swapped || len(a) <= 1 && len(b) <= 1) && !strings.ContainsAny(a+b, "0123456789")
}
