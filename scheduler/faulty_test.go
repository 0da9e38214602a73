package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/roll"
)

// This file has what the engine does while its store fails.

var errAway = errors.New("the store is away")

// faulty is a store that fails when it is told to. Like one on a network, and unlike
// the one in memory, it does nothing for a context that is over. It tells nobody of a
// change: nudges may be lost.
type faulty struct {
	*memstore.Store

	mu    sync.Mutex
	fails map[string][]error // by method: the errors of the next calls
	dead  map[string]bool    // the methods that fail every time
}

func newFaulty() *faulty {
	return &faulty{Store: memstore.New(), fails: map[string][]error{}, dead: map[string]bool{}}
}

// fail makes the next calls of a method fail, each with one error.
func (f *faulty) fail(method string, errs ...error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fails[method] = errs
}

// die makes a method fail from now on, or work again.
func (f *faulty) die(method string, dead bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dead[method] = dead
}

func (f *faulty) next(ctx context.Context, method string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.dead[method] {
		return errAway
	}
	list := f.fails[method]
	if len(list) == 0 {
		return nil
	}
	f.fails[method] = list[1:]
	return list[0]
}

func (f *faulty) Commit(ctx context.Context, c scheduler.Change) error {
	if err := f.next(ctx, "Commit"); err != nil {
		return err
	}
	return f.Store.Commit(ctx, c)
}

func (f *faulty) Case(ctx context.Context, id string) (*scheduler.Case, error) {
	if err := f.next(ctx, "Case"); err != nil {
		return nil, err
	}
	return f.Store.Case(ctx, id)
}

func (f *faulty) Renew(ctx context.Context, in *scheduler.Intent, token string, until time.Time) error {
	if err := f.next(ctx, "Renew"); err != nil {
		return err
	}
	return f.Store.Renew(ctx, in, token, until)
}

func (f *faulty) Roll(ctx context.Context, id string) (roll.Roll, error) {
	if err := f.next(ctx, "Roll"); err != nil {
		return roll.Roll{}, err
	}
	return f.Store.Roll(ctx, id)
}

func (f *faulty) Settle(ctx context.Context, s scheduler.Settlement) error {
	if err := f.next(ctx, "Settle"); err != nil {
		return err
	}
	if s.Roll != nil {
		if err := f.next(ctx, "Settle with a roll"); err != nil {
			return err
		}
	}
	return f.Store.Settle(ctx, s)
}

func (f *faulty) Nudges(context.Context) <-chan struct{} { return nil }

// withFaults returns a daemon over a store that may fail.
func withFaults(t *testing.T) (*daemon, *faulty) {
	d, store := newDaemon(t), newFaulty()
	d.store = store
	d.engine = d.another()
	d.cases = scheduler.NewCases(d.store, d.town, unchanging(d.store, d.town), func() {}, slog.New(slog.DiscardHandler))
	return d, store
}

// openNow opens a case of which the business manager, the chair and the local
// authority are told at once.
func (d *daemon) openNow(reference string) {
	d.t.Helper()
	now := time.Now()
	aware := plan.Fact{Kind: plan.Happened, Name: "aware", At: calendar.Instant(now)}
	open := scheduler.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: reference, Facts: []plan.Fact{aware}, By: "test"}
	if _, err := d.cases.Open(context.Background(), open, now); err != nil {
		d.t.Fatal(err)
	}
}

// send delivers what is due now, and returns the emails sent.
func (d *daemon) send() []string {
	d.t.Helper()
	if err := d.engine.RunEmails(context.Background(), time.Now()); err != nil {
		d.t.Fatal(err)
	}
	return d.post.take()
}

// An email that went out is recorded although the store fails for a moment just then.
// Otherwise it would look as if it had not, and go out again.
func TestASentEmailIsRecordedAlthoughTheStoreFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		d.openNow("R-1")
		store.fail("Settle", errAway, errAway, errAway, errAway)
		if got := d.send(); len(got) != 3 {
			t.Fatalf("sent %q, want 3 emails", got)
		}
		time.Sleep(10 * time.Minute)
		d.want(d.send())
		if totals := d.accounted(); totals.Settled[letter.Sent] != 3 {
			t.Errorf("%d recorded as sent, want 3", totals.Settled[letter.Sent])
		}
	})
}

// If the record of an email that went out is lost for good, the log says so: that is
// the only sign of an email that people may get twice.
func TestAnEmailThatCannotBeRecordedIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		var log bytes.Buffer
		e := scheduler.NewEngine(scheduler.EngineOptions{
			Store: store, Partnerships: d.town, Almanac: unchanging(store, d.town), Mailer: d.post,
			Metrics: scheduler.NewMetrics(prometheus.NewRegistry()), Log: slog.New(slog.NewTextHandler(&log, nil)),
		})
		d.openNow("R-1")
		store.die("Settle", true)
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if err := e.RunEmails(ctx, time.Now()); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(log.String(), "email not settled"); n != 3 {
			t.Errorf("the log tells of %d emails that were not recorded, want 3:\n%s", n, log.String())
		}
		if sent, totals := d.post.take(), d.accounted(); len(sent) != 3 || totals.Waiting != 3 {
			t.Errorf("sent %q, and %d wait; want 3, which wait still", sent, totals.Waiting)
		}
	})
}

// While an email is handed on another email of the case may have written the roll.
// Then the email is looked at again at once, and is not left until its lease ends.
func TestARollThatWasWrittenMeanwhileIsReadAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		d.openNow("R-1")
		d.town.give("local-authority", "new")
		store.fail("Settle with a roll", scheduler.ErrConflict, scheduler.ErrConflict)
		d.want(d.send(), "opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", "opened new notify-national-panel")
		d.accounted()
	})
}

// A wake-up whose commit failed is a failure of the store, of which the health tells:
// it must not say that everything is well while nobody is reminded.
func TestAWakeUpThatCannotBeCommittedShowsInTheHealth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		d.openNow("R-1")
		d.send()
		q, err := store.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Until(q.Wake))
		store.fail("Commit", errAway, errAway)
		if err := d.engine.RunCases(t.Context(), time.Now()); !errors.Is(err, errAway) {
			t.Errorf("woken by hand: %v, want the error of the store", err)
		}
		time.Sleep(time.Minute) // the lease on the case is over
		end := d.start()
		synctest.Wait()
		if h := d.engine.Health(); h.Since.IsZero() || !strings.Contains(h.Error, errAway.Error()) {
			t.Errorf("woken by the loop: %+v, want the failure of the store", h)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if h := d.engine.Health(); !h.Since.IsZero() {
			t.Errorf("the store is back: %+v", h)
		}
		if got := d.post.take(); len(got) == 0 {
			t.Error("nobody was told once the store was back")
		}
		end()
	})
}

// start runs the loops of the engine. The returned function ends them, and returns
// when they have ended.
func (d *daemon) start() (end func()) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { d.engine.Run(ctx); close(done) }()
	return func() { stop(); <-done }
}

// Nothing but speed depends on nudges. A daemon to which none comes looks at its
// queues every half minute all the same: for the email of a case that another daemon
// opened, and for a case that another moved to an earlier moment.
func TestNothingDependsOnNudges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		end := d.start()
		time.Sleep(time.Hour + time.Second)
		d.openNow("R-1")
		time.Sleep(31 * time.Second)
		synctest.Wait()
		if got := d.post.take(); len(got) != 3 {
			t.Errorf("half a minute later: %q, want 3 emails", got)
		}
		c, err := store.Store.Case(t.Context(), "bscp:R-1")
		if err != nil {
			t.Fatal(err)
		}
		revision := c.Revision
		if err := store.Store.Commit(t.Context(), scheduler.Change{Case: c, Wake: time.Now()}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(31 * time.Second)
		synctest.Wait()
		if c, err = store.Store.Case(t.Context(), "bscp:R-1"); err != nil || c.Revision != revision+2 {
			t.Errorf("half a minute after its moment the case has revision %d (%v), want %d", c.Revision, err, revision+2)
		}
		end()
	})
}

// The moment of a case between two sweeps is not left to the later of them.
func TestTheLoopWakesBetweenTwoSweeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, store := withFaults(t)
		time.Sleep(7 * time.Second) // the sweeps are not at the full minute
		d.openNow("R-1")
		d.send()
		q, err := store.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		end := d.start()
		time.Sleep(time.Until(q.Wake) - time.Millisecond)
		synctest.Wait()
		d.want(d.post.take())
		time.Sleep(3 * time.Millisecond)
		synctest.Wait()
		if got := d.post.take(); len(got) == 0 {
			t.Error("nothing at the moment itself")
		}
		end()
	})
}

// What the last look finds is recorded at once: whom the email is for now does not
// wait for it to be tried again.
func TestWhatTheLastLookHandsOnGoesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := withFaults(t)
		var once sync.Once
		d.post.meanwhile = func(*letter.Letter) {
			once.Do(func() { d.town.give("local-authority", "new") })
		}
		d.openNow("R-1")
		d.want(d.send(), "opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", "opened new notify-national-panel")
		d.accounted()
	})
}
