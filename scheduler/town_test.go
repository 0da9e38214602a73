package scheduler_test

import (
	"cmp"
	"slices"
	"sync"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// always lets emails go out at any time.
var always = notice.SendHours{From: 8 * 60, Always: true}

// town is a partnership whose people a test can change. A role is held by a person
// of the same name, unless holders says otherwise.
type town struct {
	mu      sync.Mutex
	hours   notice.SendHours
	holders map[string][]string
	deputy  map[string]string
	duty    string             // the backstop, if not "duty"
	reasons map[string]string  // by role: why its holder is told, if that matters
	rules   *procedure.Library // nil: what ships
}

func (w *town) library() *procedure.Library {
	if w.rules == nil {
		return procedure.Shipped()
	}
	return w.rules
}

func (w *town) Find(id string) (scheduler.Partnership, bool) {
	return scheduler.Partnership{
		ID: "bscp", Name: "Bucks", Eras: plan.Always(plantest.England()),
		Division: calendar.EnglandAndWales,
		Office:   notice.Office{Calendar: plantest.England(), Opens: plantest.England(), Hours: w.hours}, People: w, MailDomain: "scp.example",
		Procedures: []string{"buckinghamshire", "england-2023"},
	}, id == "bscp"
}
func (w *town) IDs() []string      { return []string{"bscp"} }
func (w *town) Operations() int    { return 1 }
func (w *town) MailDomain() string { return "scp.example" }
func (w *town) Backstop() string   { return cmp.Or(w.duty, "duty") }

func (w *town) Procedure(_, id, edition string) (*procedure.Procedure, error) {
	return w.library().Find(id, edition)
}

func (w *town) ProcedureOn(_, id string, on calendar.Date) (*procedure.Procedure, error) {
	return w.library().InForce(id, on)
}

func (w *town) Resolve(role string, _ calendar.Date) (out []letter.Addressee) {
	w.mu.Lock()
	defer w.mu.Unlock()
	people, changed := w.holders[role]
	if !changed {
		people = []string{role}
	}
	for _, p := range people {
		out = append(out, letter.Addressee{Person: p, Because: w.reason(role)})
	}
	if len(people) == 0 {
		out = append(out, letter.Addressee{Person: "duty", Because: "nobody holds the role " + role, Backstop: true})
	}
	return out
}

func (w *town) reason(role string) string {
	if why, ok := w.reasons[role]; ok {
		return why
	}
	return "you hold the role " + role
}

func (w *town) Deputy(person string, tried []string, _ calendar.Date) (string, bool) {
	d, ok := w.deputy[person]
	return d, ok && !slices.Contains(tried, d)
}

func (w *town) give(role string, people ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.holders[role] = people
}
