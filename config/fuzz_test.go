package config

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
)

// FuzzLoad loads two files that hold anything. Either they load, and then
// everybody who is to be told can be told, or there are located mistakes. Nothing
// panics, and no message has an address in it.
func FuzzLoad(f *testing.F) {
	example, partnership := testdata(f, "longstop.yaml"), testdata(f, "bscp.yaml")
	f.Add(example, partnership)
	f.Add(testdata(f, "full.yaml"), testdata(f, "yscp.yaml"))
	f.Add(example, testdata(f, "yscp.yaml"))
	f.Add(example+"holidays: {file: /srv/uk.json, at: \"05:00\"}", partnership+"calendar: {week: {days: [monday]}}\ncounting: {day-ends: 17:00}")
	f.Add(example, partnership+"\nsettings: {buckinghamshire: {days: calendar}}")
	f.Add("", "")
	f.Add("smtp:\n  address: [x]\npartnerships: [p]", "people: [{}]\nroles: {a: }\nsend-hours: {}")
	f.Fuzz(func(t *testing.T, daemon, partnership string) {
		read := files{"bscp.yaml": partnership, "whole/yscp.yaml": partnership, "redis.password": daemon, "network-ca.pem": testdata(t, "network-ca.pem")}.read
		cfg, err := parse("longstop.yaml", []byte(daemon), read, open())
		if err != nil {
			mistakes(t, cfg, err)
			return
		}
		quiet(t, cfg.Redacted())
		for _, w := range cfg.Warnings {
			quiet(t, w)
		}
		for _, p := range cfg.Partnerships {
			reachable(t, p)
		}
	})
}

func mistakes(t *testing.T, cfg *Config, err error) {
	t.Helper()
	var all yamlfile.Errors
	if cfg != nil || !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("config %v with error %v", cfg, err)
	}
	for _, e := range all {
		quiet(t, e.Error())
		whole := e.Message == "is empty" || e.Message == "is larger than 1 MiB"
		if e.Line < 1 && !whole {
			t.Errorf("without a place: %v", e)
		}
	}
}

// quiet fails the test if a text repeats an address.
func quiet(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(strings.ReplaceAll(text, "…@…", ""), "@") {
		t.Errorf("an address in %q", text)
	}
}

// reachable fails the test unless every role has somebody to tell, with an
// address that is allowed.
func reachable(t *testing.T, p Partnership) {
	t.Helper()
	day := calendar.NewDate(2026, 12, 24)
	roles := []string{"business-manager", "lcspr-chair", "local-authority", "agency/police"}
	for _, role := range roles {
		told := p.Directory.Resolve(role, day)
		if len(told) == 0 {
			t.Errorf("nobody is told for %s", role)
		}
		for _, a := range told {
			if _, err := p.Directory.Address(a.Person); err != nil {
				t.Errorf("told for %s: %v", role, err)
			}
		}
	}
}
