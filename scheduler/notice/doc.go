// Package notice decides what to tell whom, and when to look again. It is pure:
//
//	Timetable + Ledger (what was told) + Office (when one can be told) + now
//	        │
//	        ▼
//	     Decide ──► Notices, and the next moment to look
//
// Each milestone has its steps in order of severity: opened, reminders, due,
// overdue, and the rungs of the ladder. A step that was told for a date is not
// told again, and is new when the date moves. Of several that were missed only
// the most severe is told, late rather than never.
//
// # What is authoritative
//
// The timetable says what there is to tell, and the [Ledger] what was told. An
// email is decided on here and sent later: [Holds] says whether an item of it is
// still true by then.
//
// # Time
//
// Steps counted in days come in the hours of the [Office], in London; those
// counted in hours come at their moment, day or night.
//
// # Which file holds which idea
//
//	step     the steps of a milestone, in a partnership's hours
//	notice   which of them speaks now, and to whom
//	ledger   what was told, by milestone and step
//	office   when emails may go out
//	item     what an email says of a milestone, and whether that is still true
package notice
