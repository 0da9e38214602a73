package notifier

import (
	"strings"
	"unicode/utf8"

	"github.com/longstop/longstop/internal/words"
)

// width is the columns of a line of a text body: 76 leave room for the quotation
// marks of a reply. A longer word stays whole.
const width = 76

// wrap breaks a text into lines; the first begins with first, the others with
// rest.
func wrap(text, first, rest string) string {
	lines := words.Wrap(text, width-utf8.RuneCountInString(first), width-utf8.RuneCountInString(rest))
	return first + strings.Join(lines, "\n"+rest)
}

// underline returns the line under a heading, as long as the last of its lines.
func underline(heading string) string {
	lines := words.Wrap(heading, width, width)
	return strings.Repeat("-", min(width, utf8.RuneCountInString(lines[len(lines)-1])))
}

// squeeze removes what the conditions of a template leave behind: spaces at the
// ends of lines, and empty lines after an empty one.
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
