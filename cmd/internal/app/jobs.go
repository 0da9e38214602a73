package app

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler"
)

// jobTimeout bounds one run of a periodic job.
const jobTimeout = 5 * time.Minute

// job is periodic work that may be run at any time: it finds out for itself
// whether it is due and whether another daemon has done it.
type job struct {
	name string
	at   config.Clock // of the day, in London
	run  func(ctx context.Context, now time.Time) error
}

func jobs(e *scheduler.Engine, holidays *refresher, cfg *config.Config) []job {
	list := []job{
		{"heartbeat", cfg.HeartbeatAt, e.Heartbeat},
		{"digest", cfg.DigestAt, e.Digest},
	}
	if cfg.Holidays.Fetched() {
		list = append(list, job{"holidays", cfg.Holidays.At, holidays.daily})
	}
	return list
}

// due runs the job if its time of the day has come.
func (j job) due(ctx context.Context, now time.Time) error {
	if now.Before(calendar.DateOf(now).At(j.at.Hour(), j.at.Minute(), 0)) {
		return nil
	}
	return j.run(ctx, now)
}

// schedule makes a cron that runs each job at its time, and every ten minutes
// whatever was missed: cron itself catches up with nothing.
func schedule(ctx context.Context, list []job, log *slog.Logger) (*cron.Cron, error) {
	logger := cron.DiscardLogger
	c := cron.New(cron.WithLocation(calendar.London()), cron.WithLogger(logger),
		cron.WithChain(cron.SkipIfStillRunning(logger), recovered(log)))
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

func (j job) attempt(ctx context.Context, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(ctx, jobTimeout)
	defer cancel()
	if err := j.due(ctx, time.Now()); err != nil && ctx.Err() == nil {
		log.Error("periodic work failed; it is tried again in ten minutes", "job", j.name, "error", err)
	}
}

// recovered keeps a panic of one run from ending the daemon, and says so.
func recovered(log *slog.Logger) cron.JobWrapper {
	return func(inner cron.Job) cron.Job {
		return cron.FuncJob(func() {
			defer func() {
				if p := recover(); p != nil {
					log.Error("periodic work panicked", "panic", fmt.Sprint(p))
				}
			}()
			inner.Run()
		})
	}
}
