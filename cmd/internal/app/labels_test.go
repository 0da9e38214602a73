package app

import (
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// Whoever writes a query looks the values of a label up in docs/metrics.md. The
// page must have all that are fixed in the code, in a row with that label.
func TestTheManualHasEveryValueOfALabel(t *testing.T) {
	page, err := os.ReadFile("../../../docs/metrics.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(page), "\n")
	for label, values := range labelsInCode(t) {
		for _, value := range values {
			if !slices.ContainsFunc(rows, func(row string) bool {
				return strings.Contains(row, "`"+label+"`") && strings.Contains(row, "`"+value+"`")
			}) {
				t.Errorf("docs/metrics.md: no row with the label %s has its value %s", label, value)
			}
		}
	}
}

// labelsInCode returns the values of labels that are there from the start, and the
// step that no release knows.
func labelsInCode(t *testing.T) map[string][]string {
	t.Helper()
	reg, log := prometheus.NewRegistry(), slog.New(slog.DiscardHandler)
	scheduler.NewMetrics(reg)
	newRefresher(config.Holidays{}, nil, nil, reg, log)
	if _, err := notifier.NewSender(settings(t, "").SMTP.Options(), log, reg); err != nil {
		t.Fatal(err)
	}
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{"step": {letter.Step("").Label()}}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			for _, l := range metric.GetLabel() {
				if !slices.Contains(found[l.GetName()], l.GetValue()) {
					found[l.GetName()] = append(found[l.GetName()], l.GetValue())
				}
			}
		}
	}
	for _, label := range []string{"step", "outcome", "reason", "result"} {
		if len(found[label]) < 2 {
			t.Errorf("the label %s has only the values %q", label, found[label])
		}
	}
	return found
}
