package config

import (
	"crypto/x509"
	"io/fs"
	"os"
	"path"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
)

// known stands for a small library of procedures.
var known = Known{
	Procedures: []string{"buckinghamshire", "england-2023"},
	Roles: func(procedure string) []string {
		roles := []string{"business-manager", "lcspr-chair", "partnership-chair", "agency", "agency-lead"}
		if procedure == "england-2023" {
			roles = append(roles, "local-authority")
		}
		return roles
	},
}

// files are the files of a test, by path. Their mode is 0600, unless the name says
// otherwise.
type files map[string]string

func (f files) read(name string) ([]byte, fs.FileMode, error) {
	text, ok := f[name]
	if !ok {
		return nil, 0, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	modes := map[string]fs.FileMode{"everybody": 0o644, "everybody-writes": 0o666, "group-reads": 0o640, "group-writes": 0o660}
	if mode, ok := modes[path.Base(name)]; ok {
		return []byte(text), mode, nil
	}
	return []byte(text), 0o600, nil
}

func testdata(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// bscp is the partnership of the examples.
var bscp = Partnership{
	ID:         "bscp",
	Name:       "Buckinghamshire Safeguarding Children Partnership",
	Division:   calendar.EnglandAndWales,
	Procedures: []string{"buckinghamshire"},
	SendHours:  notice.SendHours{From: 8 * 60, To: 18 * 60},
	Directory: notifier.Directory{
		Partnership: "bscp",
		Name:        "Buckinghamshire Safeguarding Children Partnership",
		People: []notifier.Person{
			{ID: "bm", Name: "Business manager", Email: "bm@scp.example", Deputy: "duty"},
			{ID: "duty", Name: "Duty manager", Email: "duty@scp.example"},
			{ID: "chair", Name: "Review subgroup chair", Email: "chair@scp.example"},
		},
		Roles: map[string][]string{"business-manager": {"bm"}, "lcspr-chair": {"chair"}, "partnership-chair": {"chair"}},
		Absences: []notifier.Absence{
			{Person: "chair", From: calendar.NewDate(2026, 12, 21), To: calendar.NewDate(2027, 1, 4), Cover: "duty"},
		},
		Backstop:       "duty",
		AllowedDomains: []string{"scp.example"},
	},
}

// TestExamples reads the example files, and compares what they mean.
func TestExamples(t *testing.T) {
	got, err := Load("testdata/longstop.yaml", known)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		StateDir:     "testdata/state",
		Redis:        Redis{Address: "127.0.0.1:6379"},
		Listen:       Listen{Socket: "testdata/state/longstop.sock", HTTP: "127.0.0.1:9670"},
		SMTP:         SMTP{Address: "127.0.0.1:25", TLS: "none", From: "Longstop <longstop@scp.example>"},
		HeartbeatAt:  7 * 60,
		DigestAt:     8*60 + 30,
		Holidays:     Holidays{At: 4*60 + 30, KeepHistory: true},
		Partnerships: []Partnership{bscp},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestEveryKey reads files with every key.
func TestEveryKey(t *testing.T) {
	f := files{
		"conf/whole/yscp.yaml":        testdata(t, "yscp.yaml"),
		"conf/redis.password":         "one two\n",
		"/etc/longstop/smtp.password": "three\r\n",
		"conf/network-ca.pem":         testdata(t, "network-ca.pem"),
	}
	got, err := parse("conf/full.yaml", []byte(testdata(t, "full.yaml")), f.read, known)
	if err != nil {
		t.Fatal(err)
	}
	directory := got.Partnerships[0].Directory
	got.Partnerships[0].Directory = notifier.Directory{}
	ca := x509.NewCertPool()
	if !ca.AppendCertsFromPEM([]byte(testdata(t, "network-ca.pem"))) {
		t.Fatal("no certificate in network-ca.pem")
	}
	want := &Config{
		StateDir: "/var/lib/longstop",
		Redis: Redis{
			Sentinel: &Sentinel{Master: "longstop", Addresses: []string{"10.0.0.1:26379", "[2001:db8::2]:26379"}},
			Username: "longstop", Password: NewSecret("one two"), DB: 3, TLS: true, RootCAs: ca, AllowVolatile: true, Replicas: new(2),
		},
		Listen: Listen{Socket: "/run/longstop/api.sock", HTTP: ":0"},
		SMTP: SMTP{
			Address: "mail.scp.example:587", TLS: "starttls", From: "longstop@scp.example",
			Username: "longstop", Password: NewSecret("three"), HelloName: "longstop.scp.example", Timeout: 45 * time.Second,
		},
		Operations:  []string{"ops@council.example", "night@council.example"},
		HeartbeatAt: 6*60 + 45,
		DigestAt:    9 * 60,
		Holidays: Holidays{
			URL: "https://holidays.council.example/uk.json?key=x", At: 3*60 + 15,
			AllowRedirects: true, AllowPrivate: true, RootCAs: ca, Timeout: 10 * time.Second,
		},
		Partnerships: []Partnership{{
			ID: "yscp", Name: "A Partnership with Everything", Division: calendar.UnitedKingdom,
			Procedures: []string{"buckinghamshire", "england-2023"},
			SendHours:  notice.SendHours{From: 8 * 60, To: 18 * 60, Always: true},
			InLaw: calendar.Overlay{
				Closed: []calendar.Holiday{ // without Friday and Sunday, which are not worked
					{Date: calendar.NewDate(2027, 8, 5), Title: "Summer closure"},
					{Date: calendar.NewDate(2027, 8, 7), Title: "Summer closure"},
					{Date: calendar.NewDate(2027, 8, 9), Title: "Summer closure"},
				},
				Open: []calendar.Date{calendar.NewDate(2026, 8, 31)},
				Week: calendar.NewWeek(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Saturday),
			},
			ForSending: calendar.Overlay{
				Closed: []calendar.Holiday{{Date: calendar.NewDate(2026, 12, 29), Title: "Offices closed"}},
				Open:   []calendar.Date{calendar.NewDate(2026, 7, 13)},
			},
			Counting: calendar.Counting{
				Trigger: calendar.DayOne, Before: calendar.Clear, Roll: calendar.Next, ActBy: calendar.Due,
				Hours: calendar.Working, Office: calendar.Span{From: 8*60 + 30, To: 16*60 + 30},
				LateAfter: 16 * 60, DayEnds: 17 * 60,
			},
		}},
		Warnings: []string{
			"yscp: calendar.closed[2]: closes no working day: the working week is Mon Tue Wed Thu Sat, and Fri 31 December 2027 is not in it",
			"yscp: nobody holds lcspr-chair: the backstop (duty) will be told",
			"yscp: nobody holds local-authority: the backstop (duty) will be told",
			"yscp: nobody holds partnership-chair: the backstop (duty) will be told",
			"yscp: nobody is the safeguarding lead of the agency health: the backstop (duty) will be told",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	wantAgencies := []notifier.Agency{
		{ID: "police", Name: "Thames Valley Police", Contacts: []string{"super"}, Lead: []string{"super"}},
		{ID: "health", Contacts: []string{"duty"}},
	}
	if diff := cmp.Diff(wantAgencies, directory.Agencies); diff != "" {
		t.Errorf("agencies: -want +got:\n%s", diff)
	}
	if got := directory.AllowedDomains; !slices.Equal(got, []string{"scp.example", "police.example"}) {
		t.Errorf("allowed domains %q", got)
	}
}

// TestLeast reads the shortest files there can be, and sees the defaults.
func TestLeast(t *testing.T) {
	f := files{"p.yaml": `{id: p, name: P, division: scotland, procedures: [buckinghamshire], allowed-domains: [a.example],
  backstop: x, people: [{id: x, email: x@a.example}, {id: y, email: X@A.example}]}`}
	got, err := parse("l.yaml", []byte("smtp: {address: 'relay:25', from: x@a.example}\npartnerships: [p.yaml]"), f.read, known)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Redis.Private() || got.StateDir != "state" || got.Listen != (Listen{Socket: "state/longstop.sock"}) {
		t.Errorf("redis %v, state-dir %q, listen %v", got.Redis, got.StateDir, got.Listen)
	}
	if got.SMTP.TLS != notifier.TLSStart || got.Partnerships[0].SendHours != notice.DefaultSendHours() {
		t.Errorf("tls %q, send hours %v", got.SMTP.TLS, got.Partnerships[0].SendHours)
	}
	wantWarnings := []string{
		"p: nobody holds business-manager: the backstop (x) will be told",
		"p: nobody holds lcspr-chair: the backstop (x) will be told",
		"p: nobody holds partnership-chair: the backstop (x) will be told",
		"p: x and y have the same address: an escalation from one reaches the other",
	}
	if diff := cmp.Diff(wantWarnings, got.Warnings); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
