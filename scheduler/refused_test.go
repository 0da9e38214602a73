package scheduler_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// picky is a store that refuses the commits of one case, and takes all others.
type picky struct {
	*faulty
	refuses string

	tried int // commits
}

func (p *picky) Commit(ctx context.Context, c scheduler.Change) error {
	if p.tried++; c.Case.ID == p.refuses {
		return errAway
	}
	return p.faulty.Commit(ctx, c)
}

func (p *picky) Next(ctx context.Context) (scheduler.Queues, error) {
	if err := p.next(ctx, "Next"); err != nil {
		return scheduler.Queues{}, err
	}
	return p.faulty.Next(ctx)
}

// threeDue returns a daemon with three cases whose moments have come.
func threeDue(t *testing.T) (*daemon, *picky) {
	d, store := withFaults(t)
	p := &picky{faulty: store}
	d.store = p
	d.engine = d.another()
	for _, reference := range []string{"R-1", "R-2", "R-3"} {
		d.openNow(reference)
	}
	d.send()
	q, err := store.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Until(q.Wake))
	return d, p
}

// A case that the store refuses to commit holds up no other. All of them were claimed
// together and come due again together, so those behind it would never be planned. The
// refusal is an error all the same.
func TestARefusedCaseHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, p := threeDue(t)
		p.refuses = "bscp:R-1"
		if err := d.engine.RunCases(t.Context(), time.Now()); !errors.Is(err, errAway) {
			t.Errorf("%v, want the refusal", err)
		}
		got := d.send()
		if len(got) == 0 || len(got)%2 != 0 || len(slices.Compact(got)) != len(got)/2 {
			t.Errorf("told %q, want the same of two cases", got)
		}
		d.accounted()
	})
}

// If the store itself is away, it is not asked again for each of the cases: each of
// them may take as long as a time-out.
func TestAStoreThatIsAwayIsAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, p := threeDue(t)
		p.die("Commit", true)
		p.die("Next", true)
		p.tried = 0
		if err := d.engine.RunCases(t.Context(), time.Now()); !errors.Is(err, errAway) {
			t.Errorf("%v, want the error of the store", err)
		}
		if p.tried != 1 {
			t.Errorf("%d commits were tried, want one", p.tried)
		}
	})
}
