package words

import (
	"fmt"
	"unicode"
)

// Unseen returns the name of a character that no reader can see, as "the invisible
// character U+202E", and "" for any other. A text with one is not what it looks like:
// it can turn the words around it about, break a line, hide a message, or make two
// texts look the same.
//
// Beside controls and breaks of lines these are the characters of format (Cf), and
// those that Unicode has programs pass over (Default_Ignorable_Code_Point): fillers,
// variation selectors, tags. So an emoji that is joined of several (U+200D) or asks for
// its colours (U+FE0F) is one of them; plain ones and accents are not.
func Unseen(r rune) string {
	kind := ""
	switch {
	case unicode.IsControl(r):
		kind = "control"
	case unicode.In(r, unicode.Zl, unicode.Zp):
		kind = "line-breaking"
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		kind = "invisible"
	default:
		return ""
	}
	return fmt.Sprintf("the %s character U+%04X", kind, r)
}

// FirstUnseen returns the name of the first character of a text that no reader can
// see, and which character it is, counted from 1; or "".
func FirstUnseen(s string) (name string, at int) {
	for _, r := range s {
		at++
		if name := Unseen(r); name != "" {
			return name, at
		}
	}
	return "", 0
}

// isUnseen says whether a character has a name by [Unseen].
func isUnseen(r rune) bool { return Unseen(r) != "" }
