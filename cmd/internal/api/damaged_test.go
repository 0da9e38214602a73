package api_test

import (
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
)

// Requests as they should be, to be damaged.
var sound = []struct{ path, about, body string }{
	{"/v1/cases", "", openOne},
	{"/v1/case/facts", "A", oneFact},
	{"/v1/case/facts", "A", `{"facts":[{"kind":"delayed","name":"rapid-review","at":"2027-01-29","reason":"court"},{"kind":"planned","name":"agency-return","instance":"police","at":"2026-12-20T10:00"}]}`},
	{"/v1/case/facts", "A", `{"facts":[{"kind":"withdrawn","withdraws":"f1","reason":"slip"}]}`},
	{"/v1/case/close", "B", `{"reason":"over"}`},
}

// tester posts to a handler with the cases A and B, and checks that every answer is one
// of the API's: it was carried out, or refused with a reason.
func tester(t testing.TB) func(t testing.TB, path, about, body string) {
	t.Helper()
	h := api.New(options(t, memstore.New(), slog.New(slog.DiscardHandler)))
	fine := []int{200, 201, 400, 404, 409, 413, 422}
	post := func(t testing.TB, path, about, body string) {
		t.Helper()
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Content-Type", plainJSON)
		r.Header.Set(api.CaseHeader, about)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var answer struct {
			ID    string
			Error *api.Error
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || !slices.Contains(fine, w.Code) {
			t.Errorf("%s %q: %d %s (%v)", path, body, w.Code, w.Body, err)
		}
		if (w.Code < 300) != (answer.Error == nil) || (answer.Error == nil) != (answer.ID != "") {
			t.Errorf("%s %q: %d, and the answer says something else: %s", path, body, w.Code, w.Body)
		}
	}
	for _, reference := range []string{"A", "B"} {
		post(t, "/v1/cases", "", strings.Replace(openOne, "NEW-1", reference, 1))
	}
	return post
}

func TestDamagedRequestsAreAnswered(t *testing.T) {
	post := tester(t)
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 0))
		s := sound[rng.IntN(len(sound))]
		about := s.about
		if rng.IntN(10) == 0 {
			about = damage(rng, about)
		}
		post(t, s.path, about, damage(rng, s.body))
	}
}

// damage changes one to four places of a text.
func damage(rng *rand.Rand, text string) string {
	odd := []string{"\"", "{", "}", "[", ",", ":", "\x00", "\xff", "\u2028", "null", "1e999", `\u0000`, "-", "/", "é", strings.Repeat("9", 400)}
	for range 1 + rng.IntN(4) {
		a := rng.IntN(len(text) + 1)
		b := min(len(text), a+rng.IntN(8))
		switch rng.IntN(4) {
		case 0:
			text = text[:a] + text[b:]
		case 1:
			text = text[:a] + odd[rng.IntN(len(odd))] + text[b:]
		case 2:
			text = text[:b] + text[a:]
		case 3:
			text = text[:a]
		}
	}
	return text
}

func FuzzRequest(f *testing.F) {
	for _, s := range sound {
		f.Add(s.path, s.about, s.body)
	}
	post := tester(f)
	paths := []string{"/v1/cases", "/v1/case/facts", "/v1/case/close"}
	f.Fuzz(func(t *testing.T, path, about, body string) {
		if slices.Contains(paths, path) {
			post(t, path, about, body)
		}
	})
}
