package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

// Exit 2 is a command line that cannot be understood, and nothing was sent;
// exit 1 is the daemon's refusal.
func TestCommandLinesThatAreRefused(t *testing.T) {
	startDaemon(t)
	openCase(t, "A")
	const open = "case open --partnership bscp --procedure buckinghamshire --reference B "
	for _, tc := range []struct {
		line string
		code int
		says string
	}{
		{"case", 2, "open"},
		{"case opne", 2, "opne"},
		{"case show", 2, "<reference>"},
		{"case show A -o yaml", 2, "table"},
		{"case open --partnership bscp --procedure buckinghamshire --event aware=2026-12-03", 2, "--reference"},
		{open, 2, "--event"},
		{open + "--event aware", 2, `--event "aware": write it as NAME=WHEN`},
		{open + "--event aware=", 2, "is not a date"},
		{open + "--event =2026-12-03", 2, "missing"},
		{open + "--event aware=3.12.2026", 2, "YYYY-MM-DD"},
		{open + "--event aware=2026-11-31", 2, "November 2026 has 30 days"},
		{open + "--event aware=2026-12-03T9:30", 2, "HH:MM"},
		{open + "--event aware=2026-12-03,notify=2026-12-04", 2, "is not a date"},
		{open + "--event aware=2026-12-03 --plan publication", 2, `--plan "publication"`},
		{open + "--event aware=2026-12-03 --agency Police", 1, "agency"},
		{open + "--event awrae=2026-12-03", 1, `did you mean "aware"?`},
		{strings.Replace(open, "bscp", "bucks", 1) + "--event aware=2026-12-03", 1, "allowed: bscp"},
		{strings.Replace(open, "e B", "e A", 1) + "--event aware=2026-12-03", 1, "already"},
		{strings.Replace(open, "e B", "e Alice_Example!", 1) + "--event aware=2026-12-03", 1, "never a child's name"},
		{"case list --partnership nowhere", 1, "allowed: bscp"},
		{"case show A --why rapid-reveiw", 1, "there are: notify-national-panel, rapid-review"},
		{"case show a", 1, "bscp:A"},
		{"case log nothing", 1, "longstop case list --all"},
		{"case record A", 2, "name what happened"},
		{"case record A /police", 2, "missing"},
		{"case record A agency-return/", 2, "after the /"},
		{"case record A agency-return/a/b=2026-12-03", 2, "after the /"},
		{"case record A rapid-review --at tomorrow", 2, `--at "tomorrow"`},
		{"case record A rapid-review=2026-12-04 --at 2026-12-04", 2, "--at goes with a NAME"},
		{"case record A rapid-review chair-decision --outcome lcspr", 2, "--outcome goes with one decision"},
		{"case record A --event rapid-review", 2, "write it as NAME=WHEN"},
		{"case record A rapid-review=2027-01-04", 1, "in the future"},
		{"case record A chair-decision", 1, "allowed: lcspr, alternative-review, no-review"},
		{"case record A chair-decision --outcome maybe", 1, "allowed: lcspr"},
		{"case record A request-information", 1, "request-information/police, request-information/icb"},
		{"case record A request-information/school", 1, "no agency in the case"},
		{"case record A rapid-review/police", 1, "exists once"},
		{"case plan A publication", 2, "write it as NAME=WHEN"},
		{"case plan A", 2, "name=when"},
		{"case delay A rapid-review --reason late", 2, "--until"},
		{"case delay A rapid-review --until soon --reason late", 2, `--until "soon"`},
		{"case delay A aware --until 2027-01-29 --reason late", 1, "only a milestone"},
		{"case withdraw A f1", 2, "--reason"},
		{"case withdraw A f7 --reason slip", 1, "allowed: f1"},
		{"case close A", 2, "--reason"},
		{"case close A --reason", 2, "--reason"},
	} {
		t.Run(tc.line, func(t *testing.T) {
			code, out, err := longstop(t, strings.Fields(tc.line)...)
			if code != tc.code || !strings.Contains(err, tc.says) {
				t.Errorf("exit %d: %s\nwant %d and %q", code, err, tc.code, tc.says)
			}
			if strings.Contains(out, "Recorded") || strings.Contains(out, "DUE") {
				t.Errorf("it printed an answer:\n%s", out)
			}
		})
	}
	if got := pick(t, must(t, "case", "show", "A", "-o", "json"), "revision"); got != "1" {
		t.Errorf("what was refused made revision %s", got)
	}
}

func TestClientWithoutADaemon(t *testing.T) {
	t.Setenv("LONGSTOP_SOCKET", filepath.Join(t.TempDir(), "from-the-environment"))
	for line, says := range map[string]string{
		"case list":                           "from-the-environment",
		"case list --socket nobody/said.sock": "nobody/said.sock",
	} {
		code, _, err := longstop(t, strings.Fields(line)...)
		if code != 1 || !strings.Contains(err, says) || !strings.Contains(err, "longstop serve --config FILE") {
			t.Errorf("%s: exit %d, %s", line, code, err)
		}
	}
}

// A daemon may accept what it thinks odd; the person who said it must see that.
func TestWarningsAreShown(t *testing.T) {
	startDaemon(t)
	openCase(t, "A")
	code, out, err := longstop(t, "case", "record", "A", "notification-received=2027-01-04")
	if code != 0 || !strings.Contains(out, "Recorded") || !strings.Contains(err, "longstop: warning: notification-received is in the future") {
		t.Errorf("exit %d\n%s\n%s", code, out, err)
	}
}

// The examples in the help are command lines that are understood.
func TestHelpTeaches(t *testing.T) {
	for _, name := range []string{"open", "list", "show", "record", "plan", "delay", "withdraw", "close", "log"} {
		code, out, err := longstop(t, "case", name, "--help")
		if code != 0 || err != "" || !strings.Contains(out, "    longstop case "+name) {
			t.Errorf("case %s --help has no example: exit %d, %s\n%s", name, code, err, out)
		}
	}
}
