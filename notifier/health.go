package notifier

import (
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// health remembers whether the relay could be used when it was last tried.
type health struct {
	log *slog.Logger

	mu     sync.Mutex
	since  time.Time
	reason Reason
	down   bool
}

// note takes in how an attempt ended. An end that says nothing about the relay
// changes nothing. Only a change is logged: one line when the relay goes away, one
// when it is back.
func (h *health) note(r Result, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case r.Reason.relayTrouble() && !h.down:
		h.down, h.since, h.reason = true, now, r.Reason
		h.log.Warn("mail relay cannot be used", "reason", string(r.Reason), "code", r.Code)
	case r.Reason.relayTrouble():
		h.reason = r.Reason
	case r.Reason.answered() && h.down:
		h.log.Info("mail relay can be used again", "down_for", now.Sub(h.since).Round(time.Second))
		h.down, h.since, h.reason = false, time.Time{}, ""
	}
}

// talked takes in that the relay could be talked to, up to the sign-in, or up to MAIL.
// That disproves a trouble of the connection, and none that shows only later. A policy
// towards recipients is believed for as long as emails wait for its end.
func (h *health) talked(upTo stage, embargo bool, now time.Time) {
	_, reason, _ := h.state()
	switch {
	case Reason(reason) == SenderRefused && upTo < atMail:
	case Reason(reason) == PolicyRefusal && embargo:
	default:
		h.note(Result{Reason: Accepted}, now)
	}
}

func (h *health) state() (since time.Time, reason string, down bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.since, string(h.reason), h.down
}

// metrics are the sender's own. Every label exists from the start, so that an
// alert on a rate sees the first failure too.
type metrics struct {
	attempts *prometheus.CounterVec
	opened   prometheus.Counter
}

func newMetrics(reg prometheus.Registerer, h *health) (*metrics, error) {
	m := &metrics{
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "longstop_smtp_attempts_total",
			Help: "Attempts to deliver an email, by how they ended and why.",
		}, []string{"outcome", "reason"}),
		opened: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "longstop_smtp_connections_opened_total",
			Help: "Connections to the mail relay that were ready for use.",
		}),
	}
	for outcome, rs := range reasons() {
		for _, reason := range rs {
			m.attempts.WithLabelValues(string(outcome), string(reason))
		}
	}
	up := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "longstop_smtp_up",
		Help: "1 if the mail relay could be used when it was last tried, or was not tried yet; else 0.",
	}, func() float64 {
		if _, _, down := h.state(); down {
			return 0
		}
		return 1
	})
	for _, c := range []prometheus.Collector{m.attempts, m.opened, up} {
		if err := reg.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *metrics) count(r Result) {
	m.attempts.WithLabelValues(string(r.Outcome), string(r.Reason)).Inc()
}
