// Package notifier turns what the scheduler has decided to say into emails,
// and hands them to a mail relay.
//
// # The way of an email
//
//	intent ─▶ Directory.Resolve ─▶ Renderer.Render ─▶ Compose ─▶ Sender.Send ─▶ Result
//	          who holds the role    subject, text,     bytes      one attempt    sent, deferred,
//	          now, and why they     HTML                                         refused, ambiguous,
//	          are told                                                           with its reason
//
// Nothing here remembers an email or tries it again: that is the outbox's work. The
// room knows an intent only as a [Message], and knows no Redis.
//
// # What is authoritative
//
// The [Directory] as it is at the moment of sending says who is told. Someone
// away is replaced by cover, deputy or backstop; a role with nobody in it goes
// to the backstop; no role resolves to nobody. An address outside the allowed
// domains is an error, never a recipient.
//
// The [Message] holds what is told. The same message makes the same bytes:
// Message-ID, Date and MIME boundary come from it and no clock is asked, so a
// resend after a doubt can be recognised as one.
//
// The relay's reply says how it went. A message counts as sent when the final
// dot was answered with 2xx, as refused when the relay answered 5xx to this
// message, as ambiguous when the connection broke after the final dot was out,
// and as deferred in every other case. A 5xx to MAIL or before it, or one that asks
// for authentication, is the relay's trouble or ours and no recipient's; and so, for
// half an hour, is a refusal by policy that several recipients get at a time
// (policy.go).
//
// # What happens on failure
//
// A kept connection that turns out to be dead before the message was begun is
// replaced once. One that fails with half a message on it is closed without
// another word, since any command would end the message and deliver the half.
//
// The deadline of the context is the end of the lease on the intent. The
// connection looks at the clock before each read and write, by wall clock and
// monotonic clock: a process that was stopped past its lease writes nothing
// more. Cancelling the context stops an attempt only until its content is
// under way: to stop it then would make a doubt out of a delivery.
//
// TLS is as configured: a relay that does not offer it, or whose certificate
// does not hold, counts as a relay that is away. Without TLS mail goes to this
// machine only.
//
// # What words there are
//
// internal/words names roles and agencies, counts, lists and wraps. This room says
// what is the matter with a milestone.
//
// # What is kept private
//
// Errors, results, logs and metrics hold ids and reasons. Every address in a
// relay's reply is masked, and so is the recipient's name before the @. Emails
// hold references, roles and dates, and no person's name.
package notifier
