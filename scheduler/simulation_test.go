package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// A simulation is a year of a partnership in a fraction of a second: two daemons on one
// store, random cases, people who come and go, addresses that refuse, a relay that hangs
// up, a store that fails, daemons that are killed with emails in their hands, and a clock
// that is wrong for a while. It is drawn by rapid: a seed replays exactly, and one that
// fails is shrunk. What has to hold is said in simulation_oracle_test.go.

// people are everybody who holds roles in a simulation.
func people() []string { return []string{"ann", "bob", "cat", "dan", "eve", "fay"} }

// world is one simulation.
type world struct {
	*rapid.T
	seed    uint64
	store   *faulty
	town    *town
	daemons []*scheduler.Engine
	cases   *scheduler.Cases // over a store that never fails: what they accept is known
	now     time.Time
	open    []string // references
	opened  int

	mu       sync.Mutex
	mood     map[string]letter.Outcome // by person: how the relay answers; sent if there is none
	attempts map[string]int            // by email
	doubted  map[string]bool           // emails that may have come twice
	got      []arrival
	wrong    []string // what the relay saw that must not be
	ahead    bool     // the clock is wrong at this moment
}

// arrival is an email that the relay took.
type arrival struct {
	letter.Letter
	at time.Time
}

func newWorld(rt *rapid.T) *world {
	w := &world{
		T: rt, seed: rapid.Uint64().Draw(rt, "seed of the relay"), store: newFaulty(), now: time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC),
		town: &town{hours: always, holders: map[string][]string{}, deputy: map[string]string{}},
		mood: map[string]letter.Outcome{}, attempts: map[string]int{}, doubted: map[string]bool{},
	}
	if rapid.Bool().Draw(rt, "office hours") {
		w.town.hours = notice.SendHours{From: 8 * 60, To: 18 * 60}
	}
	for _, role := range w.roles() {
		w.town.give(role, w.person("holder"))
	}
	for range 2 {
		w.daemons = append(w.daemons, newEngine(w.store, w.town, unchanging(w.store, w.town), w))
	}
	w.cases = scheduler.NewCases(w.store.Store, w.town, unchanging(w.store.Store, w.town), func() {}, slog.New(slog.DiscardHandler))
	return w
}

func (w *world) roles() []string {
	return []string{"local-authority", "business-manager", "lcspr-chair", "partnership-chair", "safeguarding-partners"}
}

func (w *world) person(label string) string { return rapid.SampledFrom(people()).Draw(w.T, label) }

func (w *world) aCase() string {
	return scheduler.CaseID("bscp", rapid.SampledFrom(w.open).Draw(w.T, "case"))
}

// happens is one thing that happens in the world.
func (w *world) happens() {
	ctx := context.Background()
	switch what := rapid.IntRange(0, 13).Draw(w.T, "what"); {
	case what <= 1 && w.opened < 4 || len(w.open) == 0:
		w.opened++
		reference := fmt.Sprint("R-", w.opened)
		days := rapid.IntRange(0, 12).Draw(w.T, "days ago")
		aware := plan.Fact{Kind: plan.Happened, Name: "aware", At: calendar.On(calendar.DateOf(w.now).AddDays(-days))}
		_, err := w.cases.Open(ctx, scheduler.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: reference, Facts: []plan.Fact{aware}}, w.now)
		w.accepted(err)
		w.open = append(w.open, reference)
	case what <= 4:
		w.record(w.aCase())
	case what == 5 && rapid.IntRange(0, 3).Draw(w.T, "close") == 0:
		id := w.aCase()
		_, err := w.cases.Close(ctx, id, "over", "test", w.now)
		w.accepted(err)
		w.open = slices.DeleteFunc(w.open, func(r string) bool { return scheduler.CaseID("bscp", r) == id })
	case what <= 7:
		role := rapid.SampledFrom(w.roles()).Draw(w.T, "role")
		w.town.give(role, rapid.SliceOfNDistinct(rapid.SampledFrom(people()), 0, 2, rapid.ID[string]).Draw(w.T, "holders")...)
	case what == 8:
		w.depute(w.person("whose deputy"), w.person("deputy"))
	case what <= 10:
		w.mu.Lock()
		w.mood[w.person("whose address")] = rapid.SampledFrom([]letter.Outcome{letter.Sent, letter.Sent, letter.Refused, letter.Deferred, letter.Ambiguous}).Draw(w.T, "mood")
		w.mu.Unlock()
	case what == 11:
		method := rapid.SampledFrom([]string{"Commit", "Case", "Renew", "Roll", "Settle", "Settle with a roll"}).Draw(w.T, "method")
		w.store.fail(method, slices.Repeat([]error{errAway}, rapid.IntRange(1, 3).Draw(w.T, "times"))...)
	case what == 12:
		w.kill()
	default:
		w.stepTheClock()
	}
}

// record says that a milestone of a case is done, if one runs.
func (w *world) record(id string) {
	v, err := w.cases.Show(context.Background(), id, w.now)
	w.accepted(err)
	var running []plan.Fact
	for i := range v.Timetable.Milestones {
		if m := &v.Timetable.Milestones[i]; m.Status.Running() {
			id, instance, _ := strings.Cut(m.Key(), "/")
			running = append(running, plan.Fact{Kind: plan.Happened, Name: id, Instance: instance, At: calendar.Instant(w.now)})
		}
	}
	if len(running) == 0 {
		return
	}
	f := rapid.SampledFrom(running).Draw(w.T, "milestone")
	if _, err = w.cases.Record(context.Background(), id, []plan.Fact{f}, "test", w.now); err != nil {
		var refused *plan.InputError
		if !errors.As(err, &refused) {
			w.Fatal(err)
		}
	}
}

func (w *world) accepted(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) depute(person, deputy string) {
	w.town.mu.Lock()
	defer w.town.mu.Unlock()
	if delete(w.town.deputy, person); person != deputy {
		w.town.deputy[person] = deputy
	}
}

// kill is a third daemon that claims what is due, hands it over and dies. The relay may
// have taken it.
func (w *world) kill() {
	ctx := context.Background()
	claimed, err := w.store.ClaimEmails(ctx, w.now, w.now.Add(2*time.Minute), "killed", 3)
	w.accepted(err)
	for _, c := range claimed {
		if w.store.Store.Renew(ctx, c.Intent, "killed", w.now.Add(2*time.Minute)) != nil {
			continue
		}
		w.mu.Lock()
		w.doubted[c.ID] = true
		w.mu.Unlock()
	}
	if _, err = w.store.ClaimCases(ctx, w.now, w.now.Add(30*time.Second), 2); err != nil {
		w.Fatal(err)
	}
}

// stepTheClock lets a daemon run with a clock that is ahead, as one that was started so
// and did not notice.
func (w *world) stepTheClock() {
	wrong := time.Duration(rapid.IntRange(1, 400).Draw(w.T, "hours ahead")) * time.Hour
	w.ahead = true
	w.work(w.now.Add(wrong))
	w.ahead = false
}

// work is a round of one of the daemons. What a store that fails makes of it is no
// matter: the next round does it.
func (w *world) work(now time.Time) {
	e := w.daemons[rapid.IntRange(0, len(w.daemons)-1).Draw(w.T, "daemon")]
	_, _ = w.store.Recall(context.Background(), now)
	_ = e.RunCases(context.Background(), now)
	_ = e.RunEmails(context.Background(), now)
}

// Deliver is the relay. How it answers follows from the seed, the email and the attempt.
func (w *world) Deliver(_ context.Context, l *letter.Letter, look func() error) scheduler.Delivery {
	if look() != nil {
		return scheduler.Delivery{Outcome: letter.Deferred, Reason: "called-off"}
	}
	w.judge(l)
	w.mu.Lock()
	defer w.mu.Unlock()
	outcome := letter.Sent
	if mood, ok := w.mood[l.Person]; ok {
		outcome = mood
	}
	w.attempts[l.ID]++
	h := fnv.New32a()
	fmt.Fprint(h, w.seed, l.ID, w.attempts[l.ID])
	if outcome == letter.Ambiguous {
		w.doubted[l.ID] = true
	}
	if outcome == letter.Sent || outcome == letter.Ambiguous && h.Sum32()%2 == 0 {
		w.got = append(w.got, arrival{Letter: *l, at: w.now})
	}
	return scheduler.Delivery{Outcome: outcome, Reason: string(outcome)}
}

// A few hundred simulated years; `make simulate` draws more of them.
func TestSimulatedYears(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(struct{ testing.TB }{t}, func(rt *rapid.T) { // in a bubble a test has no deadline to ask for
			w := newWorld(rt)
			for range rapid.IntRange(5, 60).Draw(rt, "events") {
				w.happens()
				w.now = w.now.Add(time.Duration(rapid.IntRange(1, 14*24).Draw(rt, "hours")) * time.Hour)
				w.work(w.now)
			}
			w.calm()
			w.check()
		})
	})
}

// calm ends all trouble and lets the daemons work until nothing is left to do.
func (w *world) calm() {
	w.mu.Lock()
	clear(w.mood)
	w.mu.Unlock()
	w.store.mu.Lock()
	clear(w.store.fails)
	w.store.mu.Unlock()
	w.now = nextWorkday(w.now)
	for range 30 {
		w.now = w.now.Add(7 * time.Minute)
		w.work(w.now)
	}
}

// nextWorkday returns ten in the morning of a day on which emails go out.
func nextWorkday(now time.Time) time.Time {
	day := calendar.DateOf(now).AddDays(1)
	for cal := plantest.England(); !cal.IsWorkingDay(day); {
		day = day.AddDays(1)
	}
	return day.At(10, 0, 0)
}

// names returns who is told for a role now.
func (w *world) names(role string) []string {
	var out []string
	for _, a := range w.town.Resolve(role, calendar.DateOf(w.now)) {
		out = append(out, a.Person)
	}
	return out
}

// String lists what arrived, for a seed that fails.
func (w *world) String() string {
	var lines []string
	for _, a := range w.got {
		var about []string
		for _, it := range a.Items {
			about = append(about, it.Milestone+" due "+it.Mark)
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s as %v: %s (%s)", a.at.Format("2006-01-02T15:04"), a.Reference, a.Step, a.Person, a.Roles, strings.Join(about, ", "), a.ID))
	}
	return strings.Join(lines, "\n") + "\nopen: " + fmt.Sprint(w.open, slices.Sorted(maps.Keys(w.doubted)))
}
