package scheduler

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/scheduler/letter"
)

// Metrics count what this process did. The contents of the store are read from it
// at each scrape, by the wiring.
type Metrics struct {
	emails     *prometheus.CounterVec
	lateness   *prometheus.HistogramVec
	commits    *prometheus.CounterVec
	unreadable prometheus.Gauge
	heartbeat  prometheus.Gauge
}

// NewMetrics registers the engine's metrics, with every label value from the start.
func NewMetrics(reg prometheus.Registerer) *Metrics {
	m := &Metrics{
		emails: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "longstop_emails_total", Help: "Attempts to deliver an email, by step and how they ended.",
		}, []string{"step", "outcome"}),
		lateness: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "longstop_email_lateness_seconds", Help: "From the moment an email was due to its acceptance by the relay.",
			Buckets: []float64{.01, .05, .1, .5, 1, 5, 30, 60, 300, 900, 3600, 4 * 3600, 24 * 3600},
		}, []string{"step"}),
		commits: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "longstop_commits_total", Help: "Wake-ups of cases, by how their commit ended.",
		}, []string{"result"}),
		unreadable: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "longstop_cases_unreadable", Help: "Records that could not be read or planned when their moment came.",
		}),
		heartbeat: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "longstop_heartbeat_timestamp_seconds", Help: "When the daily heartbeat email was last put into the outbox.",
		}),
	}
	for _, step := range letter.Steps() {
		m.lateness.WithLabelValues(step.Label())
		for _, o := range letter.Outcomes() {
			m.emails.WithLabelValues(step.Label(), string(o))
		}
	}
	for _, result := range []string{"committed", "conflict", "failed", "unreadable"} {
		m.commits.WithLabelValues(result)
	}
	reg.MustRegister(m.emails, m.lateness, m.commits, m.unreadable, m.heartbeat)
	return m
}
