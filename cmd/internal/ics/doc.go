// Package ics writes a timetable as a calendar file (RFC 5545), for the calendars
// that people look at anyway: one all-day event for each due date.
//
// Such files travel, and are imported again when dates have moved. So an event
// says nothing of the case but its dates, and has the same UID in each later
// timetable of the same case. No text in a title or a reason can end its property.
// In the tests two parsers that know nothing of each other read every file.
package ics
