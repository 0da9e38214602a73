// Package lint finds faults in procedures that load: milestones that can never
// open, dates before their time begins to run, periods that contradict each
// other, ladders that end in nobody. It is pure: it plans cases in which everybody
// takes all the time that they have, and looks at the timetables.
//
//	Procedure, Context ──► examine ──► Findings, less those of the parent
//	known-findings.yaml ──► Expect ──► Findings with the reasons of those that stay
//
// # What is authoritative
//
// The procedure as it was loaded, and the calendar that it is judged with; the
// file gives only the places. A contradiction in the published guidance itself
// stands in known-findings.yaml with its reason, and stays. The calendar is the
// caller's: days says on which days the cases begin, all of them within the list
// of bank holidays that ships.
//
// # What happens on failure
//
// Whatever loads can be linted: there is no error but that of a
// known-findings.yaml that cannot be read. A combination of decisions too large
// to try is taken to be sound.
//
// # Which file holds which idea
//
//	lint     findings, their kinds and severities, and their places in the file
//	reach    milestones that can never open, or are over before they do
//	times    dates before their time begins, and reminders that never come
//	limits   milestones that can end after the one that they serve
//	people   citations, ladders and roles; events and settings without a use
//	names    misspelt milestones that stand beside the one they were to replace
//	known    findings that are expected
package lint
