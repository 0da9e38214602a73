package letter

// Outcome says how an attempt to deliver an email ended.
type Outcome string

// The outcomes. Deferred and ambiguous emails are tried again.
const (
	Sent       Outcome = "sent"
	Deferred   Outcome = "deferred"   // a temporary refusal, or the relay is away
	Refused    Outcome = "refused"    // permanently, by a 5xx: somebody else is told
	Ambiguous  Outcome = "ambiguous"  // the connection broke after the final dot
	Superseded Outcome = "superseded" // no longer true, or no longer for this person
	Failed     Outcome = "failed"     // it cannot be put into words, or an address of operations refused it
)

// Final says whether this outcome settles the email.
func (o Outcome) Final() bool { return o != Deferred && o != Ambiguous }

// Outcomes returns every outcome, for the metrics.
func Outcomes() []Outcome {
	return []Outcome{Sent, Deferred, Refused, Ambiguous, Superseded, Failed}
}
