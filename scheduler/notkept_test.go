package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// oneServer is a store whose replica has gone: it writes, and nothing is kept.
type oneServer struct {
	*memstore.Store
	settled atomic.Int64 // how often it was asked to settle
}

func (s *oneServer) Commit(ctx context.Context, c scheduler.Change) error {
	return notKept(s.Store.Commit(ctx, c))
}

func (s *oneServer) Settle(ctx context.Context, st scheduler.Settlement) error {
	s.settled.Add(1)
	return notKept(s.Store.Settle(ctx, st))
}

func notKept(err error) error {
	if err == nil {
		err = fmt.Errorf("no replica: %w", scheduler.ErrNotKept)
	}
	return err
}

// While a replica is away nothing is accepted, but all who have to be told are told,
// once, and the engine reports it.
func TestAReplicaThatIsAwayHoldsUpNobody(t *testing.T) {
	d := newDaemon(t)
	for _, reference := range []string{"R-1", "R-2", "R-3"} {
		_, err := d.cases.Open(t.Context(), scheduler.Opening{
			Partnership: "bscp", Procedure: "england-2023", Reference: reference, By: "test",
			Facts: []plan.Fact{{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2026-12-16T10:30")}},
		}, plantest.At(t, "2026-12-16T10:30"))
		if err != nil {
			t.Fatal(err)
		}
	}
	d.run("2026-12-16T10:31")

	store := &oneServer{Store: d.store.(*memstore.Store)}
	d.store = store
	engine := d.another()
	now := plantest.At(t, "2026-12-29T09:00")
	if err := engine.RunCases(t.Context(), now); !errors.Is(err, scheduler.ErrNotKept) {
		t.Errorf("cases: %v, want ErrNotKept", err)
	}
	if err := engine.RunEmails(t.Context(), now); err != nil {
		t.Errorf("emails: %v", err)
	}
	sent := d.post.take()
	if len(sent) < 3 || d.accounted().Waiting != 0 {
		t.Errorf("%d emails went out for three cases, %d wait", len(sent), d.accounted().Waiting)
	}
	if n := store.settled.Load(); n != int64(2*len(sent)) {
		t.Errorf("%d emails were settled in %d tries, want two each: written, and lost to itself", len(sent), n)
	}
	if err := errors.Join(engine.RunCases(t.Context(), now), engine.RunEmails(t.Context(), now)); err != nil || len(d.post.take()) > 0 {
		t.Errorf("again: %v, and something was sent", err)
	}
}
