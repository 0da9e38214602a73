package redisstore

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"errors"
	"io"
	"strings"
	"sync"
)

// A long record is kept deflated, with a dictionary of the words of most
// records: a case with 60 milestone instances shrinks to a quarter, and memory
// is the cost of a store of many cases. A short record stays readable, for
// deflating takes longer than the rest of a commit. The first byte tells the
// form:
//
//	{ [  plain JSON
//	1    deflated with dictionary 1
//
// dictionary1 must never change, for the records that were written with it can
// be read with nothing else. A better dictionary is a new form, with a new
// number.
//
//go:embed dictionary1.txt
var dictionary1 []byte

const (
	object   = '{'
	array    = '['
	deflated = '1'
)

// maxPlainRecord and maxPlainLine are the sizes, in bytes, up to which a record
// and a line of the log stay plain.
const (
	maxPlainRecord = 1280
	maxPlainLine   = 512
)

// level is the lowest level at which deflate uses a dictionary. It takes half
// the time of the usual level, for a tenth more bytes.
const level = 2

// maxRecord bounds a record that is unpacked, in bytes: a broken one must not
// fill the memory.
const maxRecord = 16 << 20

var (
	errForm    = errors.New("unknown form of a record")
	errTooLong = errors.New("record is too long")
)

// packer shrinks records and restores them. The tables of a compressor are
// large, so compressors are used again.
type packer struct{ writers, readers sync.Pool }

func newPacker() *packer {
	return &packer{
		writers: sync.Pool{New: func() any {
			w, err := flate.NewWriterDict(io.Discard, level, dictionary1)
			if err != nil {
				panic("redisstore: deflate refuses its level: " + err.Error())
			}
			return w
		}},
		readers: sync.Pool{New: func() any {
			return flate.NewReaderDict(strings.NewReader(""), dictionary1)
		}},
	}
}

// pack shrinks a JSON object or array of more than maxPlain bytes.
func (p *packer) pack(doc []byte, maxPlain int) []byte {
	if len(doc) <= maxPlain {
		return doc
	}
	var out bytes.Buffer
	out.WriteByte(deflated)
	w := p.writers.Get().(*flate.Writer)
	defer p.writers.Put(w)
	w.Reset(&out)
	_, _ = w.Write(doc) // a buffer never fails
	_ = w.Close()
	return out.Bytes()
}

// unpack reverses pack.
func (p *packer) unpack(packed string) ([]byte, error) {
	switch {
	case packed == "":
		return nil, errForm
	case packed[0] == object, packed[0] == array:
		return []byte(packed), nil
	case packed[0] != deflated:
		return nil, errForm
	}
	r := p.readers.Get().(io.ReadCloser)
	defer p.readers.Put(r)
	if err := r.(flate.Resetter).Reset(strings.NewReader(packed[1:]), dictionary1); err != nil {
		return nil, err
	}
	doc, err := io.ReadAll(io.LimitReader(r, maxRecord+1))
	if err == nil && len(doc) > maxRecord {
		err = errTooLong
	}
	return doc, err
}
