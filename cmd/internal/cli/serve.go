package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/scheduler/procedure"
)

type serveCmd struct {
	Config  string `required:"" placeholder:"FILE" help:"The daemon's configuration (longstop.yaml)."`
	LogJSON bool   `name:"log-json" help:"Write the log as JSON."`
}

// Help says what serve needs.
func (serveCmd) Help() string {
	return `Runs until SIGTERM or Ctrl-C, and then stops within ten seconds. SIGHUP loads
the partnership files and their own procedures again; a mistake in them changes
nothing.
Without "redis:" in the configuration it runs a redis-server of its own, which
has to be installed (Debian: apt-get install redis-server).`
}

func (s serveCmd) Run(c *cli) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP) // first of all: before it, the signal would end us
	defer signal.Stop(hup)
	cfg, library, err := loadConfig(s.Config)
	if err != nil {
		return err
	}
	log := s.logger(c.err)
	for _, w := range cfg.Warnings {
		log.Warn("configuration", "warning", w)
	}
	a, err := app.New(c.ctx, cfg, library, c.version, log)
	if err != nil {
		return err
	}
	return beside(c.ctx, func(ctx context.Context) { s.reloads(ctx, hup, a, log) }, a.Run)
}

func (s serveCmd) logger(w io.Writer) *slog.Logger {
	if s.LogJSON {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// beside runs a job for as long as the work goes on. It returns how the work
// ended, once the job has ended too.
func beside(ctx context.Context, job func(context.Context), work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() { job(ctx) })
	return work(ctx)
}

// reloads loads the configuration again at each SIGHUP.
func (s serveCmd) reloads(ctx context.Context, hup <-chan os.Signal, a *app.App, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
			cfg, library, err := loadConfig(s.Config)
			if err != nil {
				log.Error("the new configuration has mistakes; the old one stays. See: longstop check-config", "mistakes", mistakes(err))
				continue
			}
			a.Reload(cfg, library)
		}
	}
}

// mistakes counts what is wrong with a configuration.
func mistakes(err error) int {
	var all yamlfile.Errors
	if errors.As(err, &all) {
		return len(all)
	}
	return 1
}

// loadConfig reads the daemon's file with all that it names, and the procedures
// that its partnerships can use: those that ship, and their own.
func loadConfig(path string) (*config.Config, *procedure.Library, error) {
	library := procedure.Shipped()
	known := app.Known(library)
	known.Local = func(dir string) (config.Known, error) {
		l, err := localLibrary(dir)
		if err != nil {
			return config.Known{}, err
		}
		library = l
		return app.Known(library), nil
	}
	cfg, err := config.Load(path, known)
	return cfg, library, err
}

type checkConfigCmd struct {
	File string `arg:"" help:"The daemon's configuration (longstop.yaml)."`
}

func (k checkConfigCmd) Run(c *cli) error {
	cfg, _, err := loadConfig(k.File)
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
