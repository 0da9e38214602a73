package app

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/redo"
)

// Writes that were seen in the store, and that no log has, are lost: nobody passes over
// them who has not said so.
func TestALossThatNoLogHas(t *testing.T) {
	a := newApp(t, settingsOn(t))
	a.redo.See(redo.Counts{3: 5})
	if err := a.guard.admit(t.Context()); err == nil {
		t.Error("the daemon goes on")
	}
	r := &reconciler{store: a.store, redo: a.redo, dir: redoDir(a.cfg.StateDir), done: a.guard.connected, log: a.log}
	got, err := r.reconcile(t.Context(), api.Reconciling{}, time.Now())
	if err != nil || got.Unknown != 5 || got.Known != 0 || got.Written {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = r.reconcile(t.Context(), api.Reconciling{Yes: true}, time.Now())
	var refused *api.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusConflict || refused.Field != "accept_loss" {
		t.Errorf("without a word it was answered %v", err)
	}
	if err := a.guard.admit(t.Context()); err == nil {
		t.Error("the daemon goes on after a refusal")
	}
	if got, err = r.reconcile(t.Context(), api.Reconciling{Yes: true, AcceptLoss: true}, time.Now()); err != nil || !got.Written {
		t.Fatalf("accepted: %+v, %v", got, err)
	}
	if err := a.guard.admit(t.Context()); err != nil {
		t.Errorf("after the loss was accepted: %v", err)
	}
}
