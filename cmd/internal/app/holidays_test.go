package app

import (
	"cmp"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// The present of the tests of bank holidays, and the time of the daily question.
var (
	noon     = time.Date(2026, time.December, 18, 12, 0, 0, 0, time.UTC)
	question = config.Clock(4*60 + 30)
)

// list is the list that ships, with one bank holiday more in England and Wales for
// each day given.
func list(t testing.TB, more ...string) string {
	t.Helper()
	type event struct {
		Title   string `json:"title"`
		Date    string `json:"date"`
		Notes   string `json:"notes"`
		Bunting bool   `json:"bunting"`
	}
	divisions := map[string]*struct {
		Division string  `json:"division"`
		Events   []event `json:"events"`
	}{}
	if err := json.Unmarshal(calendar.Shipped().JSON(), &divisions); err != nil {
		t.Fatal(err)
	}
	d := divisions[string(calendar.EnglandAndWales)]
	for _, day := range more {
		d.Events = append(d.Events, event{Title: "A bank holiday by proclamation", Date: day})
	}
	slices.SortFunc(d.Events, func(a, b event) int { return cmp.Compare(a.Date, b.Date) })
	data, err := json.Marshal(divisions)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// gazette is a source of bank holidays: a real server that says what it is given.
type gazette struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	body   string
	etag   string
	asked  []string // with which condition
}

func newGazette(t testing.TB) *gazette {
	t.Helper()
	g := &gazette{status: http.StatusOK, body: list(t)}
	g.Server = httptest.NewTLSServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *gazette) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	condition := r.Header.Get("If-None-Match")
	g.asked = append(g.asked, condition)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("ETag", g.etag)
	if condition != "" && condition == g.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(g.status)
	_, _ = w.Write([]byte(g.body))
}

func (g *gazette) says(status int, body, etag string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.status, g.body, g.etag = status, body, etag
}

// questions returns with which conditions it was asked.
func (g *gazette) questions() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.asked)
}

// reader is a refresher as a daemon has it: on a real store, with an almanac.
type reader struct {
	*refresher
	store *redisstore.Store
	reg   *prometheus.Registry
}

// newReader makes a refresher on a database of a Redis, and begins its journal.
func newReader(t testing.TB, redis string, db int, h config.Holidays) *reader {
	t.Helper()
	client, err := redisstore.Connect(redisstore.Options{Address: redis, DB: db})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	store, log := redisstore.New(client), slog.New(slog.NewTextHandler(t.Output(), nil))
	partnerships := NewPartnerships(procedure.Shipped(), settings(t, redis))
	lists := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	reg := prometheus.NewPedanticRegistry()
	r := &reader{refresher: newRefresher(h, lists, store, reg, log), store: store, reg: reg}
	if err := lists.Begin(t.Context(), noon.AddDate(0, -1, 0)); err != nil {
		t.Fatal(err)
	}
	return r
}

// source is the configuration of a gazette.
func (g *gazette) source() config.Holidays {
	roots := x509.NewCertPool()
	roots.AddCert(g.Certificate())
	return config.Holidays{URL: g.URL + "/bank-holidays.json?key=secret", At: question, AllowPrivate: true, KeepHistory: true, RootCAs: roots}
}

// fetches lists the results that were counted, as "result 2".
func (r *reader) fetches(t testing.TB) (counted []string) {
	t.Helper()
	families, err := r.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if n := m.GetCounter().GetValue(); n > 0 {
				counted = append(counted, fmt.Sprintf("%s %v", m.GetLabel()[0].GetValue(), n))
			}
		}
	}
	return counted
}

// lines lists the journal by what each line is.
func (r *reader) lines() (kinds []almanac.Kind) {
	for _, l := range r.almanac.Lines() {
		kinds = append(kinds, l.What)
	}
	return kinds
}

// A day of asking the source, by what comes of it.
func TestTheDailyQuestion(t *testing.T) {
	redis := storetest.Redis(t).Address()
	const proclaimed = "2027-01-04"
	refused := func(err error) bool { _, ok := errors.AsType[*almanac.RefusedList](err); return ok }
	failed := func(err error) bool { _, ok := errors.AsType[*plan.InputError](err); return ok }
	fine := func(err error) bool { return err == nil }
	for db, c := range []struct {
		name    string
		before  func(t *testing.T, r *reader, g *gazette)
		now     time.Time
		ends    func(error) bool
		asked   int
		counted []string
		journal []almanac.Kind
		checked bool // the store knows that the source agrees
	}{
		{"it agreed today", func(t *testing.T, r *reader, _ *gazette) {
			if err := r.store.NoteJournal(t.Context(), 0, noon.Add(-time.Hour)); err != nil {
				t.Fatal(err)
			}
		}, noon, fine, 0, nil, []almanac.Kind{almanac.Shipped}, true},
		{"it agreed yesterday", func(t *testing.T, r *reader, _ *gazette) {
			if err := r.store.NoteJournal(t.Context(), 0, noon.Add(-8*time.Hour)); err != nil { // at 04:00, before the time
				t.Fatal(err)
			}
		}, noon, fine, 1, []string{"unchanged 1"}, []almanac.Kind{almanac.Shipped}, true},
		{"another daemon asks in this hour", func(t *testing.T, r *reader, _ *gazette) {
			if mine, err := r.store.Enqueue(t.Context(), "calendar/fetch/2026-12-18T12:00:00Z", time.Hour, nil); err != nil || !mine {
				t.Fatal(mine, err)
			}
		}, noon, fine, 0, nil, []almanac.Kind{almanac.Shipped}, false},
		{"another daemon asked in the hour before", func(t *testing.T, r *reader, _ *gazette) {
			if mine, err := r.store.Enqueue(t.Context(), "calendar/fetch/2026-12-18T11:00:00Z", time.Hour, nil); err != nil || !mine {
				t.Fatal(mine, err)
			}
		}, noon, fine, 1, []string{"unchanged 1"}, []almanac.Kind{almanac.Shipped}, true},
		{"the source fails", func(_ *testing.T, _ *reader, g *gazette) {
			g.says(http.StatusBadGateway, "", "")
		}, noon, failed, 1, []string{"status 1"}, []almanac.Kind{almanac.Shipped}, false},
		{"the source is gone", func(_ *testing.T, _ *reader, g *gazette) {
			g.Close()
		}, noon, failed, 0, []string{"unreachable 1"}, []almanac.Kind{almanac.Shipped}, false},
		{"what it says is no list", func(t *testing.T, _ *reader, g *gazette) {
			g.says(http.StatusOK, `{"england-and-wales": []}`, "")
		}, noon, refused, 1, []string{"refused 1"}, []almanac.Kind{almanac.Shipped, almanac.Refused}, false},
		{"it says the same", func(*testing.T, *reader, *gazette) {}, noon, fine, 1, []string{"unchanged 1"}, []almanac.Kind{almanac.Shipped}, true},
		{"it says something new", func(t *testing.T, _ *reader, g *gazette) {
			g.says(http.StatusOK, list(t, proclaimed), `"v2"`)
		}, noon, fine, 1, []string{"imported 1"}, []almanac.Kind{almanac.Shipped, almanac.Imported}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newGazette(t)
			r := newReader(t, redis, db, g.source())
			c.before(t, r, g)
			if err := r.daily(t.Context(), c.now); !c.ends(err) {
				t.Errorf("it ended with %v", err)
			}
			if err := r.daily(t.Context(), c.now.Add(time.Minute)); err != nil {
				t.Errorf("ten minutes later, in the same hour: %v", err)
			}
			if err := r.almanac.Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			if asked := len(g.questions()); asked != c.asked {
				t.Errorf("the source was asked %d times, not %d", asked, c.asked)
			}
			if counted := r.fetches(t); !slices.Equal(counted, c.counted) {
				t.Errorf("counted are %v, not %v", counted, c.counted)
			}
			if lines := r.lines(); !slices.Equal(lines, c.journal) {
				t.Errorf("the journal has %v, not %v", lines, c.journal)
			}
			if checked := !r.almanac.State().Checked.Before(calendar.DateOf(noon).At(4, 30, 0)); checked != c.checked {
				t.Errorf("that the source agrees is noted: %v", checked)
			}
		})
	}
}

// What failed is asked again in the next hour, and not in every one of its ten
// minutes.
func TestTheNextHourAsksAgain(t *testing.T) {
	g := newGazette(t)
	r := newReader(t, storetest.Redis(t).Address(), 0, g.source())
	g.says(http.StatusBadGateway, "", "")
	for minutes := 0; minutes < 120; minutes += 10 {
		_ = r.daily(t.Context(), noon.Add(time.Duration(minutes)*time.Minute)) // that it fails is tested elsewhere
	}
	if asked := len(g.questions()); asked != 2 {
		t.Errorf("within two hours it was asked %d times", asked)
	}
	g.says(http.StatusOK, list(t), "")
	for hours := 2; hours < 10; hours++ {
		if err := r.daily(t.Context(), noon.Add(time.Duration(hours)*time.Hour)); err != nil {
			t.Error(err)
		}
	}
	if asked := len(g.questions()); asked != 3 {
		t.Errorf("once it had agreed it was asked again: %d times in all", asked)
	}
}

// A source is asked only for what is new since its own newest list.
func TestOnlyWhatIsNewIsAskedFor(t *testing.T) {
	g := newGazette(t)
	r := newReader(t, storetest.Redis(t).Address(), 0, g.source())
	day := 0
	ask := func(condition string) {
		t.Helper()
		day++
		_ = r.daily(t.Context(), noon.AddDate(0, 0, day)) // a list that is refused is an error, and tested elsewhere
		asked := g.questions()
		if len(asked) != day || asked[day-1] != condition {
			t.Errorf("on day %d it was asked with %q, not with %q", day, asked, condition)
		}
	}
	ask("") // the list that ships is not its own
	g.says(http.StatusOK, list(t, "2027-01-04"), `"v2"`)
	ask("")
	ask(`"v2"`)
	newest := r.almanac.Eras()
	if _, err := r.almanac.Approve(t.Context(), newest[len(newest)-1].Newest().Version(), "bm", "it is right", noon); err != nil {
		t.Fatal(err)
	}
	ask(`"v2"`) // an approval brings no list
	g.says(http.StatusOK, "{}", `"v3"`)
	ask(`"v2"`)
	ask("") // what was refused has to be seen again
	g.says(http.StatusOK, list(t, "2027-01-04"), `"v4"`)
	if _, err := r.almanac.Import(t.Context(), almanac.Received{
		Data: []byte(list(t, "2027-01-04", "2027-01-05")), Source: "file by-hand.json", By: "bm", KeepHistory: true,
	}, noon); err != nil {
		t.Fatal(err)
	}
	ask("") // the newest came by hand
	if got := r.fetches(t); !slices.Equal(got, []string{"imported 1", "refused 3", "unchanged 3"}) {
		t.Errorf("counted are %v", got)
	}
}

// Another source is not asked for what is new since this one's list.
func TestAnotherSourceIsAskedForAll(t *testing.T) {
	g, redis := newGazette(t), storetest.Redis(t).Address()
	g.says(http.StatusOK, list(t, "2027-01-04"), `"v2"`)
	if err := newReader(t, redis, 0, g.source()).daily(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	other := g.source()
	other.URL = g.URL + "/mirror.json"
	if err := newReader(t, redis, 0, other).daily(t.Context(), noon.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if asked := g.questions(); !slices.Equal(asked, []string{"", ""}) {
		t.Errorf("it was asked with %q", asked)
	}
}

// A preview says what would come, and leaves no trace: nothing is counted, noted or
// imported.
func TestAPreviewLeavesNoTrace(t *testing.T) {
	redis := storetest.Redis(t).Address()
	for db, c := range []struct {
		name      string
		says      func(g *gazette)
		unchanged bool
	}{
		{"not modified", func(g *gazette) { g.says(http.StatusOK, "{}", `"v2"`) }, true},
		{"the same again", func(g *gazette) { g.says(http.StatusOK, list(t, "2027-01-04"), "") }, true},
		{"something new", func(g *gazette) { g.says(http.StatusOK, list(t, "2027-01-04", "2027-01-05"), `"v3"`) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newGazette(t)
			r := newReader(t, redis, db, g.source())
			g.says(http.StatusOK, list(t, "2027-01-04"), `"v2"`)
			if _, err := r.refresh(t.Context(), false, "bm", noon); err != nil {
				t.Fatal(err)
			}
			c.says(g)
			report, err := r.refresh(t.Context(), true, "bm", noon.Add(time.Hour))
			if err != nil || report.Unchanged != c.unchanged {
				t.Errorf("%+v, %v", report, err)
			}
			if err := r.almanac.Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			if counted := r.fetches(t); !slices.Equal(counted, []string{"imported 1"}) {
				t.Errorf("counted are %v", counted)
			}
			if state := r.almanac.State(); state.Lines != 2 || !state.Checked.Equal(noon) {
				t.Errorf("the journal is at %+v", state)
			}
		})
	}
}

// A source is named without what may be secret, and every result that there can be
// is counted from the start.
func TestHowASourceIsNamed(t *testing.T) {
	for _, c := range []struct {
		h    config.Holidays
		want string
	}{
		{config.Holidays{URL: "https://www.gov.uk/bank-holidays.json?key=secret#x"}, "https://www.gov.uk/bank-holidays.json"},
		{config.Holidays{URL: "https://[::1"}, "the address that is configured"},
		{config.Holidays{File: "/srv/longstop/bank-holidays.json"}, "file bank-holidays.json"},
	} {
		if got := (&refresher{cfg: c.h}).name(); got != c.want {
			t.Errorf("%+v: %q", c.h, got)
		}
	}
	reg := prometheus.NewPedanticRegistry()
	newRefresher(config.Holidays{}, nil, nil, reg, nil)
	want := len(feed.Reasons()) + 3
	if n, err := testutil.GatherAndCount(reg, "longstop_calendar_fetches_total"); err != nil || n != want {
		t.Errorf("%d results, not %d (%v)", n, want, err)
	}
}

// The line that an import writes tells where the list came from, and no secret.
func TestTheJournalTellsTheSource(t *testing.T) {
	g := newGazette(t)
	r := newReader(t, storetest.Redis(t).Address(), 0, g.source())
	g.says(http.StatusOK, list(t, "2027-01-04"), `"v2"`)
	if err := r.daily(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	lines := r.almanac.Lines()
	if l := lines[len(lines)-1]; l.Source != g.URL+"/bank-holidays.json" || l.ETag != `"v2"` || l.By != "longstop" || strings.Contains(l.Text(), "secret") {
		t.Errorf("%+v", l)
	}
}

// A store that is away is an error, and the source is left alone.
func TestTheQuestionNeedsTheStore(t *testing.T) {
	g := newGazette(t)
	redis := storetest.Redis(t)
	r := newReader(t, redis.Address(), 0, g.source())
	if err := redis.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.daily(t.Context(), noon); err == nil || len(g.questions()) > 0 {
		t.Errorf("%v; it was asked %d times", err, len(g.questions()))
	}
}
