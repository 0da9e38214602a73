package scheduler_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// The oracle of the simulation knows only the commands that were accepted, the dates
// that follow from them, and who holds which role; and the emails as the relay saw them.

// judge notes what must not go out, at the moment at which its content would.
func (w *world) judge(l *letter.Letter) {
	complain := func(format string, args ...any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.wrong = append(w.wrong, fmt.Sprintf("%s of %s to %s: ", l.Step, l.Reference, l.Person)+fmt.Sprintf(format, args...))
	}
	if !w.mayBeTold(l) {
		complain("who does not hold %v (%s)", l.Roles, l.Because)
	}
	w.mu.Lock()
	doubted := w.doubted[l.ID]
	w.mu.Unlock()
	if doubted || w.ahead {
		return // it goes again as it was; or what it says is false, as the clock is
	}
	v, err := w.cases.Show(context.Background(), l.Case, w.now)
	if err != nil {
		complain("%v", err)
		return
	}
	if !v.Case.ClosedAt.IsZero() {
		complain("the case is closed")
	}
	for _, it := range l.Items {
		if ok, why := notice.Holds(it, v.Timetable, l.Step); !ok {
			complain("%s", why)
		}
	}
}

// mayBeTold says whether a person holds a role of the email now, or can stand in for
// somebody who does.
func (w *world) mayBeTold(l *letter.Letter) bool {
	for _, role := range l.Roles {
		if slices.Contains(w.names(role), l.Person) {
			return true
		}
	}
	if !strings.Contains(l.Because, "refused") && l.Step != letter.StepUndeliverable {
		return false
	}
	if l.Person == w.town.Backstop() {
		return true
	}
	w.town.mu.Lock()
	defer w.town.mu.Unlock()
	for _, deputy := range w.town.deputy {
		if deputy == l.Person {
			return true
		}
	}
	for _, holders := range w.town.holders { // the next rung
		if slices.Contains(holders, l.Person) {
			return true
		}
	}
	return false
}

// check is the judgement at the end, when everything was quiet for hours.
func (w *world) check() {
	for _, fault := range w.wrong {
		w.Errorf("went out: %s\n%s", fault, w)
	}
	w.checkRepeats()
	for _, reference := range w.open {
		w.checkTold(reference)
	}
	totals, err := w.store.Totals(context.Background())
	if err != nil {
		w.Fatal(err)
	}
	settled := totals.Waiting
	for _, n := range totals.Settled {
		settled += n
	}
	if totals.Waiting != 0 || totals.Created != settled {
		w.Errorf("the books are %+v\n%s", totals, w)
	}
}

// checkRepeats finds emails that came twice without cause.
func (w *world) checkRepeats() {
	seen := map[string]int{}
	for _, a := range w.got {
		seen[a.ID]++
		if seen[a.ID] > 1 && !w.doubted[a.ID] {
			w.Errorf("email %s came %d times, and was never in doubt\n%s", a.ID, seen[a.ID], w)
		}
	}
}

// checkTold fails unless somebody was told of everything that runs in a case: that it
// runs, and if it is overdue that it is, with the date that it has.
func (w *world) checkTold(reference string) {
	v, err := w.cases.Show(context.Background(), scheduler.CaseID("bscp", reference), w.now)
	if err != nil {
		w.Fatal(err)
	}
	for i := range v.Timetable.Milestones {
		m := &v.Timetable.Milestones[i]
		if !m.Status.Running() || m.Basis != plan.BasisFirm && m.Basis != plan.BasisPlanned || m.DueAt.IsZero() {
			continue
		}
		late := m.Status == plan.StatusOverdue
		told := slices.ContainsFunc(w.got, func(a arrival) bool {
			return a.Reference == reference && (!late || a.Step.Late()) && slices.ContainsFunc(a.Items, func(it letter.Item) bool {
				return it.Milestone == m.Key() && (!late || strings.HasPrefix(it.Mark, m.Due.String()))
			})
		})
		if !told {
			w.Errorf("%s: nobody was told of %s, %s, due %s\n%s", reference, m.Key(), m.Status, m.Due, w)
		}
	}
}
