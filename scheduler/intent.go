package scheduler

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

// Intent is a letter with what the engine needs to deliver it, frozen when it
// was decided on: a resend after a doubt is the same bytes. Only the fields about
// its attempts ever change; one that is no longer true is superseded by another.
type Intent struct {
	letter.Letter
	Revision int64    `json:"revision,omitempty"`  // the revision of the case for which it was true
	NextRung []string `json:"next_rung,omitempty"` // the roles to tell when this address refuses
	Tried    []string `json:"tried,omitempty"`     // people whose address refused it already, the holder of the roles first
	Decision string   `json:"decision,omitempty"`  // by what it was made, with others: for the roll
	Handed   bool     `json:"handed,omitempty"`    // it was handed on to this person: the roll speaks of it

	Attempts  int  `json:"attempts,omitempty"`
	Rounds    int  `json:"rounds,omitempty"`    // how often everybody who could be told has refused it
	Escalated bool `json:"escalated,omitempty"` // the backstop was told that it cannot be delivered
	Ambiguous bool `json:"ambiguous,omitempty"` // an attempt ended in doubt
}

// onRoll returns the email as the roll knows it.
func (in *Intent) onRoll() roll.Email {
	e := roll.Email{Decision: in.decision(), To: in.Person, Tried: in.Tried, Roles: in.Roles, NextRung: in.NextRung, Items: in.Items}
	if in.Step == letter.StepUndeliverable {
		e.ToBackstop, e.Because = true, putOff(in.Roles)
	}
	return e
}

// decision returns by what the email was made. A release before the roll kept no
// word of it: then it is told from when and why.
func (in *Intent) decision() string {
	if in.Decision == "" {
		return fingerprint(in.Partnership, in.Case, fmt.Sprint(in.Revision), string(in.Step), in.Date.Format(time.RFC3339))
	}
	return in.Decision
}

// putOff returns why the backstop is told of an email that waits.
func putOff(roles []string) string {
	return "an email of this case to " + words.Roles(roles) + " has been put off for two hours: you are the backstop"
}

// fingerprint returns a short name for what the parts say.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}
