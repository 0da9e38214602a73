// Command longstop keeps the deadlines of child-safeguarding reviews: the
// daemon, its client, and the calculator.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// version is set by the build: -ldflags "-X main.version=…".
var version = ""

const about = `Longstop holds the milestones of child-safeguarding practice reviews, reckons
their deadlines in UK working days, and sends reminders and escalations.

To look at dates, without any server:
  longstop timetable buckinghamshire --event aware=2026-12-16 --agency police
  longstop days 2026-12-03 "15 working days after"
To see it live through a whole case in under a minute:
  longstop demo
To run it: longstop check-config FILE, then longstop serve --config FILE;
then open and follow cases with longstop case … on the same machine.

WHEN is 2026-12-03 or 2026-12-03T10:30, in London. No child's name ever enters
Longstop: a case has a reference.`

type grammar struct {
	Timetable   timetableCmd   `cmd:"" help:"Work out every date of a procedure from what has happened (or might)."`
	Days        daysCmd        `cmd:"" help:"Count a period from a date, in working days or otherwise."`
	Calendar    calendarCmd    `cmd:"" help:"Show, check and compare lists of bank holidays."`
	Procedures  proceduresCmd  `cmd:"" help:"List, show and check the published procedures."`
	Case        caseCmd        `cmd:"" help:"Open, follow and close cases: talks to the daemon."`
	Serve       serveCmd       `cmd:"" help:"Run the daemon."`
	CheckConfig checkConfigCmd `cmd:"" name:"check-config" help:"Check the daemon's configuration and its partnership files."`
	Demo        demoCmd        `cmd:"" help:"Live through a whole case in under a minute; keeps nothing."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	c := &cli{ctx: ctx, out: os.Stdout, err: os.Stderr, now: time.Now}
	os.Exit(run(c, os.Args[1:]))
}

// run parses and carries out one command line. The exit code is 0, 1 where it
// was refused or failed, 2 where it could not be understood.
func run(c *cli, args []string) (code int) {
	var g grammar
	done := false
	parser, err := kong.New(&g, kong.Name("longstop"), kong.Description(about), kong.UsageOnError(),
		kong.Writers(c.out, c.err), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 80}),
		kong.Exit(func(int) { done = true }))
	if err != nil {
		return fail(c.err, err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if done {
		return 0 // help was asked for, and given
	}
	if err != nil {
		return fail(c.err, usageError{fmt.Errorf("%w\nSee: longstop --help", err)})
	}
	if err := command.Run(c); err != nil {
		return fail(c.err, err)
	}
	return 0
}

func fail(w io.Writer, err error) int {
	fmt.Fprintf(w, "longstop: %v\n", err)
	var usage usageError
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

type versionCmd struct{}

func (versionCmd) Run(c *cli) error {
	_, err := fmt.Fprintln(c.out, "longstop", buildVersion())
	return err
}

// buildVersion is what the build was told, else the revision that Go stamped.
func buildVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return s.Value[:12]
			}
		}
	}
	return "development"
}
