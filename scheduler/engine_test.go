package scheduler_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

// postbox records the emails that were handed over; answer decides how that ends.
type postbox struct {
	mu     sync.Mutex
	got    []string // "step person milestone,milestone"
	ids    []string
	answer func(in *letter.Letter) scheduler.Delivery

	meanwhile func(in *letter.Letter) // what happens until the relay agrees to the recipient
}

func (p *postbox) Deliver(_ context.Context, in *letter.Letter, look func() error) scheduler.Delivery {
	if p.meanwhile != nil {
		p.meanwhile(in)
	}
	if look() != nil {
		return scheduler.Delivery{Outcome: letter.Deferred, Reason: "called-off"}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	d := scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	if p.answer != nil {
		d = p.answer(in)
	}
	var about []string
	for _, it := range in.Items {
		about = append(about, it.Milestone)
	}
	p.got = append(p.got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", in.Step, in.Person, strings.Join(about, ","), strings.TrimPrefix(string(d.Outcome), "sent"))))
	p.ids = append(p.ids, in.ID)
	return d
}

func (p *postbox) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.got
	p.got = nil
	slices.Sort(out)
	return out
}

// daemon is a daemon over a store in memory.
type daemon struct {
	t      *testing.T
	store  scheduler.Store
	town   *town
	post   *postbox
	engine *scheduler.Engine
	cases  *scheduler.Cases
}

func newDaemon(t *testing.T) *daemon {
	d := &daemon{
		t: t, store: memstore.New(), post: &postbox{},
		town: &town{hours: always, holders: map[string][]string{}, deputy: map[string]string{}},
	}
	d.engine = d.another()
	d.cases = scheduler.NewCases(d.store, d.town, unchanging(d.store, d.town), d.engine.Nudge, slog.New(slog.DiscardHandler))
	return d
}

// another returns the engine of a second daemon on the same store.
func (d *daemon) another() *scheduler.Engine {
	return newEngine(d.store, d.town, unchanging(d.store, d.town), d.post)
}

func newEngine(store scheduler.Store, partnerships scheduler.Partnerships, a *almanac.Almanac, mail scheduler.Mailer) *scheduler.Engine {
	return scheduler.NewEngine(options(store, partnerships, a, mail))
}

func options(store scheduler.Store, partnerships scheduler.Partnerships, a *almanac.Almanac, mail scheduler.Mailer) scheduler.EngineOptions {
	return scheduler.EngineOptions{
		Store: store, Partnerships: partnerships, Almanac: a, Mailer: mail,
		Metrics: scheduler.NewMetrics(prometheus.NewRegistry()), Log: slog.New(slog.DiscardHandler),
	}
}

// unchanging returns an almanac whose journal nobody writes to.
func unchanging(store scheduler.Store, partnerships scheduler.Partnerships) *almanac.Almanac {
	return almanac.New(store, scheduler.BooksOf(store, partnerships), func([]almanac.Era) {}, slog.New(slog.DiscardHandler))
}

func (d *daemon) open(now string, facts ...string) *scheduler.View {
	d.t.Helper()
	var list []plan.Fact
	for _, f := range facts {
		one := plantest.Fact(d.t, plan.Happened, f)
		one.ID = ""
		list = append(list, one)
	}
	v, err := d.cases.Open(context.Background(), scheduler.Opening{
		Partnership: "bscp", Procedure: "england-2023", Reference: "R-1", Facts: list, By: "test",
	}, plantest.At(d.t, now))
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

func (d *daemon) record(now, name string) {
	d.t.Helper()
	f := plan.Fact{Kind: plan.Happened, Name: name, At: plantest.When(d.t, now)}
	if _, err := d.cases.Record(context.Background(), "bscp:R-1", []plan.Fact{f}, "test", plantest.At(d.t, now)); err != nil {
		d.t.Fatal(err)
	}
}

// run does what the loops would do at a moment, and returns the emails sent.
func (d *daemon) run(now string) []string {
	d.t.Helper()
	ctx, m := context.Background(), plantest.At(d.t, now)
	if err := d.engine.RunCases(ctx, m); err != nil {
		d.t.Fatal(err)
	}
	if err := d.engine.RunEmails(ctx, m); err != nil {
		d.t.Fatal(err)
	}
	return d.post.take()
}

func (d *daemon) want(got []string, want ...string) {
	d.t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		d.t.Error("(-want +got)", diff)
	}
}

// accounted checks that every email decided on is in exactly one place.
func (d *daemon) accounted() scheduler.Totals {
	d.t.Helper()
	totals, err := d.store.Totals(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	sum := totals.Waiting
	for _, n := range totals.Settled {
		sum += n
	}
	if sum != totals.Created {
		d.t.Errorf("%d emails created, %d accounted for", totals.Created, sum)
	}
	return totals
}

func TestOneEmailAStepAndPerson(t *testing.T) {
	d := newDaemon(t)
	d.town.give("local-authority", "ann")
	d.town.give("business-manager", "ann")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.want(d.run("2026-12-16T10:31"), "opened ann notify-national-panel,rapid-review", "opened lcspr-chair rapid-review")
	d.want(d.run("2026-12-16T10:32"))
	d.accounted()
}

func TestDoneBeforeItIsSent(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	if err := d.engine.RunCases(context.Background(), plantest.At(t, "2026-12-21T08:00")); err != nil {
		t.Fatal(err)
	}
	d.record("2026-12-21T08:00", "notify-national-panel")
	d.want(d.run("2026-12-21T08:01"))
	if totals := d.accounted(); totals.Settled[letter.Superseded] != 2 {
		t.Errorf("superseded %d, want the 2 reminders that were waiting", totals.Settled[letter.Superseded])
	}
}

func TestTheRestOfAnEmailStillGoesOut(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30") // two milestones started, not yet sent
	d.record("2026-12-16T10:31", "notify-national-panel")
	d.want(d.run("2026-12-16T10:32"), "opened business-manager rapid-review", "opened lcspr-chair rapid-review")
	d.accounted()
}

func TestWhoHoldsTheRoleWhenItIsSent(t *testing.T) {
	d := newDaemon(t)
	d.town.give("local-authority", "ann", "bob")
	d.town.give("business-manager", "eve")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.town.give("local-authority", "bob", "cat") // ann has left, cat has come
	d.want(d.run("2026-12-16T10:31"),
		"opened bob notify-national-panel", "opened cat notify-national-panel",
		"opened eve notify-national-panel,rapid-review", "opened lcspr-chair rapid-review")
	d.accounted()
}

func TestNobodyHoldsTheRole(t *testing.T) {
	d := newDaemon(t)
	d.town.give("local-authority")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.want(d.run("2026-12-16T10:31"),
		"opened business-manager notify-national-panel,rapid-review", "opened duty notify-national-panel", "opened lcspr-chair rapid-review")
}

// A permanent refusal goes to the deputy, then up the ladder, then to the
// backstop. If that refuses too it is the relay's trouble, and whom it was for first is
// tried again.
func TestARefusedAddress(t *testing.T) {
	d := newDaemon(t)
	d.town.deputy["local-authority"] = "deputy"
	bad := []string{"local-authority"}
	d.post.answer = func(in *letter.Letter) scheduler.Delivery {
		if slices.Contains(bad, in.Person) {
			return scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}
		}
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	got := d.run("2026-12-16T10:31")
	if !slices.Contains(got, "opened deputy notify-national-panel") {
		t.Errorf("the deputy was not told: %q", got)
	}
	bad = []string{"local-authority", "deputy", "lcspr-chair", "business-manager"}
	d.want(d.run("2026-12-21T08:00"),
		"reminder business-manager notify-national-panel refused", "reminder deputy notify-national-panel refused",
		"reminder duty notify-national-panel", "reminder duty notify-national-panel",
		"reminder lcspr-chair notify-national-panel refused", "reminder lcspr-chair notify-national-panel refused",
		"reminder local-authority notify-national-panel refused")
	bad = append(bad, "duty")
	d.run("2026-12-22T08:00")
	if totals := d.accounted(); totals.Settled[letter.Failed] != 0 || totals.Waiting != 2 {
		t.Errorf("totals %+v, want none given up and 2 waiting", totals)
	}
	bad = nil
	d.want(d.run("2026-12-22T08:10"), "reminder business-manager notify-national-panel", "reminder local-authority notify-national-panel")
}

// An email in doubt is resent as the same email; a deferred one waits.
func TestDoubtAndDelay(t *testing.T) {
	d := newDaemon(t)
	d.town.give("lcspr-chair", "eve")
	d.town.give("business-manager", "eve")
	d.town.give("local-authority", "eve")
	outcomes := []letter.Outcome{letter.Ambiguous, letter.Deferred, letter.Sent}
	d.post.answer = func(*letter.Letter) scheduler.Delivery {
		o := outcomes[0]
		outcomes = outcomes[1:]
		return scheduler.Delivery{Outcome: o, Reason: "as told"}
	}
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	for _, tt := range []struct {
		now  string
		want []string
	}{
		{"2026-12-16T10:31", []string{"opened eve notify-national-panel,rapid-review ambiguous"}},
		{"2026-12-16T10:32", []string{"opened eve notify-national-panel,rapid-review deferred"}},
		{"2026-12-16T10:33", nil}, // the second attempt was deferred for five minutes and more
		{"2026-12-16T10:38", []string{"opened eve notify-national-panel,rapid-review"}},
		{"2026-12-16T11:38", nil},
	} {
		d.want(d.run(tt.now), tt.want...)
	}
	if ids := slices.Compact(d.post.ids); len(ids) != 1 {
		t.Errorf("sent as %d different emails", len(ids))
	}
	d.accounted()
}

// While the relay is away all emails wait together, and all go out when it is back.
func TestTheRelayIsAway(t *testing.T) {
	d := newDaemon(t)
	tries, away := 0, true
	d.post.answer = func(*letter.Letter) scheduler.Delivery {
		tries++
		if away {
			return scheduler.Delivery{Outcome: letter.Deferred, Reason: "relay-unreachable", Relay: true}
		}
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	first := tries
	d.run("2026-12-16T10:31")
	if tries != first {
		t.Errorf("tried %d times more while the gate was shut", tries-first)
	}
	away = false
	if got := d.run("2026-12-16T10:32"); len(got) != 3 {
		t.Errorf("after it came back: %q, want 3 emails", got)
	}
	d.accounted()
}

func TestAClosedCaseIsSilent(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	if _, err := d.cases.Close(context.Background(), "bscp:R-1", "entered twice", "test", plantest.At(t, "2026-12-16T10:31")); err != nil {
		t.Fatal(err)
	}
	d.want(d.run("2026-12-16T10:32"))
	d.want(d.run("2027-12-16T10:32"))
	totals := d.accounted()
	if len(totals.Tallies) != 0 {
		t.Errorf("a closed case still counts: %v", totals.Tallies)
	}
}

// Two daemons on one store: together they send each email once.
func TestTwoDaemonsSendOnce(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	other := d.another()
	for _, now := range []string{"2026-12-21T08:00", "2026-12-22T08:00", "2026-12-23T08:00", "2026-12-24T00:00", "2026-12-29T00:00"} {
		var wg sync.WaitGroup
		for _, e := range []*scheduler.Engine{d.engine, other} {
			wg.Go(func() {
				for range 3 {
					if err := e.RunCases(t.Context(), plantest.At(t, now).Add(time.Second)); err != nil {
						t.Error(err)
					}
					if err := e.RunEmails(t.Context(), plantest.At(t, now).Add(time.Second)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		got := d.post.take()
		if len(got) == 0 || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Errorf("%s: %q", now, got)
		}
	}
	d.accounted()
}

// The loops wake by themselves at the moment, not before, and stop with their
// context.
func TestTheLoopKeepsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDaemon(t)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { d.engine.Run(ctx); close(done) }()
		time.Sleep(24 * time.Hour)
		now := time.Now()
		f := plan.Fact{Kind: plan.Happened, Name: "aware", At: calendar.Instant(now)}
		if _, err := d.cases.Open(ctx, scheduler.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "R-1", Facts: []plan.Fact{f}}, now); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := d.post.take(); len(got) != 3 {
			t.Fatalf("at once: %q, want 3 emails", got)
		}
		q, err := d.store.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Until(q.Wake) - time.Millisecond)
		synctest.Wait()
		if got := d.post.take(); len(got) != 0 {
			t.Fatalf("a millisecond early: %q", got)
		}
		time.Sleep(3 * time.Millisecond)
		synctest.Wait()
		if got := d.post.take(); len(got) == 0 {
			t.Fatal("nothing at the moment itself")
		}
		stop()
		<-done
	})
}
