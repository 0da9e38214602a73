package picture

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLinesBreakWhereWordsDo(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"short":                              "short",
		"Notify the national Panel":          "Notify the|national Panel",
		"request-information/{police,icb}":   "request-|information/|{police,icb}",
		"Donaudampfschifffahrtsgesellschaft": "Donaudampfschi|fffahrtsgesellsc|haft",
	} {
		if got := strings.Join(wrap(text, 11, 1000), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNoLetterIsLost(t *testing.T) {
	letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		room := px(rapid.IntRange(1, 3000).Draw(t, "room"))
		lines := wrap(text, 9, room)
		if letters(strings.Join(lines, " ")) != letters(text) {
			t.Fatalf("%q became %q", text, lines)
		}
		for _, line := range lines {
			if widthOf(line, 9) > room && len([]rune(line)) > 1 {
				t.Fatalf("%q is wider than %s", line, room)
			}
		}
	})
}
