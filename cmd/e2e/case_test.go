package e2e

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDaemonDoesItsMainJob follows a case from its opening to its end.
func TestDaemonDoesItsMainJob(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve("a").ready()

	k := d.tell(opening("E2E-1")...)
	if k.ID != "bscp:E2E-1" || k.Reference != "E2E-1" || k.Revision != 1 || k.status("rapid-review") != "overdue" {
		t.Errorf("opened: %+v", k)
	}
	want := opened("E2E-1")
	expect := func(more ...string) {
		t.Helper()
		want = append(want, more...)
		d.settled()
		s.mail.holds(t, want...)
	}
	expect()
	judgeLetter(t, s.mail.find(t, "E2E-1 overdue bm: notify-national-panel rapid-review"))

	d.tell(receiving("E2E-1")...)
	expect(received("E2E-1")...)
	judgeMetrics(t, d)

	k = d.tell("record", "E2E-1", "notify-national-panel=2025-03-07")
	if k.status("notify-national-panel") != "done" {
		t.Errorf("recorded: %+v", k)
	}
	expect(
		"E2E-1 opened bm: share-notification", "E2E-1 opened duty: share-notification",
		"E2E-1 overdue bm: recommendation-to-chair", "E2E-1 overdue chair: recommendation-to-chair",
	)
	letter := time.Now().AddDate(1, 0, 0).Format(time.DateOnly)
	k = d.tell("plan", "E2E-1", "agency-return/police="+letter)
	if k.status("agency-return/police") != "open" {
		t.Errorf("planned: %+v", k)
	}
	expect("E2E-1 opened bm: agency-return/police", "E2E-1 opened sergeant: agency-return/police")

	// What changes no date tells nobody anything.
	planned := k.Facts[len(k.Facts)-1].ID
	k = d.tell("delay", "E2E-1", "rapid-review", "--until", letter, "--reason", "an inquest")
	if k.status("rapid-review") != "overdue" {
		t.Errorf("delayed: a statutory date has moved: %+v", k)
	}
	if k = d.tell("withdraw", "E2E-1", planned, "--reason", "the wrong case"); k.status("agency-return/police") != "waiting" {
		t.Errorf("withdrawn: %+v", k)
	}
	expect("E2E-1 dates-changed bm: agency-return/police", "E2E-1 dates-changed sergeant: agency-return/police")
	judgeReading(t, d)
	if k = d.tell("close", "E2E-1", "--reason", "it was a test"); k.ClosedAt == nil {
		t.Errorf("closed: %+v", k)
	}
	if k = d.tell("list"); len(k.Cases) != 0 {
		t.Errorf("a closed case is listed: %+v", k)
	}
	expect()
	if n := s.mail.repeated(); n != 0 {
		t.Errorf("%d emails came again, without any fault", n)
	}
	d.stop()
}

// judgeReading looks at the commands that only read.
func judgeReading(t *testing.T, d *daemon) {
	t.Helper()
	if k := d.tell("list"); len(k.Cases) != 1 || k.Cases[0].Reference != "E2E-1" {
		t.Errorf("listed: %+v", k)
	}
	if k := d.tell("show", "bscp:E2E-1"); len(k.Facts) != 6 || k.status("request-information/police") != "overdue" {
		t.Errorf("shown: %+v", k)
	}
	var told []string
	for _, e := range d.tell("log", "E2E-1").Entries {
		if !slices.Contains(told, e.What) {
			told = append(told, e.What)
		}
	}
	slices.Sort(told)
	if diff := cmp.Diff([]string{"fact", "fired", "opened", "sent"}, told); diff != "" {
		t.Errorf("the log tells of (-want +got):\n%s", diff)
	}
	for _, form := range [][]string{{"list"}, {"show", "E2E-1"}, {"show", "E2E-1", "--why", "rapid-review"}, {"log", "E2E-1"}} {
		if a := d.ask(form...); a.code != 0 || len(strings.TrimSpace(a.out)) < 40 || a.err != "" {
			t.Errorf("longstop case %q: %+v", form, a)
		}
	}
}

// judgeLetter looks at one email the way a mail program and a rule in one do.
func judgeLetter(t *testing.T, l *letter) {
	t.Helper()
	h := l.Header
	date, err := h.Date()
	if age := time.Since(date); err != nil || age < -time.Minute || age > 10*time.Minute {
		t.Errorf("Date %q: %v", h.Get("Date"), err)
	}
	for name, want := range map[string]string{
		"To": "<bm@scp.example>", "From": `"Longstop" <longstop@scp.example>`, "Auto-Submitted": "auto-generated",
		"Longstop-Case": "E2E-1", "Longstop-Step": "overdue",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
	// Several values are several headers, not one with commas.
	if diff := cmp.Diff([]string{"notify-national-panel", "rapid-review"}, h["Longstop-Milestone"]); diff != "" {
		t.Errorf("Longstop-Milestone (-want +got):\n%s", diff)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil || !strings.Contains(subject, "E2E-1") {
		t.Errorf("Subject %q: %v", subject, err)
	}
	for kind, text := range parts(t, l.Message) {
		// The reckoning, the source, the reason, the partnership.
		for _, want := range []string{"E2E-1", "10 March 2025", "24 March 2025", "5 working days", "business-manager", "Buckinghamshire"} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
				t.Errorf("the %s part does not say %q:\n%s", kind, want, text)
			}
		}
	}
}

// parts reads both parts of an email.
func parts(t *testing.T, m *mail.Message) map[string]string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("Content-Type %q: %v", kind, err)
	}
	found := map[string]string{}
	var kinds []string
	r := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		found[kind], kinds = string(text), append(kinds, kind)
	}
	if !slices.Equal(kinds, []string{"text/plain", "text/html"}) {
		t.Errorf("the parts are %q", kinds)
	}
	return found
}

// judgeMetrics looks at /metrics when the case has brought about six emails.
func judgeMetrics(t *testing.T, d *daemon) {
	t.Helper()
	shown := d.shows()
	milestone := `longstop_milestones{milestone=%q,partnership="bscp",procedure="buckinghamshire",status=%q,statutory=%q}`
	for series, want := range map[string]float64{
		`longstop_cases_open{partnership="bscp",procedure="buckinghamshire"}`: 1,
		fmt.Sprintf(milestone, "rapid-review", "overdue", "true"):             1,
		fmt.Sprintf(milestone, "rapid-review-meeting", "overdue", "false"):    1,
		fmt.Sprintf(milestone, "inform-chairs", "prompt", "false"):            2,
		`longstop_emails_total{outcome="sent",step="overdue"}`:                4,
		`longstop_emails_total{outcome="sent",step="opened"}`:                 2,
		`longstop_email_lateness_seconds_count{step="overdue"}`:               4,
		`longstop_roles_vacant{partnership="bscp"}`:                           3,
		"longstop_outbox_waiting":                                             0,
		"longstop_outbox_oldest_seconds":                                      0,
		"longstop_redis_up":                                                   1,
		"longstop_smtp_up":                                                    1,
		"longstop_cases_unreadable":                                           0,
	} {
		if got, ok := shown[series]; !ok || got != want {
			t.Errorf("%s is %v (%v), not %v", series, got, ok, want)
		}
	}
	judgeBooks(t, d)
	build := fmt.Sprintf("longstop_build_info{goversion=%q,version=%q}", runtime.Version(), version)
	if shown[build] != 1 {
		t.Errorf("/metrics does not say that this is version %s", version)
	}
	if a := command(t, "version"); a.out != "longstop "+version+"\n" {
		t.Errorf("longstop version: %+v", a)
	}
	if answer := d.api("/v1/ping"); answer != `{"version":"`+version+`"}`+"\n" {
		t.Errorf("/v1/ping: %s", answer)
	}
	_, body := d.get("/metrics")
	promtool := exec.Command("promtool", "check", "metrics")
	promtool.Stdin = strings.NewReader(body)
	out, err := promtool.CombinedOutput()
	// Days are meant: a calendar is renewed by the year.
	if found := strings.TrimSpace(string(out)); err != nil && found != `longstop_calendar_days_left use base unit "seconds" instead of "days"` {
		t.Errorf("promtool check metrics: %v\n%s", err, found)
	}
	for _, canary := range []string{"E2E", "@", "Business manager"} {
		if strings.Contains(body, canary) {
			t.Errorf("/metrics says %q", canary)
		}
	}
}
