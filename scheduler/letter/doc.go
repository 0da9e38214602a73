// Package letter is the form of an email that both its ends share: the engine
// decides what to tell whom, the notifier puts it into words. It is a leaf, so
// that neither has to know the other.
//
//	engine ──► Letter, with its Items ──► notifier ──► Outcome ──► engine
//
// A [Letter] is frozen when it is decided on, and is kept in the outbox as JSON:
// the names of its fields are for ever. Civil dates are London's.
//
// # Which file holds which idea
//
//	letter       an email to one person
//	item         what it says of one milestone
//	step         which kind of email it is
//	addressee    the person, and the reason that they are told
//	operations   the persons of emails to operations
//	outcome      how an attempt to deliver it ended
package letter
