package api

import (
	"net/http"
	"strings"
)

// subject is what a request is to change, and so how to find out whether it did: the
// advice on an answer that never came depends on it, at both ends.
type subject int

const (
	nothing subject = iota
	aCase
	bankHolidays
	theStore // what it has forgotten
)

// previewError is the error of a request that only asked what a change would do.
type previewError struct{ error }

// Unwrap returns the error itself.
func (e previewError) Unwrap() error { return e.error }

// previewed marks the error of a preview.
func previewed(answer any, err error) (any, error) {
	if err != nil {
		err = previewError{err}
	}
	return answer, err
}

// subjectOf returns what a request changes, by its method and path.
func subjectOf(method, path string) subject {
	switch {
	case method != http.MethodPost:
		return nothing
	case strings.HasPrefix(path, "/v1/calendar/"):
		return bankHolidays
	case path == "/v1/reconcile":
		return theStore
	}
	return aCase
}

// shownBy returns the command that shows what became of a change. about is the case,
// if it is known here.
func (s subject) shownBy(about string) string {
	switch s {
	case bankHolidays:
		return "`longstop calendar versions`"
	case theStore:
		return "`longstop reconcile`"
	}
	return "`" + strings.TrimSpace("longstop case show "+about) + "`"
}

// unknown ends a sentence that leaves open whether the store has heard the request.
func (s subject) unknown() string {
	if s == nothing {
		return "; try again when it is back"
	}
	return "; nothing is known to have changed: ask " + s.shownBy("") + " before trying again"
}

// refused ends a sentence about a store that refused. A statement about a case is one
// write, so nothing of it was made. To take a list is several.
func (s subject) refused() string {
	switch s {
	case aCase:
		return "; nothing was changed"
	case bankHolidays, theStore:
		return "; " + s.shownBy("") + " shows what was done before"
	}
	return ""
}
