package feed

import (
	"context"
	"errors"
	"net/url"
	"os"
)

// Reason is why nothing was fetched, one of [Reasons].
type Reason string

// The reasons.
const (
	Unreachable    Reason = "unreachable"     // no connection, or it broke off
	TLS            Reason = "tls"             // no connection that could be trusted
	Status         Reason = "status"          // an answer, neither 200 nor 304
	Redirect       Reason = "redirect"        // elsewhere, which is not allowed or does not end
	PrivateAddress Reason = "private-address" // an address that is not of the public internet
	TooLarge       Reason = "too-large"       // more bytes than allowed
	Timeout        Reason = "timeout"         // not finished in time
	NotJSON        Reason = "not-json"        // an answer of another kind
	Insecure       Reason = "insecure"        // not https, or with a password in the URL
	File           Reason = "file"            // a file that is missing, unreadable or no file
)

// Reasons returns every reason.
func Reasons() []Reason {
	return []Reason{Unreachable, TLS, Status, Redirect, PrivateAddress, TooLarge, Timeout, NotJSON, Insecure, File}
}

// Error says why nothing was fetched.
type Error struct {
	Reason Reason
	From   string // the URL without user and query, or the file
	What   string // what happened, and what would be right
	Err    error  // the cause, if there is one. Its own text may quote the query.
}

// Error returns where the fetch went, and what happened.
func (e *Error) Error() string {
	if e.From == "" {
		return "fetch bank holidays: " + e.What
	}
	return "fetch bank holidays from " + e.From + ": " + e.What
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// shown returns as much of a URL as an error may show.
func shown(u *url.URL) string {
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
}

// failed classifies the error of a request or of reading its answer. It shows the
// text of a cause only where that comes from dialling: any other may quote the
// server, which may quote the query.
func failed(ctx context.Context, u *url.URL, doing string, err error) error {
	out := &Error{Reason: Unreachable, From: shown(u), What: doing, Err: err}
	ours, isOurs := errors.AsType[*Error](err)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded):
		out.Reason, out.What = Timeout, doing+": it took longer than allowed"
	case ctx.Err() != nil:
		out.What = doing + ": the fetch was cancelled"
	case isOurs:
		out.Reason, out.What = ours.Reason, ours.What
	}
	return out
}
