package letter_test

import (
	"testing"

	"github.com/longstop/longstop/scheduler/letter"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		step  letter.Step
		rung  int
		late  bool
		label string
	}{
		{letter.StepOpened, 0, false, "opened"},
		{letter.StepDue, 0, false, "due"},
		{letter.StepOverdue, 0, true, "overdue"},
		{letter.Escalation(1), 1, true, "escalation-1"},
		{letter.Escalation(6), 6, true, "escalation-6"},
		{letter.Escalation(7), 7, true, "escalation-6"},
		{"escalation-0", 0, false, "unknown"},
		{"escalation-01", 0, false, "unknown"},
		{"escalation--1", 0, false, "unknown"},
		{"escalation-", 0, false, "unknown"},
		{"greeting", 0, false, "unknown"},
		{"", 0, false, "unknown"},
	} {
		if got := c.step.Rung(); got != c.rung {
			t.Errorf("%q: rung %d, want %d", c.step, got, c.rung)
		}
		if got := c.step.Late(); got != c.late {
			t.Errorf("%q: late %v, want %v", c.step, got, c.late)
		}
		if got := c.step.Label(); got != c.label {
			t.Errorf("%q: label %s, want %s", c.step, got, c.label)
		}
	}
}

func TestFinalOutcomes(t *testing.T) {
	for _, o := range letter.Outcomes() {
		if want := o != letter.Deferred && o != letter.Ambiguous; o.Final() != want {
			t.Errorf("%s: final %v, want %v", o, o.Final(), want)
		}
	}
}
