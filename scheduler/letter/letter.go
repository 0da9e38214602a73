package letter

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// Letter is one email to one person, as it was decided on. The same letter
// makes the same bytes, however often it is sent.
type Letter struct {
	ID          string          `json:"id"`
	Case        string          `json:"case,omitempty"` // the id of the case; empty for a digest or a heartbeat
	Reference   string          `json:"reference,omitempty"`
	Partnership string          `json:"partnership,omitempty"` // its id; empty for an email to operations
	Step        Step            `json:"step"`
	Person      string          `json:"person"`          // whom it was addressed to when it was decided on
	Roles       []string        `json:"roles,omitempty"` // the roles in which they are told
	Because     string          `json:"because"`         // why this person gets it, after "because"
	Items       []Item          `json:"items,omitempty"`
	Lines       []calendar.Line `json:"lines,omitempty"` // of a heartbeat or a digest: what there is to say beside the items
	DueAt       time.Time       `json:"due_at"`          // the moment at which it was to be sent
	Date        time.Time       `json:"date"`            // its Date header
	MessageID   string          `json:"message_id"`
	Backstop    bool            `json:"backstop,omitempty"` // it goes to the backstop, because there is nobody else
}
