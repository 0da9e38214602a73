package scheduler

import "errors"

// The errors of a store that is there and refuses. Its answer came, so the change
// that it refused was not made, nor any part of it. Of any other error of a store
// nobody knows whether it was heard.
var (
	ErrFull      = errors.New("scheduler: the store has no memory left")
	ErrReadOnly  = errors.New("scheduler: the store is a replica, which takes no writes")
	ErrUnsafe    = errors.New("scheduler: the store cannot keep what is written")
	ErrForbidden = errors.New("scheduler: the store refuses our account")
	ErrOlder     = errors.New("scheduler: the store has less than was acknowledged: `longstop reconcile` shows what is missing")
	ErrSpoilt    = errors.New("scheduler: something in the store was not written by this program")
)
