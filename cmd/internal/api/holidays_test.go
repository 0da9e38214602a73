package api_test

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// startWithHolidays is a daemon whose bank holidays come from a journal, and
// that has no source of them.
func startWithHolidays(t *testing.T) (*daemon, scheduler.Store) {
	t.Helper()
	d := &daemon{socket: filepath.Join(shortDir(t), "s"), log: &logged{}}
	d.Client = api.NewClient(d.socket)
	store := memstore.New()
	o := options(t, store, slog.New(slog.NewJSONHandler(d.log, nil)))
	if err := o.Almanac.Begin(t.Context(), present); err != nil {
		t.Fatal(err)
	}
	serve(t, d.socket, api.New(o))
	return d, store
}

// more is the list that ships with one bank holiday more, on 4 January 2027.
func more(t *testing.T) string {
	t.Helper()
	shipped := string(calendar.Shipped().JSON())
	i := strings.LastIndex(shipped[:strings.Index(shipped, "2027-01-01")], "{")
	i += strings.Index(shipped[i:], "}") + 2 // after the comma
	return shipped[:i] + `{"title":"A bank holiday by proclamation","date":"2027-01-04","notes":"","bunting":false},` + shipped[i:]
}

func importing(fields string) string { return `{"data":"[]","source":"file x.json"` + fields + `}` }

// What comes in wrong, and what the answer says.
var refusedHolidays = []struct {
	name, request, kind, body string
	status                    int
	says                      string
}{
	{"wrong method for the versions", "POST /v1/calendar", plainJSON, "{}", 405, "GET"},
	{"wrong method for a list", "DELETE /v1/calendar/list", "", "", 405, "GET"},
	{"wrong method for an import", "GET /v1/calendar/import", "", "", 405, "POST"},
	{"wrong method for an approval", "PUT /v1/calendar/approve", plainJSON, "{}", 405, "POST"},
	{"wrong method for a refresh", "GET /v1/calendar/refresh", "", "", 405, "POST"},

	{"a list of no version", "GET /v1/calendar/list?version=0000", "", "", 422, "longstop calendar versions"},
	{"a list with a typing error", "GET /v1/calendar/list?verison=0000", "", "", 422, "verison"},
	{"a list of two versions", "GET /v1/calendar/list?version=1&version=2", "", "", 422, "twice"},
	{"versions of something", "GET /v1/calendar?version=1", "", "", 422, "version"},

	{"a simple type", "POST /v1/calendar/import", "text/plain", importing(""), 415, "application/json"},
	{"no body", "POST /v1/calendar/import", plainJSON, "", 400, "empty"},
	{"cut short", "POST /v1/calendar/import", plainJSON, `{"data":"`, 400, "too early"},
	{"two values", "POST /v1/calendar/import", plainJSON, importing("") + "{}", 400, "more than one"},
	{"an unknown field", "POST /v1/calendar/import", plainJSON, importing(`,"force":true`), 400, `unknown field "force"`},
	{"another's name on it", "POST /v1/calendar/import", plainJSON, importing(`,"by":"uid 1"`), 400, `unknown field "by"`},
	{"the list itself for its text", "POST /v1/calendar/import", plainJSON, `{"data":{"england-and-wales":{}},"source":"x"}`, 400, "data"},
	{"a word for yes", "POST /v1/calendar/import", plainJSON, importing(`,"preview":"yes"`), 400, "preview"},
	{"a day that is none", "POST /v1/calendar/import", plainJSON, importing(`,"why":"x","override":["2027-02-30"]`), 400, "28 days"},
	{"a day for a list of days", "POST /v1/calendar/import", plainJSON, importing(`,"why":"x","override":"2027-02-01"`), 400, "override"},
	{"not UTF-8", "POST /v1/calendar/import", plainJSON, "{\"data\":\"\xff\"}", 400, "UTF-8"},
	{"longer than any list", "POST /v1/calendar/import", plainJSON, importing(`,"why":"` + strings.Repeat("A", 3<<20) + `"`), 413, "3072 KiB"},
	{"no source", "POST /v1/calendar/import", plainJSON, `{"data":"[]"}`, 422, "source"},
	{"a source of two lines", "POST /v1/calendar/import", plainJSON, `{"data":"[]","source":"a\nb"}`, 422, "source"},
	{"a source that writes on the terminal", "POST /v1/calendar/import", plainJSON, `{"data":"[]","source":"a\u001b[2J"}`, 422, "source"},
	{"a source without end", "POST /v1/calendar/import", plainJSON, `{"data":"[]","source":"` + strings.Repeat("a", 201) + `"}`, 422, "200"},
	{"a reason of two lines", "POST /v1/calendar/import", plainJSON, importing(`,"why":"a\r\nBcc: b"`), 422, "one line"},
	{"a reason without end", "POST /v1/calendar/import", plainJSON, importing(`,"why":"` + strings.Repeat("a", 1001) + `"`), 422, "characters"},
	{"an override without a reason", "POST /v1/calendar/import", plainJSON, importing(`,"override":["2027-02-01"]`), 422, "say why"},
	{"a preview of what is no list", "POST /v1/calendar/import", plainJSON, importing(`,"preview":true`), 422, "the one in use stays"},

	{"an approval too long", "POST /v1/calendar/approve", plainJSON, `{"version":"` + strings.Repeat("a", 65<<10) + `"}`, 413, "64 KiB"},
	{"an approval of what does not wait", "POST /v1/calendar/approve", plainJSON, `{"version":"0000","why":"x"}`, 422, "VERSION"},
	{"an approval of nothing", "POST /v1/calendar/approve", plainJSON, `{"why":"x"}`, 422, "VERSION"},
	{"an approval without a reason", "POST /v1/calendar/approve", plainJSON, `{"version":"VERSION"}`, 422, "say why"},
	{"an approval that writes on the terminal", "POST /v1/calendar/approve", plainJSON, `{"version":"VERSION","why":"\u001b[2J"}`, 422, "one line"},
	{"an approval by somebody", "POST /v1/calendar/approve", plainJSON, `{"version":"VERSION","why":"x","by":"chair"}`, 400, `unknown field "by"`},
	{"a number for a version", "POST /v1/calendar/approve", plainJSON, `{"version":7,"why":"x"}`, 400, "version"},

	{"a source that is not there", "POST /v1/calendar/refresh", plainJSON, `{}`, 422, "names no source"},
	{"a refresh from elsewhere", "POST /v1/calendar/refresh", plainJSON, `{"url":"https://elsewhere.example"}`, 400, `unknown field "url"`},
}

func TestWhatIsRefusedOfHolidays(t *testing.T) {
	d, store := startWithHolidays(t)
	d.opened(t, "bscp", "BSCP-2026-01")
	report, err := d.Import(t.Context(), api.Import{Data: more(t), Source: "file x.json"})
	if err != nil || !report.Pending {
		t.Fatalf("a list that waits: %+v, %v", report, err)
	}
	state, err := store.JournalState(t.Context())
	if err != nil || state.Lines != 2 {
		t.Fatalf("%+v, %v", state, err)
	}
	for _, tc := range refusedHolidays {
		t.Run(tc.name, func(t *testing.T) {
			status, answer := d.raw(t, tc.request, "", tc.kind, strings.ReplaceAll(tc.body, "VERSION", report.Version))
			var f struct {
				Error *api.Error `json:"error"`
			}
			if err := json.Unmarshal([]byte(answer), &f); err != nil || f.Error == nil || f.Error.Message == "" {
				t.Fatalf("not the form of an error: %.200s (%v)", answer, err)
			}
			says := strings.ReplaceAll(tc.says, "VERSION", report.Version)
			if got := f.Error.Error(); status != tc.status || !strings.Contains(got, says) {
				t.Errorf("%s: %d %s\nwant %d and %q", tc.request, status, got, tc.status, says)
			}
			if now, err := store.JournalState(t.Context()); err != nil || now != state {
				t.Errorf("the journal has changed: %+v, %v", now, err)
			}
		})
	}
	for _, private := range []string{"BSCP-2026-01", "Bcc"} {
		if strings.Contains(d.log.String(), private) {
			t.Errorf("the log says %q:\n%s", private, d.log)
		}
	}
}

// What is no list is refused and kept as it came, and the list in use stays.
func TestARefusedListIsKept(t *testing.T) {
	d, _ := startWithHolidays(t)
	const page = "<!doctype html>\u00e9"
	_, err := d.Import(t.Context(), api.Import{Data: page, Source: "file page.html"})
	if err == nil || !strings.Contains(err.Error(), "the one in use stays") {
		t.Fatalf("%v", err)
	}
	k, err := d.Calendar(t.Context())
	if err != nil || len(k.Lines) != 2 || k.InForce != calendar.Shipped().Version() || k.Newest != k.InForce || len(k.Waiting) != 0 {
		t.Fatalf("%+v, %v", k, err)
	}
	l := k.Lines[1]
	if l.What != almanac.Refused || len(l.Problems) == 0 || l.By == "" || l.Source != "file page.html" {
		t.Errorf("%+v", l)
	}
	if kept, err := d.HolidayList(t.Context(), l.Version); err != nil || kept.Data != page {
		t.Errorf("%+v, %v", kept, err)
	}
	if newest, err := d.HolidayList(t.Context(), ""); err != nil || newest.Version != k.Newest {
		t.Errorf("%+v, %v", newest, err)
	}
}
