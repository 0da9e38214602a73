package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strconv"
)

// versionOf digests all that a procedure says: each exported field of it, and of
// what it is made of, by its name, so that none can be forgotten. What is empty is
// left out: a field that is added changes no version but where it is used.
func versionOf(p *Procedure) string {
	sum := sha256.Sum256(appendValue(make([]byte, 0, 32<<10), reflect.ValueOf(p)))
	return hex.EncodeToString(sum[:8])
}

// appendValue writes a value so that no two values write the same. Rules are
// written in words, which tell their kinds apart.
func appendValue(to []byte, v reflect.Value) []byte {
	if v.Type() == reflect.TypeFor[Rule]() {
		return strconv.AppendQuote(to, v.Interface().(Rule).String())
	}
	switch v.Kind() {
	case reflect.Pointer:
		return appendValue(to, v.Elem())
	case reflect.Struct:
		return appendFields(to, v)
	case reflect.Slice:
		to = append(to, '[')
		for i := range v.Len() {
			to = append(appendValue(to, v.Index(i)), ',')
		}
		return append(to, ']')
	case reflect.String:
		return strconv.AppendQuote(to, v.String())
	case reflect.Bool:
		return strconv.AppendBool(to, v.Bool())
	case reflect.Int, reflect.Int32:
		return strconv.AppendInt(to, v.Int(), 10)
	}
	panic(fmt.Sprintf("procedure: no version has a %s", v.Type()))
}

func appendFields(to []byte, v reflect.Value) []byte {
	to = append(to, '{')
	for i := range v.NumField() {
		f, value := v.Type().Field(i), v.Field(i)
		empty := value.IsZero() || value.Kind() == reflect.Slice && value.Len() == 0
		if f.IsExported() && !empty {
			to = append(appendValue(append(append(to, f.Name...), ':'), value), ',')
		}
	}
	return append(to, '}')
}
