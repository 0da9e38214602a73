package yamlfile

import (
	"reflect"

	"go.yaml.in/yaml/v3"
)

// Map is a mapping whose keys keep the order in which they were written.
type Map[V any] []Entry[V]

// Entry is one "key: value" of a [Map].
type Entry[V any] struct {
	Key                string
	KeyLine, KeyColumn int
	Value              V
}

// Pos returns the place of the key.
func (e Entry[V]) Pos() Pos { return Pos{e.KeyLine, e.KeyColumn} }

// Get returns the value of a key, and whether it is there.
func (m Map[V]) Get(key string) (V, bool) {
	for _, e := range m {
		if e.Key == key {
			return e.Value, true
		}
	}
	var none V
	return none, false
}

// Keys returns the keys in the order in which they were written.
func (m Map[V]) Keys() []string {
	out := make([]string, len(m))
	for i, e := range m {
		out[i] = e.Key
	}
	return out
}

func (m *Map[V]) decode(d *decoder, n *yaml.Node, field string) {
	pairs, _ := d.pairs(n, field)
	for _, p := range pairs {
		e := Entry[V]{Key: p.name, KeyLine: p.key.Line, KeyColumn: p.key.Column}
		d.value(p.value, reflect.ValueOf(&e.Value).Elem(), join(field, p.name))
		*m = append(*m, e)
	}
}

// Located is a value together with its place, for callers that check more than
// the form. Its place is zero if the key is missing, or if the value could not be
// read and Decode has reported that.
type Located[T any] struct {
	Value T
	Pos   Pos
}

// Given says whether the value was given and could be read.
func (l Located[T]) Given() bool { return !l.Pos.IsZero() }

func (l *Located[T]) decode(d *decoder, n *yaml.Node, field string) {
	before := len(d.errs)
	d.value(n, reflect.ValueOf(&l.Value).Elem(), field)
	if len(d.errs) == before {
		l.Pos = posOf(n)
	}
}
