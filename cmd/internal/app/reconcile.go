package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

// reconciler compares what this daemon knows of its store with what the store has, and
// writes again what is missing.
type reconciler struct {
	store *redisstore.Store
	redo  *redo.Log
	dir   string // of the redo log
	done  func() // is called when something was written
	log   *slog.Logger
}

// reconcile implements [api.Reconcile].
func (r *reconciler) reconcile(ctx context.Context, in api.Reconciling, now time.Time) (*api.Reconciliation, error) {
	// The logs first: what is acknowledged after they were read is in the store by then.
	entries, damaged, err := redo.Entries(append([]string{r.dir}, in.From...)...)
	if err != nil {
		return nil, &api.Error{Status: http.StatusUnprocessableEntity, Field: "from", Message: "this daemon cannot read one of the folders, or it holds no redo log: give the redo folder of another daemon, copied to this machine"}
	}
	known := r.redo.Known()
	pulse, err := r.store.Pulse(ctx)
	if err != nil {
		return nil, err
	}
	for i, n := range pulse.Writes {
		if n < 0 { // spoilt by hand: nobody knows
			pulse.Writes[i] = known[i]
		}
	}
	loss := redo.Missing(pulse.Writes, known, entries)
	out, err := r.describe(ctx, loss)
	if err != nil {
		return nil, err
	}
	out.Damaged = damaged
	switch {
	case !in.Yes || !loss.Any():
		return out, nil
	case out.Unknown > 0 && !in.AcceptLoss:
		return nil, &api.Error{Status: http.StatusConflict, Field: "accept_loss", Message: fmt.Sprintf(
			"%d writes are in no log that was given: give the redo folders of the other daemons with --from; or, if there are none, accept the loss with --accept-loss: then an email that another daemon has sent may go out again, and people may not be told of what was decided on in these writes: look at each case", out.Unknown)}
	}
	upTo := loss.Known(pulse.Writes)
	for shard, n := range upTo {
		if n == pulse.Writes[shard] {
			continue
		}
		of := slices.DeleteFunc(slices.Clone(loss.Entries), func(e redo.Entry) bool { return e.Shard != shard })
		if err := r.store.Restore(ctx, shard, of, n, now); err != nil {
			return nil, err
		}
	}
	r.log.Warn("the store was reconciled with what this daemon knew", "written", len(loss.Entries), "accepted_as_lost", out.Unknown)
	out.Written = true
	r.done()
	return out, nil
}

// describe says what is missing, case by case.
func (r *reconciler) describe(ctx context.Context, loss redo.Loss) (*api.Reconciliation, error) {
	out := &api.Reconciliation{Known: int64(len(loss.Entries)), Unknown: loss.Unknown.Sum(), Cases: []api.MissingCase{}}
	cases := map[string]*redo.Entry{}
	waits := map[string]bool{}
	for i, e := range loss.Entries {
		if e.Case != nil {
			cases[e.CaseID] = &loss.Entries[i]
		}
		if e.Line != nil {
			out.Lines++
		}
		if e.Settled != "" {
			out.Settled++
			delete(waits, e.Settled)
		}
		for _, in := range e.Waits {
			waits[in.ID] = true
		}
	}
	out.Waiting = len(waits)
	for _, id := range slices.Sorted(maps.Keys(cases)) {
		last := cases[id]
		stored, err := r.store.Case(ctx, id)
		switch {
		case errors.Is(err, scheduler.ErrNotFound), errors.Is(err, redisstore.ErrUnreadable):
			stored = &scheduler.Case{}
		case err != nil:
			return nil, err
		}
		out.Cases = append(out.Cases, api.MissingCase{
			Partnership: last.Case.Partnership, Reference: last.Case.Reference, New: stored.Revision == 0,
			Facts: max(0, len(last.Case.Facts)-len(stored.Facts)), Revision: last.Revision, Stored: stored.Revision,
		})
	}
	return out, nil
}
