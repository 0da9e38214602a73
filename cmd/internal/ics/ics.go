package ics

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler/plan"
)

// Write writes the due dates as all-day events (RFC 5545). It leaves out milestones
// that have no date or are not needed. The UID of an event follows from the
// procedure, the milestone and the origin of the case (see [Origin]): so importing
// a later timetable moves the events of an earlier one.
func Write(w io.Writer, t *plan.Timetable, origin string, now time.Time) error {
	var c writer
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Longstop//timetable//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	c.text("X-WR-CALNAME", "Longstop: "+t.Procedure)
	events := 0
	for i := range t.Milestones {
		if m := &t.Milestones[i]; !m.Due.IsZero() && m.Status != plan.StatusNotNeeded {
			c.event(m, uidOf(t.Procedure, origin, m.Key()), now)
			events++
		}
	}
	if events == 0 {
		c.londonTime()
	}
	c.line("END", "VCALENDAR")
	_, err := io.WriteString(w, c.String())
	return err
}

// writer writes content lines, each with one property.
type writer struct{ strings.Builder }

func (c *writer) event(m *plan.Milestone, uid string, now time.Time) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", uid)
	c.line("DTSTAMP", now.UTC().Format("20060102T150405Z"))
	// A calculation has no revisions to count. The minute is the sequence, so that
	// the later timetable wins.
	c.line("SEQUENCE", fmt.Sprint(max(0, now.Unix()/60)))
	c.line("DTSTART;VALUE=DATE", date(m.Due))
	c.line("DTEND;VALUE=DATE", date(m.Due.AddDays(1)))
	c.text("SUMMARY", summary(m))
	c.text("DESCRIPTION", strings.Join(append([]string{m.Rule, "owner: " + m.Owner, m.Source.String(), ""}, m.Explanation.Sentences()...), "\n"))
	if m.Statutory {
		c.line("CATEGORIES", "STATUTORY")
	}
	c.line("STATUS", status(m))
	c.line("TRANSP", "TRANSPARENT")
	c.line("END", "VEVENT")
}

// londonTime writes a time zone into a calendar without events: a calendar must
// have a component, and this one changes nothing.
func (c *writer) londonTime() {
	for _, l := range [][2]string{
		{"BEGIN", "VTIMEZONE"},
		{"TZID", "Europe/London"},
		{"BEGIN", "STANDARD"},
		{"DTSTART", "19961027T020000"},
		{"TZOFFSETFROM", "+0100"},
		{"TZOFFSETTO", "+0000"},
		{"END", "STANDARD"},
		{"END", "VTIMEZONE"},
	} {
		c.line(l[0], l[1])
	}
}

// summary returns the title, with the hour and the standing that an all-day event
// does not show.
func summary(m *plan.Milestone) string {
	out := m.Title
	if rows.ToTheHour(m) {
		out += ", by " + m.DueAt.In(calendar.London()).Format("15:04")
	}
	switch {
	case m.Status == plan.StatusDone || m.Status == plan.StatusLate || m.Status == plan.StatusOverdue:
		return out + fmt.Sprintf(" (%s)", m.Status)
	case m.Basis != plan.BasisFirm:
		return out + fmt.Sprintf(" (%s)", m.Basis)
	case rows.Kept(m):
		return out + " (keep until)"
	}
	return out
}

// status says whether the date may move by itself.
func status(m *plan.Milestone) string {
	if m.Basis == plan.BasisFirm {
		return "CONFIRMED"
	}
	return "TENTATIVE"
}

// Origin returns a text that tells one case from another of the same procedure: the
// earliest event, by its day and name. The hour is left out, and so is the order in
// which the events were given: both change while the case stays the same.
func Origin(stated []plan.Fact) string {
	var out string
	var first calendar.Date
	for _, f := range stated {
		if f.Kind != plan.Happened {
			continue
		}
		if event := f.Name + "=" + f.At.Date.String(); out == "" || f.At.Date < first || (f.At.Date == first && event < out) {
			out, first = event, f.At.Date
		}
	}
	return out
}

// uidOf returns a UID that says nothing of the case, since calendars travel.
func uidOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16]) + "@longstop"
}

func date(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// text writes a property whose value is text: it cannot end its line, and so
// cannot begin another property.
func (c *writer) text(name, value string) { c.line(name, escapes.Replace(clean(value))) }

// clean writes a line feed for every character that some reader takes for the end
// of a line, and drops the control characters that RFC 5545 forbids.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// line writes a content line, which ends with CRLF. A line of more than 75 octets
// is folded (RFC 5545 3.1), never inside a character.
func (c *writer) line(name, value string) {
	room := 75
	for _, r := range name + ":" + value {
		size := len(string(r))
		if size > room {
			c.WriteString("\r\n ")
			room = 74
		}
		c.WriteRune(r)
		room -= size
	}
	c.WriteString("\r\n")
}
