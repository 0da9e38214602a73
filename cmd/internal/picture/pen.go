package picture

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// pen writes elements. Ids, titles and names come from people and from files: they
// go through text, element or escaped, which escape them and replace characters
// that XML cannot hold.
type pen struct{ strings.Builder }

// put writes markup that is the program's own.
func (p *pen) put(format string, args ...any) {
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

// escaped returns s as text, or as the value of an attribute.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a strings.Builder takes everything
	}
	return b.String()
}

// element writes an element that holds only text.
func (p *pen) element(name, text string) { p.put("<%s>%s</%s>", name, escaped(text), name) }

// text writes a line of text; class is the program's own.
func (p *pen) text(x, y px, class, text string) {
	if text != "" {
		p.put(`<text x="%s" y="%s" class="%s">%s</text>`, x, y, class, escaped(text))
	}
}

func (p *pen) rect(x, y, width, height px, class string) {
	p.put(`<rect x="%s" y="%s" width="%s" height="%s" class="%s"/>`, x, y, width, height, class)
}

func (p *pen) line(x1, y1, x2, y2 px, class string) {
	p.put(`<line x1="%s" y1="%s" x2="%s" y2="%s" class="%s"/>`, x1, y1, x2, y2, class)
}

// px is a length in tenths of a unit of the picture: whole numbers are the same on
// every machine.
type px int

// units returns a length in whole units.
func units(n int) px { return px(n * 10) }

func (x px) String() string {
	sign := ""
	if x < 0 {
		sign, x = "-", -x
	}
	if x%10 == 0 {
		return fmt.Sprintf("%s%d", sign, x/10)
	}
	return fmt.Sprintf("%s%d.%d", sign, x/10, x%10)
}
