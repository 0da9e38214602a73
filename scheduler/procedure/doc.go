// Package procedure holds published safeguarding procedures as data: what has
// to be done, by whom, by when, counted from what, and which paragraph says so.
//
// # A procedure
//
// A procedure is a YAML file that a business manager can read beside the
// guidance. It names events (things that happen: aware, publication) and
// milestones (things that have to be done). A milestone has a due rule in plain
// words, an owner, a source, and may exist once for each agency or recipient,
// or for each member or action: those are not known before, the facts of a case
// name them. An event that has outcomes is a circumstance of the case.
// A procedure may inherit another and add milestones or replace them. The
// procedures that ship are in library/; they are embedded.
//
// # The language of due rules
//
// docs/language.md has all of it, with what each form means.
//
//	15 working days after aware
//	7 working days before publication
//	between 7 and 13 working days after notification-received
//	day 9 counting notify-national-panel as day 1
//	between day 4 and day 5 counting aware as day 1
//	calendar day 60 counting aware as day 1
//	on 14 days after the deadline of chronology
//	28 days after the last learning-event
//	the same day as incident
//	the earlier of 7 working days after review-completed and 7 working days before publication
//	1 working day after review-published is expected late
//	the date in the letter
//	promptly after chair-decision
//	promptly after every request-information
//	promptly after publication-declined or publication is moved later
//	keep at least 12 months after publication
//
// Units are working days, days, weeks, months and hours. A period is kept at
// least, at most or exactly; of two rules the earlier or the later counts. A
// [Rule] says itself what it means, what it counts from and what [Duty] it makes
// of a milestone. One that counts from a single moment is [Counted], and finds
// its date in a calendar; how time is counted is the business of package
// calendar. What the others come to in a case is for a [Reckoner] to say, as
// package plan has one. This package knows neither cases nor clocks.
//
// A kind of rule is added in this room alone, by a type that answers all that
// [Rule] asks, the words for it in the parser, and a row in docs/language.md; the
// tests name what is missing. Only a new way to a date needs more: a method in
// each Reckoner.
//
// # What else a milestone can say
//
//	when: chair-decision is lcspr             a recorded outcome can close it
//	from: 2024-01-01                          what happened earlier does not open it
//	follows: authors-briefing                 an earlier date than that one's is warned of
//	within: rapid-review                      a later date than that one's is warned of
//	done-by: publication                      completes it too
//	ended-by: release-records                 ends the duty
//	silence: no comments                      no answer by the due date is taken as this
//	delegated: {to: placing-authority, until-missed: placing-authority-confirms}
//
// # What a partnership chooses
//
// Where the guidance is vague, or contradicts itself, the procedure declares a
// setting: a title, two choices or more, and the default. The words of a choice
// are a due rule, or a part of one; a rule asks for them with the word setting,
// which is no name of anything else in a rule.
//
//	settings:
//	  fifteen-days-from:
//	    title: From when the fifteen days count
//	    choices:
//	      aware: 15 working days after aware
//	      panel-notified: 15 working days after notify-national-panel
//	    default: aware
//	  review-days:
//	    title: Which days the steps are counted in
//	    choices: {calendar: days, working: working days}
//	    default: calendar
//	milestones:
//	  rapid-review: {due: setting fifteen-days-from}
//	  first-draft: {due: 28 setting review-days after the last learning-event}
//
// A child inherits settings. It may name another default, add a choice or
// replace the words of one, without saying the rest again. Every choice is
// checked in every rule that asks for it. [Procedure.With] makes the procedure
// as a partnership has chosen.
//
// # Procedures of a partnership's own
//
// [Library.Extend] reads a folder beside a library. Its files may inherit what
// ships, and each other, and may be further editions of what ships.
//
// # What goes wrong
//
// Everything that is wrong with a file is an error with file, line, column,
// the offending text and what would be right. A procedure that loads is sound:
// every name in it exists, nothing hangs on itself, every step of a ladder
// tells somebody and comes after the one before it, and no two editions of a
// procedure begin on one day.
package procedure
