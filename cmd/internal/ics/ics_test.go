package ics

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	arran "github.com/arran4/golang-ical"
	emersion "github.com/emersion/go-ical"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/samples"
	"github.com/longstop/longstop/scheduler/plan"
)

var noon = time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC)

// event is an event as a reader of calendars sees it: RFC 5545's names and values.
type event map[string]string

// properties are the properties of an event that both readers are asked for.
var properties = []string{"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS", "TRANSP"}

// readByArran reads with github.com/arran4/golang-ical. It and readByEmersion have
// nothing in common but RFC 5545.
func readByArran(text string) ([]event, error) {
	c, err := arran.ParseCalendar(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	var out []event
	for _, v := range c.Events() {
		e := event{"properties": fmt.Sprint(len(v.Properties))}
		for _, name := range properties {
			if p := v.GetProperty(arran.ComponentProperty(name)); p != nil {
				e[name] = p.Value
			}
		}
		start, err := v.GetAllDayStartAt()
		if err != nil {
			return nil, err
		}
		end, err := v.GetAllDayEndAt()
		if err != nil {
			return nil, err
		}
		e["DTSTART"], e["DTEND"] = start.Format(time.DateOnly), end.Format(time.DateOnly)
		out = append(out, e)
	}
	return out, nil
}

// readByEmersion reads with github.com/emersion/go-ical, and writes the calendar
// again: only then does the library require every property that must be there.
func readByEmersion(text string) ([]event, error) {
	c, err := emersion.NewDecoder(strings.NewReader(text)).Decode()
	if err != nil {
		return nil, err
	}
	if err := emersion.NewEncoder(io.Discard).Encode(c); err != nil {
		return nil, err
	}
	var out []event
	for _, v := range c.Events() {
		e := event{}
		count := 0
		for name, list := range v.Props {
			count += len(list)
			if e[name], err = list[0].Text(); name[0] == 'D' && name != "DESCRIPTION" {
				e[name], err = list[0].Value, nil
			}
			if list[0].Name == "SEQUENCE" {
				e[name], err = list[0].Value, nil
			}
			if err != nil {
				return nil, err
			}
		}
		start, err := v.DateTimeStart(time.UTC)
		if err != nil {
			return nil, err
		}
		end, err := v.DateTimeEnd(time.UTC)
		if err != nil {
			return nil, err
		}
		e["DTSTART"], e["DTEND"], e["properties"] = start.Format(time.DateOnly), end.Format(time.DateOnly), fmt.Sprint(count)
		out = append(out, e)
	}
	return out, nil
}

// read writes a calendar, checks it by RFC 5545's rules for lines, and returns its
// events, which two independent parsers must read alike.
func read(t *testing.T, table *plan.Timetable, now time.Time) []event {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, table, "aware=2026-12-03", now); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSuffix(out.String(), "\r\n"), "\r\n") {
		if len(line) > 75 || line == "" || strings.ContainsAny(line, "\r\n") || strings.ToValidUTF8(line, "?") != line {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	one, err := readByArran(out.String())
	if err != nil {
		t.Fatalf("golang-ical: %v in\n%s", err, out.String())
	}
	other, err := readByEmersion(out.String())
	if err != nil {
		t.Fatalf("go-ical: %v in\n%s", err, out.String())
	}
	if !slices.EqualFunc(one, other, maps.Equal) {
		t.Fatalf("the parsers disagree:\n%q\n%q", one, other)
	}
	return one
}

// Two parsers read the calendar of every procedure and agree with the timetable.
func TestCalendarsAreReadByTwoParsers(t *testing.T) {
	samples.Each(t, func(t *testing.T, s samples.Sample) {
		byUID := map[string]event{}
		for _, e := range read(t, s.Table, s.Now) {
			if byUID[e["UID"]] != nil {
				t.Errorf("two events have the UID %s", e["UID"])
			}
			byUID[e["UID"]] = e
		}
		for i := range s.Table.Milestones {
			m := &s.Table.Milestones[i]
			uid := uidOf(s.Table.Procedure, "aware=2026-12-03", m.Key())
			e, ok := byUID[uid]
			delete(byUID, uid)
			if m.Due.IsZero() || m.Status == plan.StatusNotNeeded {
				if ok {
					t.Errorf("%s has no date, and an event", m.Key())
				}
				continue
			}
			if e["DTSTART"] != m.Due.String() || e["DTEND"] != m.Due.AddDays(1).String() {
				t.Errorf("%s is due %s, in the calendar from %s to %s", m.Key(), m.Due, e["DTSTART"], e["DTEND"])
			}
			if !strings.HasPrefix(e["SUMMARY"], m.Title) || !strings.Contains(e["DESCRIPTION"], m.Rule) || !strings.Contains(e["DESCRIPTION"], m.Source.String()) {
				t.Errorf("%s: %q", m.Key(), e)
			}
			for _, sentence := range m.Explanation.Sentences() {
				if !strings.Contains(e["DESCRIPTION"], sentence) {
					t.Errorf("%s does not say %q", m.Key(), sentence)
				}
			}
			if (e["STATUS"] == "CONFIRMED") != (m.Basis == plan.BasisFirm) || (e["CATEGORIES"] == "STATUTORY") != m.Statutory {
				t.Errorf("%s: %s, %s", m.Key(), e["STATUS"], e["CATEGORIES"])
			}
		}
		for uid := range byUID {
			t.Errorf("%s is no milestone", uid)
		}
	})
}

// The event of a milestone says how the milestone stands.
func TestEventOfAMilestone(t *testing.T) {
	due := calendar.NewDate(2026, time.December, 27)
	for _, tc := range []struct {
		name       string
		set        func(m *plan.Milestone)
		want, says string
	}{
		{"firm", func(*plan.Milestone) {}, "Hold the meeting", "CONFIRMED"},
		{"to the hour", func(m *plan.Milestone) { m.DueAt.Time = due.At(15, 40, 0) }, "Hold the meeting, by 15:40", "CONFIRMED"},
		{"planned", func(m *plan.Milestone) { m.Basis = plan.BasisPlanned }, "Hold the meeting (planned)", "TENTATIVE"},
		{"forecast", func(m *plan.Milestone) { m.Basis, m.Status = plan.BasisForecast, plan.StatusWaiting }, "Hold the meeting (forecast)", "TENTATIVE"},
		{"kept", func(m *plan.Milestone) { m.ActBy = 0 }, "Hold the meeting (keep until)", "CONFIRMED"},
		{"done", func(m *plan.Milestone) { m.Status = plan.StatusDone }, "Hold the meeting (done)", "CONFIRMED"},
		{"done late", func(m *plan.Milestone) { m.Status = plan.StatusLate }, "Hold the meeting (late)", "CONFIRMED"},
		{"overdue", func(m *plan.Milestone) { m.Status = plan.StatusOverdue }, "Hold the meeting (overdue)", "CONFIRMED"},
	} {
		m := plan.Milestone{
			ID: "meeting", Title: "Hold the meeting", Status: plan.StatusOpen, Basis: plan.BasisFirm,
			Due: due, ActBy: due - 3, DueAt: plan.Moment{Time: due.End()},
		}
		tc.set(&m)
		events := read(t, &plan.Timetable{Procedure: "own", Milestones: []plan.Milestone{m}}, noon)
		if len(events) != 1 || events[0]["SUMMARY"] != tc.want || events[0]["STATUS"] != tc.says {
			t.Errorf("%s: %q", tc.name, events)
		}
	}
}

// A title or a reason stays one property of one event, whatever it holds.
func FuzzTextStaysInItsProperty(f *testing.F) {
	f.Add("a, b; c\\d", "two\nlines\r\nthree\rfour")
	f.Add("\r\nATTENDEE:mailto:alice@example.com", "x\r\n DTSTART;VALUE=DATE:19700101")
	f.Add("END:VEVENT\nBEGIN:VALARM", "\u2028END:VCALENDAR\u0085\x00\x1b\x7f")
	f.Add(strings.Repeat("界", 90), "\xff\xfe\\n\\")
	f.Fuzz(func(t *testing.T, title, reason string) {
		due := calendar.NewDate(2026, time.December, 27)
		m := plan.Milestone{
			ID: "m", Instance: &title, Title: title, Rule: "rule", Basis: plan.BasisFirm, Status: plan.StatusOpen, Statutory: true,
			Due: due, ActBy: due, DueAt: plan.Moment{Time: due.End()}, Explanation: plan.NewExplanation(calendar.Line{Words: reason}),
		}
		events := read(t, &plan.Timetable{Procedure: title, Milestones: []plan.Milestone{m}}, noon)
		if len(events) != 1 || events[0]["properties"] != fmt.Sprint(len(properties)) {
			t.Fatalf("not one event of %d properties: %q", len(properties), events)
		}
		e := events[0]
		if e["DTSTART"] != "2026-12-27" || e["SUMMARY"] != clean(title) || !strings.HasSuffix(e["DESCRIPTION"], clean(reason)) {
			t.Fatalf("read as %q", e)
		}
	})
}

// A calendar must not be empty, even where no date is known.
func TestCalendarWithoutDates(t *testing.T) {
	if events := read(t, &plan.Timetable{Procedure: "own"}, noon); len(events) != 0 {
		t.Errorf("events: %q", events)
	}
}
