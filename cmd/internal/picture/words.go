package picture

import (
	"strings"
	"unicode"
)

// widthOf returns the width of text at a size, rather too much than too little: the
// reader has some sans-serif font, and nobody knows which.
func widthOf(text string, size int) px {
	sum := 0 // in thousandths of the size
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljtfI.,:;'|!()[] /", r):
			sum += 420
		case strings.ContainsRune("mwMW@%", r) || r > 0x2E80:
			sum += 1000
		case unicode.IsUpper(r):
			sum += 740
		default:
			sum += 640
		}
	}
	return px(sum * size / 100)
}

// wrap breaks text into lines that are no wider than room: after a space, a hyphen,
// a comma or a slash if it can, else anywhere. Only the space at which a line
// breaks is lost.
func wrap(text string, size int, room px) []string {
	var lines []string
	line := ""
	for _, word := range pieces(text) {
		if line != "" && widthOf(line+strings.TrimRight(word, " "), size) > room {
			lines, line = append(lines, line), ""
		}
		for widthOf(strings.TrimRight(word, " "), size) > room {
			head, rest := cut(word, size, room)
			lines, word = append(lines, head), rest
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines
}

// pieces returns the parts of text that are broken only if they must be, each with
// the character that ends it.
func pieces(text string) (out []string) {
	text = strings.Join(strings.Fields(text), " ")
	for text != "" {
		at := strings.IndexAny(text, " -,/")
		if at < 0 {
			return append(out, text)
		}
		out, text = append(out, text[:at+1]), text[at+1:]
	}
	return out
}

// cut splits a word: head is as much as fits, and at least one character.
func cut(word string, size int, room px) (head, rest string) {
	for i := range word {
		if head != "" && widthOf(word[:i], size) > room {
			return head, word[len(head):]
		}
		if i > 0 {
			head = word[:i]
		}
	}
	if head == "" {
		return word, ""
	}
	return head, word[len(head):]
}
