package api

import (
	"errors"
	"net/http"
	"strings"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// Error is a request that was refused or failed, as both ends see it.
type Error struct {
	Status  int      `json:"-"` // of HTTP
	Field   string   `json:"field"`
	Message string   `json:"message"`
	Allowed []string `json:"allowed"`
}

// failure is the form of an error on the wire.
type failure struct {
	Error *Error `json:"error"`
}

// Error says what is wrong and what would be right.
func (e *Error) Error() string {
	in := plan.InputError{Field: e.Field, Message: e.Message, Allowed: e.Allowed}
	return in.Error()
}

// problem returns the answer for an error of a request that was to change the subject.
// An error of no known kind comes from the store.
func problem(err error, changes subject) *Error {
	var given *Error
	var input *plan.InputError
	switch {
	case errors.As(err, &given):
		return given
	case errors.As(err, &input):
		return &Error{Status: http.StatusUnprocessableEntity, Field: input.Field, Message: input.Message, Allowed: input.Allowed}
	case errors.Is(err, scheduler.ErrNotFound):
		return &Error{Status: http.StatusNotFound, Field: "case", Message: "there is no such case; `longstop case list --all` shows every case"}
	case errors.Is(err, scheduler.ErrExists):
		return &Error{Status: http.StatusConflict, Field: "reference", Message: "the partnership has a case of this reference already; a closed case keeps its reference"}
	case errors.Is(err, scheduler.ErrConflict):
		return &Error{Status: http.StatusConflict, Field: "case", Message: "others are changing this case; nothing was changed, try again"}
	case errors.Is(err, scheduler.ErrNotKept):
		return &Error{Status: http.StatusServiceUnavailable, Message: "not accepted: no replica of the store has confirmed it in time; it may or may not be there: ask " + changes.shownBy("") + ", and try again"}
	case errors.Is(err, almanac.ErrTaken):
		return &Error{Status: http.StatusConflict, Field: "version", Message: "others are changing the bank holidays; nothing was changed, try again"}
	case errors.Is(err, scheduler.ErrBehind):
		return &Error{Status: http.StatusServiceUnavailable, Field: "case", Message: "another daemon has newer bank holidays, which this one could not read yet; nothing was changed, try again"}
	case errors.Is(err, scheduler.ErrConfiguration):
		return &Error{Status: http.StatusInternalServerError, Field: "case", Message: "the configuration no longer has the edition of the procedure, or the partnership, that this case was opened under; nothing was changed"}
	}
	return trouble(err, changes)
}

// refuse returns the error for a request that is well formed and cannot be right.
func refuse(field, message string, allowed ...string) *Error {
	return &Error{Status: http.StatusUnprocessableEntity, Field: field, Message: message, Allowed: allowed}
}

// malformed returns the error for a request that cannot be read.
func malformed(status int, field, message string) *Error {
	return &Error{Status: status, Field: field, Message: strings.TrimPrefix(message, "json: ")}
}
