package scheduler_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
)

// at is run at a moment, after the look for what a clock has put off.
func (d *daemon) at(now time.Time) []string {
	d.t.Helper()
	ctx := context.Background()
	for _, step := range []func(context.Context, time.Time) error{
		func(ctx context.Context, now time.Time) error { _, err := d.store.Recall(ctx, now); return err },
		d.engine.RunCases, d.engine.RunEmails,
	} {
		if err := step(ctx, now); err != nil {
			d.t.Fatal(err)
		}
	}
	return d.post.take()
}

// A clock is wrong for half a minute, nobody notices, and it is right again. What a
// clock that is ahead says is false and cannot be taken back; but from then on
// everybody is told what they would have been told, when they would have been told it,
// and nothing twice.
func TestAClockThatWasWrong(t *testing.T) {
	day := 24 * time.Hour
	wrongs := []time.Duration{
		time.Second, -time.Second, time.Minute, -time.Minute, time.Hour, -time.Hour, 10 * time.Hour, -10 * time.Hour,
		day, -day, 3 * day, 7 * day, -7 * day, 30 * day, -30 * day, 90 * day, 400 * day, -400 * day,
	}
	opened := plantest.At(t, "2026-12-16T10:30")
	told := func(wrong time.Duration, when time.Time) (list []string) {
		d := newDaemon(t)
		d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
		d.at(opened.Add(time.Minute))
		for now := opened.Add(time.Hour); now.Before(opened.AddDate(0, 3, 0)); now = now.Add(4 * time.Hour) {
			for _, line := range d.at(now) {
				list = append(list, now.Format("2006-01-02T15:04 ")+line)
			}
			if now.Equal(when) {
				d.at(now.Add(10 * time.Second).Add(wrong)) // what that says is false, or nothing
			}
		}
		d.accounted()
		return list
	}
	for _, when := range []time.Time{opened.Add(time.Hour), opened.Add(5*day + 5*time.Hour), opened.Add(20*day + 9*time.Hour)} {
		right := told(0, when)
		if len(right) < 12 {
			t.Fatalf("only %q are told at all", right)
		}
		for _, wrong := range wrongs {
			t.Run(fmt.Sprintf("%v at %s", wrong, when.Format(time.DateOnly)), func(t *testing.T) {
				if got := told(wrong, when); !slices.Equal(got, right) {
					t.Errorf("afterwards\n%s\n\nwith a clock that was right\n%s", strings.Join(got, "\n"), strings.Join(right, "\n"))
				}
			})
		}
	}
}

// The same of a clock that is ahead for two days: what it told on the moment, by its
// own time, is told again when that moment has come, and what came due meanwhile when
// the clock is right again.
func TestAClockThatWasAheadForDays(t *testing.T) {
	opened := plantest.At(t, "2026-12-16T10:30")
	told := func(wrong time.Duration, until time.Time) (list []string) {
		d := newDaemon(t)
		d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
		for now := opened.Add(time.Minute); now.Before(opened.AddDate(0, 2, 0)); now = now.Add(time.Hour) {
			if now.Before(until) {
				d.at(now.Add(wrong))
				continue
			}
			lines := d.at(now)
			if now.Before(until.Add(time.Hour)) {
				continue // what came due meanwhile, and was told too soon, is told now
			}
			for _, line := range lines {
				list = append(list, now.Format("2006-01-02T15:04 ")+line)
			}
		}
		d.accounted()
		return list
	}
	for days := 1; days < 25; days += 3 {
		until := opened.Add(time.Duration(days) * 24 * time.Hour)
		right := told(0, until)
		for _, wrong := range []time.Duration{time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 40 * 24 * time.Hour} {
			got := told(wrong, until)
			if !slices.Equal(got, right) {
				t.Errorf("%v ahead for %d days: afterwards\n%s\n\nwith a clock that was right\n%s", wrong, days, strings.Join(got, "\n"), strings.Join(right, "\n"))
			}
		}
	}
}

// What was claimed by a clock that was ahead, and never settled because the daemon was
// killed, is done when the clock is right again.
func TestWhatWasClaimedInTheFuture(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	ahead := plantest.At(t, "2027-01-15T10:30")
	if _, err := d.store.ClaimCases(t.Context(), ahead, ahead.Add(time.Minute), 100); err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.ClaimEmails(t.Context(), ahead, ahead.Add(time.Minute), "killed", 100); err != nil {
		t.Fatal(err)
	}
	d.want(d.at(plantest.At(t, "2026-12-16T10:31")),
		"opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", "opened local-authority notify-national-panel")
	d.accounted()
}

// An email that a clock which was ahead decided on, and that still waits, is not sent:
// the step is told when its moment has come.
func TestWhatWaitsFromTheFuture(t *testing.T) {
	for _, ahead := range []string{"2026-12-21T10:30", "2027-01-15T10:30"} { // a reminder, an escalation
		d := newDaemon(t)
		d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
		d.run("2026-12-16T10:31")
		back := d.away()
		d.run(ahead)
		back()
		d.want(d.at(plantest.At(t, "2026-12-16T10:32")))
		d.want(d.at(plantest.At(t, "2026-12-16T12:32")))
		if got := d.at(plantest.At(t, "2026-12-21T10:31")); len(got) != 2 {
			t.Errorf("the reminder, when its moment came: %q", got)
		}
		d.accounted()
	}
}

// While the engine is not admitted nothing is planned or sent, and its health says
// why. Then everything due is done at once.
func TestHeldUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDaemon(t)
		var held atomic.Bool
		held.Store(true)
		o, log := options(d.store, d.town, unchanging(d.store, d.town), d.post), &bytes.Buffer{}
		o.Log = slog.New(slog.NewTextHandler(log, nil))
		o.Admit = func(context.Context) error {
			if held.Load() {
				return errors.New("the clock was set forward")
			}
			return nil
		}
		e := scheduler.NewEngine(o)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { e.Run(ctx); close(done) }()
		now := time.Now()
		d.open(now.Format("2006-01-02T15:04"), "aware="+now.Format("2006-01-02T15:04"))
		e.Nudge()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if h := e.Health(); !h.Since.IsZero() || time.Since(h.Swept) > time.Minute {
			t.Errorf("the health is %+v", h)
		}
		if n := strings.Count(log.String(), `msg="nothing is planned or sent for now" why="the clock was set forward"`); n != 1 {
			t.Errorf("the log says %d times that it is held up, want once:\n%s", n, log.String())
		}
		d.want(d.post.take())
		held.Store(false)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if len(d.post.take()) != 3 || !strings.Contains(log.String(), "planning and sending go on") {
			t.Errorf("nothing went out afterwards:\n%s", log.String())
		}
		stop()
		<-done
	})
}
