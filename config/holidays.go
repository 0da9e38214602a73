package config

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"time"

	"github.com/longstop/longstop/calendar/feed"
	"github.com/longstop/longstop/internal/yamlfile"
)

// Holidays says where new bank holidays come from, and when to look for them.
// With neither URL nor File nothing is fetched, and lists come by hand.
type Holidays struct {
	URL            string
	File           string // ready to open
	At             Clock  // of the daily refresh
	AllowRedirects bool
	AllowPrivate   bool // addresses that are not of the public internet
	KeepHistory    bool // keep the years that a new list no longer has
	RootCAs        *x509.CertPool
	Timeout        time.Duration // of a whole fetch; 0: the feed's default
}

// Fetched says whether there is anything to fetch.
func (h Holidays) Fetched() bool { return h.URL != "" || h.File != "" }

// Source returns the source in the form of the feed.
func (h Holidays) Source() feed.Source {
	return feed.Source{
		URL: h.URL, File: h.File, AllowRedirects: h.AllowRedirects, AllowPrivate: h.AllowPrivate,
		RootCAs: h.RootCAs, Timeout: h.Timeout,
	}
}

type holidaysForm struct {
	yamlfile.Pos   `yaml:"-"`
	URL            text                            `yaml:"url"`
	File           text                            `yaml:"file"`
	At             yamlfile.Located[Clock]         `yaml:"at"`
	AllowRedirects yamlfile.Located[bool]          `yaml:"allow-redirects"`
	AllowPrivate   yamlfile.Located[bool]          `yaml:"allow-private"`
	KeepHistory    yamlfile.Located[bool]          `yaml:"keep-history"`
	CAFile         text                            `yaml:"ca-file"`
	Timeout        yamlfile.Located[time.Duration] `yaml:"timeout"`
}

// holidaysAt is the time of the refresh where the file gives none: before the
// daily emails.
const holidaysAt Clock = 4*60 + 30

func (c *daemonChecker) holidays(form *holidaysForm) Holidays {
	h := Holidays{At: holidaysAt, KeepHistory: true}
	if form == nil {
		return h
	}
	if form.KeepHistory.Given() {
		h.KeepHistory = form.KeepHistory.Value
	}
	h.At = c.daily("holidays.at", form.At, holidaysAt)
	h.URL, h.AllowRedirects, h.AllowPrivate = form.URL.Value, form.AllowRedirects.Value, form.AllowPrivate.Value
	if form.File.Given() {
		h.File = c.path("holidays.file", form.File, "")
	}
	h.RootCAs = c.rootCAs("holidays.ca-file", form.CAFile)
	if h.Timeout = form.Timeout.Value; form.Timeout.Given() && (h.Timeout < time.Second || h.Timeout > 5*time.Minute) {
		c.errorf(form.Timeout.Pos, "holidays.timeout", "must be from 1s to 5m, found %q", h.Timeout)
	}
	c.holidaysWhole(form, h)
	return h
}

// holidaysWhole checks whether the keys go together.
func (c *daemonChecker) holidaysWhole(form *holidaysForm, h Holidays) {
	switch {
	case form.URL.Given() && form.File.Given():
		c.errorf(form.Pos, "holidays", "requires one of url, file, found url and file")
	case form.File.Given():
		c.forURLs(form)
	case form.URL.Given():
		var refused *feed.Error
		if errors.As(feed.Source{URL: h.URL, File: h.File}.Validate(), &refused) {
			c.errorf(form.URL.Pos, "holidays.url", "%s", refused.What)
		}
	case !c.complained("holidays"):
		c.errorf(form.Pos, "holidays", "requires one of url, file; leave holidays out to fetch nothing")
	}
}

// forURLs refuses, beside a file, the keys that mean nothing there.
func (c *daemonChecker) forURLs(form *holidaysForm) {
	for _, key := range []struct {
		name string
		at   yamlfile.Pos
	}{
		{"allow-redirects", form.AllowRedirects.Pos},
		{"allow-private", form.AllowPrivate.Pos},
		{"ca-file", form.CAFile.Pos},
		{"timeout", form.Timeout.Pos},
	} {
		if !key.at.IsZero() {
			c.errorf(key.at, "holidays."+key.name, "is for a url: leave it out beside file")
		}
	}
}

// rootCAs reads the certificates that may vouch for the server, in place of the
// system's.
func (c *daemonChecker) rootCAs(field string, t text) *x509.CertPool {
	if !t.Given() {
		return nil
	}
	path := c.path(field, t, "")
	if t.Value == "" {
		return nil
	}
	data, mode, err := c.read(path)
	pool := x509.NewCertPool()
	switch {
	case err != nil:
		c.errorf(t.Pos, field, "%s cannot be used: %s", path, reason(err))
	case mode.Perm()&writableByAll != 0:
		c.errorf(t.Pos, field, "%s cannot be used: everybody on this machine can change it: chmod 644", path)
	case !pool.AppendCertsFromPEM(data):
		c.errorf(t.Pos, field, `%s cannot be used: there is no certificate in it (PEM, "-----BEGIN CERTIFICATE-----")`, path)
	}
	return pool
}

// writableByAll is refused: whoever can change which certificates vouch for the
// server can pass for the server.
const writableByAll fs.FileMode = 0o002

// redacted returns the source; of a URL only the host, for the rest may hold a
// secret.
func (h Holidays) redacted() string {
	keep := "keep-history " + yesNo(h.KeepHistory)
	switch {
	case !h.Fetched():
		return "none fetched, " + keep
	case h.File != "":
		return fmt.Sprintf("%s at %s, %s", h.File, h.At, keep)
	}
	host := ""
	if u, err := url.Parse(h.URL); err == nil {
		host = u.Host
	}
	return fmt.Sprintf("https://%s at %s, redirects %s, private addresses %s, %s", host, h.At, yesNo(h.AllowRedirects), yesNo(h.AllowPrivate), keep)
}
