package words_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/internal/words"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, rest int
		want        []string
	}{
		{"", 10, 10, []string{""}},
		{"one two three", 13, 13, []string{"one two three"}},
		{"one two three", 12, 12, []string{"one two", "three"}},
		{"one two three four", 3, 9, []string{"one", "two three", "four"}},
		{"one unbreakable two", 5, 5, []string{"one", "unbreakable", "two"}},
		{"unbreakable two", 5, 5, []string{"unbreakable", "two"}},
		{"é é é", 3, 3, []string{"é é", "é"}},
	} {
		if got := words.Wrap(c.text, c.first, c.rest); !slices.Equal(got, c.want) {
			t.Errorf("%q to %d and %d: got %q, want %q", c.text, c.first, c.rest, got, c.want)
		}
	}
}

// Wrapping loses no word, only a word that is too long makes a line so, and no
// line ends while the next word has room on it.
func TestWrapProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aé–  \n"))).Draw(t, "text")
		first, rest := rapid.IntRange(1, 12).Draw(t, "first"), rapid.IntRange(1, 12).Draw(t, "rest")
		lines := words.Wrap(text, first, rest)
		if !slices.Equal(strings.Fields(strings.Join(lines, " ")), strings.Fields(text)) {
			t.Fatalf("%q became %q", text, lines)
		}
		room := first
		for i, line := range lines {
			columns := utf8.RuneCountInString(line)
			if columns > room && strings.Contains(line, " ") {
				t.Fatalf("%q is wider than %d", line, room)
			}
			if i+1 < len(lines) {
				next, _, _ := strings.Cut(lines[i+1], " ")
				if columns+1+utf8.RuneCountInString(next) <= room {
					t.Fatalf("%q has room for %q in %d", line, next, room)
				}
			}
			room = rest
		}
	})
}
