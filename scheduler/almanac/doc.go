// Package almanac keeps the bank holidays of a process in step with the journal
// of lists that all daemons share.
//
//	a list ──► Import ──► checked against the newest ──► a line of the Journal
//	                          │ refused, and kept                │ read by every daemon
//	                          ▼                                  ▼
//	                     what is wrong with it        eras: which lists held when
//
// The [Journal] is authoritative and only ever added to; which lists hold follows
// from its lines, read in order. What a list makes earlier holds from then on;
// what it makes later waits for [Almanac.Approve]. [Almanac.Preview] says what a
// list would move, and changes nothing.
//
// A line that does not hold what it says is an error, and the lists in use stay:
// no calendar is better than a wrong one. Two writers cannot both write a line:
// the second is told [ErrTaken], and works its line out anew.
//
// To plan open cases by what came is the engine's; [Almanac.Behind] says when.
//
// # Which file holds which idea
//
//	journal   a line, and the store that keeps it
//	lists     from lines to eras, and from eras to a partnership's calendars
//	almanac   the journal as this process has read it
//	take      examine, import, refuse, approve
//	report    which open dates a list moves
package almanac
