package yamlfile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// pair is one "key: value" of a mapping.
type pair struct {
	name       string
	key, value *yaml.Node
}

// pairs returns the keys and values of n in order. Of a repeated key the first
// stands, so that the rest can still be checked.
func (d *decoder) pairs(n *yaml.Node, field string) ([]pair, bool) {
	if n.Kind != yaml.MappingNode {
		d.requires(n, field, keysAndValues)
		return nil, false
	}
	first := map[string]int{}
	out := make([]pair, 0, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name, ok := d.written(key, field, "text as a key")
		if !ok {
			continue
		}
		if line, twice := first[name]; twice {
			name = shown(field, name, nil)
			d.errorf(key, join(field, name), "the key %s is here twice, first on line %d", quote(name), line)
			continue
		}
		first[name] = key.Line
		out = append(out, pair{name, key, value})
	}
	return out, true
}

// structure reads a mapping into a struct: only its keys are allowed.
func (d *decoder) structure(n *yaml.Node, v reflect.Value, field string) {
	pairs, ok := d.pairs(n, field)
	if !ok {
		return
	}
	keys := keysOf(v.Type())
	if keys.pos != nil {
		v.FieldByIndex(keys.pos).Set(reflect.ValueOf(posOf(n)))
	}
	if d.foreign(n, pairs, keys.names) {
		return
	}
	given := map[string]bool{}
	for _, p := range pairs {
		index, known := keys.index[p.name]
		if !known {
			path, m := unknown(field, p.name, keys.names)
			d.mistake(p.key, path, m)
			continue
		}
		given[p.name] = true
		d.value(p.value, v.FieldByIndex(index), join(field, p.name))
	}
	for _, name := range keys.required {
		if !given[name] {
			d.errorf(n, field, "the key %q is missing", name)
		}
	}
}

// mapping reads a mapping into a map with string keys.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, field string) {
	if v.Type().Key().Kind() != reflect.String {
		panic(fmt.Sprintf("yamlfile: %s has keys that are not strings", v.Type()))
	}
	pairs, ok := d.pairs(n, field)
	if !ok {
		return
	}
	out := reflect.MakeMapWithSize(v.Type(), len(pairs))
	for _, p := range pairs {
		value := reflect.New(v.Type().Elem()).Elem()
		d.value(p.value, value, join(field, p.name))
		out.SetMapIndex(reflect.ValueOf(p.name).Convert(v.Type().Key()), value)
	}
	v.Set(out)
}

// keys are the keys that a struct allows in its mapping.
type keys struct {
	names, required []string
	index           map[string][]int
	pos             []int // the field that takes the place of the mapping
}

func keysOf(t reflect.Type) keys {
	out := keys{index: map[string][]int{}}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case f.Type == reflect.TypeFor[Pos]():
			out.pos = f.Index
		case name == "-" || !f.IsExported():
		case name == "":
			panic(fmt.Sprintf(`yamlfile: the field %s of %s has no tag yaml:"name"`, f.Name, t))
		default:
			out.names = append(out.names, name)
			out.index[name] = f.Index
			if slices.Contains(strings.Split(options, ","), "required") {
				out.required = append(out.required, name)
			}
		}
	}
	return out
}
