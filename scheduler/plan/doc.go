// Package plan reckons a case: facts in, timetable out. It is pure: the same
// arguments give the same result, and it asks no clock, store or network. The
// daemon, the calculator, the demo and the lint all use it.
//
//	facts ──► Accept ─────┐
//	procedure, agencies ──┼──► Situation ──► Plan ──► Timetable: a Milestone each,
//	Eras (bank holidays) ─┘                           with its dates and Explanation
//
// # What a case says
//
// A [Fact] is one statement: an event or milestone happened, is planned, or is
// delayed, or an earlier fact was wrong. Facts are only ever added. [Accept]
// refuses a fact that cannot be right with an [InputError], which says what would
// be right.
//
// # What follows from it
//
// A [Situation] is everything that the dates of a case follow from. [Plan] reckons
// each milestone of the procedure once, those that others hang on first. A
// [Milestone] has a status, dates, and a basis that says how certain the dates
// are. Its [Explanation] is put into words only when somebody reads it, by making
// the same plan once more, with explanations: most plans are made to find the
// next moment to act, and nobody reads theirs.
//
// # Bank holidays that change
//
// Lists of bank holidays come while cases run. An [Era] is a time in which the
// same lists held; [Eras] are the calendars of a partnership in all of them, and
// a case is planned by the present era and those before. Of two dates the earlier
// holds until the later list is approved, a clock that begins after a list came
// counts by it, and a milestone that was done stays as it was reckoned.
//
// # What happens on failure
//
// Nothing fails. A milestone whose date cannot be reckoned waits, and says for
// what; dates that contradict each other are warnings beside them. An explanation
// that nobody has read yet keeps the facts of its case in memory.
//
// # Time
//
// Moments are instants, given by the caller; dates are those of London. A fact
// whose hour is not known can mean any moment of its day.
//
// # Which file holds which idea
//
//	fact, accept, accept_named       what may be said of a case
//	situation                        everything that its dates follow from
//	history, places                  facts and instances, sorted for planning
//	plan, anchor, reckon, duty       from a rule to a date
//	eras                             a case under lists that came while it ran
//	timetable, explanation, line     the result, and how it was reckoned
package plan
