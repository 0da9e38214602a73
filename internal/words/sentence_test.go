package words_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/internal/words"
)

func TestAnd(t *testing.T) {
	for _, c := range []struct {
		list []string
		want string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a and b"},
		{[]string{"a", "b", "c"}, "a, b and c"},
	} {
		if got := words.And(c.list); got != c.want {
			t.Errorf("%q: got %q, want %q", c.list, got, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for n, want := range map[int][3]string{
		0:  {"0 working days", "no working days", "0 lists wait"},
		1:  {"1 working day", "1 working day", "1 list waits"},
		2:  {"2 working days", "2 working days", "2 lists wait"},
		-1: {"-1 working days", "-1 working days", "-1 lists wait"},
	} {
		got := [3]string{words.Count(n, "working day"), words.CountOrNo(n, "working day"), words.CountOf(n, "list waits", "lists wait")}
		if got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"a": "a.", "a.": "a.", "a?": "a?", "a:": "a:", " a\n b ": "a b.", "": ""} {
		if got := words.Sentence(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"a b": "A b", "éa": "Éa", "A": "A", "1": "1", "": "", "\xffa": "\xffa"} {
		if got := words.Capital(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// What people typed becomes one line, and nothing hides in it.
func TestTidyMakesOneLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		got := words.Tidy(text)
		hides := func(r rune) bool {
			return r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(got, hides) || strings.Contains(got, "  ") || strings.TrimSpace(got) != got {
			t.Fatalf("%q became %q", text, got)
		}
		if words.Tidy(got) != got {
			t.Fatalf("%q is not tidy yet", got)
		}
	})
}
