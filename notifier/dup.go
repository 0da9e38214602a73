package notifier

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// Item is what an email says about one milestone.
type Item struct {
	Case        string        // the reference, in an email about several cases
	Milestone   string        // id or id/instance
	Title       string        // "Notify the national Panel"
	Owner       string        // role
	Status      string        // open, overdue, prompt …
	Basis       string        // firm, planned or forecast
	Earliest    calendar.Date // of a window
	Due         calendar.Date // none where no period is given
	DueAt       time.Time     // the last moment, UTC
	Hour        bool          // DueAt is an hour of the day that matters
	ActBy       calendar.Date // the last working day on or before Due
	Was         calendar.Date // the date told before, where it moved
	Target      calendar.Date // agreed beside the statutory date
	Remaining   int           // working days left; negative when overdue
	Statutory   bool
	Provisional bool
	Rule        string
	Source      string   // document and paragraph
	Explanation []string // how the date was worked out, a sentence a line
	Next        string   // what happens if nothing is recorded
	Outcomes    []string // of a decision: the ways in which it can go
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

// Outcome says how an attempt to deliver a message ended.
type Outcome string

// The outcomes. Deferred and ambiguous messages are to be tried again.
const (
	Sent      Outcome = "sent"
	Deferred  Outcome = "deferred"  // not delivered, and no one's fault for good
	Refused   Outcome = "refused"   // permanently: somebody else has to be told
	Ambiguous Outcome = "ambiguous" // delivered or not, nobody knows: resend the same bytes
)

// Addressee is a person to tell, with the reason that the email gives them.
type Addressee struct {
	Person   string
	Because  string // a fragment after "you get this because"
	Backstop bool   // told only because nobody else could be
}
