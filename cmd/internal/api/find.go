package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// find says which case a request is about. A reference that several
// partnerships use is refused: a fact must not reach the wrong case.
func (h *handler) find(ctx context.Context, r *http.Request, now time.Time) (string, error) {
	given := r.Header.Get(CaseHeader)
	if given == "" {
		return "", refuse("case", "name the case in the header "+CaseHeader+", by its reference or its id, for example bscp:BSCP-2026-01")
	}
	candidates, err := h.candidates(given)
	if err != nil {
		return "", err
	}
	var ids []string
	for _, id := range candidates {
		_, err := h.Cases.Show(ctx, id, now)
		switch {
		case err == nil:
			ids = append(ids, id)
		case !errors.Is(err, scheduler.ErrNotFound):
			return "", err
		}
	}
	switch len(ids) {
	case 0:
		return "", h.unknown(ctx, given, now)
	case 1:
		return ids[0], nil
	}
	return "", &Error{
		Status: http.StatusConflict, Field: "case", Allowed: ids,
		Message: fmt.Sprintf("several partnerships have a case %q: name it by its id", given),
	}
}

// candidates lists the ids that a name can stand for.
func (h *handler) candidates(given string) ([]string, error) {
	partnership, reference, isID := strings.Cut(given, ":")
	if !isID {
		reference = given
	}
	if err := plan.AcceptReference(reference); err != nil {
		return nil, err
	}
	known := h.Partnerships.IDs()
	switch {
	case isID && !slices.Contains(known, partnership):
		return nil, &Error{Status: http.StatusNotFound, Field: "partnership", Message: fmt.Sprintf("there is no partnership %q", partnership), Allowed: known}
	case isID:
		return []string{given}, nil
	}
	ids := make([]string, len(known))
	for i, ps := range known {
		ids[i] = scheduler.CaseID(ps, reference)
	}
	return ids, nil
}

const nearEnough = 3 // suggestions, at most

// unknown says that there is no such case, and which ones differ from it only
// in capitals, hyphens and the like.
func (h *handler) unknown(ctx context.Context, given string, now time.Time) error {
	e := &Error{
		Status: http.StatusNotFound, Field: "case",
		Message: fmt.Sprintf("there is no case %q; `longstop case list --all` shows every case", given),
	}
	wanted := bare(given[strings.Index(given, ":")+1:])
	err := h.Cases.Each(ctx, now, func(v *scheduler.View) error {
		if bare(v.Case.Reference) == wanted {
			e.Allowed = append(e.Allowed, v.Case.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(e.Allowed)
	if len(e.Allowed) > 0 {
		e.Allowed = e.Allowed[:min(len(e.Allowed), nearEnough)]
		e.Message = fmt.Sprintf("there is no case %q; is another meant?", given)
	}
	return e
}

// bare is a reference without what people mistype in it.
func bare(reference string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, reference)
}
