package redisstore

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
)

// A record ends with a checksum of what stands before it, as its last field: a disk or
// a hand that changes one octet makes no other date of it. A record without one is from
// a release that did not write it, which may run beside this one: it ignores the field.

// The last field of a record, around the checksum in hexadecimal.
const (
	sumBegins = `,"sum":"`
	sumEnds   = `"}`
	sumDigits = 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errSum = errors.New("its checksum is wrong")

// seal adds the checksum to a JSON object. What belongs to the record and stands
// elsewhere, as the revision of a case, is in the sum too.
func seal(doc []byte, revision int64) []byte {
	doc = bytes.TrimSuffix(doc, []byte("}"))
	return fmt.Appendf(doc, "%s%0*x%s", sumBegins, sumDigits, sumOf(doc, revision), sumEnds)
}

// verify returns an error for a record whose checksum is wrong.
func verify(doc []byte, revision int64) error {
	at := len(doc) - len(sumEnds) - sumDigits - len(sumBegins)
	if at < 0 || !bytes.HasPrefix(doc[at:], []byte(sumBegins)) || !bytes.HasSuffix(doc, []byte(sumEnds)) {
		return nil
	}
	digits := doc[at+len(sumBegins) : len(doc)-len(sumEnds)]
	if string(digits) != fmt.Sprintf("%0*x", sumDigits, sumOf(doc[:at], revision)) {
		return errSum
	}
	return nil
}

func sumOf(doc []byte, revision int64) uint32 {
	sum := crc32.Checksum(doc, castagnoli)
	return crc32.Update(sum, castagnoli, fmt.Append(nil, revision))
}
