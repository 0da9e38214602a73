package yamlfile

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Error is one mistake in a file.
type Error struct {
	File         string
	Line, Column int    // both from 1; 0 where the place is not known
	Field        string // the path of the value: people[2].email; empty for the file itself
	Mistake
}

// Error writes the mistake in one line: "bscp.yaml:12:5: people[2].id: …".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	b.WriteString(e.Mistake.Error())
	return b.String()
}

// Errors are all the mistakes of one reading.
type Errors []*Error

// Error writes the mistakes, one a line.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the mistakes one by one, for [errors.As].
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// Sort puts the mistakes of each file in the order of its lines. Files keep the
// order in which they first appear.
func (es Errors) Sort() {
	order := map[string]int{}
	for _, e := range es {
		if _, seen := order[e.File]; !seen {
			order[e.File] = len(order)
		}
	}
	slices.SortStableFunc(es, func(a, b *Error) int {
		return cmp.Or(
			cmp.Compare(order[a.File], order[b.File]),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
		)
	})
}

// Pos is a place in a file, both from 1. A struct field of this type, embedded
// or not, is filled with the place of the mapping that the struct was read
// from.
type Pos struct{ Line, Column int }

// IsZero says whether the place is unknown.
func (p Pos) IsZero() bool { return p == Pos{} }

// Or returns p where it is known, else q.
func (p Pos) Or(q Pos) Pos { return cmp.Or(p, q) }

// Errorf reports at p that something is wrong.
func (p Pos) Errorf(file, field, format string, args ...any) *Error {
	return p.Mistake(file, field, Wrong(format, args...))
}

// Mistake reports a mistake at p. Whatever looks like an email address is left
// out of the words.
func (p Pos) Mistake(file, field string, m Mistake) *Error {
	m.Message, m.Right = mask(m.Message), mask(m.Right)
	return &Error{File: file, Line: p.Line, Column: p.Column, Field: mask(field), Mistake: m}
}

// address matches anything that could be an email address, or a URL with a
// password in it: better too much than too little.
var address = regexp.MustCompile(`([^\s"',:;()\[\]{}<>.][^\s"',:;()\[\]{}<>]*)?@[^\s"',;()\[\]{}<>]*`)

func mask(s string) string { return address.ReplaceAllString(s, "…@…") }

// quote shows a value that somebody wrote, cut where it is long.
func quote(s string) string {
	const maxShown = 40
	if r := []rune(s); len(r) > maxShown {
		s = string(r[:maxShown]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
