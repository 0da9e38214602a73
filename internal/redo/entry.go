package redo

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

// Shards is the number of parts of a store that count for themselves.
const Shards = 16

// Counts are how much was ever written to each shard.
type Counts [Shards]int64

// Entry is one acknowledged write: what it left behind, so that it can be written
// again without knowing what was there before.
type Entry struct {
	Shard int   `json:"shard"`
	N     int64 `json:"n"` // its number in the shard, from 1

	CaseID   string              `json:"case_id,omitempty"`  // empty for what belongs to no case
	Case     *scheduler.Case     `json:"case,omitempty"`     // the state of the case, if it changed
	Revision int64               `json:"revision,omitempty"` // of that state
	Log      []scheduler.Entry   `json:"log,omitempty"`      // the lines for the audit log
	Waits    []*scheduler.Intent `json:"waits,omitempty"`    // the emails that wait since then
	Kept     *scheduler.Intent   `json:"kept,omitempty"`     // the email that waited already, as it was put off
	Settled  string              `json:"settled,omitempty"`  // the email that waits no longer
	Outcome  letter.Outcome      `json:"outcome,omitempty"`  // how it ended
	Roll     *roll.Roll          `json:"roll,omitempty"`
	RollIs   int64               `json:"roll_is,omitempty"` // the version of the roll
	Once     string              `json:"once,omitempty"`    // the key that was used
	OnceFor  time.Duration       `json:"once_for,omitempty"`
	At       time.Time           `json:"at,omitzero"`       // when it was kept
	Line     *almanac.Line       `json:"line,omitempty"`    // of the journal of bank holidays
	LineIs   int                 `json:"line_is,omitempty"` // its number
}

// note is a line of a file that is no entry: how much the daemon has seen in the store,
// of its own and of others.
type note struct {
	Seen *Counts `json:"seen,omitempty"`
}

var errDamaged = errors.New("redo: a line of the log is damaged")

var table = crc32.MakeTable(crc32.Castagnoli)

// encode makes a line: a checksum, a space, and the record.
func encode(v any) ([]byte, error) {
	doc, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode entry: %w", err)
	}
	return fmt.Appendf(nil, "%08x %s\n", crc32.Checksum(doc, table), doc), nil
}

// decode reads a line into an entry and a note, of which one stays empty.
func decode(line string) (e Entry, n note, err error) {
	sum, doc, ok := strings.Cut(line, " ")
	want, err := strconv.ParseUint(sum, 16, 32)
	if !ok || err != nil || uint32(want) != crc32.Checksum([]byte(doc), table) {
		return e, n, errDamaged
	}
	if err := json.Unmarshal([]byte(doc), &n); err != nil {
		return e, n, errDamaged
	}
	if n.Seen != nil {
		return e, n, nil
	}
	if err := json.Unmarshal([]byte(doc), &e); err != nil || e.N < 1 || e.Shard < 0 || e.Shard >= Shards {
		return Entry{}, n, errDamaged
	}
	return e, n, nil
}
