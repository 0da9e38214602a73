package scheduler_test

import (
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"

	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// leaving is a town that a reload of the configuration takes away after so many
// look-ups, while somebody works with its id.
type leaving struct {
	*town
	lookups atomic.Int64 // those that are left
}

func (w *leaving) Find(id string) (scheduler.Partnership, bool) {
	if w.lookups.Add(-1) < 0 {
		return scheduler.Partnership{}, false
	}
	return w.town.Find(id)
}

// A partnership that leaves the configuration while the day's emails are made has
// no digest and no heartbeat, and nobody else loses theirs.
func TestAPartnershipLeavesWhileTheDaysEmailsAreMade(t *testing.T) {
	now := plantest.At(t, "2026-12-16T11:00")
	for lookups := range 4 {
		store, post := memstore.New(), &postbox{}
		w := &leaving{town: &town{hours: notice.DefaultSendHours()}}
		w.lookups.Store(10)
		a := unchanging(store, w)
		e := newEngine(store, w, a, post)
		aware := plan.Fact{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2026-12-16T10:30")}
		open := scheduler.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "R-1", Facts: []plan.Fact{aware}}
		if _, err := scheduler.NewCases(store, w, a, e.Nudge, slog.New(slog.DiscardHandler)).Open(t.Context(), open, now); err != nil {
			t.Fatal(err)
		}
		w.lookups.Store(int64(lookups))
		if err := errors.Join(e.Digest(t.Context(), now), e.Heartbeat(t.Context(), now)); err != nil {
			t.Errorf("gone after %d look-ups: %v", lookups, err)
		}
		var heartbeats int
		w.lookups.Store(100)
		post.answer = func(in *letter.Letter) scheduler.Delivery {
			if in.Step == letter.StepHeartbeat {
				heartbeats++
			}
			return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
		}
		if err := e.RunEmails(t.Context(), now); err != nil || heartbeats != 1 {
			t.Errorf("gone after %d look-ups: operations got %d heartbeats (%v)", lookups, heartbeats, err)
		}
	}
}
