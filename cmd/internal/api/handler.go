package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

const (
	maxStatement = 64 << 10 // bytes; the longest sensible statement is a tenth of it
	patience     = 20 * time.Second
)

// Options are the parts that the API works with: it needs all of them.
type Options struct {
	Cases        *scheduler.Cases
	Partnerships scheduler.Partnerships
	Almanac      *almanac.Almanac
	Reconcile    Reconcile        // compares the store with what the daemon knows of it
	Refresh      Refresh          // asks the source of bank holidays; [NoSource] where none is configured
	Log          *slog.Logger     // gets internal errors, and nothing about any case
	Now          func() time.Time // time.Now, or the present of a test
	Version      string           // of the program

	// Admit returns why nothing may be changed now, or nil if it may. It may be left
	// out: then it always may.
	Admit func(ctx context.Context) error
}

type handler Options

// endpoint answers one request. Its error becomes the answer, see [problem].
type endpoint func(ctx context.Context, r *http.Request, now time.Time) (any, error)

type route struct {
	method, path string
	status       int
	maxBody      int64 // bytes
	answer       endpoint
	always       bool // may change something even while nothing else may
}

func (h *handler) routes() []route {
	return []route{
		{http.MethodGet, "/v1/ping", http.StatusOK, maxStatement, h.ping, false},
		{http.MethodGet, "/v1/cases", http.StatusOK, maxStatement, h.list, false},
		{http.MethodPost, "/v1/cases", http.StatusCreated, maxStatement, h.open, false},
		{http.MethodGet, "/v1/case", http.StatusOK, maxStatement, h.show, false},
		{http.MethodGet, "/v1/case/log", http.StatusOK, maxStatement, h.entries, false},
		{http.MethodPost, "/v1/case/facts", http.StatusOK, maxStatement, h.record, false},
		{http.MethodPost, "/v1/case/close", http.StatusOK, maxStatement, h.close, false},
		{http.MethodPost, "/v1/reconcile", http.StatusOK, maxStatement, h.reconcile, true},
	}
}

// New returns the handler of the API.
func New(o Options) http.Handler {
	h := handler(o)
	mux := http.NewServeMux()
	methods := map[string][]string{}
	for _, rt := range append(h.routes(), h.holidayRoutes()...) {
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

// serve answers with JSON. A write is carried through even if its client has gone:
// half a write is worse than an answer that nobody reads.
func (h *handler) serve(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if rt.method == http.MethodPost {
			ctx = context.WithoutCancel(ctx)
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		r.Body = http.MaxBytesReader(w, r.Body, rt.maxBody)
		v, err := h.ask(ctx, rt, r)
		if err == nil {
			send(w, rt.status, v)
			return
		}
		changes := subjectOf(rt.method, rt.path)
		if _, only := errors.AsType[previewError](err); only {
			changes = nothing
		}
		e := problem(err, changes)
		if e.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
			h.Log.Error("request failed", "route", rt.method+" "+rt.path, "error", err)
		}
		send(w, e.Status, failure{e})
	}
}

// ask answers a request, unless nothing may be changed now.
func (h *handler) ask(ctx context.Context, rt route, r *http.Request) (any, error) {
	if rt.method == http.MethodPost && h.Admit != nil && !rt.always {
		if err := h.Admit(ctx); err != nil {
			return nil, &Error{Status: http.StatusServiceUnavailable, Message: err.Error() + "; nothing was changed"}
		}
	}
	v, err := rt.answer(ctx, r, h.Now())
	if rt.method == http.MethodGet && h.Admit != nil && nothingFound(v, err) {
		// A store that has forgotten its cases must not look like one without any.
		if why := h.Admit(ctx); why != nil {
			return nil, &Error{Status: http.StatusServiceUnavailable, Message: why.Error()}
		}
	}
	return v, err
}

// nothingFound says whether an answer is that there is nothing.
func nothingFound(v any, err error) bool {
	if list, ok := v.(Cases); ok && err == nil {
		return len(list.Cases) == 0
	}
	return err != nil && problem(err, nothing).Status == http.StatusNotFound
}

// send writes the answer. If it does not arrive, the client notices.
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

func (h *handler) ping(context.Context, *http.Request, time.Time) (any, error) {
	return Pong{Version: h.Version}, nil
}
