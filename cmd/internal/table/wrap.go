package table

import "strings"

// Wrap breaks text at spaces; later lines are indented.
func Wrap(text string, width, indent int) string {
	var b strings.Builder
	col := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i > 0 && col+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			col = 0
		case i > 0:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}
