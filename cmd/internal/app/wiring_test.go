package app_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/internal/storetest"
)

// A source that is configured is asked each day, and whenever somebody asks for it
// through the API.
func TestASourceOfBankHolidays(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.write("list.json", app.ListWith(t, "2027-01-04"))
	d := s.serve(s.config("a", storetest.Redis(t).Address(), `holidays: {file: list.json, at: "00:00"}`)).begun()
	d.log.says(t, `what=imported`)
	s.write("list.json", app.ListWith(t, "2027-01-04", "2027-01-05"))
	report, err := d.client.Refresh(t.Context(), api.Refreshing{})
	if err != nil || report.Unchanged || !report.Pending {
		t.Errorf("%+v, %v", report, err)
	}
}

// Without a source the API says how to have one.
func TestNoSourceOfBankHolidays(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve(s.config("a", storetest.Redis(t).Address())).begun()
	_, err := d.client.Refresh(t.Context(), api.Refreshing{})
	if refused := new(api.Error); !errors.As(err, &refused) || refused.Field != "holidays" || !strings.Contains(err.Error(), "names no source") {
		t.Errorf("%v", err)
	}
}

// Metrics and states are shown nowhere where no address is configured.
func TestNoOperations(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	cfg, library := s.config("a", storetest.Redis(t).Address())
	cfg.Listen.HTTP = ""
	d := s.serve(cfg, library).begun()
	if at := d.app.OperationsAddress(); at != "" {
		t.Errorf("they are at %s", at)
	}
	d.opens("CASE-1")
	d.stops()
}
