package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// Conditions are what the last fetch returned, so that a list that has not changed
// need not be sent again. They are empty for the first fetch.
type Conditions struct {
	ETag         string // of a file, the SHA-256 of its contents in hex
	LastModified string // as the server wrote it
}

// Fetched is what a fetch brought. It has no data where nothing was modified.
type Fetched struct {
	NotModified  bool
	Data         []byte
	ETag         string
	LastModified string
}

// Fetch gets the list from its source once. Its error is an [*Error], in which
// [errors.Is] finds that of a cancelled ctx.
func Fetch(ctx context.Context, s Source, since Conditions) (Fetched, error) {
	if err := s.Validate(); err != nil {
		return Fetched{}, err
	}
	if s.File != "" {
		return s.readFile(since)
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return Fetched{}, err // Validate has read it
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout())
	defer cancel()
	transport := s.transport()
	defer transport.CloseIdleConnections()

	for range maxRedirects + 1 {
		got, next, err := s.ask(ctx, transport, u, since)
		if err != nil || next == nil {
			return got, err
		}
		u = next
	}
	return Fetched{}, &Error{Reason: Redirect, From: shown(u), What: fmt.Sprintf("the server redirects more than %d times", maxRedirects)}
}

// ask makes one request. It returns what came, or where to ask next.
func (s Source) ask(ctx context.Context, transport *http.Transport, u *url.URL, since Conditions) (Fetched, *url.URL, error) {
	request := (&http.Request{
		Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{
			"User-Agent":      {"longstop"},
			"Accept":          {"application/json"},
			"Accept-Encoding": {"identity"},
		},
	}).WithContext(ctx)
	if etag := printable(since.ETag); etag != "" {
		request.Header.Set("If-None-Match", etag)
	}
	if modified := printable(since.LastModified); modified != "" {
		request.Header.Set("If-Modified-Since", modified)
	}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		return Fetched{}, nil, failed(ctx, u, "there was no answer that can be read", err)
	}
	defer answer.Body.Close()

	switch answer.StatusCode {
	case http.StatusOK:
		got, err := s.accept(ctx, u, answer)
		return got, nil, err
	case http.StatusNotModified:
		got, err := notModified(u, request, answer, since)
		return got, nil, err
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		next, err := s.follow(u, answer)
		return Fetched{}, next, err
	}
	return Fetched{}, nil, &Error{Reason: Status, From: shown(u), What: fmt.Sprintf("the server answered %d, not 200", answer.StatusCode)}
}

// printable returns a validator that can be sent in a header, else "".
func printable(s string) string {
	odd := func(c rune) bool { return c < ' ' || c > '~' }
	if len(s) > 1000 || strings.ContainsFunc(s, odd) {
		return ""
	}
	return s
}

func notModified(u *url.URL, request *http.Request, answer *http.Response, since Conditions) (Fetched, error) {
	if request.Header.Get("If-None-Match") == "" && request.Header.Get("If-Modified-Since") == "" {
		return Fetched{}, &Error{Reason: Status, From: shown(u), What: "the server answered 304, not modified, and was not asked whether it was"}
	}
	got := Fetched{NotModified: true, ETag: since.ETag, LastModified: since.LastModified}
	if etag := printable(answer.Header.Get("ETag")); etag != "" {
		got.ETag = etag
	}
	if modified := printable(answer.Header.Get("Last-Modified")); modified != "" {
		got.LastModified = modified
	}
	return got, nil
}

// follow returns where a redirect leads, if it may be followed.
func (s Source) follow(u *url.URL, answer *http.Response) (*url.URL, error) {
	next, err := u.Parse(answer.Header.Get("Location"))
	if err != nil || answer.Header.Get("Location") == "" {
		return nil, &Error{Reason: Redirect, From: shown(u), What: "the server redirects to an address that cannot be read"}
	}
	if !s.AllowRedirects {
		return nil, &Error{Reason: Redirect, From: shown(u), What: "the server redirects to " + shown(next) + ": write that address, or allow redirects"}
	}
	return next, s.admits(next)
}

// accept reads an answer of the right kind and size.
func (s Source) accept(ctx context.Context, u *url.URL, answer *http.Response) (Fetched, error) {
	refused := func(reason Reason, format string, args ...any) (Fetched, error) {
		return Fetched{}, &Error{Reason: reason, From: shown(u), What: fmt.Sprintf(format, args...)}
	}
	if !isJSON(answer.Header.Get("Content-Type")) {
		return refused(NotJSON, "the answer is not of the type application/json")
	}
	if encoding := answer.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return refused(NotJSON, "the answer is compressed, which was not asked for")
	}
	if answer.ContentLength > s.maxBytes() {
		return refused(TooLarge, "the answer has %d bytes: %d are allowed", answer.ContentLength, s.maxBytes())
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, s.maxBytes()+1))
	switch {
	case int64(len(data)) > s.maxBytes():
		return refused(TooLarge, "the answer has more than %d bytes", s.maxBytes())
	case err != nil:
		return Fetched{}, failed(ctx, u, fmt.Sprintf("the answer ended early, after %d bytes", len(data)), err)
	}
	return Fetched{
		Data: data, ETag: printable(answer.Header.Get("ETag")), LastModified: printable(answer.Header.Get("Last-Modified")),
	}, nil
}

// isJSON says whether a content type is JSON's, in the only encoding it has.
func isJSON(contentType string) bool {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return false
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "us-ascii") {
		return false
	}
	return kind == "application/json" || kind == "text/json" || strings.HasSuffix(kind, "+json")
}
