package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/internal/redisstore"
)

// repairEvery is how often a daemon goes through every record of its store.
const repairEvery = 6 * time.Hour

// repairer goes through the store now and then, and puts right what does not follow from
// its records: nothing else would ever find a case that no sweep wakes.
type repairer struct {
	store interface {
		Repair(ctx context.Context, now time.Time) (redisstore.Repairs, error)
	}
	nudge    func()
	repaired *prometheus.CounterVec
	log      *slog.Logger

	last time.Time // when it last went through everything
}

// newRepairer returns a repairer, with every count from the start.
func newRepairer(store *redisstore.Store, nudge func(), reg prometheus.Registerer, log *slog.Logger) *repairer {
	repaired := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "longstop_repairs_total", Help: "What was not as it must be in the store, and was put right.",
	}, []string{"what"})
	for _, what := range []string{"case", "email", "count"} {
		repaired.WithLabelValues(what)
	}
	reg.MustRegister(repaired)
	return &repairer{store: store, nudge: nudge, repaired: repaired, log: log}
}

// run goes through the store if the last time is long ago. Only one run is under way at
// a time.
func (r *repairer) run(ctx context.Context, now time.Time) error {
	if since := now.Sub(r.last); since >= 0 && since < repairEvery {
		return nil
	}
	found, err := r.store.Repair(ctx, now)
	r.repaired.WithLabelValues("case").Add(float64(found.Cases))
	r.repaired.WithLabelValues("email").Add(float64(found.Emails))
	r.repaired.WithLabelValues("count").Add(float64(found.Counts))
	if found.Any() {
		r.log.Error("the store was not in order, and was put right", "cases", found.Cases, "emails", found.Emails, "counts", found.Counts)
		r.nudge()
	}
	if err != nil {
		return err
	}
	r.last = now
	return nil
}
