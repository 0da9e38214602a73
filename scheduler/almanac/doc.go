// Package almanac keeps the bank holidays of a process in step with the journal
// of lists that all daemons share.
//
//	a list ──► Import ──► checked against the newest ──► a line of the Journal
//	                          │ refused, and kept                │ read by every daemon
//	                          ▼                                  ▼
//	                     what is wrong with it        eras: which lists held when
//
// # What is authoritative
//
// The [Journal], which is only ever added to: the lists in force follow from its
// lines, read in order. A date that a list makes earlier holds from then on; one
// that it makes later waits for [Almanac.Approve]. [Almanac.Preview] says which
// dates a list would move, and changes nothing. The engine plans the open cases
// anew; [Almanac.Behind] says when.
//
// # What happens on failure
//
// A line that contradicts itself or those before it is an error, and the lists in
// use stay: no calendar is better than a wrong one. Two writers cannot both write
// a line: the second gets [ErrTaken], and works its line out anew.
//
// # Which file holds which idea
//
//	journal   a line, and the store that keeps it
//	eras      from lines to eras, and from eras to a partnership's calendars
//	almanac   the journal as this process has read it
//	take      examine, import, refuse, approve
//	report    which open dates a list moves
package almanac
