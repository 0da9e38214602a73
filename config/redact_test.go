package config

import (
	"strings"
	"testing"
)

func TestRedacted(t *testing.T) {
	f := files{
		"conf/whole/yscp.yaml":        testdata(t, "yscp.yaml"),
		"conf/redis.password":         "hunter2",
		"/etc/longstop/smtp.password": "hunter2",
		"conf/network-ca.pem":         testdata(t, "network-ca.pem"),
	}
	full, err := parse("conf/full.yaml", []byte(testdata(t, "full.yaml")), f.read, known)
	if err != nil {
		t.Fatal(err)
	}
	example, err := Load("testdata/longstop.yaml", known)
	if err != nil {
		t.Fatal(err)
	}
	private, cluster, byFile := *example, *example, *example
	byFile.Holidays = Holidays{File: "/srv/uk.json", At: holidaysAt}
	private.Redis, private.Listen.HTTP = Redis{}, ""
	cluster.Redis = Redis{Cluster: []string{"a:1", "b:2"}}
	for _, c := range []struct {
		cfg  *Config
		want string
	}{
		{full, `state-dir: /var/lib/longstop
redis: sentinel longstop at 10.0.0.1:26379 [2001:db8::2]:26379, db 3, tls by ca-file, login yes, allow-volatile yes, replicas 2
listen: socket /run/longstop/api.sock, http :0
smtp: mail.scp.example:587, tls starttls, login yes
daily: heartbeat at 06:45 to 2 operations addresses, digest at 09:00
bank holidays: https://holidays.council.example at 03:15, redirects yes, private addresses yes, keep-history no
partnership yscp: division united-kingdom, procedures buckinghamshire england-2023, send hours always, 3 people, 2 roles, 1 absence, 2 agencies
partnership yscp: counting: trigger: day-one, before: clear, roll: next, act-by: due, hours: working, late-after: 16:00, day-ends: 17:00, working-hours: 08:30-16:30
partnership yscp: calendar in law: 3 days closed, 1 bank holiday worked, working week Mon Tue Wed Thu Sat
partnership yscp: calendar for sending only: 1 day closed, 1 bank holiday worked`},
		{example, `state-dir: testdata/state
redis: 127.0.0.1:6379, db 0, tls no, login no, allow-volatile no, replicas by default
listen: socket testdata/state/longstop.sock, http 127.0.0.1:9670
smtp: 127.0.0.1:25, tls none, login no
daily: heartbeat at 07:00 to the backstops, digest at 08:30
bank holidays: none fetched, keep-history yes
partnership bscp: division england-and-wales, procedures buckinghamshire, send hours 08:00 to 18:00, 3 people, 3 roles, 1 absence, 0 agencies`},
	} {
		if got := c.cfg.Redacted(); got != c.want {
			t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
		}
	}
	if got := private.Redacted(); !strings.Contains(got, "redis: a private server\n") || !strings.Contains(got, "http none") {
		t.Errorf("private: %s", got)
	}
	if got := byFile.Redacted(); !strings.Contains(got, "bank holidays: /srv/uk.json at 04:30, keep-history no\n") {
		t.Errorf("by file: %s", got)
	}
	if got := cluster.Redacted(); !strings.Contains(got, "redis: cluster a:1 b:2, db 0") {
		t.Errorf("cluster: %s", got)
	}
}

func TestSMTPOptions(t *testing.T) {
	s := SMTP{Address: "a:25", TLS: "starttls", From: "x@a.example", Username: "u", Password: NewSecret("hunter2"), HelloName: "h", Timeout: 7}
	o := s.Options()
	if o.Address != s.Address || o.TLS != s.TLS || o.From != s.From || o.Username != "u" || o.Password != "hunter2" || o.HelloName != "h" || o.Timeout != 7 {
		t.Errorf("Options lost something of %v", s)
	}
}
