package scheduler_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/procedure"
)

// choose makes the partnership choose the event that the fifteen days count from.
func (d *daemon) choose(choice string) {
	d.town.rules = procedure.Shipped().With(map[string]map[string]string{"england-2023": {"fifteen-days-from": choice}})
}

func (d *daemon) applyRules(now string) {
	d.t.Helper()
	if err := d.engine.ApplyRules(context.Background(), plantest.At(d.t, now)); err != nil {
		d.t.Fatal(err)
	}
}

// A partnership changes a setting: the dates of its open cases move, and everybody
// who was told an old date is told, once. When it changes back they are told again.
func TestAnotherSettingMovesTheDates(t *testing.T) {
	d := newDaemon(t)
	d.choose("aware")
	d.open("2026-12-01T10:30", "aware=2026-11-26")
	d.record("2026-12-01T10:31", "notify-national-panel")
	d.want(d.run("2026-12-01T10:32"), "opened business-manager rapid-review", "opened lcspr-chair rapid-review")

	d.applyRules("2026-12-01T10:33") // nothing has changed
	d.want(d.run("2026-12-01T10:33"))
	if v := d.state("2026-12-01T10:34"); v.Timetable.Find("rapid-review").Due.String() != "2026-12-17" {
		t.Errorf("due %s", v.Timetable.Find("rapid-review").Due)
	}

	d.choose("panel-notified")
	d.applyRules("2026-12-01T10:35")
	d.want(d.run("2026-12-01T10:35"), "dates-changed business-manager rapid-review", "dates-changed lcspr-chair rapid-review")
	if v := d.state("2026-12-01T10:36"); v.Timetable.Find("rapid-review").Due.String() != "2026-12-22" {
		t.Errorf("due %s", v.Timetable.Find("rapid-review").Due)
	}
	d.applyRules("2026-12-01T10:37")
	d.want(d.run("2026-12-01T10:37"))

	d.choose("aware")
	d.applyRules("2026-12-01T10:38")
	d.want(d.run("2026-12-01T10:38"), "dates-changed business-manager rapid-review", "dates-changed lcspr-chair rapid-review")
	d.accounted()
}

// An email that waits while a setting changes does not go out with the old date.
func TestNoEmailByTheRulesOfBefore(t *testing.T) {
	d := newDaemon(t)
	d.choose("aware")
	d.open("2026-12-01T10:30", "aware=2026-11-26", "notify-national-panel=2026-12-01T10:29")
	d.choose("panel-notified")
	d.want(d.run("2026-12-01T10:32"))
	d.applyRules("2026-12-01T10:33")
	d.want(d.run("2026-12-01T10:33"), "dates-changed business-manager rapid-review", "dates-changed lcspr-chair rapid-review")
	d.accounted()
}

// A case whose procedure has lost its file stays as it is, and goes on when the
// file is back.
func TestAProcedureThatVanishes(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	none, err := procedure.LoadFS(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	d.town.rules = none
	d.applyRules("2026-12-21T09:00")
	d.want(d.run("2026-12-21T09:00"))
	d.town.rules = nil
	d.want(d.run("2026-12-21T09:01"), "reminder business-manager notify-national-panel", "reminder local-authority notify-national-panel")
	d.accounted()
}
