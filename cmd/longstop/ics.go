package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
)

// writeICS writes the dates as all-day events (RFC 5545). The UID of an event
// is its milestone, so that importing a later timetable moves it.
func writeICS(w io.Writer, t *scheduler.Timetable, now time.Time) error {
	var b strings.Builder
	line := func(format string, args ...any) { fold(&b, fmt.Sprintf(format, args...)) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//Longstop//timetable//EN")
	for i := range t.Milestones {
		m := &t.Milestones[i]
		if m.Due.IsZero() || m.Status == scheduler.StatusNotNeeded {
			continue
		}
		line("BEGIN:VEVENT")
		line("UID:%s.%s@longstop", strings.ReplaceAll(m.Key(), "/", "."), t.Procedure)
		line("DTSTAMP:%s", now.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE:%s", icsDate(m.Due))
		line("DTEND;VALUE=DATE:%s", icsDate(m.Due.AddDays(1)))
		line("SUMMARY:%s", icsText(fmt.Sprintf("%s (%s)", m.Title, m.Basis)))
		line("DESCRIPTION:%s", icsText(m.Rule+"\n"+m.Source.String()+"\n\n"+strings.Join(m.Explanation.Lines(), "\n")))
		line("TRANSP:TRANSPARENT")
		line("END:VEVENT")
	}
	line("END:VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

func icsDate(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

var icsEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`)

func icsText(s string) string { return icsEscapes.Replace(s) }

// fold ends a line with CRLF, and breaks it before 75 octets (RFC 5545 3.1),
// never inside a character.
func fold(b *strings.Builder, line string) {
	room := 75
	for _, r := range line {
		size := len(string(r))
		if size > room {
			b.WriteString("\r\n ")
			room = 74
		}
		b.WriteRune(r)
		room -= size
	}
	b.WriteString("\r\n")
}
