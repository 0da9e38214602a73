package api

import (
	"context"
	"net/http"
	"net/url"

	"github.com/longstop/longstop/scheduler/almanac"
)

// Calendar asks which lists of bank holidays hold.
func (c *Client) Calendar(ctx context.Context) (*Calendar, error) {
	out := &Calendar{}
	return out, c.do(ctx, call{method: http.MethodGet, path: "/v1/calendar", out: out})
}

// HolidayList asks for a list by its version; for "" the newest.
func (c *Client) HolidayList(ctx context.Context, version string) (*List, error) {
	out := &List{}
	q := call{method: http.MethodGet, path: "/v1/calendar/list", out: out}
	if version != "" {
		q.query = url.Values{"version": {version}}
	}
	return out, c.do(ctx, q)
}

// Import hands in a list of bank holidays.
func (c *Client) Import(ctx context.Context, in Import) (*almanac.Report, error) {
	return c.report(ctx, "/v1/calendar/import", in.Preview, in)
}

// Refresh makes the daemon ask its source of bank holidays.
func (c *Client) Refresh(ctx context.Context, in Refreshing) (*almanac.Report, error) {
	return c.report(ctx, "/v1/calendar/refresh", in.Preview, in)
}

// Approve lets a list move dates to later days.
func (c *Client) Approve(ctx context.Context, in Approval) (*almanac.Report, error) {
	return c.report(ctx, "/v1/calendar/approve", false, in)
}

func (c *Client) report(ctx context.Context, path string, preview bool, in any) (*almanac.Report, error) {
	out := &almanac.Report{}
	return out, c.do(ctx, call{method: http.MethodPost, path: path, preview: preview, in: in, out: out})
}
