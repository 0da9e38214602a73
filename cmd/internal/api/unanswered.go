package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// LostError says that a write was sent and its answer never came: the write may
// have been carried out.
type LostError struct {
	About string // the case, if it was about one
	Ask   string // the command that shows what was recorded
	Err   error
}

// Error says that nobody knows, and how to find out.
func (e *LostError) Error() string {
	return fmt.Sprintf("the daemon's answer was lost: it is NOT KNOWN whether this was recorded. Ask %s before trying again (%v)", e.Ask, e.Err)
}

// Unwrap returns what went wrong.
func (e *LostError) Unwrap() error { return e.Err }

// unanswered returns the error for a request without an answer. A request that
// never reached the daemon has changed nothing.
func (c *Client) unanswered(q call, err error) error {
	var op *net.OpError
	reached := !errors.As(err, &op) || op.Op != "dial"
	switch {
	case !reached && errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("you may not open the daemon's socket %s: ask to be added to its group", c.socket)
	case !reached:
		return fmt.Errorf("no daemon answers at %s (%s): start it with `longstop serve --config FILE`, or name its socket with --socket PATH or LONGSTOP_SOCKET", c.socket, cause(op))
	case q.changes() != nothing:
		return &LostError{About: q.about, Ask: q.changes().shownBy(q.about), Err: err}
	}
	return fmt.Errorf("the daemon at %s did not answer: %w", c.socket, err)
}

// cause returns the error of the system in a few words.
func cause(op *net.OpError) string {
	var errno syscall.Errno
	if errors.As(op, &errno) {
		return errno.Error()
	}
	return op.Err.Error()
}

// refused reads the answer to a request that was not carried out.
func refused(status int, body []byte) error {
	var f failure
	if err := json.Unmarshal(body, &f); err != nil || f.Error == nil {
		return &Error{Status: status, Message: fmt.Sprintf("the daemon answered %d %s", status, strings.TrimSpace(http.StatusText(status)))}
	}
	f.Error.Status = status
	return f.Error
}
