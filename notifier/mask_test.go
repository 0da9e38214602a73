package notifier

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestMask(t *testing.T) {
	for _, c := range []struct{ words, recipient, want string }{
		{"2.0.0 Ok: queued as 4B1", "<bm@scp.example>", "2.0.0 Ok: queued as 4B1"},
		{"5.1.1 <bm@scp.example>: unknown", "<bm@scp.example>", "5.1.1 <[address]>: unknown"},
		{"5.1.1 BM@SCP.EXAMPLE unknown", "bm@scp.example", "5.1.1 [address] unknown"},
		{"user jane.roe unknown", "jane.roe@scp.example", "user *** unknown"},
		{"(Jane.Roe) (jane.roe)", "jane.roe@scp.example", "(***) (***)"},
		{"jane.roe jane.roe jane.roe", "jane.roe@scp.example", "*** *** ***"},
		{"submission is closed", "bm@scp.example", "submission is closed"},
		{"subm bm", "bm@scp.example", "subm ***"},
		{"stars * ** ***", "*@scp.example", "stars * ** ***"},
		{`mailbox "j r"@x.example full`, "a@b", "mailbox [address] full"},
		{"mailbox jr @ x.example full", "a@b", "mailbox [address] full"},
		{"bounce+bm=scp.example@relay.example", "bm@scp.example", "[address]"},
		{"two\r\nlines\x00 and\x1b[1m colour", "", "two lines and [1m colour"},
		{"\xff\xfe", "", ""},
	} {
		if got := mask(c.words, c.recipient); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.words, got, c.want)
		}
	}
	if long := mask(strings.Repeat("é", 400), ""); len(long) > maxDetail+len("…") || !utf8.ValidString(long) {
		t.Errorf("%d octets", len(long))
	}
}

func FuzzMask(f *testing.F) {
	f.Add("5.1.1 <bm@scp.example> unknown: bm", "bm", "scp.example")
	f.Add("\"a b\"@c@d @ @@ e@", "e", "x")
	f.Add("*.* ** *", "*", "x")
	f.Add("İ K k ß SS", "k", "x")
	f.Add("0", "0", "@")
	f.Fuzz(func(t *testing.T, words, local, domain string) {
		got := mask(words, local+"@"+domain)
		if strings.Contains(got, "@") || !utf8.ValidString(got) || strings.ContainsFunc(got, unicode.IsControl) || len(got) > maxDetail+len("…") {
			t.Fatalf("%q", got)
		}
		name := strings.Trim(local, `"<`)
		if strings.Contains(domain, "@") { // then the name before the last @ is another
			return
		}
		if !utf8.ValidString(name) || !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return
		}
		whole := regexp.MustCompile(`(?i)(^|[^\pL\pN])` + regexp.QuoteMeta(name) + `($|[^\pL\pN])`)
		if whole.MatchString(strings.ReplaceAll(got, masked, "")) {
			t.Fatalf("%q is in %q", name, got)
		}
	})
}
