package feed

import (
	"crypto/x509"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
)

// DefaultTimeout is the time-out of a [Source] that sets none.
const DefaultTimeout = 30 * time.Second

const maxRedirects = 5

// Source is where a list is fetched from: either a URL or a file.
type Source struct {
	URL  string
	File string

	AllowHTTP      bool // http too, which anybody on the way can change
	AllowRedirects bool // up to five, each under the same rules
	AllowPrivate   bool // addresses that are not of the public internet

	RootCAs  *x509.CertPool // who may vouch for the server; nil for the system's
	Timeout  time.Duration  // of the whole fetch; 0 for [DefaultTimeout]
	MaxBytes int64          // of the answer or the file; 0 for [calendar.MaxListSize]
}

func (s Source) timeout() time.Duration {
	if s.Timeout <= 0 {
		return DefaultTimeout
	}
	return s.Timeout
}

func (s Source) maxBytes() int64 {
	if s.MaxBytes <= 0 {
		return calendar.MaxListSize
	}
	return min(s.MaxBytes, math.MaxInt64-1) // one byte more is read, to see whether there is one
}

// Validate says what is wrong with a source, without fetching from it. Its error
// is an [*Error].
func (s Source) Validate() error {
	switch {
	case s.URL == "" && s.File == "":
		return &Error{Reason: File, What: "there is neither a URL nor a file: give one of them"}
	case s.URL != "" && s.File != "":
		return &Error{Reason: File, What: "there are both a URL and a file: give one of them"}
	case s.File != "":
		return nil
	}
	u, err := url.Parse(s.URL)
	if err != nil { // which would quote the URL
		return &Error{Reason: Unreachable, What: "the URL cannot be read: write it as https://www.gov.uk/bank-holidays.json"}
	}
	return s.admits(u)
}

// admits says why a URL may not be asked, whether it is the first or comes from a
// redirect.
func (s Source) admits(u *url.URL) error {
	switch scheme := strings.ToLower(u.Scheme); {
	case u.User != nil:
		return &Error{Reason: Insecure, From: shown(u), What: "there is a user or a password in the URL: leave them out"}
	case scheme != "https" && !(scheme == "http" && s.AllowHTTP):
		return &Error{Reason: Insecure, From: shown(u), What: "this is not https: write an address that begins with https://"}
	case u.Hostname() == "":
		return &Error{Reason: Unreachable, From: shown(u), What: "there is no host in the URL: write it as https://www.gov.uk/bank-holidays.json"}
	}
	return nil
}
