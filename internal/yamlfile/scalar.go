package yamlfile

import (
	"encoding"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// scalar reads a text, a whole number or a boolean.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.String:
		if s, ok := d.written(n, field, "text"); ok {
			v.SetString(s)
		}
	case reflect.Bool:
		d.boolean(n, v, field)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		d.whole(n, v, field)
	default:
		panic(fmt.Sprintf("yamlfile: no value can be read into a %s", v.Type()))
	}
}

// written returns a scalar as it was written, whatever YAML takes it for.
func (d *decoder) written(n *yaml.Node, field, what string) (string, bool) {
	if n.Kind != yaml.ScalarNode || isEmpty(n) {
		d.requires(n, field, what)
		return "", false
	}
	if d.hiding(n, field) {
		return "", false
	}
	return n.Value, true
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value, field string) {
	s, ok := d.written(n, field, "true or false")
	switch {
	case !ok:
	case n.Style == 0 && (s == "true" || s == "false"):
		v.SetBool(s == "true")
	default:
		d.errorf(n, field, "requires true or false, found %s", quote(s))
	}
}

// wholeNumber has no leading zero: some programs read 010 as eight.
var wholeNumber = regexp.MustCompile(`^(0|-?[1-9][0-9]*)$`)

func (d *decoder) whole(n *yaml.Node, v reflect.Value, field string) {
	s, ok := d.written(n, field, "a whole number")
	if !ok {
		return
	}
	if !wholeNumber.MatchString(s) {
		d.errorf(n, field, "requires a whole number, found %s", quote(s))
		return
	}
	i, err := strconv.ParseInt(s, 10, v.Type().Bits())
	if err != nil {
		d.errorf(n, field, "the number %s is too large", quote(s))
		return
	}
	v.SetInt(i)
}

func (d *decoder) duration(n *yaml.Node, out *time.Duration, field string) {
	s, ok := d.written(n, field, "a length of time such as 30s or 5m")
	if !ok {
		return
	}
	parsed, err := time.ParseDuration(s)
	if err != nil {
		d.errorf(n, field, "requires a length of time such as 30s or 5m, found %s", quote(s))
		return
	}
	*out = parsed
}

func (d *decoder) text(n *yaml.Node, u encoding.TextUnmarshaler, field string) {
	s, ok := d.written(n, field, "text")
	if !ok {
		return
	}
	if err := u.UnmarshalText([]byte(s)); err != nil {
		d.mistake(n, field, MistakeOf(err))
	}
}
