package app

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatWasBegunIsUndoneLastFirst(t *testing.T) {
	var said bytes.Buffer
	var undone []string
	down := &teardown{bound: time.Second, log: slog.New(slog.NewTextHandler(&said, nil))}
	undo := func(name string, err error) {
		down.add(name, func(context.Context) error { undone = append(undone, name); return err })
	}
	undo("a", nil)
	undo("b", errors.New("it is stuck"))
	undo("c", nil)
	down.undo()
	if want := []string{"c", "b", "a"}; !slices.Equal(undone, want) {
		t.Errorf("undone: %v, not %v", undone, want)
	}
	if log := said.String(); strings.Count(log, "\n") != 1 || !strings.Contains(log, `what=b error="it is stuck"`) {
		t.Errorf("the log must tell what failed, and nothing else:\n%s", log)
	}
	down.undo()
	if len(undone) != 3 {
		t.Errorf("the second time it undid again: %v", undone[3:])
	}
}

// One that hangs holds up neither the others nor the end of the daemon.
func TestWhatCannotBeUndoneIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said bytes.Buffer
		down := &teardown{bound: time.Second, log: slog.New(slog.NewTextHandler(&said, nil))}
		hang := make(chan struct{})
		first := false
		down.add("first", func(context.Context) error { first = true; return nil })
		down.add("patient", func(ctx context.Context) error { <-ctx.Done(); return context.Cause(ctx) })
		down.add("deaf", func(context.Context) error { <-hang; return nil })
		began := time.Now()
		down.undo()
		if took := time.Since(began); took != time.Second+grace {
			t.Errorf("it took %v", took)
		}
		synctest.Wait() // what was asked last and not waited for
		if log := said.String(); !first || !strings.Contains(log, "what=deaf error=\""+errLeft.Error()) || !strings.Contains(log, "what=patient") {
			t.Errorf("undone: %v; the log:\n%s", first, log)
		}
		close(hang)
	})
}
