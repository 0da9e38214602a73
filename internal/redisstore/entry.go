package redisstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
)

// An audit log is a list, with a line for each transition that has entries: the
// revision, a space, and an array of the entries, packed (pack.go). The script
// puts the revision in front, for only the script knows it.

// line is an entry in its array: nanoseconds since 1970, what, by, text.
type line scheduler.Entry

// MarshalJSON writes the array.
func (l line) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{nanos(l.At), l.What, l.By, l.Text})
}

// UnmarshalJSON reads what MarshalJSON wrote, and nothing of another length.
func (l *line) UnmarshalJSON(b []byte) error {
	var at int64
	parts := []any{&at, &l.What, &l.By, &l.Text}
	want := len(parts)
	if err := json.Unmarshal(b, &parts); err != nil {
		return err
	}
	if len(parts) != want {
		return errors.New("a wrong number of parts")
	}
	if at != 0 {
		l.At = time.Unix(0, at).UTC()
	}
	return nil
}

// nanos returns a moment as nanoseconds since 1970, or 0 for none.
func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// encodeEntries makes a line of the log without its revision. Without entries
// the line is empty.
func (p *packer) encodeEntries(entries []scheduler.Entry) ([]byte, error) {
	if len(entries) == 0 {
		return []byte{}, nil
	}
	lines := make([]line, len(entries))
	for i, e := range entries {
		lines[i] = line(e)
	}
	doc, err := json.Marshal(lines)
	if err != nil {
		return nil, fmt.Errorf("encode log: %w", err)
	}
	return p.pack(doc, maxPlainLine), nil
}

// decodeEntries reads a line of the log with its revision.
func (p *packer) decodeEntries(value string) ([]scheduler.Entry, error) {
	revision, packed, err := cutRevision(value)
	if err != nil {
		return nil, fmt.Errorf("decode log: %w", err)
	}
	var lines []line
	doc, err := p.unpack(packed)
	if err == nil {
		err = json.Unmarshal(doc, &lines)
	}
	if err != nil {
		return nil, fmt.Errorf("decode log: %w", unreadable(err))
	}
	entries := make([]scheduler.Entry, len(lines))
	for i, l := range lines {
		l.Revision = revision
		entries[i] = scheduler.Entry(l)
	}
	return entries, nil
}

// cutRevision splits a value into its revision and the rest.
func cutRevision(value string) (revision int64, rest string, err error) {
	digits, rest, ok := strings.Cut(value, " ")
	revision, err = strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || revision < 1 {
		return 0, "", unreadable(errors.New("no revision"))
	}
	return revision, rest, nil
}
