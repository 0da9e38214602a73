package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
)

// logged is a log that a test reads once all is quiet.
func logged() (*slog.Logger, *bytes.Buffer) {
	var text bytes.Buffer
	return slog.New(slog.NewTextHandler(&text, nil)), &text
}

// A job is due from its time of the day in London, winter and summer.
func TestWhenAJobIsDue(t *testing.T) {
	for _, c := range []struct {
		at   config.Clock
		now  time.Time
		want bool
	}{
		{7 * 60, time.Date(2026, time.December, 18, 6, 59, 59, 0, time.UTC), false},
		{7 * 60, time.Date(2026, time.December, 18, 7, 0, 0, 0, time.UTC), true},
		{7 * 60, time.Date(2026, time.December, 18, 23, 59, 59, 0, time.UTC), true},
		{7 * 60, time.Date(2026, time.December, 19, 0, 0, 0, 0, time.UTC), false},
		{7 * 60, time.Date(2026, time.July, 1, 5, 59, 59, 0, time.UTC), false}, // 06:59 in London
		{7 * 60, time.Date(2026, time.July, 1, 6, 0, 0, 0, time.UTC), true},
		{7 * 60, time.Date(2026, time.July, 1, 23, 0, 0, 0, time.UTC), false}, // midnight there
		{8*60 + 30, time.Date(2026, time.October, 25, 8, 29, 0, 0, time.UTC), false},
		{8*60 + 30, time.Date(2026, time.October, 25, 8, 30, 0, 0, time.UTC), true}, // the clocks went back at 02:00
		{0, time.Date(2026, time.December, 18, 0, 0, 0, 0, time.UTC), true},
	} {
		ran := false
		j := newJob("test", c.at, func(context.Context, time.Time) error { ran = true; return nil })
		if err := j.due(t.Context(), c.now); err != nil || ran != c.want {
			t.Errorf("at %s, now %s: ran %v (%v)", c.at, c.now, ran, err)
		}
	}
}

// A day of the schedule: each job at its time, and every ten minutes for what was
// missed.
func TestTheScheduleOfADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // it is midnight, UTC, on 1 January 2000
		log, text := logged()
		var tried []string
		j := newJob("test", 7*60+5, func(_ context.Context, now time.Time) error {
			tried = append(tried, now.In(calendar.London()).Format("15:04"))
			return nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		c, err := schedule(ctx, []*job{j}, log)
		if err != nil {
			t.Fatal(err)
		}
		c.Start()
		time.Sleep(7*time.Hour + 25*time.Minute)
		synctest.Wait()
		cancel()
		<-c.Stop().Done()
		if want := []string{"07:05", "07:10", "07:20"}; !slices.Equal(tried, want) {
			t.Errorf("it ran at %v, not at %v", tried, want)
		}
		if text.Len() > 0 {
			t.Errorf("there is nothing to log:\n%s", text)
		}
	})
}

// What a run can do wrong, at its start, on time and after a reload alike: the
// daemon and its other work go on.
func TestARunThatGoesWrong(t *testing.T) {
	for _, c := range []struct {
		name string
		run  func(ctx context.Context, now time.Time) error
		says []string
	}{
		{"it fails", func(context.Context, time.Time) error { return errors.New("redis is away") }, []string{"level=ERROR", "job=test", `error="redis is away"`, "in ten minutes"}},
		{"it panics", func(context.Context, time.Time) error { panic("no such case") }, []string{"level=ERROR", "job=test", `panic="no such case"`}},
		{"it panics with an error", func(context.Context, time.Time) error { panic(errors.New("no such milestone")) }, []string{"level=ERROR", "job=test", `panic="no such milestone"`}},
		{"it takes too long", func(ctx context.Context, _ time.Time) error { <-ctx.Done(); return ctx.Err() }, []string{"level=ERROR", "job=test", "deadline exceeded"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				log, text := logged()
				j := newJob("test", 0, c.run)
				j.attempt(t.Context(), log)
				j.attempt(t.Context(), log) // it did not stay locked
				if got := strings.Count(text.String(), "\n"); got != 2 {
					t.Errorf("%d lines of log for two runs:\n%s", got, text)
				}
				for _, says := range c.says {
					if !strings.Contains(text.String(), says) {
						t.Errorf("the log does not say %q:\n%s", says, text)
					}
				}
			})
		})
	}
}

// A run that was broken off because the daemon stops is no failure.
func TestARunThatIsBrokenOff(t *testing.T) {
	log, text := logged()
	ctx, cancel := context.WithCancel(t.Context())
	newJob("test", 0, func(ctx context.Context, _ time.Time) error { cancel(); <-ctx.Done(); return ctx.Err() }).attempt(ctx, log)
	if text.Len() > 0 {
		t.Errorf("it is logged:\n%s", text)
	}
}

// One run of a job at a time, whatever started it: the daemon's start, its time
// or the ten minutes.
func TestAJobThatIsStillRunningIsSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log, text := logged()
		runs, hang := 0, make(chan struct{})
		j := newJob("test", 0, func(context.Context, time.Time) error { runs++; <-hang; return nil })
		ctx, cancel := context.WithCancel(t.Context())
		c, err := schedule(ctx, []*job{j}, log)
		if err != nil {
			t.Fatal(err)
		}
		c.Start()
		go j.attempt(ctx, log) // as at the start of a daemon
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if runs != 1 {
			t.Errorf("%d runs at a time", runs)
		}
		close(hang)
		time.Sleep(15 * time.Minute)
		synctest.Wait()
		if runs < 2 {
			t.Error("it is never run again")
		}
		cancel()
		<-c.Stop().Done()
		if text.Len() > 0 {
			t.Errorf("there is nothing to log:\n%s", text)
		}
	})
}

// What was loaded while a run is under way needs another run, and not at once.
func TestARerunComesAfterTheRunUnderWay(t *testing.T) {
	log, _ := logged()
	started, hang := make(chan struct{}, 2), make(chan struct{}, 2)
	j := newJob("test", 0, func(context.Context, time.Time) error { started <- struct{}{}; <-hang; return nil })
	var both sync.WaitGroup
	both.Go(func() { j.attempt(t.Context(), log) })
	<-started
	both.Go(func() { j.rerun(t.Context(), log) })
	hang <- struct{}{}
	<-started // for the second time
	hang <- struct{}{}
	both.Wait()
}
