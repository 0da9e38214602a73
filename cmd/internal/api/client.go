package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// Client asks a daemon on this machine. It sends every request once: when an
// answer is lost, the caller finds out what happened.
type Client struct {
	socket string
	http   *http.Client
}

// NewClient makes a client of the daemon at a socket. It connects with the first
// request.
func NewClient(socket string) *Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socket)
	}
	return &Client{socket: socket, http: &http.Client{
		// With a connection for each request nothing is ever sent again.
		Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true, DisableCompression: true},
		Timeout:   patience + 10*time.Second, // the daemon gives up before
	}}
}

// call is one request, and the place for its answer.
type call struct {
	method, path string
	query        url.Values
	about        string // the case: its reference or id
	named        bool   // the header names the case, which exists already
	preview      bool   // it asks what a change would do
	in, out      any
}

// changes returns what the request changes.
func (q call) changes() subject {
	if q.preview {
		return nothing
	}
	return subjectOf(q.method, q.path)
}

// List asks for the cases of a partnership, or of all for "", with a status:
// [StatusOpen], [StatusClosed] or [StatusAll].
func (c *Client) List(ctx context.Context, partnership, status string) ([]Summary, error) {
	query := url.Values{"status": {status}}
	if partnership != "" {
		query.Set("partnership", partnership)
	}
	out := Cases{Cases: []Summary{}}
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/cases", query: query, out: &out})
	return out.Cases, err
}

// Open registers a case. Its error, and that of every method below, is an *[Error]
// when the daemon refused and a *[LostError] when nobody knows.
func (c *Client) Open(ctx context.Context, o Opening) (*Case, error) {
	return c.caseOf(ctx, call{method: http.MethodPost, path: "/v1/cases", about: o.Reference, in: o})
}

// Show asks for a case, by its reference or its id.
func (c *Client) Show(ctx context.Context, about string) (*Case, error) {
	return c.caseOf(ctx, call{method: http.MethodGet, path: "/v1/case", about: about, named: true})
}

// Record adds facts to a case: all or none.
func (c *Client) Record(ctx context.Context, about string, facts []Fact) (*Case, error) {
	return c.caseOf(ctx, call{method: http.MethodPost, path: "/v1/case/facts", about: about, named: true, in: Facts{facts}})
}

// Close ends a case.
func (c *Client) Close(ctx context.Context, about, reason string) (*Case, error) {
	return c.caseOf(ctx, call{method: http.MethodPost, path: "/v1/case/close", about: about, named: true, in: Closing{reason}})
}

// Log asks for the audit log of a case.
func (c *Client) Log(ctx context.Context, about string) ([]scheduler.Entry, error) {
	out := Entries{Entries: []scheduler.Entry{}}
	err := c.do(ctx, call{method: http.MethodGet, path: "/v1/case/log", about: about, named: true, out: &out})
	return out.Entries, err
}

func (c *Client) caseOf(ctx context.Context, q call) (*Case, error) {
	out := &Case{}
	q.out = out
	if err := c.do(ctx, q); err != nil {
		return nil, err
	}
	return out, nil
}

func (c *Client) do(ctx context.Context, q call) error {
	r, err := q.request(ctx)
	if err != nil {
		return err
	}
	w, err := c.http.Do(r)
	if err != nil {
		return c.unanswered(q, err)
	}
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	switch {
	case err != nil:
		return c.unanswered(q, err)
	case w.StatusCode >= http.StatusMultipleChoices:
		return refused(w.StatusCode, body)
	}
	if err := json.Unmarshal(body, q.out); err != nil {
		return c.unanswered(q, fmt.Errorf("read answer: %w", err))
	}
	return nil
}

func (q call) request(ctx context.Context) (*http.Request, error) {
	if q.named {
		if err := plan.AcceptReference(q.about[strings.Index(q.about, ":")+1:]); err != nil {
			return nil, err
		}
	}
	var body io.Reader
	if q.in != nil {
		data, err := json.Marshal(q.in)
		if err != nil {
			return nil, fmt.Errorf("write request: %w", err)
		}
		body = bytes.NewReader(data)
	}
	u := url.URL{Scheme: "http", Host: "longstop", Path: q.path, RawQuery: q.query.Encode()}
	r, err := http.NewRequestWithContext(ctx, q.method, u.String(), body)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	if q.named {
		r.Header.Set(CaseHeader, q.about)
	}
	if q.in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, nil
}
