package redisstore

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/longstop/longstop/scheduler"
)

// ErrUnreadable says that a record is there but cannot be understood. The record
// is kept as it is, for a person to look at; everything else goes on.
var ErrUnreadable = fmt.Errorf("redisstore: the record cannot be read: %w", scheduler.ErrSpoilt)

// unreadable returns ErrUnreadable with the type of the reason. The text of a
// JSON error could quote a record, so it is left out.
func unreadable(err error) error { return fmt.Errorf("%w (%T)", ErrUnreadable, err) }

// encodeCase makes the record of a case at a revision, packed.
func (p *packer) encodeCase(c *scheduler.Case, revision int64) ([]byte, error) {
	for t := range c.Tallies {
		if _, err := encodeTally(t); err != nil {
			return nil, err
		}
	}
	doc, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode case: %w", err)
	}
	return p.pack(seal(doc, revision), maxPlainRecord), nil
}

// decodeCase reads the value of a case's key: revision, space, record. A record
// of another case than id is unreadable.
func (p *packer) decodeCase(id, value string) (*scheduler.Case, error) {
	revision, packed, err := cutRevision(value)
	if err != nil {
		return nil, fmt.Errorf("decode case: %w", err)
	}
	doc, err := p.unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("decode case: %w", unreadable(err))
	}
	if err := verify(doc, revision); err != nil {
		return nil, fmt.Errorf("decode case: %w", unreadable(err))
	}
	var c scheduler.Case
	if err := json.Unmarshal(doc, &c); err != nil {
		return nil, fmt.Errorf("decode case: %w", unreadable(err))
	}
	if c.ID != id {
		return nil, fmt.Errorf("decode case: %w", unreadable(errors.New("another case")))
	}
	c.Revision = revision
	return &c, nil
}

// encodeIntent makes the record of an intent.
func encodeIntent(in *scheduler.Intent) ([]byte, error) {
	doc, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("encode email: %w", err)
	}
	return seal(doc, 0), nil
}

// decodeIntent reads the record of an intent.
func decodeIntent(id, doc string) (*scheduler.Intent, error) {
	if err := verify([]byte(doc), 0); err != nil {
		return nil, fmt.Errorf("decode email: %w", unreadable(err))
	}
	var in scheduler.Intent
	if err := json.Unmarshal([]byte(doc), &in); err != nil {
		return nil, fmt.Errorf("decode email: %w", unreadable(err))
	}
	if in.ID != id {
		return nil, fmt.Errorf("decode email: %w", unreadable(errors.New("another email")))
	}
	return &in, nil
}

// encodeTally makes the field of the counts for a tally. It refuses a tally that
// could not be read again: a bar in a part would look like the end of it.
func encodeTally(t scheduler.Tally) (string, error) {
	var back scheduler.Tally
	field, err := t.MarshalText()
	if err == nil {
		err = back.UnmarshalText(field)
	}
	if err != nil || back != t {
		return "", fmt.Errorf("encode counts: %w", ErrInvalid)
	}
	return string(field), nil
}

// decodeTally reads a field of the counts.
func decodeTally(field string) (scheduler.Tally, error) {
	var t scheduler.Tally
	err := t.UnmarshalText([]byte(field))
	return t, err
}
