package notifier

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

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
