package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler/procedure"
)

type serveCmd struct {
	Config  string `required:"" placeholder:"FILE" help:"The daemon's configuration (longstop.yaml)."`
	LogJSON bool   `name:"log-json" help:"Write the log as JSON."`
}

// Help says what serve needs.
func (serveCmd) Help() string {
	return `Runs until SIGTERM or Ctrl-C, and then stops within ten seconds. SIGHUP loads
the partnership files again; a mistake in them changes nothing.
Without "redis:" in the configuration it runs a redis-server of its own, which
has to be installed (Debian: apt-get install redis-server).`
}

func (s serveCmd) Run(c *cli) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP) // first of all: before it, the signal would end us
	defer signal.Stop(hup)
	cfg, err := loadConfig(s.Config)
	if err != nil {
		return err
	}
	var handler slog.Handler = slog.NewTextHandler(c.err, nil)
	if s.LogJSON {
		handler = slog.NewJSONHandler(c.err, nil)
	}
	log := slog.New(handler)
	for _, w := range cfg.Warnings {
		log.Warn("configuration", "warning", w)
	}
	a, err := app.New(c.ctx, cfg, procedure.Embedded(), buildVersion(), log)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	go s.reloads(ctx, hup, a, log)
	return a.Run(ctx)
}

// reloads loads the configuration again at each SIGHUP.
func (s serveCmd) reloads(ctx context.Context, hup <-chan os.Signal, a *app.App, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
			cfg, err := loadConfig(s.Config)
			if err != nil {
				log.Error("the new configuration has mistakes; the old one stays. See: longstop check-config", "mistakes", strings.Count(err.Error(), "\n")+1)
				continue
			}
			a.Reload(cfg)
		}
	}
}

func loadConfig(path string) (*config.Config, error) {
	lib := procedure.Embedded()
	return config.Load(path, config.Known{
		Procedures: lib.IDs(),
		Roles: func(name string) []string {
			p, err := lib.Latest(name)
			if err != nil {
				return nil
			}
			return app.RolesOf(p)
		},
	})
}

type checkConfigCmd struct {
	File string `arg:"" help:"The daemon's configuration (longstop.yaml)."`
}

func (k checkConfigCmd) Run(c *cli) error {
	cfg, err := loadConfig(k.File)
	if err != nil {
		return err
	}
	for _, w := range cfg.Warnings {
		fmt.Fprintln(c.out, "warning:", w)
	}
	fmt.Fprintln(c.out, strings.TrimSpace(cfg.Redacted()))
	fmt.Fprintln(c.out, "The configuration is in order.")
	return nil
}
