// Package plan reckons a case: facts in, timetable out. It is pure: the same
// arguments give the same answer, and it asks no clock, store or network. The
// daemon, the calculator, the demo and the lint all use it.
//
//	facts ──► Accept ─────┐
//	procedure, agencies ──┼──► Situation ──► Plan ──► Timetable: a Milestone each,
//	Eras (bank holidays) ─┘                           with its dates and Explanation
//
// # What a case says
//
// A [Fact] is one statement: it happened, is planned, is delayed, or an earlier
// fact was entered in error. Facts are only ever added. [Accept] refuses what
// cannot be right, and says what would be.
//
// # What follows from it
//
// A [Situation] is all that the dates of a case follow from. [Plan] reckons each milestone of the procedure once, in an order that follows
// from what hangs on what. A [Milestone] has a status, dates, and a basis that
// says how certain the dates are. Its [Explanation] is put into words only when
// somebody reads it, by making the same plan once more, aloud: most plans are
// made to find the next moment to act, and nobody reads those.
//
// # Bank holidays that change
//
// Lists of bank holidays come while cases run. An [Era] is a time in which the
// same lists held; [Eras] are those of a partnership, and plan a case by those
// that hold now and held before. Of two dates the earlier holds until the later
// list is approved, a clock that begins after a list came counts by it, and what
// was done stays as it was reckoned.
//
// # Which file holds which idea
//
//	fact, accept, accept_named   what may be said of a case
//	situation                    all that the dates of a case follow from
//	history, places              facts and instances, sorted for planning
//	plan, anchor, reckon, duty   from a rule to a date
//	eras                         a case under lists that came while it ran
//	timetable, explanation       the answer
package plan
