package letter

import (
	"time"
)

// Letter is one email to one person, as it was decided on. The same letter
// makes the same bytes, however often it is sent.
type Letter struct {
	ID          string    `json:"id"`
	Case        string    `json:"case,omitempty"` // the id of the case; empty for a digest or a heartbeat
	Reference   string    `json:"reference,omitempty"`
	Partnership string    `json:"partnership,omitempty"` // its id; empty for an email to operations
	Step        Step      `json:"step"`
	Person      string    `json:"person"`          // the id of the person that it was addressed to when it was decided on
	Roles       []string  `json:"roles,omitempty"` // the roles in which they are told
	Because     string    `json:"because"`         // why this person gets it: the words after "because"
	Items       []Item    `json:"items,omitempty"`
	Lines       []string  `json:"lines,omitempty"` // the lines of a heartbeat or a digest beside its items
	DueAt       time.Time `json:"due_at"`          // the moment at which it was to be sent
	Date        time.Time `json:"date"`            // its Date header, UTC, in whole seconds
	MessageID   string    `json:"message_id"`
	Backstop    bool      `json:"backstop,omitempty"` // the person is told only as the backstop
}
