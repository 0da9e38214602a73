package app

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/longstop/longstop/scheduler"
)

// The limits of asking Redis and the relay. An answer is used again for a while, so
// that whoever asks /readyz often does not make the daemon ask them often.
const (
	probeKept    = 2 * time.Second
	probeTimeout = 3 * time.Second
	sweptLately  = 90 * time.Second // three sweeps
)

// health says whether the daemon can do its work now.
type health struct {
	store interface {
		Probe(ctx context.Context) error
	}
	relay interface {
		Probe(ctx context.Context) error
	}
	engine interface{ Health() scheduler.Health }
	admit  func(ctx context.Context) error // says why nothing may be done now
	now    func() time.Time

	mu      sync.Mutex
	asked   time.Time
	answers map[string]string
}

// check returns what is wrong with each part, "" where nothing is. It asks the
// servers now and then, and the engine every time, which costs nothing.
func (h *health) check(ctx context.Context) map[string]string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.now().Sub(h.asked) >= probeKept {
		h.ask(ctx)
		h.asked = h.now() // from here, for they may take their time
	}
	answers := maps.Clone(h.answers)
	answers["engine"] = h.swept(ctx, h.now())
	return answers
}

// ask asks both servers at once.
func (h *health) ask(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	var wg sync.WaitGroup
	redis, relay := "", ""
	wg.Go(func() { redis = writes(h.store.Probe(ctx)) })
	// A relay that talks and yet takes no mail shows in the age of the oldest email.
	wg.Go(func() { relay = answers(h.relay.Probe(ctx)) })
	wg.Wait()
	h.answers = map[string]string{"redis": redis, "smtp": relay}
}

// writes puts into words whether the store takes a write.
func writes(err error) string {
	switch {
	case errors.Is(err, scheduler.ErrFull):
		return "is full and refuses writes"
	case errors.Is(err, scheduler.ErrReadOnly):
		return "is a replica and refuses writes"
	case errors.Is(err, scheduler.ErrUnsafe):
		return "cannot keep what is written, and refuses writes"
	case errors.Is(err, scheduler.ErrForbidden):
		return "refuses our account"
	case errors.Is(err, scheduler.ErrNotKept):
		return "has too few replicas in step: no fact is accepted"
	}
	return answers(err)
}

// answers puts into words whether a server answers.
func answers(err error) string {
	if err != nil {
		return "does not answer"
	}
	return ""
}

// swept puts into words what the last sweeps found.
func (h *health) swept(ctx context.Context, now time.Time) string {
	held := h.admit(ctx)
	switch s := h.engine.Health(); {
	case held != nil:
		return held.Error()
	case !s.Since.IsZero():
		return "the store has failed since " + s.Since.UTC().Format(time.RFC3339)
	case s.Swept.IsZero():
		return "the first sweep is not over"
	case now.Sub(s.Swept) > sweptLately:
		return "no sweep since " + s.Swept.UTC().Format(time.RFC3339)
	}
	return ""
}

// ready answers 200 when every part is in order, else 503, and in both cases how
// each part is.
func (h *health) ready(w http.ResponseWriter, r *http.Request) {
	status, code := "ready", http.StatusOK
	checks := map[string]string{}
	for name, trouble := range h.check(context.WithoutCancel(r.Context())) {
		checks[name] = "ok"
		if trouble != "" {
			checks[name], status, code = trouble, "not ready", http.StatusServiceUnavailable
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"status": status, "checks": checks})
}

// operationsMux routes what the daemon serves over TCP: numbers and states, and
// nothing of any case.
func operationsMux(reg *prometheus.Registry, h *health) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(reg, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"status":"alive"}` + "\n"))
	})
	mux.HandleFunc("GET /readyz", h.ready)
	return mux
}
