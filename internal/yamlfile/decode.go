package yamlfile

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxDepth bounds the nesting of a file, far above what a person writes.
const maxDepth = 64

// Decode reads the one YAML document in data into out, a pointer to a struct
// with `yaml:"name"` tags (`yaml:"name,required"` for a key that must be
// there). file is the name that errors give. The error, if any, is [Errors].
//
// Fields may be strings, whole numbers, booleans, [time.Duration], structs,
// slices, maps with string keys, pointers to these, [Map], [Located], and any
// type that implements [encoding.TextUnmarshaler] or [yaml.Unmarshaler].
// Other types are a mistake of the program: Decode panics.
func Decode(file string, data []byte, out any) error {
	root, problem := parse(data)
	if problem != nil {
		problem.File, problem.Code = file, Form
		return Errors{problem}
	}
	d := &decoder{file: file, root: root}
	if d.refuse(root, 0) {
		d.value(root, reflect.ValueOf(out).Elem(), "")
	}
	return d.result()
}

// DecodeNode reads one node into out, as Decode does. It is for types that
// implement [yaml.Unmarshaler] to take more than one form; Decode completes the
// errors with the file and the path of the field.
func DecodeNode(n *yaml.Node, out any) error {
	d := &decoder{}
	d.value(n, reflect.ValueOf(out).Elem(), "")
	return d.result()
}

type decoder struct {
	file string
	root *yaml.Node // of the file; nil for a part of one
	errs Errors
}

func (d *decoder) result() error {
	if len(d.errs) == 0 {
		return nil
	}
	d.errs.Sort()
	return d.errs
}

func (d *decoder) errorf(n *yaml.Node, field, format string, args ...any) {
	d.mistake(n, field, Wrong(format, args...))
}

// mistake reports a mistake at n.
func (d *decoder) mistake(n *yaml.Node, field string, m Mistake) {
	m.Code = Form
	d.errs = append(d.errs, posOf(n).Mistake(d.file, field, m))
}

func posOf(n *yaml.Node) Pos { return Pos{Line: n.Line, Column: n.Column} }

// refuse reports everything that no file may hold, and returns whether the rest
// can be read all the same.
func (d *decoder) refuse(n *yaml.Node, depth int) bool {
	ok := true
	switch {
	case depth > maxDepth:
		d.errorf(n, "", "is nested more than %d deep", maxDepth)
		return false
	case n.Kind == yaml.AliasNode:
		d.mistake(n, "", Wrong("an alias (*%s) is not allowed", shown("", n.Value, nil)).Mend(`write the value out, in quotes if it begins with "*"`))
		return false
	case n.Anchor != "":
		d.mistake(n, "", Wrong("an anchor (&%s) is not allowed", shown("", n.Anchor, nil)).Mend(`write the value out, in quotes if it begins with "&"`))
		ok = false
	case n.Style&yaml.TaggedStyle != 0:
		d.errorf(n, "", `a tag (%s) is not allowed: leave it out, or put the value in quotes if it begins with "!"`, tag(n.Tag))
		ok = false
	}
	for _, c := range n.Content {
		ok = d.refuse(c, depth+1) && ok
	}
	return ok
}

// tag returns a tag as it is shown.
func tag(written string) string {
	name := strings.TrimLeft(written, "!")
	return strings.TrimSuffix(written, name) + shown("", name, nil)
}
