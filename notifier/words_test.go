package notifier

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

func TestExplained(t *testing.T) {
	named := func(kind calendar.LineKind, before, name, instance, words string) calendar.Line {
		return calendar.Line{Kind: kind, Before: before, Name: name, Instance: instance, Words: words}
	}
	missed := named(plan.LineFrom, "", "agency-return", "", " is missed")
	for _, c := range []struct {
		line calendar.Line
		want string
	}{
		{named(plan.LineFrom, "", "notification-received", "", ": Fri 4 December 2026"), "Notification received: Fri 4 December 2026."},
		{named(plan.LineFrom, "", "notify-national-panel", "", ": not done yet"), "Notify national Panel: not done yet."},
		{named(plan.LineFrom, "", "agency-return", "icb", ": done Fri 4 December 2026"), "Agency return (ICB): done Fri 4 December 2026."},
		{named(plan.LineFrom, "the deadline of ", "agency-return", "gp", ": Fri 4 December 2026"), "The deadline of agency return (GP): Fri 4 December 2026."},
		{calendar.Line{Kind: plan.LineOwner, Before: "owner: ", Name: "lcspr-chair", Words: ", unless ", Rest: &missed}, "Owner: the LCSPR chair, unless agency return is missed."},
		{calendar.Line{Kind: calendar.LineBankHolidays, Name: "england-and-wales", Value: "e8b764c4"}, "Bank holidays: England and Wales, in version e8b764c4 of the list."},
		{calendar.Line{Kind: calendar.LineSetting, Before: "that day ends at 17:00 (", Name: "day-ends", Value: "17:00", Words: ": 17:00)"}, "That day ends at 17:00 (day-ends: 17:00)."},
		{calendar.Line{Kind: plan.LineNote, Words: "note: day-ends is 17:00"}, "Note: day-ends is 17:00."},
		{calendar.Line{Words: "not counted: 2 weekend days: 5–6 December 2026"}, "Not counted: 2 weekend days: 5–6 December 2026."},
		{calendar.Line{}, ""},
	} {
		if got := explained(c.line); got != c.want {
			t.Errorf("%+v:\n got %q\nwant %q", c.line, got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"BSCP-2026-01":      "BSCP-2026-01",
		"chronology/police": "chronology/police",
		"R 1":               "'R 1'",
		"$(reboot)":         "'$(reboot)'",
		"it's":              `'it'\''s'`,
		"--help":            "'--help'",
		"":                  "''",
		"a\nb":              "'a b'",
	} {
		if got := quote(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// Wrapping loses no word, and only a word that is too long makes a line so.
func TestWrapProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		wrapped := wrap(text, "- ", "  ")
		got := strings.Fields(strings.TrimPrefix(wrapped, "- "))
		if strings.Join(got, " ") != strings.Join(strings.Fields(text), " ") {
			t.Fatalf("%q became %q", text, wrapped)
		}
		for line := range strings.SplitSeq(wrapped, "\n") {
			if utf8.RuneCountInString(line) > width && len(strings.Fields(line)) > 2 {
				t.Fatalf("too long: %q", line)
			}
		}
	})
}
