package cli

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Nothing that serve began goes on when it has returned.
func TestWhatRunsBesideTheDaemonEndsWithIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended, broken := false, errors.New("broken")
		job := func(ctx context.Context) {
			<-ctx.Done()
			time.Sleep(time.Second) // a reload that is under way
			ended = true
		}
		work := func(context.Context) error { time.Sleep(time.Minute); return broken }
		if err := beside(t.Context(), job, work); !errors.Is(err, broken) || !ended {
			t.Errorf("returned %v, and the job has ended: %v", err, ended)
		}
	})
}
