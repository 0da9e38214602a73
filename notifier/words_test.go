package notifier

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestExplained(t *testing.T) {
	for line, want := range map[string]string{
		"notification-received: Fri 4 December 2026":             "Notification received: Fri 4 December 2026.",
		"notify-national-panel: not done yet":                    "Notify national Panel: not done yet.",
		"agency-return/icb: done Fri 4 December 2026":            "Agency return (ICB): done Fri 4 December 2026.",
		"the deadline of agency-return/gp: Fri 4 December 2026":  "The deadline of agency return (GP): Fri 4 December 2026.",
		"review-published is due Fri 4 December 2026; on Monday": "Review published is due Fri 4 December 2026; on Monday.",
		"bank holidays: england-and-wales, version e8b764c4":     "Bank holidays: England and Wales, in version e8b764c4 of the list.",
		"note: day-ends is 17:00":                                "Note: day-ends is 17:00.",
		"not counted: 2 weekend days: 5–6 December 2026":         "Not counted: 2 weekend days: 5–6 December 2026.",
		"": "",
	} {
		if got := explained(line); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
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
