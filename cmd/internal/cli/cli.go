package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"
)

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
	Reconcile   reconcileCmd   `cmd:"" help:"Show, and write again, what a store that came back older has forgotten."`
	Serve       serveCmd       `cmd:"" help:"Run the daemon."`
	CheckConfig checkConfigCmd `cmd:"" name:"check-config" help:"Check the daemon's configuration and its partnership files."`
	Demo        demoCmd        `cmd:"" help:"Live through a whole case in under a minute; keeps nothing."`
	Version     versionCmd     `cmd:"" help:"Print the version."`
}

// cli is what every command works with: tests give it their own.
type cli struct {
	ctx      context.Context
	in       io.Reader // nil where nobody can be asked anything
	out, err io.Writer
	now      func() time.Time
	version  string // of this program
}

// usageError is a command line that cannot be understood: exit code 2.
type usageError struct{ error }

// Run carries out one command line and returns the exit code: 0, 1 where it was
// refused or failed, 2 where it could not be understood. When ctx ends, so does
// what runs until it is told to stop.
func Run(ctx context.Context, args []string, in io.Reader, out, err io.Writer, version string) int {
	return run(&cli{ctx: ctx, in: in, out: out, err: err, now: time.Now, version: version}, args)
}

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
	_, err := fmt.Fprintln(c.out, "longstop", c.version)
	return err
}
