package words_test

import (
	"testing"

	"github.com/longstop/longstop/internal/words"
)

func TestFirstUnseen(t *testing.T) {
	for _, c := range []struct {
		what, text, name string // no name: every character can be seen
		at               int
	}{
		{"nothing", "", "", 0},
		{"a sentence", "Zoë O’Neill–Smith, née Łoś: 3 × “agreed” (½)…", "", 0},
		{"accents of their own", "Zoe\u0308", "", 0},
		{"other scripts", "Ирина 李娜 प्रिया עדי مريم 지우", "", 0},
		{"emoji", "done 🙂 👍🏽 🇬🇧 ✓ ☎", "", 0},
		{"a space that holds words together", "30\u00a0days", "", 0},

		{"a line feed", "a\nb", "the control character U+000A", 2},
		{"a tab", "\ta", "the control character U+0009", 1},
		{"an escape sequence", "a\x1b[2J", "the control character U+001B", 2},
		{"another line break", "ab\u0085", "the control character U+0085", 3},
		{"a line separator", "é\u2028b", "the line-breaking character U+2028", 2},
		{"a paragraph separator", "\u2029", "the line-breaking character U+2029", 1},

		{"no width", "a\u200bb", "the invisible character U+200B", 2},
		{"a joiner", "👩\u200d🔧", "the invisible character U+200D", 2},
		{"right to left", "a \u202egnp.exe", "the invisible character U+202E", 3},
		{"an isolate", "\u2066", "the invisible character U+2066", 1},
		{"the end of an isolate", "\u2069", "the invisible character U+2069", 1},
		{"a right-to-left mark", "\u200f", "the invisible character U+200F", 1},
		{"an Arabic letter mark", "\u061c", "the invisible character U+061C", 1},
		{"a soft hyphen", "re\u00advision", "the invisible character U+00AD", 3},
		{"a word joiner", "\u2060", "the invisible character U+2060", 1},
		{"a byte-order mark", "\ufeffa", "the invisible character U+FEFF", 1},
		{"a note between lines", "\ufff9", "the invisible character U+FFF9", 1},
		{"a tag", "a\U000e0041", "the invisible character U+E0041", 2},
		{"the tag of a language", "\U000e0001", "the invisible character U+E0001", 1},
		{"one that is kept free for tags", "\U000e0fff", "the invisible character U+E0FFF", 1},
		{"a filler of Hangul", "\u3164", "the invisible character U+3164", 1},
		{"a filler of half its width", "\uffa0", "the invisible character U+FFA0", 1},
		{"a filler that begins a syllable", "\u115f", "the invisible character U+115F", 1},
		{"a joiner of graphemes", "\u034f", "the invisible character U+034F", 1},
		{"a vowel that is not sounded", "\u17b4", "the invisible character U+17B4", 1},
		{"a variation selector", "❤\ufe0f", "the invisible character U+FE0F", 2},
		{"one of Mongolian", "\u180b", "the invisible character U+180B", 1},
		{"one of the supplement", "\U000e01ef", "the invisible character U+E01EF", 1},
		{"a beam of music", "\U0001d173", "the invisible character U+1D173", 1},
	} {
		name, at := words.FirstUnseen(c.text)
		if name != c.name || at != c.at {
			t.Errorf("%s: %q, character %d; want %q, character %d", c.what, name, at, c.name, c.at)
		}
		if tidied, _ := words.FirstUnseen(words.Tidy(c.text)); tidied != "" {
			t.Errorf("%s: Tidy leaves %s", c.what, tidied)
		}
	}
}
