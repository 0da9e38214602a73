package words

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks a text at its spaces into lines of at most so many columns: the first
// line of first, the others of rest. A longer word stays whole, on a line of its own.
// An empty text is one empty line.
func Wrap(text string, first, rest int) []string {
	lines := []string{""}
	room, empty := first, true
	for word := range strings.FieldsSeq(text) {
		last := len(lines) - 1
		n := utf8.RuneCountInString(word)
		switch {
		case empty:
			lines[last], room, empty = word, room-n, false
		case n+1 > room:
			lines, room = append(lines, word), rest-n
		default:
			lines[last] += " " + word
			room -= n + 1
		}
	}
	return lines
}
