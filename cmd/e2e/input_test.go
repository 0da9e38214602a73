package e2e

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestDaemonRefusesWrongInput sends wrong commands to a daemon. Each is refused with
// what would be right, and the case stays as it was.
func TestDaemonRefusesWrongInput(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.tell(opening("E2E-2")...)
	d.tell("close", "E2E-2", "--reason", "a test")
	d.settled()
	picture := func() string {
		return d.ask("show", "E2E-1", "-o", "json").out + d.ask("log", "E2E-1", "-o", "json").out + d.ask("list", "--all", "-o", "json").out
	}
	before := picture()

	open := "open --partnership bscp --procedure buckinghamshire --reference E2E-3 --event aware=2025-03-03"
	for _, c := range []struct{ said, right string }{
		{strings.Replace(open, "buckinghamshire", "buckinghamshir", 1), `did you mean "buckinghamshire"?`},
		{strings.Replace(open, "bscp", "bcsp", 1), `did you mean "bscp"?`},
		{strings.Replace(open, "2025-03-03", "03/03/2025", 1), "2026-12-03"},
		{strings.Replace(open, "2025-03-03", "2025-02-30", 1), "2025-02-30"},
		{strings.Replace(open, "aware=", "awaer=", 1), `did you mean "aware"?`},
		{strings.Replace(open, "aware=2025-03-03", "aware", 1), "NAME=WHEN"},
		{strings.Replace(open, "2025-03-03", "2099-03-03", 1), "check the year"},
		{strings.Replace(open, "E2E-3", "Jane_Doe!", 1), "never a child's name"},
		{strings.Replace(open, "E2E-3", "E2E-1", 1), "has a case of this reference already"},
		{open + " --agency polise", "police"},
		{open + " --agency police --agency police", "twice"},
		{"record E2E-1 rapid-reveiw=2025-03-20", `did you mean "rapid-review"?`},
		{"record E2E-1 rapid-review=20th", "2026-12-03"},
		{"record E2E-1 rapid-review=2025-03-02", "before the case began"},
		{"record E2E-1 rapid-review=2099-03-02", "in the future"},
		{"record E2E-1 request-information/icb=2025-03-07", "request-information/police"},
		{"record E2E-1 request-information=2025-03-07", "request-information/police"},
		{"record E2E-1 rapid-review/police=2025-03-07", "leave out"},
		{"record E2E-1 chair-decision=2025-04-07", "lcspr, alternative-review, no-review"},
		{"record E2E-1 chair-decision=2025-04-07 --outcome maybe", "lcspr, alternative-review, no-review"},
		{"record E2E-1 rapid-review=2025-03-20 no-such-thing=2025-03-20", "no-such-thing"}, // all or none
		{"record E2E-1", "name what happened"},
		{"record E2E-9 rapid-review=2025-03-20", "longstop case list --all"},
		{"record e2e1 rapid-review=2025-03-20", "bscp:E2E-1"},
		{"record nscp:E2E-1 rapid-review=2025-03-20", "bscp"},
		{"record E2E-2 rapid-review=2025-03-20", "was closed on"},
		{"plan E2E-1 publication=soon", "2026-12-03"},
		{"delay E2E-1 publication --until 2027-09-30 --reason because", "only a milestone can be delayed"},
		{"delay E2E-1 rapid-review --until 2027-09-30", "--reason"},
		{"withdraw E2E-1 f9 --reason because", "f1"},
		{"close E2E-2 --reason again", "closed already"},
		{"show E2E-9", "longstop case list --all"},
		{"show E2E-1 -o yaml", "json"},
		{"list --partnership nscp", "bscp"},
	} {
		a := d.ask(strings.Fields(c.said)...)
		if a.code == 0 || a.out != "" && a.code == 1 || !strings.Contains(a.err, c.right) {
			t.Errorf("longstop case %s: ended with %d and does not say %q:\n%s%s", c.said, a.code, c.right, a.out, a.err)
		}
		if after := picture(); after != before {
			t.Fatalf("longstop case %s: has changed something:\n%s", c.said, after)
		}
	}
	s.mail.holds(t, append(opened("E2E-1"), opened("E2E-2")...)...)
	d.stop()

	// No daemon runs.
	for _, socket := range []string{d.socket, filepath.Join(s.dir, "elsewhere.sock")} {
		a := command(t, "case", "record", "E2E-1", "rapid-review=2025-03-20", "--socket", socket)
		if a.code != 1 || !strings.Contains(a.err, "longstop serve --config FILE") {
			t.Errorf("without a daemon: %+v", a)
		}
	}
}
