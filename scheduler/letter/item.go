package letter

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// Item is what an email says about one milestone.
type Item struct {
	Case        string          `json:"case,omitempty"`      // the reference, in an email about several cases
	Milestone   string          `json:"milestone"`           // id or id/instance
	Mark        string          `json:"mark,omitempty"`      // the date as the ledger keeps it; empty if there is none
	Told        []Told          `json:"told,omitempty"`      // everybody who was told of it when it was decided on
	Title       string          `json:"title"`               // "Notify the national Panel"
	Owner       string          `json:"owner"`               // role
	Status      string          `json:"status"`              // open, overdue, prompt …
	Basis       string          `json:"basis"`               // firm or planned
	Earliest    calendar.Date   `json:"earliest,omitzero"`   // of a window
	Due         calendar.Date   `json:"due,omitzero"`        // none if no period is given
	DueAt       time.Time       `json:"due_at,omitzero"`     // the last moment, UTC
	Hour        bool            `json:"hour,omitempty"`      // the hour of DueAt matters, not only its day
	ActBy       calendar.Date   `json:"act_by,omitzero"`     // the last working day on or before Due
	Was         calendar.Date   `json:"was,omitzero"`        // the date told before, if it moved
	Target      calendar.Date   `json:"target,omitzero"`     // agreed beside the statutory date
	Remaining   int             `json:"remaining,omitempty"` // working days left; negative when overdue
	Statutory   bool            `json:"statutory,omitempty"`
	Provisional bool            `json:"provisional,omitempty"`
	Rule        string          `json:"rule"`
	Source      string          `json:"source"`              // document and paragraph
	Explanation []calendar.Line `json:"reckoning,omitempty"` // kept as sentences too, under explanation
	Next        string          `json:"next,omitempty"`      // what happens if nothing is recorded
	Outcomes    []string        `json:"outcomes,omitempty"`  // of a decision: which way it can go
}

// Told is one person who is told of a milestone, in one role.
type Told struct {
	Role   string `json:"role"`
	Person string `json:"person"`
}
