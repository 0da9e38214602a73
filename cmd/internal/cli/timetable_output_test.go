package cli

import (
	"encoding/xml"
	"strings"
	"testing"
)

// What another program reads is what was asked for, and nothing else.
func TestOutputsOfATimetable(t *testing.T) {
	ask := func(form string) string {
		return must(t, "timetable", "kent", "--event", "aware=2026-08-18", "--now", "2026-08-20", "--agency", "police", "-o", form)
	}
	var picture struct {
		XMLName xml.Name
		Title   string `xml:"title"`
	}
	if err := xml.Unmarshal([]byte(ask("svg")), &picture); err != nil || picture.XMLName.Local != "svg" || picture.Title != "Timetable: kent" {
		t.Errorf("-o svg: %+v, %v", picture, err)
	}
	if out := ask("ics"); !strings.HasPrefix(out, "BEGIN:VCALENDAR\r\n") || !strings.HasSuffix(out, "END:VCALENDAR\r\n") {
		t.Errorf("-o ics: %s", out)
	}
	if out := ask("json"); !strings.HasPrefix(out, "{") || !strings.Contains(out, `"procedure": "kent"`) {
		t.Errorf("-o json: %s", out)
	}
}
