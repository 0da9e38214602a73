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
	Message      string // what is wrong, and what would be right unless Right says so
	Right        string // what would be right, where that is known apart
	Cause        error  // of which kind the mistake is, where somebody asks: see [errors.Is]
	text         string // both in one sentence
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
	b.WriteString(cmp.Or(e.text, e.Message))
	return b.String()
}

// Unwrap returns the cause, for [errors.Is].
func (e *Error) Unwrap() error { return e.Cause }

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

// Unwrap gives the mistakes one by one, for [errors.As].
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

// IsZero says that the place is not known.
func (p Pos) IsZero() bool { return p == Pos{} }

// Or is p where it is known, else q.
func (p Pos) Or(q Pos) Pos { return cmp.Or(p, q) }

// Errorf reports a mistake at p. An argument that says what would be right, a
// [Right] or an error that knows, ends the message. Whatever looks like an email
// address is left out of it.
func (p Pos) Errorf(file, field, format string, args ...any) *Error {
	rest, right := parted(args)
	return &Error{
		File: file, Line: p.Line, Column: p.Column, Field: mask(field),
		Message: mask(fmt.Sprintf(format, rest...)), Right: mask(right), text: mask(fmt.Sprintf(format, args...)),
	}
}

// address is anything that could be an email address, or a URL with a password
// in it: better too much than too little.
var address = regexp.MustCompile(`([^\s"',:;()\[\]{}<>.][^\s"',:;()\[\]{}<>]*)?@[^\s"',;()\[\]{}<>]*`)

func mask(s string) string { return address.ReplaceAllString(s, "…@…") }

// quote shows a value that somebody wrote, cut where it is long.
func quote(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
