package app

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/procedure"
)

// The bounds of stopping, which takes ten seconds at most: for the work that is
// under way, and for undoing what New did. An email that a silent relay holds for
// longer stays in doubt, and is resent as the same bytes when its lease ends.
const (
	workBound = 8 * time.Second
	stopBound = 1500 * time.Millisecond
)

// App is a daemon.
type App struct {
	cfg          *config.Config
	log          *slog.Logger
	partnerships *Partnerships
	store        *redisstore.Store
	guard        *guard
	redo         *redo.Log
	almanac      *almanac.Almanac
	engine       *scheduler.Engine
	jobs         []*job
	rules        *job                      // one of the jobs
	reloaded     chan struct{}             // has a value after a reload
	begun        atomic.Pointer[time.Time] // when the engine began; nil while the daemon waits for its store

	api        *service
	operations *service      // nil where none is configured
	workBound  time.Duration // workBound, but in tests
	teardown   *teardown
}

// New makes a daemon: it starts the private Redis, if the configuration names no
// other, and binds the listeners. Nothing is sent before [App.Run]. On an error
// nothing is left behind; a daemon that is not run has to be stopped.
func New(ctx context.Context, cfg *config.Config, library *procedure.Library, version string, log *slog.Logger) (*App, error) {
	down := &teardown{bound: stopBound, log: log}
	a, err := assemble(ctx, cfg, library, version, log, down)
	if err != nil {
		down.undo()
		return nil, err
	}
	return a, nil
}

// Stop undoes what New did, within two seconds. It is for a daemon that does not
// run; [App.Run] does it at its end. To stop twice is to stop once.
func (a *App) Stop() { a.teardown.undo() }

// OperationsAddress returns where /metrics, /healthz and /readyz are served.
func (a *App) OperationsAddress() string {
	if a.operations == nil {
		return ""
	}
	return a.operations.at.Addr().String()
}

// Run serves until ctx ends, then stops within ten seconds. It returns an error
// only where the daemon may not go on.
func (a *App) Run(ctx context.Context) error {
	defer a.Stop()
	outer := ctx
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	var live sync.WaitGroup // whatever has to end before the teardown
	if a.operations != nil {
		live.Go(func() { serve(a.operations, end) })
	}
	live.Go(func() {
		notifySystemd("READY=1") // it answers; whether it can do its work is for /readyz to say
		a.watchdog(ctx)
	})
	live.Go(func() {
		if err := a.work(ctx, end); err != nil {
			end(err)
		}
	})
	<-ctx.Done()
	a.log.Info("stopping")
	live.Go(func() { notifySystemd("STOPPING=1") })
	live.Go(a.stopServing)
	a.await(&live)
	if cause := context.Cause(ctx); cause != context.Cause(outer) {
		return cause
	}
	return nil
}

// serve answers at a listener. Without one of them the daemon may not go on.
func serve(s *service, end context.CancelCauseFunc) {
	if err := s.serve(); err != nil {
		end(err)
	}
}

// work answers the API and runs the engine and the jobs, once the store is fit for
// them. It returns when all of them have ended, or an error where it may not begin.
func (a *App) work(ctx context.Context, end context.CancelCauseFunc) error {
	if err := a.admit(ctx); err != nil {
		return err
	}
	var live sync.WaitGroup
	defer live.Wait()
	// Only now: what is accepted must not be forgotten.
	answer := sync.OnceFunc(func() { live.Go(func() { serve(a.api, end) }) })
	a.readHolidays(ctx, answer)
	if ctx.Err() != nil {
		return nil
	}
	daily, err := schedule(ctx, a.jobs, a.log)
	if err != nil {
		return err
	}
	answer()
	daily.Start()
	a.log.Info("ready", "metrics", a.OperationsAddress())
	live.Go(func() { a.followReloads(ctx) })
	for _, j := range a.jobs {
		live.Go(func() { j.attempt(ctx, a.log) })
	}
	now := time.Now()
	a.begun.Store(&now)
	live.Go(func() { a.engine.Run(ctx) })
	<-ctx.Done()
	<-daily.Stop().Done()
	return nil
}

// await waits for the work that is under way, within its bound.
func (a *App) await(live *sync.WaitGroup) {
	done := make(chan struct{})
	go func() { live.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(a.workBound):
		a.log.Warn("stopping with work under way; it becomes due again when its lease ends")
	}
}

// Reload replaces the configuration in use: the partnerships, their procedures and
// the addresses of operations. The rest of it needs a restart. [App.Run] brings the
// open cases up to date, as soon as it may.
func (a *App) Reload(cfg *config.Config, library *procedure.Library) {
	a.partnerships.Use(library, cfg)
	a.log.Info("configuration loaded again", "partnerships", len(cfg.Partnerships))
	a.engine.Nudge()
	select {
	case a.reloaded <- struct{}{}:
	default: // it will find this one too
	}
}

// followReloads applies the rules after each reload.
func (a *App) followReloads(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-a.reloaded:
			a.rules.rerun(ctx, a.log)
		}
	}
}

// stopServing lets the servers answer what they were asked, and accept no more.
func (a *App) stopServing() {
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	for _, s := range []*service{a.api, a.operations} {
		if s != nil {
			s.shutdown(ctx)
		}
	}
}
