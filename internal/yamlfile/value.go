package yamlfile

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"time"

	"go.yaml.in/yaml/v3"
)

// own is a type of this package that reads itself.
type own interface {
	decode(d *decoder, n *yaml.Node, field string)
}

// value reads n into v, which is addressable.
func (d *decoder) value(n *yaml.Node, v reflect.Value, field string) {
	switch t := v.Addr().Interface().(type) {
	case own:
		t.decode(d, n, field)
	case yaml.Unmarshaler:
		d.hook(n, t, field)
	case encoding.TextUnmarshaler:
		d.text(n, t, field)
	case *time.Duration:
		d.duration(n, t, field)
	default:
		d.plain(n, v, field)
	}
}

func (d *decoder) plain(n *yaml.Node, v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), field)
	case reflect.Struct:
		d.structure(n, v, field)
	case reflect.Slice:
		d.list(n, v, field)
	case reflect.Map:
		d.mapping(n, v, field)
	default:
		d.scalar(n, v, field)
	}
}

// hook lets a type read itself. It completes the errors of the type with the
// file, the path, and a place where they have none: only the decoder knows them.
func (d *decoder) hook(n *yaml.Node, u yaml.Unmarshaler, field string) {
	if d.hiding(n, field) {
		return
	}
	err := u.UnmarshalYAML(n)
	var many Errors
	var one *Error
	switch {
	case err == nil:
	case errors.As(err, &many):
		for _, e := range many {
			d.adopt(n, e, field)
		}
	case errors.As(err, &one):
		d.adopt(n, one, field)
	default:
		d.mistake(n, field, MistakeOf(err))
	}
}

func (d *decoder) adopt(n *yaml.Node, e *Error, field string) {
	at := Pos{e.Line, e.Column}.Or(posOf(n))
	e.Code = Form
	d.errs = append(d.errs, at.Mistake(d.file, join(field, e.Field), e.Mistake))
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, field string) {
	if n.Kind != yaml.SequenceNode {
		d.requires(n, field, "a list")
		return
	}
	out := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		d.value(c, out.Index(i), fmt.Sprintf("%s[%d]", field, i))
	}
	v.Set(out)
}

// requires reports a value of the wrong kind.
func (d *decoder) requires(n *yaml.Node, field, what string) {
	if isEmpty(n) {
		d.mistake(n, field, Wrong("has no value").Mend("write "+what+", or leave the key out"))
		return
	}
	d.errorf(n, field, "requires %s, found %s", what, kindOf(n))
}

const keysAndValues = `"key: value" entries`

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return keysAndValues
	case yaml.SequenceNode:
		return "a list"
	default:
		return "text"
	}
}

// isEmpty says whether nothing at all was written for the value.
func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == ""
}

// join appends a key, or a path that begins with an index, to a path.
func join(field, key string) string {
	if field == "" || key == "" || key[0] == '[' {
		return field + key
	}
	return field + "." + key
}
