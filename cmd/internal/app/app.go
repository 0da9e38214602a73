package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Stopping takes at most ten seconds in all: this long for what is under way,
// and this long for the rest. An email that a silent relay holds beyond that
// stays in doubt, and is resent as the same bytes when its lease ends.
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
	almanac      *almanac.Almanac
	engine       *scheduler.Engine
	jobs         []job
	applied      atomic.Pointer[config.Config] // the rules by which every case was planned

	api        *service
	operations *service // nil where none is configured
	teardown   *teardown
}

// New makes a daemon: it starts the private Redis, if that is configured, and
// binds the listeners. Nothing is sent before [App.Run]. A daemon that is not
// run has to be stopped; one that cannot be made leaves nothing behind.
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

// Run serves until ctx ends, then stops within ten seconds. It returns an
// error only where the daemon may not go on.
func (a *App) Run(ctx context.Context) error {
	defer a.Stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	served := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(served)
		notifySystemd("STOPPING=1")
		a.log.Info("stopping")
		a.stopServing()
	})
	serve := func(s *service) {
		if err := s.http.Serve(s.at); !errors.Is(err, http.ErrServerClosed) {
			cancel(fmt.Errorf("serve: %w", err))
		}
	}
	if a.operations != nil {
		go serve(a.operations)
	}
	go a.watchdog(ctx)
	notifySystemd("READY=1") // it answers; whether it can do its work is for /readyz to say
	if err := a.admit(ctx); err != nil {
		return err
	}
	a.holidays(ctx)
	go serve(a.api) // only now: what is accepted must not be forgotten
	if err := a.work(ctx); err != nil {
		return err
	}
	<-served // what was asked is answered first
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// work runs the engine and the periodic jobs once the store is fit for them.
func (a *App) work(ctx context.Context) error {
	c, err := schedule(ctx, a.jobs, a.log)
	if err != nil {
		return err
	}
	c.Start()
	a.log.Info("ready", "metrics", a.OperationsAddress())
	var wg sync.WaitGroup
	for _, j := range a.jobs {
		wg.Go(func() { j.attempt(ctx, a.log) })
	}
	wg.Go(func() { a.engine.Run(ctx) })
	wg.Go(func() { <-ctx.Done(); <-c.Stop().Done() })
	a.finish(ctx, &wg)
	return nil
}

// finish waits for what is under way, and not for ever once ctx has ended.
func (a *App) finish(ctx context.Context, wg *sync.WaitGroup) {
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	<-ctx.Done()
	select {
	case <-done:
	case <-time.After(workBound):
		a.log.Warn("stopping with work under way; it becomes due again when its lease ends")
	}
}

// admit waits for the store to answer, and refuses one that can forget.
func (a *App) admit(ctx context.Context) error {
	for pause := 100 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		warnings, err := a.store.Check(ctx)
		switch {
		case errors.Is(err, redisstore.ErrForgetful):
			if !a.cfg.Redis.AllowVolatile {
				return fmt.Errorf("%w (or allow it with redis: allow-volatile: true)", err)
			}
			a.log.Warn("the store can forget, as the configuration allows", "found", err)
			return nil
		case err == nil:
			for _, w := range warnings {
				a.log.Warn("the store is weak", "warning", w)
			}
			return nil
		}
		a.log.Error("redis does not answer; trying again until it does", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// holidays reads the bank holidays before anything is planned by them. What the
// store cannot answer, or a journal that cannot be read, is tried again: dates are
// never reckoned by a list that may not be in force.
func (a *App) holidays(ctx context.Context) {
	for pause := 100 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		err := a.almanac.Begin(ctx, time.Now())
		if err == nil || ctx.Err() != nil {
			return
		}
		a.log.Error("the bank holidays cannot be read; trying again until they can", "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// watchdog tells the service manager that the sweeps go on. When they stop, it
// restarts us.
func (a *App) watchdog(ctx context.Context) {
	every := watchdogEvery()
	if every == 0 {
		return
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if h := a.engine.Health(); time.Since(h.Swept) < sweptLately || !h.Since.IsZero() {
				notifySystemd("WATCHDOG=1") // alive; a store that is away is no reason to restart
			}
		}
	}
}

// Reload puts a configuration in the place of the one in use. Only what the
// partnerships say and their procedures are taken over; the rest needs a restart.
func (a *App) Reload(ctx context.Context, cfg *config.Config, library *procedure.Library) {
	a.partnerships.Use(library, cfg)
	a.engine.Nudge()
	a.log.Info("configuration loaded again", "partnerships", len(cfg.Partnerships))
	job{"rules", 0, a.applyRules}.attempt(ctx, a.log)
}

// applyRules brings the open cases up to date with the rules in use, once for
// each configuration: two daemons whose rules differ, while one of them is being
// upgraded, must not overrule each other again and again.
func (a *App) applyRules(ctx context.Context, now time.Time) error {
	rules := a.partnerships.Config()
	if a.applied.Load() == rules {
		return nil
	}
	if err := a.engine.ApplyRules(ctx, now); err != nil {
		return err
	}
	a.applied.Store(rules)
	return nil
}

// stopServing ends the listeners first, so that nothing new is accepted.
func (a *App) stopServing() {
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	for _, s := range []*service{a.api, a.operations} {
		if s != nil && s.http.Shutdown(ctx) != nil {
			_ = s.http.Close()
		}
	}
}
