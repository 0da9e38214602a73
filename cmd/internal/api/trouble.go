package api

import (
	"errors"
	"net/http"

	"github.com/longstop/longstop/scheduler"
)

// refusals are the ways in which a store that is there refuses, in words for whoever
// asked. Its own words stay in the log, for they may name addresses.
var refusals = []struct {
	kind error
	says string
}{
	{scheduler.ErrFull, "the store is full and refuses to write: Redis needs more memory (maxmemory)"},
	{scheduler.ErrReadOnly, "the store refuses to write: it is a replica, and the daemon must be given its master (redis, in the daemon's file)"},
	{scheduler.ErrUnsafe, "the store refuses to write, because it could not keep that: Redis's log says whether its disk or its replicas fail"},
	{scheduler.ErrForbidden, "the store refuses the daemon's account: check username, password and permissions (redis, in the daemon's file)"},
	{scheduler.ErrOlder, "the store is older than it was, and takes nothing until `longstop reconcile` has shown what is missing"},
	{scheduler.ErrSpoilt, "something in the store was not written by Longstop, and is left alone: the daemon's log says what"},
}

// trouble returns the answer for an error of the store to a request that was to change
// the subject.
func trouble(err error, changes subject) *Error {
	e := &Error{Status: http.StatusServiceUnavailable}
	for _, r := range refusals {
		if errors.Is(err, r.kind) {
			e.Message = r.says + changes.refused()
			return e
		}
	}
	e.Message = "the store is away" + changes.unknown()
	return e
}
