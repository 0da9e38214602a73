package app

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/procedure"
)

// assemble makes the parts of a daemon and joins them. It adds each part that has
// to be undone to the teardown, so that a later part may fail.
func assemble(ctx context.Context, cfg *config.Config, library *procedure.Library, version string, log *slog.Logger, down *teardown) (*App, error) {
	reg := newRegistry(version)
	a := &App{cfg: cfg, log: log, partnerships: NewPartnerships(library, cfg), reloaded: make(chan struct{}, 1), workBound: workBound, teardown: down}
	var err error
	a.guard = newGuard(cfg.Redis.AllowVolatile)
	if a.store, err = openStore(ctx, cfg, a.guard.connected, log, down); err != nil {
		return nil, err
	}
	if a.redo, err = openRedo(cfg.StateDir, log, reg, down); err != nil {
		return nil, err
	}
	a.store.KeepWith(a.redo)
	a.guard.store, a.guard.redo = a.store, a.redo
	sender, err := openRelay(cfg.SMTP, log, reg, down)
	if err != nil {
		return nil, err
	}
	mailer, err := NewMailer(a.partnerships, sender, cfg.SMTP.From)
	if err != nil {
		return nil, err
	}
	a.almanac = almanac.New(a.store, scheduler.BooksOf(a.store, a.partnerships), a.partnerships.UseEras, log)
	a.engine = scheduler.NewEngine(scheduler.EngineOptions{
		Store: a.store, Partnerships: a.partnerships, Almanac: a.almanac, Mailer: mailer, Metrics: scheduler.NewMetrics(reg), Log: log, Admit: a.guard.admit,
	})
	holidays := newRefresher(cfg.Holidays, a.almanac, a.store, reg, log)
	reg.MustRegister(&collector{
		store: a.store, engine: a.engine, partnerships: a.partnerships, almanac: a.almanac, admit: a.guard.admit, started: time.Now(), now: time.Now,
	})
	a.rules = newJob("rules", 0, (&rules{partnerships: a.partnerships, engine: a.engine}).apply)
	a.jobs = append(jobs(a.engine, holidays, cfg), a.rules, newJob("repair", 0, newRepairer(a.store, a.engine.Nudge, reg, log).run))
	for _, j := range a.jobs {
		j.admit = a.guard.admit
	}
	if a.api, err = listenAPI(cfg.Listen.Socket, a.apiOptions(holidays, version), down); err != nil {
		return nil, err
	}
	if cfg.Listen.HTTP == "" {
		return a, nil
	}
	h := &health{store: a.store, relay: sender, engine: a.engine, admit: a.guard.admit, now: time.Now}
	a.operations, err = listenOperations(cfg.Listen.HTTP, operationsMux(reg, h), log, down)
	return a, err
}

// newRegistry returns a registry for one daemon, with the metrics of its process.
func newRegistry(version string) *prometheus.Registry {
	reg := prometheus.NewRegistry()
	reg.MustRegister(buildInfo(version), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return reg
}

// openStore connects to the Redis that is configured, or starts a private one.
func openStore(ctx context.Context, cfg *config.Config, onConnect func(), log *slog.Logger, down *teardown) (*redisstore.Store, error) {
	r := cfg.Redis
	o := redisstore.Options{
		Address: r.Address, Cluster: r.Cluster, Username: r.Username, Password: r.Password.Reveal(), DB: r.DB, TLS: r.TLS, Replicas: r.Replicas,
		RootCAs: r.RootCAs, OnConnect: onConnect,
	}
	if r.Sentinel != nil {
		o.Sentinel = redisstore.Sentinel{Master: r.Sentinel.Master, Addresses: r.Sentinel.Addresses}
	}
	if r.Private() {
		private, err := server.Start(ctx, server.Options{Dir: cfg.StateDir, Log: log})
		if err != nil {
			return nil, fmt.Errorf("start a private redis-server (none is configured under redis): %w", err)
		}
		down.add("private redis-server", private.Stop)
		o.Address = private.Address()
	}
	client, err := redisstore.Connect(o)
	if err != nil {
		return nil, err
	}
	down.add("redis connections", func(context.Context) error { return client.Close() })
	return redisstore.New(client), nil
}

// openRedo returns the daemon's own memory of its store, in its state directory.
func openRedo(stateDir string, log *slog.Logger, reg prometheus.Registerer, down *teardown) (*redo.Log, error) {
	failed := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "longstop_redo_failures_total", Help: "Acknowledged writes that could not be kept in the redo log.",
	})
	reg.MustRegister(failed)
	l, err := redo.Open(redo.Options{Dir: redoDir(stateDir), Log: log, Failed: failed.Inc})
	if err != nil {
		return nil, fmt.Errorf("%w (state-dir: must name a folder that the daemon may write to)", err)
	}
	down.add("redo log", func(context.Context) error { return l.Close() })
	return l, nil
}

// redoDir returns the folder of the redo log.
func redoDir(stateDir string) string { return filepath.Join(stateDir, "redo") }

// openRelay returns the sender of emails, which connects when it has one to send.
func openRelay(cfg config.SMTP, log *slog.Logger, reg prometheus.Registerer, down *teardown) (*notifier.Sender, error) {
	sender, err := notifier.NewSender(cfg.Options(), log, reg)
	if err != nil {
		return nil, fmt.Errorf("smtp: %w", err)
	}
	down.add("relay connections", func(context.Context) error { sender.Close(); return nil })
	return sender, nil
}

// apiOptions returns what the API works with.
func (a *App) apiOptions(holidays *refresher, version string) api.Options {
	refresh := api.NoSource
	if a.cfg.Holidays.Fetched() {
		refresh = holidays.refresh
	}
	return api.Options{
		Cases:        scheduler.NewCases(a.store, a.partnerships, a.almanac, a.engine.Nudge, a.log),
		Partnerships: a.partnerships, Almanac: a.almanac, Refresh: refresh, Log: a.log, Now: time.Now, Version: version,
		Admit:     a.guard.admit,
		Reconcile: (&reconciler{store: a.store, redo: a.redo, dir: redoDir(a.cfg.StateDir), done: a.guard.connected, log: a.log}).reconcile,
	}
}
