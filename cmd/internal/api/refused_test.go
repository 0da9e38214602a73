package api_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
)

const (
	openOne   = `{"partnership":"bscp","procedure":"buckinghamshire","reference":"NEW-1","agencies":["police"],"facts":[{"kind":"happened","name":"aware","at":"2026-12-16"}]}`
	oneFact   = `{"facts":[{"kind":"happened","name":"notification-received","at":"2026-12-17"}]}`
	plainJSON = "application/json"
)

// refusals are wrong requests, and the words of their answers. The case is
// BSCP-2026-01 of bscp; TWICE is a reference of both partnerships.
var refusals = []struct {
	name, request string // method and path
	about         string // the header Longstop-Case
	kind, body    string
	status        int
	says          string
}{
	{"no such address", "GET /v1/everything", "", "", "", 404, "no such address"},
	{"the root", "GET /", "", "", "", 404, "no such address"},
	{"wrong method for the list", "DELETE /v1/cases", "", "", "", 405, "DELETE"},
	{"wrong method for facts", "GET /v1/case/facts", "BSCP-2026-01", "", "", 405, "POST"},
	{"wrong method for a case", "POST /v1/case", "BSCP-2026-01", plainJSON, "{}", 405, "GET"},

	{"a list of no status", "GET /v1/cases?status=late", "", "", "", 422, "open, closed, all"},
	{"a list of no partnership", "GET /v1/cases?partnership=nowhere", "", "", "", 422, "bscp, north"},
	{"a list with a typing error", "GET /v1/cases?partnerhsip=bscp", "", "", "", 422, "partnerhsip"},
	{"a list asked twice", "GET /v1/cases?status=open&status=all", "", "", "", 422, "twice"},

	{"no case named", "GET /v1/case", "", "", "", 422, "Longstop-Case"},
	{"a case that is not there", "GET /v1/case", "BSCP-2026-99", "", "", 404, "longstop case list --all"},
	{"a case in other capitals", "GET /v1/case", "bscp-2026-01", "", "", 404, "bscp:BSCP-2026-01"},
	{"an id without its hyphens", "GET /v1/case", "bscp:BSCP202601", "", "", 404, "bscp:BSCP-2026-01"},
	{"an id of another partnership", "GET /v1/case", "north:BSCP-2026-01", "", "", 404, "bscp:BSCP-2026-01"},
	{"an id of no partnership", "GET /v1/case", "nowhere:BSCP-2026-01", "", "", 404, "bscp, north"},
	{"a name for a reference", "GET /v1/case", "Alice Example", "", "", 422, "never a child's name"},
	{"two cases of one reference", "GET /v1/case", "TWICE", "", "", 409, "bscp:TWICE, north:TWICE"},
	{"two cases, a fact", "POST /v1/case/facts", "TWICE", plainJSON, oneFact, 409, "name it by its id"},
	{"the log of no case", "GET /v1/case/log", "BSCP-2026-99", "", "", 404, "no case"},

	{"no type", "POST /v1/cases", "", "", openOne, 415, "application/json"},
	{"a form", "POST /v1/cases", "", "application/x-www-form-urlencoded", openOne, 415, "application/json"},
	{"a simple type, as a browser sends across sites", "POST /v1/cases", "", "text/plain", openOne, 415, "application/json"},
	{"no body", "POST /v1/cases", "", plainJSON, "", 400, "empty"},
	{"not JSON", "POST /v1/cases", "", plainJSON, "partnership: bscp", 400, "byte"},
	{"cut short", "POST /v1/cases", "", plainJSON, `{"partnership":"bscp"`, 400, "too early"},
	{"two values", "POST /v1/cases", "", plainJSON, openOne + openOne, 400, "more than one"},
	{"something after it", "POST /v1/cases", "", plainJSON, openOne + "x", 400, "more than one"},
	{"an unknown field", "POST /v1/cases", "", plainJSON, `{"partnership":"bscp","colour":"red"}`, 400, `unknown field "colour"`},
	{"an id of one's own", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"id":"f1","kind":"happened","name":"aware"}]}`, 400, `unknown field "id"`},
	{"another's name on it", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"by":"uid 1","kind":"happened","name":"aware"}]}`, 400, `unknown field "by"`},
	{"a number for a name", "POST /v1/cases", "", plainJSON, `{"partnership":7}`, 400, "partnership"},
	{"an object for a list", "POST /v1/cases", "", plainJSON, `{"facts":{}}`, 400, "facts"},
	{"not UTF-8", "POST /v1/cases", "", plainJSON, "{\"reference\":\"\xff\"}", 400, "UTF-8"},
	{"too long", "POST /v1/cases", "", plainJSON, `{"reference":"` + strings.Repeat("A", 70<<10) + `"}`, 413, "64 KiB"},
	{"null", "POST /v1/cases", "", plainJSON, "null", 422, "partnership"},

	{"no such partnership", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, `"bscp"`, `"bspc"`, 1), 422, "did you mean"},
	{"a procedure it does not use", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, "bscp", "north", 1), 422, "england-2023"},
	{"a reference with a space", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, "NEW-1", "Alice Example", 1), 422, "reference"},
	{"a reference with a colon", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, "NEW-1", "bscp:NEW-1", 1), 422, "reference"},
	{"an agency in capitals", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, "police", "Police", 1), 422, "agency"},
	{"no facts", "POST /v1/cases", "", plainJSON, `{"partnership":"bscp","procedure":"buckinghamshire","reference":"NEW-1"}`, 422, "begins with something that happened"},
	{"a reference in use", "POST /v1/cases", "", plainJSON, strings.Replace(openOne, "NEW-1", "BSCP-2026-01", 1), 409, "already"},

	{"no kind", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"name":"aware","at":"2026-12-16"}]}`, 422, "happened, planned, delayed, withdrawn"},
	{"a kind that is none", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"done","name":"aware","at":"2026-12-16"}]}`, 422, "happened, planned, delayed, withdrawn"},
	{"a day that is none", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "2026-02-30", 1), 422, "28 days"},
	{"an English date", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "17/12/2026", 1), 422, "YYYY-MM-DD"},
	{"an hour that is none", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "2026-12-17T25:00", 1), 422, "HH:MM"},
	{"no time at all", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "", 1), 422, "needs a date"},
	{"a name that is none", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "received", "recieved", 1), 422, "did you mean"},
	{"a year too far", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "2027-12-17", 1), 422, "check the year"},
	{"before the case began", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, strings.Replace(oneFact, "2026-12-17", "2026-12-01", 1), 422, "before the case began"},
	{"no facts to record", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[]}`, 422, "nothing to record"},
	{"a right fact and a wrong one", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"happened","name":"notification-received","at":"2026-12-17"},{"kind":"happened","name":"nothing","at":"2026-12-17"}]}`, 422, "nothing"},
	{"a delay without a reason", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"delayed","name":"rapid-review","at":"2027-02-01"}]}`, 422, "reason"},
	{"a reason of two lines", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"delayed","name":"rapid-review","at":"2027-02-01","reason":"a\r\nBcc: b"}]}`, 422, "one line"},
	{"a reason that writes on the terminal", "POST /v1/case/close", "BSCP-2026-01", plainJSON, `{"reason":"a\u001b[2J"}`, 422, "one line"},
	{"a withdrawal of nothing", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"withdrawn","withdraws":"f9","reason":"slip"}]}`, 422, "f1"},
	{"a withdrawal with a name", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"withdrawn","withdraws":"f1","name":"aware","reason":"slip"}]}`, 422, "nothing else"},
	{"a withdrawal that says it happened", "POST /v1/case/facts", "BSCP-2026-01", plainJSON, `{"facts":[{"kind":"happened","name":"aware","at":"2026-12-16","withdraws":"f1"}]}`, 422, "only a fact of the kind withdrawn"},
	{"closed without a reason", "POST /v1/case/close", "BSCP-2026-01", plainJSON, `{}`, 422, "say why"},
	{"closed already", "POST /v1/case/close", "CLOSED", plainJSON, `{"reason":"again"}`, 422, "closed already"},
	{"a fact for a closed case", "POST /v1/case/facts", "CLOSED", plainJSON, oneFact, 422, "nothing more can be recorded"},
}

func TestWhatIsRefused(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "BSCP-2026-01")
	d.opened(t, "bscp", "TWICE")
	d.opened(t, "north", "TWICE")
	d.opened(t, "bscp", "CLOSED")
	if _, err := d.Close(t.Context(), "CLOSED", "over"); err != nil {
		t.Fatal(err)
	}
	for _, tc := range refusals {
		t.Run(tc.name, func(t *testing.T) {
			status, answer := d.raw(t, tc.request, tc.about, tc.kind, tc.body)
			var f struct {
				Error *api.Error `json:"error"`
			}
			if err := json.Unmarshal([]byte(answer), &f); err != nil || f.Error == nil || f.Error.Message == "" {
				t.Fatalf("not the form of an error: %s (%v)", answer, err)
			}
			if says := f.Error.Error(); status != tc.status || !strings.Contains(says, tc.says) {
				t.Errorf("%s: %d %s\nwant %d and %q", tc.request, status, says, tc.status, tc.says)
			}
		})
	}
	c, err := d.Show(t.Context(), "BSCP-2026-01")
	if err != nil || c.Revision != 1 || len(c.Facts) != 1 {
		t.Errorf("what was refused left its mark: %v, revision %d, %d facts", err, c.Revision, len(c.Facts))
	}
	for _, private := range []string{"BSCP-2026-01", "TWICE", "Alice"} {
		if strings.Contains(d.log.String(), private) {
			t.Errorf("the log says %q:\n%s", private, d.log)
		}
	}
}

// A page in a browser on the same machine must not speak for its user.
func TestRequestsAcrossSitesAreRefused(t *testing.T) {
	d := start(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://longstop/v1/cases", strings.NewReader(openOne))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", plainJSON)
	r.Header.Set("Origin", "https://elsewhere.example")
	w, err := d.http().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusForbidden {
		t.Errorf("answered %s", w.Status)
	}
}

func (d *daemon) http() *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", d.socket)
		},
	}}
}

func (d *daemon) raw(t *testing.T, request, about, kind, body string) (int, string) {
	t.Helper()
	method, path, _ := strings.Cut(request, " ")
	r, err := http.NewRequestWithContext(t.Context(), method, "http://longstop"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if about != "" {
		r.Header.Set(api.CaseHeader, about)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	w, err := d.http().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	answer, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(answer)
}
