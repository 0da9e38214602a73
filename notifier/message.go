package notifier

import (
	"strconv"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
)

// Message is one email to one person, before it is put into words. Its fields
// mirror the scheduler's intent; the same Message makes the same bytes.
type Message struct {
	IntentID    string
	MessageID   string    // with or without its angle brackets
	Date        time.Time // its Date header; texts say "today" of this day in London
	To          string    // the address, and nothing else
	Partnership string    // its name in full
	Step        string    // what kind of email: StepOpened and the others
	Because     string    // why this person gets it, after "because"
	Reference   string    // of the case; empty in a digest or a heartbeat
	Items       []Item
	Lines       []string // facts of a heartbeat, or what went wrong, one a paragraph
}

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

// escalation is the number of an escalation step, or 0.
func escalation(step string) int {
	n, ok := strings.CutPrefix(step, StepEscalation)
	if !ok {
		return 0
	}
	rung, err := strconv.Atoi(n)
	if err != nil || rung < 1 || strconv.Itoa(rung) != n {
		return 0
	}
	return rung
}

// today is the day in London on which the message was decided on.
func (m Message) today() calendar.Date { return calendar.DateOf(m.Date) }

// reference is the case that an item belongs to.
func (m Message) reference(it Item) string {
	if it.Case != "" {
		return it.Case
	}
	return m.Reference
}
