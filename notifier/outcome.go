package notifier

import (
	"slices"

	"github.com/longstop/longstop/scheduler/letter"
)

// Reason says why. It is the same word in the metric, the log and the audit.
type Reason string

// The reasons.
const (
	Accepted         Reason = "accepted"
	Greylisted       Reason = "greylisted"        // a 4xx that says so
	TemporaryRefusal Reason = "temporary-refusal" // any other 4xx
	PermanentRefusal Reason = "permanent-refusal" // a 5xx for this message
	InvalidMessage   Reason = "invalid-message"   // not one sender and one recipient: never offered
	RelayUnreachable Reason = "relay-unreachable" // no connection, or no greeting
	RelayBusy        Reason = "relay-busy"        // a 421: the relay is closing down or asks for a pause
	TLSFailed        Reason = "tls-failed"        // never answered with plain text
	AuthFailed       Reason = "auth-failed"       // our credentials are wanted or not accepted
	SenderRefused    Reason = "sender-refused"    // a 5xx to MAIL, which names no recipient
	PolicyRefusal    Reason = "policy-refusal"    // a 5.7.x to RCPT, as other recipients got: see policy.go
	ConnectionLost   Reason = "connection-lost"   // before the final dot: not delivered
	LostAfterData    Reason = "lost-after-data"   // after the final dot: in doubt
	LeaseOver        Reason = "lease-over"        // our time for this message ran out before the final dot
	Stopped          Reason = "stopped"           // the caller gave up before the message was under way
	CalledOff        Reason = "called-off"        // at the last look before DATA it was wanted no longer
)

// reasons lists every outcome with the reasons that it can have.
func reasons() map[letter.Outcome][]Reason {
	return map[letter.Outcome][]Reason{
		letter.Sent:      {Accepted},
		letter.Refused:   {PermanentRefusal, InvalidMessage},
		letter.Ambiguous: {LostAfterData},
		letter.Deferred: {
			Greylisted, TemporaryRefusal, RelayUnreachable, RelayBusy, TLSFailed, AuthFailed, SenderRefused, PolicyRefusal,
			ConnectionLost, LeaseOver, Stopped, CalledOff,
		},
	}
}

// Result is how one attempt ended.
type Result struct {
	Outcome letter.Outcome
	Reason  Reason
	Code    int    // the relay's reply; 0 where there was none
	Detail  string // the relay's words, with every address masked
}

// relayTrouble says whether the reason speaks of the relay and not of the
// message: then every other message will fare the same.
func (r Reason) relayTrouble() bool {
	return slices.Contains([]Reason{
		RelayUnreachable, RelayBusy, TLSFailed, AuthFailed, SenderRefused, PolicyRefusal, ConnectionLost, LostAfterData,
	}, r)
}

// answered says whether the relay dealt with the message, whatever it decided.
func (r Reason) answered() bool {
	return slices.Contains([]Reason{Accepted, Greylisted, TemporaryRefusal, PermanentRefusal}, r)
}
