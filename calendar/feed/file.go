package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// readFile reads a regular file. It looks at the file before it opens it, since to
// open a pipe would wait for a writer, and once more after.
func (s Source) readFile(since Conditions) (Fetched, error) {
	info, err := os.Stat(s.File)
	if err != nil || !info.Mode().IsRegular() {
		return Fetched{}, s.noFile(info, err)
	}
	f, err := os.Open(s.File)
	if err != nil {
		return Fetched{}, s.noFile(nil, err)
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil || !info.Mode().IsRegular() {
		return Fetched{}, s.noFile(info, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, s.maxBytes()+1))
	switch {
	case err != nil:
		return Fetched{}, s.noFile(nil, err)
	case int64(len(data)) > s.maxBytes():
		return Fetched{}, &Error{Reason: TooLarge, From: s.File, What: fmt.Sprintf("the file has more than %d bytes", s.maxBytes())}
	}
	sum := sha256.Sum256(data)
	if etag := hex.EncodeToString(sum[:]); etag != since.ETag {
		return Fetched{Data: data, ETag: etag}, nil
	}
	return Fetched{NotModified: true, ETag: since.ETag}, nil
}

func (s Source) noFile(info fs.FileInfo, err error) error {
	out := &Error{Reason: File, From: s.File, Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		out.What = "there is no such file"
	case err != nil:
		out.What = "it cannot be read: " + err.Error()
	default:
		out.What = "it is not a regular file but " + info.Mode().String()
	}
	return out
}
