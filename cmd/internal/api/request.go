package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// decode reads the body, strictly: somebody meant every field, so none is ignored.
func decode[T any](r *http.Request) (T, error) {
	var v T
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return v, malformed(http.StatusUnsupportedMediaType, "Content-Type", "must be application/json")
	}
	body, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return v, malformed(http.StatusRequestEntityTooLarge, "", fmt.Sprintf("the body is longer than %d KiB", large.Limit>>10))
	case err != nil:
		return v, malformed(http.StatusBadRequest, "", "the body did not arrive whole")
	case !utf8.Valid(body):
		return v, malformed(http.StatusBadRequest, "", "the body is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, notJSON(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return v, malformed(http.StatusBadRequest, "", "the body is more than one JSON value")
	}
	return v, nil
}

// onlyQuery refuses a query with a name that this address does not know, or with
// one that is given twice.
func onlyQuery(r *http.Request, known ...string) error {
	for name, values := range r.URL.Query() {
		if !slices.Contains(known, name) || len(values) > 1 {
			return refuse("query", fmt.Sprintf("%q is unknown or given twice", name), known...)
		}
	}
	return nil
}

func notJSON(err error) *Error {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return malformed(http.StatusBadRequest, "", fmt.Sprintf("the body is not JSON: %s (byte %d)", err, syntax.Offset))
	case errors.As(err, &mismatch):
		return malformed(http.StatusBadRequest, mismatch.Field, fmt.Sprintf("a JSON %s stands where a %s belongs", mismatch.Value, mismatch.Type.Kind()))
	case errors.Is(err, io.EOF):
		return malformed(http.StatusBadRequest, "", "the body is empty")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return malformed(http.StatusBadRequest, "", "the body is not JSON: it ends too early")
	}
	return malformed(http.StatusBadRequest, "", err.Error())
}

func kinds() []string {
	return []string{string(plan.Happened), string(plan.Planned), string(plan.Delayed), string(plan.Withdrawn)}
}

// facts reads the form of statements; [scheduler.Cases] checks what they say.
func facts(in []Fact) ([]plan.Fact, error) {
	out := make([]plan.Fact, 0, len(in))
	for _, f := range in {
		g, err := f.read()
		if err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}

func (f Fact) read() (plan.Fact, error) {
	out := plan.Fact{Kind: f.Kind, Name: f.Name, Instance: f.Instance, Outcome: f.Outcome, Reason: f.Reason, Withdraws: f.Withdraws}
	switch {
	case !slices.Contains(kinds(), string(f.Kind)):
		return out, refuse("kind", fmt.Sprintf("%q is not a kind of fact", f.Kind), kinds()...)
	case f.Kind != plan.Withdrawn && f.Withdraws != "":
		return out, refuse("withdraws", "only a fact of the kind withdrawn withdraws another")
	case f.Kind == plan.Withdrawn && f.Name+f.Instance+f.At+f.Outcome != "":
		return out, refuse("withdraws", "a withdrawal has the id of a fact and a reason, and nothing else")
	}
	if err := plan.AcceptText("reason", f.Reason); err != nil {
		return out, err
	}
	if f.At != "" {
		at, err := calendar.ParseWhen(f.At)
		if err != nil {
			return out, refuse("at", err.Error())
		}
		out.At = at
	}
	return out, nil
}
