package notifier

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const sender = "Longstop <longstop@scp.example>"

// written composes a message from scratch and returns its bytes.
func written(t testing.TB, m Message) []byte {
	t.Helper()
	r, err := renderer(t).Render(m)
	if err != nil {
		t.Fatal(err)
	}
	msg, err := Compose(sender, m, r)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := msg.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func parsed(t testing.TB, data []byte) *netmail.Message {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A second parser reads what a client will read.
func TestComposeHeaders(t *testing.T) {
	for _, c := range []struct {
		letter, date string
		cases        []string
		milestones   []string
	}{
		{"opened", "Wed, 16 Dec 2026 11:00:00 +0000", []string{"BSCP-2026-01"}, []string{"notify-national-panel", "rapid-review", "scoping"}},
		{"due-last-day", "Thu, 31 Dec 2026 08:00:00 +0000", []string{"BSCP-2026-01"}, []string{"chronology/police"}},
		{"heartbeat", "Mon, 21 Dec 2026 07:00:00 +0000", nil, nil},
	} {
		m := letters()[c.letter]
		h := parsed(t, written(t, m)).Header
		for name, want := range map[string]string{
			"From": `"Longstop" <longstop@scp.example>`, "To": "<bm@scp.example>", "Date": c.date,
			"Message-Id": m.MessageID, "Mime-Version": "1.0", "Auto-Submitted": "auto-generated",
			"X-Auto-Response-Suppress": "All", "Longstop-Step": string(m.Step), "Longstop-Intent": m.ID,
		} {
			if got := h[name]; len(got) != 1 || got[0] != want {
				t.Errorf("%s: %s: got %q, want %q", c.letter, name, got, want)
			}
		}
		if diff := cmp.Diff(c.cases, h["Longstop-Case"]); diff != "" {
			t.Errorf("%s: %s", c.letter, diff)
		}
		if diff := cmp.Diff(c.milestones, h["Longstop-Milestone"]); diff != "" {
			t.Errorf("%s: %s", c.letter, diff)
		}
		for _, name := range []string{"User-Agent", "X-Mailer", "Cc", "Bcc", "Precedence"} {
			if h.Get(name) != "" {
				t.Errorf("%s: there is a header %s", c.letter, name)
			}
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
		if r, _ := renderer(t).Render(m); err != nil || subject != r.Subject {
			t.Errorf("%s: subject %q, %v", c.letter, subject, err)
		}
	}
}

func TestComposeDigestNamesEachCaseOnce(t *testing.T) {
	m := letters()["digest"]
	m.Items = m.Items[:4]
	m.Items[3].Milestone = "publication"
	h := parsed(t, written(t, m)).Header
	if diff := cmp.Diff([]string{"BSCP-2026-01", "BSCP-2026-02", "BSCP-2025-07"}, h["Longstop-Case"]); diff != "" {
		t.Error(diff)
	}
	if len(h["Longstop-Milestone"]) != 4 {
		t.Errorf("%q", h["Longstop-Milestone"])
	}
}

// The body that a client shows is the body that was rendered, in both forms.
func TestComposeBody(t *testing.T) {
	m := letters()["overdue"]
	r, err := renderer(t).Render(m)
	if err != nil {
		t.Fatal(err)
	}
	mail := parsed(t, written(t, m))
	kind, params, err := mime.ParseMediaType(mail.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatal(kind, err)
	}
	parts := multipart.NewReader(mail.Body, params["boundary"])
	for _, want := range []struct{ kind, body string }{{"text/plain", r.Text}, {"text/html", r.HTML}} {
		p, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil || !strings.HasPrefix(p.Header.Get("Content-Type"), want.kind) {
			t.Fatal(p.Header, err)
		}
		if diff := cmp.Diff(want.body, strings.ReplaceAll(string(body), "\r\n", "\n")); diff != "" {
			t.Error(diff)
		}
	}
}

func TestComposeIsTheSameEveryTime(t *testing.T) {
	for name, m := range letters() {
		if name == "digest" {
			for i := range m.Items {
				m.Items[i].Milestone = "m"
			}
		}
		first := written(t, m)
		elsewhere := m
		elsewhere.Date = m.Date.In(time.FixedZone("elsewhere", 7200))
		for range 4 {
			if !bytes.Equal(first, written(t, elsewhere)) {
				t.Fatalf("%s: composed differently", name)
			}
		}
		for line := range bytes.SplitSeq(first, []byte("\r\n")) {
			if len(line) > 998 || bytes.ContainsAny(line, "\r\n") || bytes.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
				t.Errorf("%s: not a line for any relay: %q", name, line)
			}
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Message)
		want   error
	}{
		"line break in reference":    {func(m *Message) { m.Reference = "R-1\r\nBcc: evil@x.example" }, ErrHeader},
		"bare return in reference":   {func(m *Message) { m.Reference = "R\r1" }, ErrHeader},
		"line break in milestone":    {func(m *Message) { m.Items[0].Milestone = "a\nb" }, ErrHeader},
		"line break in case":         {func(m *Message) { m.Items[0].Case = "a\nb" }, ErrHeader},
		"no milestone":               {func(m *Message) { m.Items[0].Milestone = "" }, ErrHeader},
		"line break in step":         {func(m *Message) { m.Step = "due\nX: y" }, ErrHeader},
		"no intent":                  {func(m *Message) { m.ID = "" }, ErrHeader},
		"null in intent":             {func(m *Message) { m.ID = "a\x00" }, ErrHeader},
		"broken UTF-8":               {func(m *Message) { m.Reference = "\xff" }, ErrHeader},
		"unicode line separator":     {func(m *Message) { m.Reference = "a\u2028b" }, ErrHeader},
		"space at the end":           {func(m *Message) { m.Reference = "a " }, ErrHeader},
		"endless reference":          {func(m *Message) { m.Reference = strings.Repeat("x", 300) }, ErrHeader},
		"no message id":              {func(m *Message) { m.MessageID = "" }, ErrHeader},
		"message id without domain":  {func(m *Message) { m.MessageID = "<a@>" }, ErrHeader},
		"message id with line break": {func(m *Message) { m.MessageID = "a@b\r\nX: y" }, ErrHeader},
		"message id in a comment":    {func(m *Message) { m.MessageID = "<a@b> (c)" }, ErrHeader},
		"two recipients":             {func(m *Message) { m.To = "a@scp.example, b@scp.example" }, ErrAddress},
		"no recipient":               {func(m *Message) { m.To = "" }, ErrAddress},
		"recipient with a name":      {func(m *Message) { m.To = "Ann <a@scp.example>" }, ErrAddress},
		"recipient in brackets":      {func(m *Message) { m.To = "<a@scp.example>" }, ErrAddress},
		"recipient with line break":  {func(m *Message) { m.To = "a@scp.example\r\nRCPT TO:<b@x>" }, ErrAddress},
		"recipient beyond ASCII":     {func(m *Message) { m.To = "é@scp.example" }, ErrAddress},
	} {
		m := letters()["overdue"]
		c.change(&m)
		_, err := Compose(sender, m, Rendered{Subject: "s", Text: "t", HTML: "h"})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", name, err)
		} else if strings.Contains(err.Error(), "scp.example") {
			t.Errorf("%s: the error gives an address away: %v", name, err)
		}
	}
	m := letters()["overdue"]
	if _, err := Compose("nobody", m, Rendered{}); !errors.Is(err, ErrAddress) {
		t.Error(err)
	}
	if _, err := Compose(sender, m, Rendered{Subject: "a\r\nb"}); !errors.Is(err, ErrHeader) {
		t.Error(err)
	}
}

// FuzzHeaders: whatever the values, either there is an error, or a second
// parser finds exactly these values and no header that was not meant.
func FuzzHeaders(f *testing.F) {
	f.Add("BSCP-2026-01", "chronology/police", "Notify – the Panel", "01J")
	f.Add("R\r\nBcc: x@y", "a: b", "=?utf-8?q?x?=", "é")
	f.Add(strings.Repeat("wörd ", 40), "m", strings.Repeat("x", 200), " ")
	f.Fuzz(func(t *testing.T, reference, milestone, subject, intent string) {
		m := letters()["overdue"]
		m.Reference, m.Items[0].Milestone, m.ID = reference, milestone, intent
		msg, err := Compose(sender, m, Rendered{Subject: subject, Text: "t", HTML: "h"})
		if err != nil {
			return
		}
		var b bytes.Buffer
		if _, err := msg.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		h := parsed(t, b.Bytes()).Header
		for name, want := range map[string]string{"Longstop-Case": reference, "Longstop-Milestone": milestone, "Longstop-Intent": intent} {
			if want == "" {
				continue
			}
			got := h[name]
			if len(got) != 1 || decoded(t, got[0]) != want && !strings.Contains(want, "=?") {
				t.Fatalf("%s: %q became %q", name, want, got)
			}
		}
		if len(h) > 13 || len(h["Bcc"]) > 0 || len(h["Subject"]) != 1 {
			t.Fatalf("headers: %v", h)
		}
	})
}

func decoded(t *testing.T, value string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
