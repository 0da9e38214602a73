package api

import (
	"context"
	"net/http"
	"time"
)

// Reconcile compares what the daemon knows of its store with what the store has.
type Reconcile func(ctx context.Context, in Reconciling, now time.Time) (*Reconciliation, error)

// Reconciling asks what a store that came back older has forgotten.
type Reconciling struct {
	Yes        bool     `json:"yes"`         // write it again
	From       []string `json:"from"`        // the redo folders of other daemons, on the daemon's machine
	AcceptLoss bool     `json:"accept_loss"` // go on although some of it is in no log
}

// Reconciliation is what the store has forgotten, and whether it was written again.
type Reconciliation struct {
	Known   int64         `json:"known"`   // writes that are missing and can be written again
	Unknown int64         `json:"unknown"` // writes that are missing and in no log
	Cases   []MissingCase `json:"cases"`
	Settled int           `json:"settled"` // emails that the store may believe to wait, and that have gone out or are no longer wanted
	Waiting int           `json:"waiting"` // emails that have still to go out
	Lines   int           `json:"lines"`   // of the journal of bank holidays
	Damaged int           `json:"damaged"` // lines of the logs that cannot be read
	Written bool          `json:"written"`
}

// MissingCase is a case of which the store has an older state, or none.
type MissingCase struct {
	Partnership string `json:"partnership"`
	Reference   string `json:"reference"`
	New         bool   `json:"new"`   // the store does not have it
	Facts       int    `json:"facts"` // that are missing
	Revision    int64  `json:"revision"`
	Stored      int64  `json:"stored"` // the revision in the store
}

// Any says whether anything is missing.
func (r *Reconciliation) Any() bool { return r.Known+r.Unknown > 0 }

func (h *handler) reconcile(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Reconciling](r)
	if err != nil {
		return nil, err
	}
	return h.Reconcile(ctx, in, now)
}

// Reconcile asks the daemon what its store has forgotten, and to write it again.
func (c *Client) Reconcile(ctx context.Context, in Reconciling) (*Reconciliation, error) {
	out := &Reconciliation{}
	return out, c.do(ctx, call{method: http.MethodPost, path: "/v1/reconcile", in: in, out: out})
}
