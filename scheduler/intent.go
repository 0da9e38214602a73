package scheduler

import (
	"time"

	"github.com/longstop/longstop/scheduler/letter"
)

// Intent is one email to one person, frozen when it was decided on: a resend
// after a doubt is the same bytes. An intent is never altered but for its
// attempts; what is no longer true is superseded by another.
type Intent struct {
	ID          string        `json:"id"`
	Case        string        `json:"case,omitempty"` // empty for a digest or a heartbeat
	Reference   string        `json:"reference,omitempty"`
	Partnership string        `json:"partnership,omitempty"`
	Revision    int64         `json:"revision,omitempty"` // of the case, for which this was true
	Step        string        `json:"step"`
	Person      string        `json:"person"`          // whom it was addressed to when it was decided on
	Roles       []string      `json:"roles,omitempty"` // the roles in which they are told
	Because     string        `json:"because"`         // why this person gets it, in words
	Items       []letter.Item `json:"items,omitempty"`
	Lines       []string      `json:"lines,omitempty"` // of a heartbeat or a digest: what there is to say beside the items
	DueAt       time.Time     `json:"due_at"`          // the moment at which it was to be sent
	Date        time.Time     `json:"date"`            // its Date header
	MessageID   string        `json:"message_id"`
	NextRung    []string      `json:"next_rung,omitempty"` // the roles to tell when this address refuses
	Tried       []string      `json:"tried,omitempty"`     // people whose address refused it already
	Backstop    bool          `json:"backstop,omitempty"`  // it goes to the backstop, for want of anyone else

	Attempts  int  `json:"attempts,omitempty"`
	Escalated bool `json:"escalated,omitempty"` // the backstop was told that it cannot be delivered
	Ambiguous bool `json:"ambiguous,omitempty"` // an attempt ended in doubt
}
