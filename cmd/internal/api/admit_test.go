package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
)

// While nothing may be changed, because the clock or the store cannot be believed, every
// request that would change something is refused and says why; what only reads is
// answered, and so is the one that makes it good.
func TestNothingIsTakenWhileNothingMayBeChanged(t *testing.T) {
	store := memstore.New()
	before := startWith(t, store)
	if _, err := before.Open(t.Context(), api.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "OLD", Facts: []api.Fact{happened("aware", "2026-12-16")}}); err != nil {
		t.Fatal(err)
	}
	o := options(t, store, slog.New(slog.DiscardHandler))
	o.Admit = func(context.Context) error { return errors.New("the clock of this machine was set forward") }
	asked := false
	o.Reconcile = func(context.Context, api.Reconciling, time.Time) (*api.Reconciliation, error) {
		asked = true
		return &api.Reconciliation{Cases: []api.MissingCase{}}, nil
	}
	socket := filepath.Join(t.TempDir(), "s")
	serve(t, socket, api.New(o))
	c, ctx := api.NewClient(socket), t.Context()
	for what, do := range map[string]func() error{
		"open": func() error {
			_, err := c.Open(ctx, api.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "A", Facts: []api.Fact{happened("aware", "2026-12-16")}})
			return err
		},
		"record":  func() error { _, err := c.Record(ctx, "A", []api.Fact{happened("aware", "2026-12-16")}); return err },
		"close":   func() error { _, err := c.Close(ctx, "A", "over"); return err },
		"import":  func() error { _, err := c.Import(ctx, api.Import{Data: "{}", Source: "file x"}); return err },
		"approve": func() error { _, err := c.Approve(ctx, api.Approval{}); return err },
		"refresh": func() error { _, err := c.Refresh(ctx, api.Refreshing{}); return err },
	} {
		var refused *api.Error
		err := do()
		if !errors.As(err, &refused) || refused.Status != http.StatusServiceUnavailable || !strings.Contains(err.Error(), "set forward; nothing was changed") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if list, err := c.List(ctx, "", api.StatusAll); err != nil || len(list) != 1 {
		t.Errorf("list: %v, %v", list, err)
	}
	if _, err := c.Show(ctx, "OLD"); err != nil {
		t.Errorf("show: %v", err)
	}
	// That there is nothing may be because the store has forgotten it.
	for what, do := range map[string]func() error{
		"a list of none":           func() error { _, err := c.List(ctx, "", api.StatusClosed); return err },
		"a case that is not there": func() error { _, err := c.Show(ctx, "NEW"); return err },
	} {
		if err := do(); err == nil || !strings.Contains(err.Error(), "set forward") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := c.Reconcile(ctx, api.Reconciling{}); err != nil || !asked {
		t.Errorf("reconcile: %v", err)
	}
}
