package scheduler

import "github.com/longstop/longstop/scheduler/letter"

// Intent is a letter with what the engine needs to deliver it, frozen when it
// was decided on: a resend after a doubt is the same bytes. Only the fields about
// its attempts ever change; one that is no longer true is superseded by another.
type Intent struct {
	letter.Letter
	Revision int64    `json:"revision,omitempty"`  // the revision of the case for which it was true
	NextRung []string `json:"next_rung,omitempty"` // the roles to tell when this address refuses
	Tried    []string `json:"tried,omitempty"`     // people whose address refused it already

	Attempts  int  `json:"attempts,omitempty"`
	Escalated bool `json:"escalated,omitempty"` // the backstop was told that it cannot be delivered
	Ambiguous bool `json:"ambiguous,omitempty"` // an attempt ended in doubt
}
