package app

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler"
)

// jobTimeout bounds one run of a periodic job.
const jobTimeout = 5 * time.Minute

// job is periodic work that may be run at any time and as often as one likes: it
// finds out for itself whether another daemon has done it today.
type job struct {
	name    string
	at      config.Clock // of the day, in London
	run     func(ctx context.Context, now time.Time) error
	admit   func(ctx context.Context) error // whether anything may be done now; nil is always
	running sync.Mutex                      // held by the run that is under way
}

func newJob(name string, at config.Clock, run func(ctx context.Context, now time.Time) error) *job {
	return &job{name: name, at: at, run: run}
}

// jobs returns the daily work of a daemon.
func jobs(e *scheduler.Engine, holidays *refresher, cfg *config.Config) []*job {
	list := []*job{newJob("heartbeat", cfg.HeartbeatAt, e.Heartbeat), newJob("digest", cfg.DigestAt, e.Digest)}
	if cfg.Holidays.Fetched() {
		list = append(list, newJob("holidays", cfg.Holidays.At, holidays.daily))
	}
	return list
}

// due runs the job if its time of the day has come.
func (j *job) due(ctx context.Context, now time.Time) error {
	if now.Before(calendar.DateOf(now).At(j.at.Hour(), j.at.Minute(), 0)) {
		return nil
	}
	if j.admit != nil {
		if err := j.admit(ctx); err != nil {
			return err
		}
	}
	return j.run(ctx, now)
}

// schedule returns a cron that runs each job at its time, and again every ten
// minutes, since cron does not catch up with a time that it missed.
func schedule(ctx context.Context, list []*job, log *slog.Logger) (*cron.Cron, error) {
	c := cron.New(cron.WithLocation(calendar.London()), cron.WithLogger(cron.DiscardLogger))
	for _, j := range list {
		run := func() { j.attempt(ctx, log) }
		for _, spec := range []string{fmt.Sprintf("%d %d * * *", j.at.Minute(), j.at.Hour()), "@every 10m"} {
			if _, err := c.AddFunc(spec, run); err != nil {
				return nil, fmt.Errorf("schedule %s: %w", j.name, err)
			}
		}
	}
	return c, nil
}

// attempt runs the job, unless a run of it is under way.
func (j *job) attempt(ctx context.Context, log *slog.Logger) {
	if j.running.TryLock() {
		defer j.running.Unlock()
		j.carryOut(ctx, log)
	}
}

// rerun runs the job once the run that is under way is over, if there is one.
func (j *job) rerun(ctx context.Context, log *slog.Logger) {
	j.running.Lock()
	defer j.running.Unlock()
	j.carryOut(ctx, log)
}

// carryOut runs the job within its bound. An error or a panic ends this run and
// nothing else, whoever started it, and is logged.
func (j *job) carryOut(ctx context.Context, log *slog.Logger) {
	defer func() {
		if p := recover(); p != nil {
			log.Error("periodic work panicked", "job", j.name, "panic", fmt.Sprint(p))
		}
	}()
	bounded, cancel := context.WithTimeout(ctx, jobTimeout)
	defer cancel()
	if err := j.due(bounded, time.Now()); err != nil && ctx.Err() == nil {
		log.Error("periodic work failed; it is tried again in ten minutes", "job", j.name, "error", err)
	}
}
