package app

import (
	"context"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// scrapeTimeout bounds what a scrape asks of Redis.
const scrapeTimeout = 3 * time.Second

// collector reads the totals from the store at each scrape, so that every daemon
// shows the same and none keeps them.
type collector struct {
	store        scrapeStore
	engine       interface{ Health() scheduler.Health }
	partnerships *Partnerships
	almanac      *almanac.Almanac
	admit        func(ctx context.Context) error // says why nothing may be done now
	started      time.Time                       // before the first sweep, its age is counted from here
	now          func() time.Time
}

// scrapeStore is what a scrape asks of the store.
type scrapeStore interface {
	Pulse(ctx context.Context) (redisstore.Pulse, error)
	Totals(ctx context.Context) (scheduler.Totals, error)
	Fill(ctx context.Context) (float64, error)
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("longstop_"+name, help, labels, nil)
}

var (
	casesOpen     = desc("cases_open", "Open cases.", "partnership", "procedure")
	milestones    = desc("milestones", "Milestones of open cases by where they stand.", "partnership", "procedure", "milestone", "status", "statutory")
	outboxWaiting = desc("outbox_waiting", "Emails decided on and not yet settled.")
	outboxOldest  = desc("outbox_oldest_seconds", "Age of the oldest email not yet settled; 0 when there is none.")
	created       = desc("intents_created_total", "Emails ever decided on.")
	settled       = desc("intents_settled_total", "Emails settled, by how.", "outcome")
	storeWrites   = desc("store_writes_total", "Everything ever written to the store; it only grows, unless the store forgets.")
	redisFill     = desc("redis_memory_ratio", "How much of the memory that Redis may use is in use, from 0 to 1; 0 where there is no limit.")
	redisUp       = desc("redis_up", "Whether Redis answers: 1 or 0.")
	held          = desc("held", "Whether nothing is planned or sent because the clock or the store cannot be believed: 1 or 0.")
	clockSkew     = desc("clock_skew_seconds", "Redis's clock less ours.")
	sweepAge      = desc("sweep_age_seconds", "Time since a sweep last found everything in order.")
	daysLeft      = desc("calendar_days_left", "Days until the last published bank holiday.", "division")
	calendarAge   = desc("calendar_age_seconds", "Time since a list of bank holidays was taken, or its source last agreed with it.")
	calendarsOut  = desc("calendar_pending_approvals", "Lists of bank holidays whose later dates wait for approval.")
	calendarsBad  = desc("calendar_refused_lists_total", "Lists of bank holidays that were refused and are kept for inspection.")
	calendarLag   = desc("calendar_lines_unapplied", "Lines of the journal of bank holidays by which not every open case was planned yet.")
	vacant        = desc("roles_vacant", "Roles of the procedures that nobody holds.", "partnership")
)

// Describe implements prometheus.Collector.
func (c *collector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		casesOpen, milestones, outboxWaiting, outboxOldest, created, settled, storeWrites,
		redisUp, redisFill, held, clockSkew, sweepAge, daysLeft, calendarAge, calendarsOut, calendarsBad, calendarLag, vacant,
	} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	s := scrape{ch: ch, now: c.now()}
	s.gauge(sweepAge, s.now.Sub(moment.Latest(c.started, c.engine.Health().Swept)).Seconds())
	if c.admit(ctx) != nil {
		s.gauge(held, 1)
	} else {
		s.gauge(held, 0)
	}
	c.calendar(s)
	for _, id := range c.partnerships.IDs() {
		s.gauge(vacant, float64(len(c.partnerships.Vacant(id))), id)
	}
	up := 1.0
	if err := c.read(ctx, s); err != nil {
		up = 0 // and what it does not say is absent, not zero
	}
	s.gauge(redisUp, up)
}

// read shows the totals of the store, as far as it answers.
func (c *collector) read(ctx context.Context, s scrape) error {
	pulse, err := c.store.Pulse(ctx)
	if err != nil {
		return err
	}
	s.gauge(clockSkew, pulse.Clock.Sub(s.now).Seconds())
	fill, err := c.store.Fill(ctx)
	if err != nil {
		return err
	}
	s.gauge(redisFill, fill)
	totals, err := c.store.Totals(ctx)
	if err != nil {
		return err
	}
	s.counter(storeWrites, pulse.Writes.Sum())
	s.cases(totals.Tallies)
	s.emails(totals)
	return nil
}

// calendar shows the bank holidays that this daemon knows.
func (c *collector) calendar(s scrape) {
	eras, state := c.almanac.Eras(), c.almanac.State()
	newest := eras[len(eras)-1].Newest()
	for _, d := range calendar.Divisions() {
		s.gauge(daysLeft, float64(newest.Until(d)-calendar.DateOf(s.now)), string(d))
	}
	lines := c.almanac.Lines()
	if len(lines) == 0 {
		return // not read yet: a count from 0 would look like lists that were refused just now
	}
	var refused int64
	taken := state.Checked
	for _, l := range lines {
		switch {
		case l.What == almanac.Refused:
			refused++
		case l.At.After(taken):
			taken = l.At
		}
	}
	s.gauge(calendarAge, s.now.Sub(taken).Seconds())
	s.counter(calendarsBad, refused)
	s.gauge(calendarsOut, float64(c.partnerships.PendingLists()))
	s.gauge(calendarLag, float64(max(0, state.Lines-state.Applied)))
}

// scrape is one reading of all metrics, at one moment.
type scrape struct {
	ch  chan<- prometheus.Metric
	now time.Time
}

func (s scrape) gauge(d *prometheus.Desc, v float64, labels ...string) {
	s.ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

func (s scrape) counter(d *prometheus.Desc, n int64, labels ...string) {
	s.ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
}

func (s scrape) cases(t scheduler.Tallies) {
	for tally, n := range t {
		if tally.Milestone == "" {
			s.gauge(casesOpen, float64(n), tally.Partnership, tally.Procedure)
		} else {
			s.gauge(milestones, float64(n), tally.Partnership, tally.Procedure, tally.Milestone, tally.Status, strconv.FormatBool(tally.Statutory))
		}
	}
}

func (s scrape) emails(t scheduler.Totals) {
	s.gauge(outboxWaiting, float64(t.Waiting))
	age := 0.0
	if !t.Oldest.IsZero() {
		age = max(0, s.now.Sub(t.Oldest).Seconds())
	}
	s.gauge(outboxOldest, age)
	s.counter(created, t.Created)
	for _, o := range letter.Outcomes() {
		if o.Final() {
			s.counter(settled, t.Settled[o], string(o))
		}
	}
}

// buildInfo returns a metric that is always there: its absence is the alarm.
func buildInfo(version string) prometheus.Collector {
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "longstop_build_info", Help: "Always 1; says what runs.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()},
	})
	g.Set(1)
	return g
}
