package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

const page = "calendar.md"

// The worked example is carried out as it stands in docs/calendar.md: a line in
// bold sets the clock, a block "console" has commands and what they print, a block
// "email ADDRESS" the last email to that address. A line "…" stands for any number
// of lines. With -update what differs is written anew.
func TestTheCalendarPage(t *testing.T) {
	t.Chdir("../../../docs")
	d := startReplay(t)
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	commands, emails := 0, 0
	block := regexp.MustCompile("(?ms)^```(console|email [^\n]*)\n(.*?)^```$|^\\*\\*(\\w{3} \\d+ September 2022, \\d\\d:\\d\\d)\\*\\*")
	is := block.ReplaceAllStringFunc(string(text), func(s string) string {
		m := block.FindStringSubmatch(s)
		switch address, isEmail := strings.CutPrefix(m[1], "email "); {
		case m[3] != "":
			d.set(t, m[3])
			return s
		case isEmail:
			emails++
			return "```" + m[1] + "\n" + shortened(m[2], d.last(t, address)) + "```"
		default:
			again, n := d.session(t, m[2])
			commands += n
			return "```console\n" + again + "```"
		}
	})
	golden.Match(t, page, is)
	if commands < 10 || emails < 2 {
		t.Errorf("the page has only %d commands and %d emails", commands, emails)
	}
}

// replay is a daemon in September 2022, when the list of bank holidays did not
// have the 19th.
type replay struct {
	now     time.Time
	store   scheduler.Store
	almanac *almanac.Almanac
	engine  *scheduler.Engine

	mu      sync.Mutex
	letters map[string]string // the last to each address
}

const replayYAML = `
id: bscp
procedures: [england-2023]
name: Buckinghamshire Safeguarding Children Partnership
division: england-and-wales
allowed-domains: [scp.example]
backstop: duty
people:
  - {id: bm, name: Business manager, email: bm@scp.example}
  - {id: chair, name: Chair, email: chair@scp.example}
  - {id: duty, name: Duty manager, email: duty@scp.example}
roles: {business-manager: [bm], lcspr-chair: [chair], partnership-chair: [chair]}
`

func startReplay(t *testing.T) *replay {
	t.Helper()
	d := &replay{store: memstore.New(), letters: map[string]string{}}
	sink, err := mailsink.Start("127.0.0.1:0", d.receive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sink.Close() })
	partnerships, dir := partnershipsOf(t, map[string]string{"longstop.yaml": longstopYAML, "bscp.yaml": replayYAML})
	log, reg := slog.New(slog.DiscardHandler), prometheus.NewRegistry()
	const from = "Longstop <longstop@scp.example>"
	sender, err := notifier.NewSender(notifier.Options{Address: sink.Address(), From: from, TLS: notifier.TLSNone}, log, reg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sender.Close)
	mailer, err := app.NewMailer(partnerships, sender, from)
	if err != nil {
		t.Fatal(err)
	}
	d.almanac = almanac.New(d.store, scheduler.BooksOf(d.store, partnerships), partnerships.UseEras, log)
	d.engine = scheduler.NewEngine(scheduler.EngineOptions{
		Store: d.store, Partnerships: partnerships, Almanac: d.almanac, Mailer: mailer, Metrics: scheduler.NewMetrics(reg), Log: log,
	})
	cases := scheduler.NewCases(d.store, partnerships, d.almanac, d.engine.Nudge, log)
	d.begin(t)
	serveIn(t, dir, api.New(api.Options{
		Cases: cases, Partnerships: partnerships, Almanac: d.almanac, Refresh: api.NoSource, Log: log,
		Now: func() time.Time { return d.now }, Version: "test",
	}))
	return d
}

// begin writes the first line of the journal, as a program of that time would.
func (d *replay) begin(t *testing.T) {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash("testdata/holidays-2022-09-07.json"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := calendar.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	d.now = calendar.NewDate(2022, time.September, 7).At(8, 0, 0)
	err = d.store.AppendJournal(t.Context(), almanac.Line{
		Number: 1, At: d.now, What: almanac.Shipped, Version: list.Version(), Hash: list.Hash(),
		Source: "shipped with the program", By: "longstop", Data: list.JSON(),
	})
	if err := errors.Join(err, d.almanac.Sync(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// set lets time pass up to a moment: it stops wherever something is due.
func (d *replay) set(t *testing.T, moment string) {
	t.Helper()
	const layout = "Mon 2 January 2006, 15:04"
	to, err := time.ParseInLocation(layout, moment, calendar.London())
	if err != nil || to.Format(layout) != moment || to.Before(d.now) {
		t.Fatalf("%s: not a moment after the one before: %v", moment, err)
	}
	for {
		next, err := d.store.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if next.Wake.IsZero() || !next.Wake.Before(to) {
			break
		}
		d.now = next.Wake
		d.tick(t)
	}
	d.now = to
}

// tick does what the daemon's loops would at this moment.
func (d *replay) tick(t *testing.T) {
	t.Helper()
	err := errors.Join(d.engine.CatchUp(t.Context(), d.now), d.engine.RunCases(t.Context(), d.now), d.engine.RunEmails(t.Context(), d.now.Add(time.Second)))
	if err != nil {
		t.Fatal(err)
	}
}

// session carries out the commands of a block and returns it with what they
// print, and how many there were.
func (d *replay) session(t *testing.T, text string) (string, int) {
	t.Helper()
	var b strings.Builder
	heads := regexp.MustCompile(`(?m)^\$ longstop (?:.*\\\n)*.*\n`).FindAllStringIndex(text, -1)
	words := regexp.MustCompile(`"[^"]*"|[^\s\\]+`)
	for i, head := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0] - 1 // an empty line stands between
		}
		command := text[head[0]:head[1]]
		var args []string
		for _, w := range words.FindAllString(command, -1)[2:] {
			args = append(args, strings.Trim(w, `"`))
		}
		var stdout, stderr bytes.Buffer
		if code := run(&cli{ctx: t.Context(), out: &stdout, err: &stderr, now: func() time.Time { return d.now }}, args); code != 0 {
			t.Errorf("%sexit %d: %s", command, code, &stderr)
		}
		d.tick(t)
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(command + shortened(text[head[1]:max(head[1], end)], clerk(t, stdout.String())))
	}
	return b.String(), len(heads)
}

// shortened is what was printed, as the page has it where that agrees.
func shortened(page, printed string) string {
	pattern := ""
	for line := range strings.Lines(page) {
		if strings.TrimSpace(line) == "…" {
			pattern += `(?:.*\n)*?`
		} else {
			pattern += regexp.QuoteMeta(line)
		}
	}
	if regexp.MustCompile(`^(?:` + pattern + `)$`).MatchString(printed) {
		return page
	}
	return printed
}

// clerk puts an account that is the same everywhere in the place of whoever runs
// the test. Its name may be longer, so lines that were wrapped are wrapped again.
func clerk(t *testing.T, text string) string {
	t.Helper()
	u, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	me := fmt.Sprintf("uid %s (%s)", u.Uid, u.Username)
	if !strings.Contains(strings.Join(strings.Fields(text), " "), me) {
		return text
	}
	margin := len(regexp.MustCompile(`(?m)^\S+ \S+  (?:\w{8}  \w+ +)?`).FindString(text))
	entries := strings.ReplaceAll(text, "\n"+strings.Repeat(" ", margin), " ")
	var out []string
	for line := range strings.SplitSeq(strings.ReplaceAll(entries, me, "uid 1000 (clerk)"), "\n") {
		if len(line) > margin && line[0] == '2' {
			line = line[:margin] + table.Wrap(line[margin:], table.Width-margin, margin)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func (d *replay) last(t *testing.T, address string) string {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.letters[address] == "" {
		t.Errorf("no email went to %s", address)
	}
	return d.letters[address]
}

func (d *replay) receive(m mailsink.Mail) {
	text := "it cannot be read"
	if msg, err := mail.ReadMessage(bytes.NewReader(m.Data)); err == nil {
		subject, _ := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
		text = "Subject: " + subject + "\n\n" + plainText(msg)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.letters[m.To] = strings.TrimRight(text, "\n") + "\n"
}

// plainText is the first part of an email, which is its text.
func plainText(m *mail.Message) string {
	_, params, _ := mime.ParseMediaType(m.Header.Get("Content-Type"))
	p, err := multipart.NewReader(m.Body, params["boundary"]).NextRawPart()
	if err != nil {
		return err.Error()
	}
	data, err := io.ReadAll(quotedprintable.NewReader(p))
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
