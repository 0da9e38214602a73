package notice

import (
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

// Item returns what an email says of the milestone, frozen.
func (n Notice) Item() letter.Item {
	m := n.Milestone
	it := letter.Item{
		Milestone: m.Key(), Title: n.title(), Owner: m.Owner, Status: string(m.Status), Basis: string(m.Basis),
		Earliest: m.Earliest, Due: m.Due, DueAt: m.DueAt.Time, Hour: m.InHours() || m.Timed(), ActBy: m.ActBy, Was: n.Was, Target: m.Target,
		Statutory: m.Statutory, Provisional: m.Provisional, Rule: m.Rule, Source: m.Source.String(),
		Explanation: m.Explanation.Lines(), Next: n.Next, Outcomes: m.Definition().Outcomes, Mark: n.Marks[mark(m, toldMark)],
	}
	if m.Remaining != nil {
		it.Remaining = *m.Remaining
	}
	return it
}

// title returns the title with the instance, so that it is plain who is late.
func (n Notice) title() string {
	if of := n.Milestone.Instance; of != nil {
		return n.Milestone.Title + ": " + words.ID(*of)
	}
	return n.Milestone.Title
}

// Holds says whether an item of an email of this step is still true of the case,
// and if not, why.
func Holds(it letter.Item, t *plan.Timetable, step letter.Step) (bool, string) {
	m := t.Find(it.Milestone)
	switch {
	case m == nil:
		return false, it.Milestone + " is no longer in the procedure"
	case it.Mark == "" && step == letter.StepDatesChanged:
		return m.Status == plan.StatusWaiting && m.Due.IsZero(), it.Milestone + " has a date again"
	case !m.Status.Running():
		return false, it.Milestone + " is " + string(m.Status)
	}
	s := schedule{m: m}
	if s.due() != it.Mark {
		return false, it.Milestone + " is now due " + s.due()
	}
	if step == letter.StepUndeliverable {
		return true, ""
	}
	if step.Late() != (m.Status == plan.StatusOverdue) {
		return false, it.Milestone + " is " + string(m.Status)
	}
	return true, ""
}
