// Package scheduler is the heart of Longstop: it plans cases, decides what to
// tell whom and when, and runs the two queues that make it happen.
//
// # From a fact to an email
//
//	fact ──► Cases ──► Accept ──► Plan ──► Notices ──► Commit (one atomic step)
//	                                   ▲                    │
//	        wake: at the next moment ──┤                    ├─ facts, ledger, audit log
//	        claim, plan, commit        └── Engine ◄─────────┤  next wake-up
//	                                         │              └─ outbox: Intents
//	        outbox: claim, review, ◄─────────┘
//	        hand over, settle ──► Mailer ──► the relay
//
// # What is authoritative
//
// The facts of a case, and the ledger of what was told because of them.
// Everything else is derived, each time anew, by [plan.Plan]: a pure function of
// the procedure's edition, the facts, the calendar and now. There are no
// timers: a case has one wake-up, its next moment to act, and a changed fact,
// rule or holiday is just another plan. [notice.Decide] compares the plan
// with the ledger; a step that was told for a date is not told again, and is
// new when the date moves.
//
// An email is an [Intent], frozen with its recipient, Message-ID and Date when
// the case is committed. Just before it is handed over it is reviewed: is the
// case still at a revision for which this is true, and who holds the role now?
// What is no longer so is superseded, with the reason; what is still true of
// it goes out as another intent. Intents end as sent, superseded, refused
// (somebody else is told instead) or failed (it could not be put into words, or
// was for operations alone): created = waiting + settled.
//
// # Bank holidays that change
//
// Lists of bank holidays come while cases run. The store keeps a journal of
// them; [almanac.Almanac] takes lists into it and reads what other daemons wrote there.
// The lists of a time are a [almanac.Era]; a partnership's [plan.Eras] are its
// calendars in all of them, and plan a case by those that hold now and held
// before: of two dates the earlier holds until the later list is approved, a
// clock that begins after a list came counts by it, and what was done stays as
// it was reckoned. [Engine.CatchUp] brings the open cases up to date, each once.
//
// # The states of an intent
//
//	            ┌─ deferred (later) ─┐   ┌─ ambiguous (the same bytes) ─┐
//	            ▼                    │   ▼                              │
//	created ─► waiting ─► claimed ───┴───┴──► sent
//	                         ├──► superseded ──► (its rest, or the new holder)
//	                         └──► refused ──► deputy, next rung, backstop; else deferred
//
// # What happens on failure
//
// Any number of engines may share a store. To claim is to push the next moment
// to the end of a lease; what a dead process held becomes due again. A commit
// names the revision that it was made from, a settlement the token that owns
// the email: whoever was overtaken changes nothing. A store that is away is
// asked again with growing pauses; a relay that is away shuts a gate for all
// emails together. A record that cannot be read or planned is set aside alone,
// counted, and tried again when its lease ends. After an outage each milestone
// is told once, of the most severe step that was missed, late rather than
// never.
//
// # Time
//
// Only loop.go and the deadlines of deliveries use the process's clock. All
// else takes now as an argument, in UTC; civil dates are London's.
package scheduler
