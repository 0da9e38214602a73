package plan

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
)

// Kind says what sort of statement a fact is.
type Kind string

// The kinds of facts.
const (
	Happened  Kind = "happened"  // an event took place, or a milestone was done
	Planned   Kind = "planned"   // an event or milestone has a date set; the latest plan holds
	Delayed   Kind = "delayed"   // a milestone has an agreed target beside its statutory date
	Withdrawn Kind = "withdrawn" // an earlier fact was entered in error
)

// Known says whether k is one of the kinds.
func (k Kind) Known() bool {
	return k == Happened || k == Planned || k == Delayed || k == Withdrawn
}

// Fact is one statement about a case. Facts are only ever added.
type Fact struct {
	ID         string        `json:"id"` // unique in the case: f1, f2, … in the order of recording
	Kind       Kind          `json:"kind"`
	Name       string        `json:"name,omitempty"`      // event or milestone
	Instance   string        `json:"instance,omitempty"`  // agency, recipient
	At         calendar.When `json:"at,omitzero"`         // when it happened, or is planned for, in London
	Outcome    string        `json:"outcome,omitempty"`   // which way a decision went
	Reason     string        `json:"reason,omitempty"`    // of a delay or a withdrawal
	Withdraws  string        `json:"withdraws,omitempty"` // the id of the fact that was wrong
	RecordedAt time.Time     `json:"recorded_at"`         // UTC
	By         string        `json:"by,omitempty"`        // who recorded it: an account, never a person of the case
}

// Key returns the name of the event or milestone: id or id/instance.
func (f Fact) Key() string { return Key(f.Name, f.Instance) }

// Key joins the id and the instance of a milestone as people write them.
func Key(id, instance string) string {
	if instance == "" {
		return id
	}
	return id + "/" + instance
}

// Text returns the fact as a sentence of the audit log.
func (f Fact) Text() string {
	text := fmt.Sprintf("%s: %s %s %s", f.ID, f.Key(), f.Kind, f.At.Long())
	if f.Kind == Withdrawn {
		text = fmt.Sprintf("%s: withdrew %s", f.ID, f.Withdraws)
	}
	if f.Outcome != "" {
		text += ", outcome " + f.Outcome
	}
	if f.Reason != "" {
		text += ": " + f.Reason
	}
	return text
}
