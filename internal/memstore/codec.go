package memstore

import (
	"encoding/json"
	"fmt"

	"github.com/longstop/longstop/scheduler"
)

// Cases, intents and lines of the journal are kept as JSON, as a store on disk
// keeps them: nothing can be shared with the caller, and a field that JSON loses
// is lost here too.

// encode makes a record, and reads it once, so that every record can be read.
func encode[T any](v *T) ([]byte, error) {
	doc, err := json.Marshal(v)
	if err == nil {
		_, err = decode[T](doc)
	}
	if err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return doc, nil
}

// decode reads what encode wrote.
func decode[T any](doc []byte) (*T, error) {
	v := new(T)
	if err := json.Unmarshal(doc, v); err != nil {
		return nil, fmt.Errorf("decode record: %w", err)
	}
	return v, nil
}

// state reads the case of a record.
func (r *record) state() (*scheduler.Case, error) {
	c, err := decode[scheduler.Case](r.doc)
	if err == nil {
		c.Revision = r.revision
	}
	return c, err
}
