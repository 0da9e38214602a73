package letter

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// Item is what an email says about one milestone.
type Item struct {
	Case        string        `json:"case,omitempty"`      // the reference, in an email about several cases
	Milestone   string        `json:"milestone"`           // id or id/instance
	Mark        string        `json:"mark,omitempty"`      // the line of the ledger that it stands for
	Told        []Told        `json:"told,omitempty"`      // everybody who is told of it now
	Title       string        `json:"title"`               // "Notify the national Panel"
	Owner       string        `json:"owner"`               // role
	Status      string        `json:"status"`              // open, overdue, prompt …
	Basis       string        `json:"basis"`               // firm or planned
	Earliest    calendar.Date `json:"earliest,omitzero"`   // of a window
	Due         calendar.Date `json:"due,omitzero"`        // none where no period is given
	DueAt       time.Time     `json:"due_at,omitzero"`     // the last moment, UTC
	Hour        bool          `json:"hour,omitempty"`      // DueAt is an hour of the day that matters
	ActBy       calendar.Date `json:"act_by,omitzero"`     // the last working day on or before Due
	Was         calendar.Date `json:"was,omitzero"`        // the date told before, where it moved
	Target      calendar.Date `json:"target,omitzero"`     // agreed beside the statutory date
	Remaining   int           `json:"remaining,omitempty"` // working days left; negative when overdue
	Statutory   bool          `json:"statutory,omitempty"`
	Provisional bool          `json:"provisional,omitempty"`
	Rule        string        `json:"rule"`
	Source      string        `json:"source"` // document and paragraph
	Explanation []string      `json:"explanation,omitempty"`
	Next        string        `json:"next,omitempty"`     // what happens if nothing is recorded
	Outcomes    []string      `json:"outcomes,omitempty"` // of a decision: which way it can go
}

// Told is one person who is told of a milestone, in one role.
type Told struct {
	Role   string `json:"role"`
	Person string `json:"person"`
}

// The steps that an email can be. Escalations are numbered: escalation-1, …
const (
	StepOpened        = "opened"
	StepReminder      = "reminder"
	StepDue           = "due"
	StepOverdue       = "overdue"
	StepEscalation    = "escalation-"
	StepDatesChanged  = "dates-changed"
	StepDigest        = "digest"
	StepHeartbeat     = "heartbeat"
	StepUndeliverable = "undeliverable"
)

// Outcome says how an attempt to deliver an intent ended.
type Outcome string

// The outcomes. Deferred and ambiguous intents are tried again.
const (
	Sent       Outcome = "sent"
	Deferred   Outcome = "deferred"   // a temporary refusal, or the relay is away
	Refused    Outcome = "refused"    // permanently, by a 5xx: somebody else is told
	Ambiguous  Outcome = "ambiguous"  // the connection broke after the final dot
	Superseded Outcome = "superseded" // no longer true, or no longer theirs to know
	Failed     Outcome = "failed"     // it cannot be put into words, or operations alone would have it
)

// Final says whether the intent is settled by this outcome.
func (o Outcome) Final() bool { return o != Deferred && o != Ambiguous }

// Outcomes lists every outcome, for the metrics.
func Outcomes() []Outcome {
	return []Outcome{Sent, Deferred, Refused, Ambiguous, Superseded, Failed}
}

// Steps lists every step that an email can be, for the metrics: escalations
// beyond the sixth rung share its label.
func Steps() []string {
	return []string{
		StepOpened, StepReminder, StepDue, StepOverdue, "escalation-1", "escalation-2", "escalation-3",
		"escalation-4", "escalation-5", "escalation-6", StepDatesChanged, StepDigest, StepHeartbeat, StepUndeliverable,
	}
}
