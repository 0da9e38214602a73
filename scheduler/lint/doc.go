// Package lint finds what a procedure can have wrong although it loads: what can
// never open, what is due before its time begins to run, periods that contradict
// each other, ladders that end in nobody. It is pure: it plans cases in which
// everybody takes all the time that they have, and looks at what comes out.
//
// What the published guidance itself says wrongly is listed in
// known-findings.yaml with its reason, and stays.
//
// # Which file holds which idea
//
//	lint     findings, their kinds and severities, and where in the file they stand
//	reach    what can never open, or is over before it does
//	times    what is due before its time begins, and reminders that never come
//	limits   what can end after what it is to be in time for
//	people   citations, ladders, roles, and what is declared for nothing
//	names    what was to replace an inherited milestone, and stands beside it
//	known    what is expected to be found
package lint
