// Package scheduler is the engine room: it takes statements about cases, wakes
// each case at its next moment, and delivers the emails that follow. Its decisions
// are made in rooms that are pure: plan reckons the dates, and notice says what to
// tell whom; roll says who is told in whose place while an email waits. An email has
// the form of letter, and almanac keeps the lists of bank holidays.
//
// # From a fact to an email
//
//	fact ─► Cases ─► plan.Accept ─┐
//	                              ▼
//	         ┌───────────────► caseFile ─► plan.Plan ─► notice.Decide ─► Commit
//	         │                case, people, timetable    notices, next     │
//	         │                procedure                  moment            │ all or
//	         │                                                             │ nothing
//	      Engine ◄─ claim ─ wake ◄─────────── next wake-up ────────────────┤
//	         │                                facts, ledger, audit log ────┤
//	         ▼                                                             │
//	      courier ◄─ claim ─ outbox ◄──────── Intents ─────────────────────┘
//	         │
//	         ├─► review ─► Mailer: RCPT ─► review, Renew ─► DATA
//	         └─► Settle: how that ended, and the Intents that follow from it
//
// A [Change] is everything that one commit writes. [Cases] and [Engine] make it in
// the same way: a statement is only one more reason to plan.
//
// # What is authoritative
//
// The facts of a case, and the ledger of what was told because of them.
// Everything else is derived, each time anew, by [plan.Plan]: a pure function of
// the procedure's edition, the facts, the bank holidays and now. There are no
// timers: a case has one wake-up, its next moment to act, and a changed fact, rule
// or holiday is just another plan. [notice.Decide] compares the timetable with the
// ledger; a step that was told for a date is not told again, and is new when the
// date moves.
//
// # The states of an intent
//
// An email is an [Intent], frozen with its recipient, Message-ID and Date when the
// case is committed. Before it is handed over it is reviewed: is the case still at a
// revision for which it is true, and does the person still hold the role? It is
// reviewed again when the relay has agreed to its recipient, just before its content
// goes out.
//
//	           ┌──── deferred, ambiguous: the same bytes again ────┐
//	           ▼                                                   │
//	created ─► waiting ─► claimed ─► reviewed ─► handed over ──────┴─► sent
//	           ▲             │          │            ├───────────────► refused
//	           └─ lease over ┘          │            └───────────────► failed
//	                                    └────────────────────────────► superseded
//
// One that is superseded has the reason in the audit log; its items that are still
// true, and the people who hold the role now, get another intent. One that is
// refused is followed by intents to the deputy, the next rung or the backstop; if
// they all have refused it is deferred, and begins with its person again. One fails if it cannot be put into words,
// or if an address of operations refuses it. Created = waiting + settled.
//
// # Bank holidays that change
//
// Lists of bank holidays come while cases run. The store keeps a journal of them,
// which [almanac.Almanac] reads and adds to. An [almanac.Era] is a time in which
// the same lists held; the [plan.Eras] of a [Partnership] are its calendars in all
// of them. [Engine.CatchUp] brings the open cases up to date, each once, and
// [Engine.ApplyRules] does so after a change of the configuration.
//
// # What happens on failure
//
// Any number of engines may share a store. To claim is to push the next moment
// to the end of a lease; what a dead process held becomes due again. A commit
// names the revision that it was made from, a settlement the token that owns the
// email: a process that was overtaken changes nothing. A store that is away is
// asked again with growing pauses; a relay that is away shuts a gate for all
// emails together. A record that cannot be read or planned is set aside alone,
// counted, and tried again when its lease ends. After an outage each milestone is
// told once, of the most severe step that was missed, late rather than never.
//
// # Time
//
// Only loop.go, engine.go and delivery.go use the process's clock: to sleep, and
// to add the time that sending takes. Everything else takes now as an argument.
// Moments are stored in UTC; civil dates are London's.
//
// # Which file holds which idea
//
//	case, intent, store     the records, and the contract of their store
//	partnerships, casefile  the partnerships; a case with its partnership and edition
//	cases                   statements about cases: open, record, close, show
//	advance                 from a timetable to a change: notices become intents
//	engine, loop            claims and senders; sleep, nudges, health
//	catchup, books          open cases after a change of lists or rules; the cases
//	                        on which lists are tried out
//	delivery                one email under its lease: hand over, settle
//	review                  is it still true, and still for its person
//	reroute, backoff        what follows if an address refuses; pauses and the gate
//	periodic                the digest and the heartbeat
//	metrics                 the numbers of this process
package scheduler
