package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar/feed"
)

// The addition begins in line 7, for longstop.yaml has 6 lines.
func TestBrokenHolidays(t *testing.T) {
	const site = `url: https://www.gov.uk/bank-holidays.json`
	for _, b := range []struct{ name, holidays, want string }{
		{"a URL", `{` + site + `}`, ``},
		{"a file", `{file: /srv/uk.json, at: "05:00", keep-history: false}`, ``},
		{"no source", `{at: "05:00"}`, `7:11: holidays: requires one of url, file; leave holidays out to fetch nothing`},
		{"two sources", `{file: /srv/uk.json, ` + site + `}`, `7:11: holidays: requires one of url, file, found url and file`},
		{"no value", ``, `7:10: holidays: has no value: write "key: value" entries, or leave the key out`},
		{"a key mistyped", `{` + site + `, alow-private: true}`, `7:56: holidays.alow-private: unknown key "alow-private": did you mean "allow-private"? Allowed here: allow-private, allow-redirects, at, ca-file, file, keep-history, timeout, url`},
		{"an empty file", `{file: ""}`, `7:18: holidays.file: is empty: write a path`},
		{"an empty URL", `{url: ""}`, `7:17: holidays.url: there is neither a URL nor a file: give one of them`},

		{"without TLS", `{url: "http://www.gov.uk/x"}`, `7:17: holidays.url: this is not https: write an address that begins with https://`},
		{"a file as a URL", `{url: "file:///srv/uk.json"}`, `7:17: holidays.url: this is not https: write an address that begins with https://`},
		{"a host alone", `{url: www.gov.uk}`, `7:17: holidays.url: this is not https: write an address that begins with https://`},
		{"no host", `{url: "https:///x"}`, `7:17: holidays.url: there is no host in the URL: write it as https://www.gov.uk/bank-holidays.json`},
		{"a password", `{url: "https://me:hunter2@www.gov.uk/x"}`, `7:17: holidays.url: there is a user or a password in the URL: leave them out`},
		{"no URL at all", `{url: "https://a b/"}`, `7:17: holidays.url: the URL cannot be read: write it as https://www.gov.uk/bank-holidays.json`},

		{"in the hour that is skipped", `{` + site + `, at: "01:30"}`, `7:60: holidays.at: "01:30" is skipped in March and comes twice in October, when the clocks change: choose a time outside 01:00 to 01:59`},
		{"at no time", `{` + site + `, at: dawn}`, `7:60: holidays.at: "dawn" is not a time of day: write it as "HH:MM", for example "08:30"`},
		{"yes for true", `{` + site + `, allow-private: yes}`, `7:71: holidays.allow-private: requires true or false, found "yes"`},
		{"too short a time", `{` + site + `, timeout: 10ms}`, `7:65: holidays.timeout: must be from 1s to 5m, found "10ms"`},
		{"too long a time", `{` + site + `, timeout: 1h}`, `7:65: holidays.timeout: must be from 1s to 5m, found "1h0m0s"`},
		{"redirects of a file", `{file: /srv/uk.json, allow-redirects: true}`, `7:49: holidays.allow-redirects: is for a url: leave it out beside file`},

		{"certificates that are not there", `{` + site + `, ca-file: none.pem}`, `7:65: holidays.ca-file: none.pem cannot be used: file does not exist`},
		{"a file without certificates", `{` + site + `, ca-file: lines}`, `7:65: holidays.ca-file: lines cannot be used: there is no certificate in it (PEM, "-----BEGIN CERTIFICATE-----")`},
		{"an empty path", `{` + site + `, ca-file: ""}`, `7:65: holidays.ca-file: is empty: write a path`},
		{"certificates that all can change", `{` + site + `, ca-file: everybody-writes}`, `7:65: holidays.ca-file: everybody-writes cannot be used: everybody on this machine can change it: chmod 644`},
	} {
		want := ""
		if b.want != "" {
			want = "longstop.yaml:" + b.want
		}
		t.Run(b.name, func(t *testing.T) {
			text := strings.TrimSuffix(testdata(t, "longstop.yaml"), "\n")
			broken{b.name, text, text + "\nholidays: " + b.holidays, want}.run(t, "longstop.yaml")
		})
	}
}

// Every key of the file reaches the feed.
func TestHolidaysSource(t *testing.T) {
	if (Holidays{At: holidaysAt, KeepHistory: true}).Fetched() {
		t.Error("without a source there is something to fetch")
	}
	h := Holidays{URL: "https://a.example/", AllowRedirects: true, AllowPrivate: true, Timeout: time.Second}
	want := feed.Source{URL: "https://a.example/", AllowRedirects: true, AllowPrivate: true, Timeout: time.Second}
	if diff := cmp.Diff(want, h.Source()); diff != "" || !h.Fetched() {
		t.Errorf("-want +got:\n%s", diff)
	}
	h = Holidays{File: "/srv/uk.json"}
	if diff := cmp.Diff(feed.Source{File: "/srv/uk.json"}, h.Source()); diff != "" || !h.Fetched() {
		t.Errorf("-want +got:\n%s", diff)
	}
}
