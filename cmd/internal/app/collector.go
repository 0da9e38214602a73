package app

import (
	"context"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// scrapeTimeout bounds what a scrape asks of Redis.
const scrapeTimeout = 3 * time.Second

// collector reads what the store holds at each scrape: every daemon shows the
// same totals, and none keeps them.
type collector struct {
	store        books
	engine       interface{ Health() scheduler.Health }
	partnerships *Partnerships
	almanac      *almanac.Almanac
	started      time.Time // before the first sweep, its age is counted from here
	now          func() time.Time
}

// books is what a scrape asks of the store.
type books interface {
	Clock(ctx context.Context) (time.Time, error)
	Totals(ctx context.Context) (scheduler.Totals, error)
	Writes(ctx context.Context) (int64, error)
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
	redisUp       = desc("redis_up", "Whether Redis answers: 1 or 0.")
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
		redisUp, clockSkew, sweepAge, daysLeft, calendarAge, calendarsOut, calendarsBad, calendarLag, vacant,
	} {
		ch <- d
	}
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	now := c.now()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	gauge(sweepAge, c.sweepAge(now))
	c.calendar(ch, gauge, now)
	for _, id := range c.partnerships.IDs() {
		gauge(vacant, float64(len(c.partnerships.Vacant(id))), id)
	}
	clock, err := c.store.Clock(ctx)
	if err != nil {
		gauge(redisUp, 0)
		return
	}
	gauge(clockSkew, clock.Sub(now).Seconds())
	totals, err := c.store.Totals(ctx)
	if err != nil {
		gauge(redisUp, 0)
		return
	}
	writes, err := c.store.Writes(ctx)
	if err != nil {
		gauge(redisUp, 0)
		return
	}
	gauge(redisUp, 1)
	ch <- prometheus.MustNewConstMetric(storeWrites, prometheus.CounterValue, float64(writes))
	c.totals(ch, gauge, totals, now)
}

func (c *collector) totals(ch chan<- prometheus.Metric, gauge func(*prometheus.Desc, float64, ...string), t scheduler.Totals, now time.Time) {
	for tally, n := range t.Tallies {
		if tally.Milestone == "" {
			gauge(casesOpen, float64(n), tally.Partnership, tally.Procedure)
			continue
		}
		gauge(milestones, float64(n), tally.Partnership, tally.Procedure, tally.Milestone, tally.Status, map[bool]string{true: "true", false: "false"}[tally.Statutory])
	}
	gauge(outboxWaiting, float64(t.Waiting))
	age := 0.0
	if !t.Oldest.IsZero() {
		age = max(0, now.Sub(t.Oldest).Seconds())
	}
	gauge(outboxOldest, age)
	counter := func(d *prometheus.Desc, v int64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(v), labels...)
	}
	counter(created, t.Created)
	for _, o := range letter.Outcomes() {
		if o.Final() {
			counter(settled, t.Settled[o], string(o))
		}
	}
}

// sweepAge grows from the start of the daemon until the first sweep.
func (c *collector) sweepAge(now time.Time) float64 {
	return now.Sub(moment.Latest(c.started, c.engine.Health().Swept)).Seconds()
}

// buildInfo is a metric that is always there: its absence is the alarm.
func buildInfo(version string) prometheus.Collector {
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "longstop_build_info", Help: "Always 1; says what runs.",
		ConstLabels: prometheus.Labels{"version": version, "goversion": runtime.Version()},
	})
	g.Set(1)
	return g
}

// calendar shows the bank holidays as this process knows them.
func (c *collector) calendar(ch chan<- prometheus.Metric, gauge func(*prometheus.Desc, float64, ...string), now time.Time) {
	eras, state := c.almanac.Eras(), c.almanac.State()
	newest := eras[len(eras)-1].Newest()
	for _, d := range calendar.Divisions() {
		gauge(daysLeft, float64(newest.Until(d)-calendar.DateOf(now)), string(d))
	}
	lines := c.almanac.Lines()
	if len(lines) == 0 {
		return // not read yet: a count from 0 would look like lists that were refused just now
	}
	refused, taken := 0, state.Checked
	for _, l := range lines {
		switch {
		case l.What == almanac.Refused:
			refused++
		case l.At.After(taken):
			taken = l.At
		}
	}
	gauge(calendarAge, now.Sub(taken).Seconds())
	ch <- prometheus.MustNewConstMetric(calendarsBad, prometheus.CounterValue, float64(refused))
	gauge(calendarsOut, float64(c.partnerships.PendingLists()))
	gauge(calendarLag, float64(max(0, state.Lines-state.Applied)))
}
