package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

const (
	maxBody  = 64 << 10 // bytes; the longest sensible statement is a tenth of it
	patience = 20 * time.Second
)

type handler struct {
	cases        *scheduler.Cases
	partnerships scheduler.Partnerships
	log          *slog.Logger
	now          func() time.Time

	almanac *almanac.Almanac // nil: the bank holidays never change
	refresh Refresh          // nil: no source of them is configured
}

// Option adds to what the API offers.
type Option func(*handler)

// endpoint answers one request. Its error becomes the answer, see [problem].
type endpoint func(ctx context.Context, r *http.Request, now time.Time) (any, error)

type route struct {
	method, path string
	status       int
	answer       endpoint
}

// longest is how long a body may be, in bytes.
func (rt route) longest() int64 {
	if rt.path == "/v1/calendar/import" {
		return maxList
	}
	return maxBody
}

func (h *handler) routes() []route {
	return []route{
		{http.MethodGet, "/v1/ping", http.StatusOK, ping},
		{http.MethodGet, "/v1/cases", http.StatusOK, h.list},
		{http.MethodPost, "/v1/cases", http.StatusCreated, h.open},
		{http.MethodGet, "/v1/case", http.StatusOK, h.show},
		{http.MethodGet, "/v1/case/log", http.StatusOK, h.entries},
		{http.MethodPost, "/v1/case/facts", http.StatusOK, h.record},
		{http.MethodPost, "/v1/case/close", http.StatusOK, h.close},
	}
}

// New serves the API over a cases. The log gets what went wrong inside, and
// nothing about any case.
func New(cases *scheduler.Cases, partnerships scheduler.Partnerships, log *slog.Logger, options ...Option) http.Handler {
	return NewAt(cases, partnerships, log, time.Now, options...)
}

// NewAt is [New] for a present of one's own: a demo's fast time, a test's.
func NewAt(cases *scheduler.Cases, partnerships scheduler.Partnerships, log *slog.Logger, now func() time.Time, options ...Option) http.Handler {
	h := &handler{cases: cases, partnerships: partnerships, log: log, now: now}
	for _, o := range options {
		o(h)
	}
	mux := http.NewServeMux()
	methods := map[string][]string{}
	routes := h.routes()
	if h.almanac != nil {
		routes = append(routes, h.holidayRoutes()...)
	}
	for _, rt := range routes {
		mux.Handle(rt.method+" "+rt.path, h.serve(rt))
		methods[rt.path] = append(methods[rt.path], rt.method)
	}
	for path, allowed := range methods {
		mux.Handle(path, wrongMethod(allowed))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusNotFound, failure{&Error{Message: "there is no such address in this API"}})
	})
	// A browser on this machine must not be made to speak for its user.
	return http.NewCrossOriginProtection().Handler(mux)
}

func wrongMethod(allowed []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		send(w, http.StatusMethodNotAllowed, failure{&Error{Field: "method", Message: "this address does not take " + r.Method, Allowed: allowed}})
	}
}

// serve answers with JSON. A write is carried through even if its client has
// gone: half a question is worse than an answer that nobody reads.
func (h *handler) serve(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if rt.method == http.MethodPost {
			ctx = context.WithoutCancel(ctx)
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		r.Body = http.MaxBytesReader(w, r.Body, rt.longest())
		v, err := rt.answer(ctx, r, h.now())
		if err == nil {
			send(w, rt.status, v)
			return
		}
		e := problem(err)
		if e.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
			h.log.Error("request failed", "route", rt.method+" "+rt.path, "error", err)
		}
		send(w, e.Status, failure{e})
	}
}

// send writes the answer. That it does not arrive is for the client to notice.
func send(w http.ResponseWriter, status int, v any) {
	head := w.Header()
	head.Set("Content-Type", "application/json")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
}

func ping(context.Context, *http.Request, time.Time) (any, error) {
	out := Pong{Version: "unknown"}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		out.Version = info.Main.Version
	}
	return out, nil
}
