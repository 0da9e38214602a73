package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// maxList bounds the body of a request that hands in a list of bank holidays. A
// list of the greatest length has room in it, escaped.
const maxList = 3 * calendar.MaxListSize

// Refresh asks the configured source of bank holidays, and imports a new list, or
// reports what that would do.
type Refresh func(ctx context.Context, preview bool, by string, now time.Time) (*almanac.Report, error)

// NoSource refuses: it serves as the [Refresh] of a daemon whose configuration
// names no source.
func NoSource(context.Context, bool, string, time.Time) (*almanac.Report, error) {
	return nil, refuse("holidays", "the daemon's configuration names no source of bank holidays: add holidays: {url: …}, or import a file")
}

func (h *handler) holidayRoutes() []route {
	return []route{
		{http.MethodGet, "/v1/calendar", http.StatusOK, maxStatement, h.versions, false},
		{http.MethodGet, "/v1/calendar/list", http.StatusOK, maxStatement, h.holidayList, false},
		{http.MethodPost, "/v1/calendar/import", http.StatusOK, maxList, h.importList, false},
		{http.MethodPost, "/v1/calendar/refresh", http.StatusOK, maxStatement, h.refreshList, false},
		{http.MethodPost, "/v1/calendar/approve", http.StatusOK, maxStatement, h.approveList, false},
	}
}

func (h *handler) versions(ctx context.Context, r *http.Request, _ time.Time) (any, error) {
	if err := onlyQuery(r); err != nil {
		return nil, err
	}
	if err := h.Almanac.Sync(ctx); err != nil {
		return nil, err
	}
	eras, state := h.Almanac.Eras(), h.Almanac.State()
	now := eras[len(eras)-1]
	out := Calendar{
		InForce: now.Law.Version(), Newest: now.Newest().Version(), Waiting: []string{}, Lines: []JournalLine{},
		Checked: plan.Moment{Time: state.Checked}, Applied: state.Applied >= state.Lines,
	}
	for _, w := range now.Waiting {
		out.Waiting = append(out.Waiting, w.Version())
	}
	for _, l := range h.Almanac.Lines() {
		out.Lines = append(out.Lines, JournalLine{
			Number: l.Number, At: plan.Moment{Time: l.At}, What: l.What, Version: l.Version, Source: l.Source, By: l.By, Why: l.Why,
			Problems: orEmpty(l.Problems),
		})
	}
	return out, nil
}

func (h *handler) holidayList(ctx context.Context, r *http.Request, _ time.Time) (any, error) {
	if err := onlyQuery(r, "version"); err != nil {
		return nil, err
	}
	version := r.URL.Query().Get("version")
	if version == "" {
		if err := h.Almanac.Sync(ctx); err != nil {
			return nil, err
		}
		eras := h.Almanac.Eras()
		newest := eras[len(eras)-1].Newest()
		return List{Version: newest.Version(), Data: string(newest.JSON())}, nil
	}
	l, err := h.Almanac.Data(ctx, version)
	if err != nil {
		return nil, err
	}
	return List{Version: l.Version, Data: string(l.Data)}, nil
}

func (h *handler) importList(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Import](r)
	if err != nil {
		return nil, err
	}
	if err := plan.AcceptText("why", in.Why); err != nil {
		return nil, err
	}
	if err := plan.AcceptText("source", in.Source); err != nil {
		return nil, err
	}
	if in.Source == "" || len(in.Source) > 200 {
		return nil, refuse("source", "must say in one line of plain text, of up to 200 characters, where the list comes from")
	}
	if len(in.Override) > 0 && in.Why == "" {
		return nil, refuse("why", "say why the list is right although it contradicts what is known")
	}
	list := almanac.Received{
		Data: []byte(in.Data), Source: in.Source, By: actor(ctx), Why: in.Why, Override: in.Override, KeepHistory: in.KeepHistory,
	}
	if in.Preview {
		return previewed(answered(h.Almanac.Preview(ctx, list, now)))
	}
	return answered(h.Almanac.Import(ctx, list, now))
}

func (h *handler) refreshList(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Refreshing](r)
	if err != nil {
		return nil, err
	}
	report, err := answered(h.Refresh(ctx, in.Preview, actor(ctx), now))
	if in.Preview {
		return previewed(report, err)
	}
	return report, err
}

func (h *handler) approveList(ctx context.Context, r *http.Request, now time.Time) (any, error) {
	in, err := decode[Approval](r)
	if err != nil {
		return nil, err
	}
	if err := plan.AcceptText("why", in.Why); err != nil {
		return nil, err
	}
	return answered(h.Almanac.Approve(ctx, in.Version, actor(ctx), in.Why, now))
}

// answered returns a report as an answer, and for a refused list an error that
// says why.
func answered(r *almanac.Report, err error) (any, error) {
	if refused, ok := errors.AsType[*almanac.RefusedList](err); ok {
		return nil, refuse("list", refused.Error())
	}
	if err != nil {
		return nil, err
	}
	r.Moves, r.Lines = orEmpty(r.Moves), orEmpty(r.Lines)
	return r, nil
}
