package letter

import (
	"slices"
	"strconv"
	"strings"
)

// Step says what kind of email a letter is. The rungs of the ladder are
// numbered: escalation-1, escalation-2, …
type Step string

// The steps.
const (
	StepOpened        Step = "opened"
	StepReminder      Step = "reminder"
	StepDue           Step = "due"
	StepOverdue       Step = "overdue"
	StepDatesChanged  Step = "dates-changed"
	StepDigest        Step = "digest"
	StepHeartbeat     Step = "heartbeat"
	StepUndeliverable Step = "undeliverable"
)

const escalation = "escalation-"

// Escalation returns the step of a rung of the ladder; the first is 1.
func Escalation(rung int) Step { return Step(escalation + strconv.Itoa(rung)) }

// Rung returns the number of an escalation; 0 for any other step.
func (s Step) Rung() int {
	n, ok := strings.CutPrefix(string(s), escalation)
	if !ok {
		return 0
	}
	rung, err := strconv.Atoi(n)
	if err != nil || rung < 1 || strconv.Itoa(rung) != n {
		return 0
	}
	return rung
}

// Late says whether the step is told only after the date has passed.
func (s Step) Late() bool { return s == StepOverdue || s.Rung() > 0 }

// maxRungs is how many rungs have a label of their own in the metrics.
const maxRungs = 6

// Steps returns every step, with the rungs that the metrics tell apart.
func Steps() []Step {
	steps := []Step{StepOpened, StepReminder, StepDue, StepOverdue}
	for rung := range maxRungs {
		steps = append(steps, Escalation(rung+1))
	}
	return append(steps, StepDatesChanged, StepDigest, StepHeartbeat, StepUndeliverable)
}

// Label returns the step as the metrics have it, with few values: rungs beyond
// the sixth share its label, and any step that is not in [Steps] is "unknown".
func (s Step) Label() string {
	switch {
	case s.Rung() > maxRungs:
		return string(Escalation(maxRungs))
	case slices.Contains(Steps(), s):
		return string(s)
	}
	return "unknown"
}
