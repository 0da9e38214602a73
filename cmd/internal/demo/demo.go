package demo

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Options say how the demo shows itself.
type Options struct {
	Out  io.Writer
	Show func(w io.Writer, t *plan.Timetable, now time.Time) // prints a timetable
	Pace time.Duration                                       // the pause after an email; acts take four
	Dir  string                                              // for the emails; empty: a new temporary folder
}

// player is the demo while it runs.
type player struct {
	Options
	store   scheduler.Store
	engine  *scheduler.Engine
	cases   *scheduler.Cases
	letters *letters
	day     calendar.Date // the day that was printed last
}

// Run plays the whole story, and returns the folder with the emails.
func Run(ctx context.Context, o Options) (dir string, err error) {
	if o.Dir == "" {
		if o.Dir, err = os.MkdirTemp("", "longstop-demo-"); err != nil {
			return "", fmt.Errorf("make a folder for the emails: %w", err)
		}
	}
	p := &player{Options: o, store: memstore.New(), letters: &letters{dir: o.Dir}}
	sink, err := mailsink.Start("127.0.0.1:0", p.letters.receive)
	if err != nil {
		return "", fmt.Errorf("start a mail server: %w", err)
	}
	defer sink.Close()
	sender, err := p.connect(sink.Address())
	if err != nil {
		return "", err
	}
	defer sender.Close()
	p.title()
	for _, a := range story() {
		if err := p.until(ctx, a.at); err != nil {
			return "", err
		}
		if err := p.perform(ctx, a); err != nil {
			return "", err
		}
	}
	p.say("\nThe end: %s. They are in\n  %s\nas .txt to read and .eml to open in a mail program. Nothing else was kept.\n", words.CountOf(p.letters.count(), "email was sent", "emails were sent"), o.Dir)
	return o.Dir, nil
}

// connect wires the engine to the story's people and to the mail server.
func (p *player) connect(relay string) (*notifier.Sender, error) {
	log := slog.New(slog.DiscardHandler)
	partnerships := app.NewPartnerships(procedure.Shipped(), configuration())
	reg := prometheus.NewRegistry()
	sender, err := notifier.NewSender(notifier.Options{Address: relay, From: from, TLS: notifier.TLSNone}, log, reg)
	if err != nil {
		return nil, err
	}
	mailer, err := app.NewMailer(partnerships, sender, from)
	if err != nil {
		return nil, err
	}
	almanac := almanac.New(p.store, scheduler.BooksOf(p.store, partnerships), partnerships.UseEras, log)
	p.engine = scheduler.NewEngine(scheduler.EngineOptions{
		Store: p.store, Partnerships: partnerships, Almanac: almanac, Mailer: mailer, Metrics: scheduler.NewMetrics(reg), Log: log,
	})
	p.cases = scheduler.NewCases(p.store, partnerships, almanac, p.engine.Nudge, log)
	return sender, nil
}

func (p *player) say(format string, args ...any) { fmt.Fprintf(p.Out, format, args...) }

func (p *player) title() {
	p.say("longstop demo: everything runs in this one process, and nothing is kept.\nThe case is in memory and gone at the end. A day takes a moment; every email is\nreally sent, to a mail server inside this process.\n\n")
	p.say("One case under Buckinghamshire's published procedure, from December 2026 to July 2027.\n")
}

// until lets time pass up to end, and runs the engine wherever something is due.
func (p *player) until(ctx context.Context, end time.Time) error {
	for {
		q, err := p.store.Next(ctx)
		if err != nil {
			return err
		}
		next := q.Wake
		if next.IsZero() || !next.Before(end) {
			return ctx.Err()
		}
		if err := p.tick(ctx, next); err != nil {
			return err
		}
	}
}

// tick runs the engine once, as the daemon's loops would at that moment.
func (p *player) tick(ctx context.Context, now time.Time) error {
	if err := p.engine.RunCases(ctx, now); err != nil {
		return err
	}
	if err := p.engine.RunEmails(ctx, now.Add(time.Second)); err != nil {
		return err
	}
	for _, l := range p.letters.take() {
		p.date(now)
		_, about, _ := strings.Cut(l.subject, reference+": ") // the step and the case stand before it
		p.say("    ✉ %-13s %-17s %s\n", l.step, l.to, short(about, 64))
		p.pause(ctx, p.Pace)
	}
	return ctx.Err()
}

func (p *player) perform(ctx context.Context, a act) error {
	p.date(a.at)
	p.say("  %s ● %s\n", a.at.In(calendar.London()).Format("15:04"), a.says)
	p.pause(ctx, 4*p.Pace)
	facts := make([]plan.Fact, len(a.facts))
	for i, f := range a.facts {
		if f.At.IsZero() {
			f.At = calendar.Instant(a.at)
		}
		facts[i] = f
	}
	v, err := p.record(ctx, facts, a.at)
	if err != nil {
		return fmt.Errorf("%s: %w", a.says, err)
	}
	if err := p.tick(ctx, a.at); err != nil {
		return err
	}
	if a.shows {
		p.say("\n")
		p.Show(p.Out, v.Timetable, a.at)
		p.pause(ctx, 8*p.Pace)
	}
	return nil
}

func (p *player) record(ctx context.Context, facts []plan.Fact, now time.Time) (*scheduler.View, error) {
	if facts[0].Name == "aware" {
		return p.cases.Open(ctx, scheduler.Opening{
			Partnership: partnership, Procedure: procedureID, Reference: reference, Agencies: agencies, Facts: facts, By: "demo",
		}, now)
	}
	return p.cases.Record(ctx, scheduler.CaseID(partnership, reference), facts, "demo", now)
}

// date prints a heading when a new day begins.
func (p *player) date(now time.Time) {
	if d := calendar.DateOf(now); d != p.day {
		p.day = d
		p.say("\n%s\n", d.Long())
	}
}

func (p *player) pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func short(s string, maxRunes int) string {
	r := []rune(s)
	if len(r) <= maxRunes {
		return s
	}
	return string(r[:maxRunes-1]) + "…"
}
