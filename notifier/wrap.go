package notifier

import (
	"strings"
	"unicode/utf8"
)

// width is the longest line of a text body: 76 columns leave room for the
// quotation marks of a reply. A word that is longer stays whole.
const width = 76

// wrap breaks a text into lines; the first begins with first, the others with
// rest.
func wrap(text, first, rest string) string {
	var b strings.Builder
	column := utf8.RuneCountInString(first)
	b.WriteString(first)
	empty := true
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if !empty && column+1+n > width {
			b.WriteString("\n" + rest)
			column, empty = utf8.RuneCountInString(rest), true
		}
		if !empty {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column, empty = column+n, false
	}
	return b.String()
}

// underline is a line under the last line of a wrapped heading.
func underline(heading string) string {
	lines := strings.Split(wrap(heading, "", ""), "\n")
	return strings.Repeat("-", min(width, utf8.RuneCountInString(lines[len(lines)-1])))
}

// squeeze removes what conditions in a template leave behind: spaces at the
// ends of lines and more than one empty line in a row.
func squeeze(text string) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n") + "\n"
}
