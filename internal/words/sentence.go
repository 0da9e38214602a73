package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence returns a text as one line with a full stop, unless it has an ending.
func Sentence(s string) string {
	s = Tidy(s)
	if s == "" || strings.ContainsRune(".:?", rune(s[len(s)-1])) {
		return s
	}
	return s + "."
}

// Capital returns a text with its first letter as a capital.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s // empty, or no text
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Tidy returns a text as one line: white space becomes single spaces; what no reader
// can see, and broken UTF-8, is dropped. A text that people typed can then neither
// break a line nor hide in it.
func Tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case isUnseen(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
