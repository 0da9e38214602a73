package procedure_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

type (
	anchor = procedure.Anchor
	offset = procedure.Offset
	window = procedure.Window
	dayN   = procedure.Day
	keep   = procedure.Keep
	either = procedure.Either
)

func at(name string) anchor { return anchor{Name: name} }

func workingDays(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.WorkingDays} }

func days(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.Days} }

// Every form of the language with what it means. Each is written back as it
// stands here.
var ruleForms = []struct {
	text string
	want procedure.Rule
}{
	{"15 working days after aware", offset{Period: workingDays(15), Anchor: at("aware")}},
	{"1 working day after incident", offset{Period: workingDays(1), Anchor: at("incident")}},
	{"7 working days before publication", offset{Period: workingDays(7), Before: true, Anchor: at("publication")}},
	{"14 days after chronologies-requested", offset{Period: days(14), Anchor: at("chronologies-requested")}},
	{"12 weeks after publication", offset{Period: calendar.Period{N: 12, Unit: calendar.Weeks}, Anchor: at("publication")}},
	{"6 months after review-initiated", offset{Period: calendar.Period{N: 6, Unit: calendar.Months}, Anchor: at("review-initiated")}},
	{"1 month after notify-national-panel", offset{Period: calendar.Period{N: 1, Unit: calendar.Months}, Anchor: at("notify-national-panel")}},
	{"48 hours after information-requested", offset{Period: calendar.Period{N: 48, Unit: calendar.Hours}, Anchor: at("information-requested")}},
	{"10000 hours after x", offset{Period: calendar.Period{N: 10000, Unit: calendar.Hours}, Anchor: at("x")}},
	{
		"48 hours before the deadline of agency-summaries",
		offset{Period: calendar.Period{N: 48, Unit: calendar.Hours}, Before: true, Anchor: anchor{Name: "agency-summaries", Point: procedure.Deadline}},
	},
	{"14 days after the deadline of chronology", offset{Period: days(14), Anchor: anchor{Name: "chronology", Point: procedure.Deadline}}},
	{"on 14 days after the deadline of chronology", offset{Period: days(14), On: true, Anchor: anchor{Name: "chronology", Point: procedure.Deadline}}},
	{"28 days after the last learning-event", offset{Period: days(28), Anchor: anchor{Name: "learning-event", Point: procedure.Last}}},
	{"5 days after every agency-return", offset{Period: days(5), Anchor: anchor{Name: "agency-return", Point: procedure.Every}}},
	{
		"1 working day after review-published is expected late",
		offset{Period: workingDays(1), Anchor: anchor{Name: "review-published", Point: procedure.Late}},
	},
	{
		"between 7 and 13 working days after notification-received",
		window{From: 7, To: 13, Unit: calendar.WorkingDays, Anchor: at("notification-received")},
	},
	{"between 1 and 2 weeks before publication", window{From: 1, To: 2, Unit: calendar.Weeks, Before: true, Anchor: at("publication")}},
	{"day 9 counting notify-national-panel as day 1", dayN{From: 9, To: 9, Unit: calendar.WorkingDays, Anchor: at("notify-national-panel")}},
	{"between day 4 and day 5 counting aware as day 1", dayN{From: 4, To: 5, Unit: calendar.WorkingDays, Anchor: at("aware")}},
	{"calendar day 60 counting aware as day 1", dayN{From: 60, To: 60, Unit: calendar.Days, Anchor: at("aware")}},
	{"between calendar day 61 and day 90 counting aware as day 1", dayN{From: 61, To: 90, Unit: calendar.Days, Anchor: at("aware")}},
	{"the same day as incident", procedure.SameDay{Anchor: at("incident")}},
	{"the same day as the last learning-event", procedure.SameDay{Anchor: anchor{Name: "learning-event", Point: procedure.Last}}},
	{"the date in the letter", procedure.Set{Where: "the letter"}},
	{"the date in the terms of reference", procedure.Set{Where: "the terms of reference"}},
	{"promptly after chair-decision", procedure.Promptly{Anchor: at("chair-decision")}},
	{"promptly after every request-information", procedure.Promptly{Anchor: anchor{Name: "request-information", Point: procedure.Every}}},
	{
		"promptly after publication-declined or publication is moved later",
		procedure.Promptly{Anchor: at("publication-declined"), Or: []anchor{{Name: "publication", Point: procedure.Moved}}},
	},
	{"keep at least 12 months after publication", keep{procedure.AtLeast, calendar.Period{N: 12, Unit: calendar.Months}, at("publication")}},
	{"keep at most 6 months after publication", keep{procedure.AtMost, calendar.Period{N: 6, Unit: calendar.Months}, at("publication")}},
	{"keep exactly 6 months after publication", keep{procedure.Exactly, calendar.Period{N: 6, Unit: calendar.Months}, at("publication")}},
	{
		"the earlier of 7 working days after review-completed and 7 working days before publication",
		either{
			A: offset{Period: workingDays(7), Anchor: at("review-completed")},
			B: offset{Period: workingDays(7), Before: true, Anchor: at("publication")},
		},
	},
	{
		"the later of the earlier of 1 day after a and 2 days after b and the same day as c",
		either{
			Later: true,
			A:     either{A: offset{Period: days(1), Anchor: at("a")}, B: offset{Period: days(2), Anchor: at("b")}},
			B:     procedure.SameDay{Anchor: at("c")},
		},
	},
}

func TestRules(t *testing.T) {
	for _, c := range ruleForms {
		got, err := procedure.ParseRule(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.text, diff)
		}
		if got.String() != c.text {
			t.Errorf("%q was written as %q", c.text, got)
		}
		for _, a := range got.Anchors() {
			if !strings.Contains(c.text, a.String()) {
				t.Errorf("%q counts from %q", c.text, a)
			}
		}
	}
}

// Spaces, line breaks and the plural are of no account.
func TestLooseRules(t *testing.T) {
	for text, want := range map[string]string{
		"  15  working\n days\tafter aware ":  "15 working days after aware",
		"1 working days after aware":          "1 working day after aware",
		"15 working day after aware":          "15 working days after aware",
		"between 7 and 13 week before aware":  "between 7 and 13 weeks before aware",
		"the date in   the agency's   letter": "the date in the agency's letter",
	} {
		if got, err := procedure.ParseRule(text); err != nil || got.String() != want {
			t.Errorf("%q: got %v (%v), want %q", text, got, err, want)
		}
	}
}

// What the calculator takes: the date that is counted from may be left out.
func TestPeriods(t *testing.T) {
	for text, want := range map[string]string{
		"15 working days after":               "15 working days after it",
		"15 working days after aware":         "15 working days after aware",
		"7 working days before":               "7 working days before it",
		"between 7 and 13 working days after": "between 7 and 13 working days after it",
		"on 14 days after":                    "on 14 days after it",
		"48 hours after":                      "48 hours after it",
		"day 9":                               "day 9 counting it as day 1",
		"day 9 counting it as day 1":          "day 9 counting it as day 1",
		"calendar day 60":                     "calendar day 60 counting it as day 1",
		"between day 4 and day 5":             "between day 4 and day 5 counting it as day 1",
		"the same day as it":                  "the same day as it",
		"keep at least 12 months after":       "keep at least 12 months after it",
	} {
		if got, err := procedure.ParsePeriod(text); err != nil || got.String() != want {
			t.Errorf("%q: got %v (%v), want %q", text, got, err, want)
		}
	}
}

func TestConditions(t *testing.T) {
	const text = "chair-decision is lcspr or alternative-review"
	got, err := procedure.ParseCondition(" chair-decision  is lcspr or\nalternative-review")
	want := procedure.Condition{Decision: "chair-decision", Outcomes: []string{"lcspr", "alternative-review"}}
	if err != nil || got.String() != text || cmp.Diff(want, got) != "" {
		t.Errorf("got %+v (%v)", got, err)
	}
	for outcome, admits := range map[string]bool{"lcspr": true, "alternative-review": true, "no-review": false, "": false} {
		if got.Admits(outcome) != admits {
			t.Errorf("%q admits %q: %v", text, outcome, !admits)
		}
	}
}

func TestValidNames(t *testing.T) {
	for name, want := range map[string]bool{
		"aware": true, "notify-national-panel": true, "review-panel-1": true, "a": true, strings.Repeat("a", 64): true,
		"": false, "Aware": false, "a_b": false, "a--b": false, "-a": false, "a-": false, "1a": false, "a b": false, "a/b": false,
		"a|b": false, "aware\n": false, "é": false, strings.Repeat("a", 65): false,
	} {
		if procedure.ValidName(name) != want {
			t.Errorf("ValidName(%q) is %v", name, !want)
		}
	}
}

// What is read is written so that it is read again as the same.
func FuzzParseRule(f *testing.F) {
	for _, c := range ruleForms {
		f.Add(c.text)
	}
	f.Add("the earlier of the later of the same day as a and day 2 counting b as day 1 and 1 hour after c")
	f.Fuzz(func(t *testing.T, s string) {
		r, err := procedure.ParseRule(s)
		if err != nil {
			if r != nil || !strings.HasPrefix(err.Error(), "the rule ") {
				t.Errorf("%q: %v, %v", s, r, err)
			}
			return
		}
		again, err := procedure.ParseRule(r.String())
		if err != nil || cmp.Diff(r, again) != "" {
			t.Errorf("%q, written as %q, was read as %v (%v)", s, r, again, err)
		}
		for _, a := range r.Anchors() {
			if !procedure.ValidName(a.Name) {
				t.Errorf("%q counts from %q", s, a.Name)
			}
		}
		if _, err := procedure.ParsePeriod(s); err != nil && !strings.HasPrefix(err.Error(), "the rule ") {
			t.Errorf("%q as a period: %v", s, err)
		}
	})
}
