package feed_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
)

func TestFetch(t *testing.T) {
	var asked http.Header
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Clone()
		list(w, r)
	})
	got, err := feed.Fetch(t.Context(), source, feed.Conditions{})
	if err != nil {
		t.Fatal(err)
	}
	if got.NotModified || got.ETag != `"v1"` || got.LastModified != "Sat, 21 Nov 2026 09:00:00 GMT" {
		t.Errorf("got %+v", got)
	}
	read, err := calendar.ParseList(got.Data)
	if err != nil || read.Hash() != calendar.Shipped().Hash() {
		t.Errorf("not the shipped list: %v", err)
	}
	for key, want := range map[string]string{"User-Agent": "longstop", "Accept-Encoding": "identity", "If-None-Match": "", "If-Modified-Since": ""} {
		if asked.Get(key) != want {
			t.Errorf("%s: got %q, want %q", key, asked.Get(key), want)
		}
	}
}

func TestNotModified(t *testing.T) {
	var asked http.Header
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Clone()
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		list(w, r)
	})
	first, err := feed.Fetch(t.Context(), source, feed.Conditions{})
	if err != nil {
		t.Fatal(err)
	}
	since := feed.Conditions{ETag: first.ETag, LastModified: first.LastModified}
	again, err := feed.Fetch(t.Context(), source, since)
	if err != nil || !again.NotModified || again.Data != nil || again.ETag != first.ETag || again.LastModified != first.LastModified {
		t.Errorf("got %+v (%v)", again, err)
	}
	if asked.Get("If-Modified-Since") != first.LastModified {
		t.Errorf("asked with %v", asked)
	}
	// What cannot be a header is not sent as one.
	other, err := feed.Fetch(t.Context(), source, feed.Conditions{ETag: "\"v1\"\r\nX: y", LastModified: "é"})
	if err != nil || other.NotModified || asked.Get("If-None-Match") != "" || asked.Get("If-Modified-Since") != "" {
		t.Errorf("got %+v (%v), asked with %v", other, err, asked)
	}
}

func TestTypesTaken(t *testing.T) {
	for _, kind := range []string{"application/json", "application/json; charset=UTF-8", "text/json", "application/vnd.gov.uk+json"} {
		if _, err := feed.Fetch(t.Context(), serve(t, says("Content-Type", kind, "{}")), feed.Conditions{}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func bomb(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(make([]byte, 8<<20)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// drip sends a byte now and then until nobody listens.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for r.Context().Err() == nil {
		io.WriteString(w, " ")
		w.(http.Flusher).Flush()
		time.Sleep(5 * time.Millisecond)
	}
}

// In pieces, so that the length is not known beforehand.
func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for r.Context().Err() == nil {
		io.WriteString(w, strings.Repeat(" ", 10_000))
		w.(http.Flusher).Flush()
	}
}

// at is a source of the same settings with another scheme, or host.
func at(s feed.Source, scheme, host string) feed.Source {
	u, err := url.Parse(s.URL)
	if err != nil {
		panic(err)
	}
	u.Scheme = scheme
	if host != "" {
		u.Host = host
	}
	s.URL = u.String()
	return s
}

func TestNothingFetched(t *testing.T) {
	good := serve(t, list)
	plain := servePlain(t, list)
	here, err := url.Parse(good.URL)
	if err != nil {
		t.Fatal(err)
	}
	with := func(s feed.Source, set func(*feed.Source)) feed.Source { set(&s); return s }
	soon := func(s *feed.Source) { s.Timeout = 100 * time.Millisecond }
	follow := func(s *feed.Source) { s.AllowRedirects = true }
	public := func(s *feed.Source) { s.AllowPrivate = false }
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	cases := []struct {
		name   string
		source feed.Source
		reason feed.Reason
		want   string
	}{
		{"nobody there", at(good, "https", "127.0.0.1:1"), feed.Unreachable, "connection refused"},
		{"cut off", serve(t, raw(t, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"scotland\"")), feed.Unreachable, "the answer ended early, after 11 bytes"},
		{"cut off before a word", serve(t, raw(t, "")), feed.Unreachable, "there was no answer that can be read"},
		{"no HTTP that repeats the question", serve(t, raw(t, "HTTP/x "+secret+"\r\n\r\n")), feed.Unreachable, "there was no answer that can be read"},
		{"a header without end", serve(t, says("X", strings.Repeat("x", 100_000), "{}")), feed.Unreachable, "there was no answer that can be read"},
		{"no URL", feed.Source{URL: "https://%zz/?key=" + secret}, feed.Unreachable, "the URL cannot be read"},
		{"no host", feed.Source{URL: "https:///x?key=" + secret}, feed.Unreachable, "there is no host in the URL"},

		{"http, asked as https", at(good, "https", plain), feed.TLS, "does not look like a TLS handshake"},
		{"of an unknown authority", with(good, func(s *feed.Source) { s.RootCAs = x509.NewCertPool() }), feed.TLS, "unknown authority"},
		{"expired", serveTLS(t, list, certificate(t, "127.0.0.1", time.Unix(1_700_000_000, 0))), feed.TLS, "expired"},
		{"of another host", serveTLS(t, list, certificate(t, "www.gov.uk", time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC))), feed.TLS, "127.0.0.1"},
		{"of an old protocol", serveTLS(t, list, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}), feed.TLS, "protocol version"},

		{"not found", serve(t, status(404)), feed.Status, "answered 404, not 200"},
		{"out of order", serve(t, status(503)), feed.Status, "answered 503, not 200"},
		{"no content", serve(t, status(204)), feed.Status, "answered 204, not 200"},
		{"a part", serve(t, status(206)), feed.Status, "answered 206, not 200"},
		{"not modified, unasked", serve(t, status(304)), feed.Status, "was not asked"},

		{"a redirect", serve(t, redirects("https://example.org/new?key="+secret)), feed.Redirect, "to https://example.org/new: write that address, or allow redirects"},
		{"a redirect in circles", with(serve(t, redirects("/again?key="+secret)), follow), feed.Redirect, "more than 5 times"},
		{"a redirect to nowhere", with(serve(t, redirects("")), follow), feed.Redirect, "an address that cannot be read"},
		{"a redirect to nonsense", with(serve(t, redirects("https://%zz/?key="+secret)), follow), feed.Redirect, "an address that cannot be read"},
		{"a redirect to http", with(serve(t, redirects("http://"+plain+"/?key="+secret)), follow), feed.Insecure, "this is not https"},
		{"a redirect with a password", with(serve(t, redirects("https://u:"+secret+"@example.org/")), follow), feed.Insecure, "a user or a password"},

		{"http", at(good, "http", plain), feed.Insecure, "this is not https"},
		{"of a file", feed.Source{URL: "file:///etc/passwd"}, feed.Insecure, "this is not https"},
		{"of no scheme", feed.Source{URL: "www.gov.uk/bank-holidays.json?key=" + secret}, feed.Insecure, "this is not https"},
		{"with a password", feed.Source{URL: "https://u:" + secret + "@example.org/"}, feed.Insecure, "a user or a password"},

		{"loopback", with(good, public), feed.PrivateAddress, "127.0.0.1:" + here.Port() + " is not an address of the public internet"},
		{"loopback by name", with(at(good, "https", "localhost:"+here.Port()), public), feed.PrivateAddress, "is not an address of the public internet"},
		{"loopback of IPv6", with(at(good, "https", "[::1]:443"), public), feed.PrivateAddress, "[::1]:443 is not"},
		{"loopback in disguise", with(at(good, "https", "[::ffff:127.0.0.1]:443"), public), feed.PrivateAddress, "127.0.0.1"},
		{"the metadata of a cloud", with(at(good, "https", "169.254.169.254"), public), feed.PrivateAddress, "169.254.169.254:443"},
		{"loopback by http", with(at(good, "http", plain), func(s *feed.Source) { s.AllowHTTP, s.AllowPrivate = true, false }), feed.PrivateAddress, plain},

		{"too large", with(serve(t, says("Content-Type", "application/json", strings.Repeat(" ", 1001))), func(s *feed.Source) { s.MaxBytes = 1000 }), feed.TooLarge, "the answer has 1001 bytes: 1000 are allowed"},
		{"without end", serve(t, endless), feed.TooLarge, "the answer has more than 1048576 bytes"},

		{"slow", with(serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), soon), feed.Timeout, "it took longer than allowed"},
		{"drop by drop", with(serve(t, drip), soon), feed.Timeout, "it took longer than allowed"},
		{"mute", with(at(good, "https", hold(t)), soon), feed.Timeout, "it took longer than allowed"},

		{"a web page", serve(t, says("Content-Type", "text/html", "<html>")), feed.NotJSON, "not of the type application/json"},
		{"of no type", serve(t, says("Content-Type", "", "{}")), feed.NotJSON, "not of the type application/json"},
		{"a page of JSON", serve(t, says("Content-Type", "application/jsonp", "{}")), feed.NotJSON, "not of the type application/json"},
		{"of another encoding", serve(t, says("Content-Type", "application/json; charset=utf-16", "{}")), feed.NotJSON, "not of the type application/json"},
		{"a gzip bomb", serve(t, says("Content-Encoding", "gzip", bomb(t))), feed.NotJSON, "compressed"},

		{"no source", feed.Source{}, feed.File, "neither a URL nor a file"},
		{"two sources", feed.Source{URL: "https://example.org/", File: "x"}, feed.File, "both a URL and a file"},
	}
	reasons := map[feed.Reason]bool{}
	for _, c := range cases {
		got, err := feed.Fetch(t.Context(), c.source, feed.Conditions{})
		refused(t, c.name, got, err, c.reason, c.want)
		reasons[c.reason] = true
	}
	for _, r := range feed.Reasons() {
		if !reasons[r] {
			t.Errorf("nothing was refused as %s", r)
		}
	}
}

// refused: nothing came, for this reason, and the error tells no secret.
func refused(t *testing.T, name string, got feed.Fetched, err error, reason feed.Reason, want string) {
	t.Helper()
	bad, ok := errors.AsType[*feed.Error](err)
	if !ok || got.Data != nil || got.NotModified {
		t.Errorf("%s: got %+v (%v)", name, got, err)
		return
	}
	if bad.Reason != reason || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: got %s, %v; want %s, %s", name, bad.Reason, err, reason, want)
	}
	if strings.Contains(err.Error(), secret) || !slices.Contains(feed.Reasons(), bad.Reason) {
		t.Errorf("%s: %s: %v", name, bad.Reason, err)
	}
}

func TestAllowed(t *testing.T) {
	plain := feed.Source{URL: "http://" + servePlain(t, list), AllowHTTP: true, AllowPrivate: true}
	if _, err := feed.Fetch(t.Context(), plain, feed.Conditions{}); err != nil {
		t.Errorf("http: %v", err)
	}
	var hops []string
	five := serve(t, func(w http.ResponseWriter, r *http.Request) {
		hops = append(hops, r.URL.Path)
		if len(hops) <= 5 {
			redirects("/"+strings.Repeat("x", len(hops)))(w, r)
			return
		}
		list(w, r)
	})
	five.AllowRedirects = true
	if _, err := feed.Fetch(t.Context(), five, feed.Conditions{}); err != nil || !slices.Equal(hops, []string{"/bank-holidays.json", "/x", "/xx", "/xxx", "/xxxx", "/xxxxx"}) {
		t.Errorf("five redirects: %v, by %v", err, hops)
	}
}

// The largest limit is no limit: to read one byte more must not overflow into none.
func TestTheLargestLimit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bank-holidays.json")
	if err := os.WriteFile(file, calendar.Shipped().JSON(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range []feed.Source{serve(t, list), {File: file}} {
		s.MaxBytes = math.MaxInt64
		if got, err := feed.Fetch(t.Context(), s, feed.Conditions{}); err != nil || !bytes.Equal(got.Data, calendar.Shipped().JSON()) {
			t.Errorf("got %d bytes (%v)", len(got.Data), err)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	source := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
		panic(http.ErrAbortHandler) // an empty answer might still be in time
	})
	got, err := feed.Fetch(ctx, source, feed.Conditions{})
	refused(t, "cancelled", got, err, feed.Unreachable, "the fetch was cancelled")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
