package table

import (
	"strings"

	"github.com/longstop/longstop/internal/words"
)

// Wrap breaks text at spaces into lines of so many columns; all but the first are
// indented.
func Wrap(text string, width, indent int) string {
	return strings.Join(words.Wrap(text, width, width), "\n"+strings.Repeat(" ", indent))
}
