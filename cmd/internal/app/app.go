package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/notifier"
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
	engine       *scheduler.Engine
	sender       *notifier.Sender
	jobs         []job

	almanac *almanac.Almanac
	applied atomic.Pointer[config.Config] // the rules by which every case was planned

	api, operations   *http.Server
	apiAt, operatesAt net.Listener
	teardown          []undoing
}

// step is something to be undone when the daemon stops, last first.
type undoing struct {
	name string
	undo func(ctx context.Context) error
}

// New makes a daemon: it starts the private Redis, if that is configured, and
// binds the listeners. Nothing is sent before [App.Run].
func New(ctx context.Context, cfg *config.Config, library *procedure.Library, version string, log *slog.Logger) (a *App, err error) {
	processStart()
	a = &App{cfg: cfg, log: log, partnerships: NewPartnerships(library, cfg)}
	begun := a // a return sets a to nil before the deferred function runs
	defer func() {
		if err != nil {
			begun.stop()
		}
	}()
	reg := prometheus.NewRegistry()
	reg.MustRegister(buildInfo(version), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if err := a.openStore(ctx); err != nil {
		return nil, err
	}
	if err := a.openMail(reg); err != nil {
		return nil, err
	}
	cases := scheduler.NewCases(a.store, a.partnerships, a.almanac, a.engine.Nudge, log)
	holidays := newRefresher(cfg.Holidays, a.almanac, a.store, reg, log)
	reg.MustRegister(&collector{store: a.store, engine: a.engine, partnerships: a.partnerships, almanac: a.almanac})
	a.jobs = append(jobs(a.engine, holidays, cfg), job{"rules", 0, a.applyRules})
	return a, a.listen(cases, holidays, reg)
}

func (a *App) undo(name string, f func(ctx context.Context) error) {
	a.teardown = append(a.teardown, undoing{name, f})
}

func (a *App) openStore(ctx context.Context) error {
	r := a.cfg.Redis
	o := redisstore.Options{
		Address: r.Address, Cluster: r.Cluster, Username: r.Username, Password: r.Password.Reveal(), DB: r.DB, TLS: r.TLS,
	}
	if r.Sentinel != nil {
		o.Sentinel = redisstore.Sentinel{Master: r.Sentinel.Master, Addresses: r.Sentinel.Addresses}
	}
	if r.Private() {
		private, err := server.Start(ctx, server.Options{Dir: a.cfg.StateDir, Log: a.log})
		if err != nil {
			return fmt.Errorf("start a private redis-server (none is configured under redis): %w", err)
		}
		a.undo("private redis-server", private.Stop)
		o.Address = private.Address()
	}
	client, err := redisstore.Connect(o)
	if err != nil {
		return err
	}
	a.undo("redis connections", func(context.Context) error { return client.Close() })
	a.store = redisstore.New(client)
	return nil
}

func (a *App) openMail(reg prometheus.Registerer) error {
	sender, err := notifier.NewSender(a.cfg.SMTP.Options(), a.log, reg)
	if err != nil {
		return fmt.Errorf("smtp: %w", err)
	}
	a.undo("relay connections", func(context.Context) error { sender.Close(); return nil })
	a.sender = sender
	m, err := NewMailer(a.partnerships, sender, a.cfg.SMTP.From)
	if err != nil {
		return err
	}
	a.almanac = almanac.New(a.store, scheduler.BooksOf(a.store, a.partnerships), a.partnerships.UseEras, a.log)
	a.engine = scheduler.NewEngine(scheduler.EngineOptions{
		Store: a.store, Partnerships: a.partnerships, Almanac: a.almanac, Mailer: m, Metrics: scheduler.NewMetrics(reg), Log: a.log,
	})
	return nil
}

func (a *App) listen(cases *scheduler.Cases, holidays *refresher, reg *prometheus.Registry) (err error) {
	if a.apiAt, err = api.Listen(a.cfg.Listen.Socket); err != nil {
		return err
	}
	var refresh api.Refresh
	if a.cfg.Holidays.Fetched() {
		refresh = holidays.refresh
	}
	a.api = api.Server(api.New(cases, a.partnerships, a.log, api.Holidays(a.almanac, refresh)))
	a.undo("api socket", closing(a.apiAt))
	if a.cfg.Listen.HTTP == "" {
		return nil
	}
	if a.operatesAt, err = net.Listen("tcp", a.cfg.Listen.HTTP); err != nil {
		return fmt.Errorf("listen.http: %w", err)
	}
	a.undo("metrics port", closing(a.operatesAt))
	h := &health{store: a.store, engine: a.engine, sender: a.sender}
	a.operations = &http.Server{
		Handler: operationsMux(reg, h), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	return nil
}

// closing closes a listener that its server may have closed already.
func closing(l net.Listener) func(context.Context) error {
	return func(context.Context) error {
		if err := l.Close(); !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil
	}
}

// OperationsAddress is where /metrics, /healthz and /readyz are served.
func (a *App) OperationsAddress() string {
	if a.operatesAt == nil {
		return ""
	}
	return a.operatesAt.Addr().String()
}

// Run serves until ctx ends, then stops within ten seconds. It returns an
// error only where the daemon may not go on.
func (a *App) Run(ctx context.Context) error {
	defer a.stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	served := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(served)
		notifySystemd("STOPPING=1")
		a.log.Info("stopping")
		a.stopServing()
	})
	serve := func(s *http.Server, l net.Listener) {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			cancel(fmt.Errorf("serve: %w", err))
		}
	}
	if a.operations != nil {
		go serve(a.operations, a.operatesAt)
	}
	go a.watchdog(ctx)
	notifySystemd("READY=1") // it answers; whether it can do its work is for /readyz to say
	if err := a.admit(ctx); err != nil {
		return err
	}
	a.holidays(ctx)
	go serve(a.api, a.apiAt) // only now: what is accepted must not be forgotten
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
	rules := a.partnerships.current.Load().cfg
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
	for _, s := range []*http.Server{a.api, a.operations} {
		if s != nil && s.Shutdown(ctx) != nil {
			_ = s.Close()
		}
	}
}

// stop undoes what New did, last first, within a bound.
func (a *App) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), stopBound)
	defer cancel()
	for i := len(a.teardown) - 1; i >= 0; i-- {
		if err := a.teardown[i].undo(ctx); err != nil {
			a.log.Warn("not stopped cleanly", "what", a.teardown[i].name, "error", err)
		}
	}
	a.teardown = nil
}
