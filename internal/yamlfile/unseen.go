package yamlfile

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/internal/words"
)

// unseen returns the name of a character that no reader can see, which could forge a
// line of a log or a header, or hide a text. Line breaks and tabs are allowed: a text
// may have several lines.
func unseen(r rune) string {
	if r == '\n' || r == '\t' {
		return ""
	}
	return words.Unseen(r)
}

// hides returns the mistake of a text with such a character.
func hides(r rune) Mistake { return Wrong("contains %s", unseen(r)).Mend("take it out") }

// hiding reports the first character that no reader can see in a text, or in any text
// of a list or mapping, and says whether there is one. In quotes it may be written as
// an escape, which a look at the file does not find.
func (d *decoder) hiding(n *yaml.Node, field string) bool {
	if i := strings.IndexFunc(n.Value, func(r rune) bool { return unseen(r) != "" }); i >= 0 {
		r := []rune(n.Value[i:])[0]
		d.mistake(n, field, hides(r))
		return true
	}
	for _, c := range n.Content {
		if d.hiding(c, field) {
			return true
		}
	}
	return false
}
