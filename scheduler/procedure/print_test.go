package procedure_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/longstop/longstop/scheduler/procedure"
)

// differs says in what two procedures are not the same, with what a setting
// makes of each rule.
func differs(a, b *procedure.Procedure) string {
	diff := cmp.Diff(a, b, cmpopts.IgnoreUnexported(procedure.Procedure{}, procedure.Milestone{}))
	for i := range min(len(a.Milestones), len(b.Milestones)) {
		diff += cmp.Diff(a.Milestones[i].Options(), b.Milestones[i].Options())
	}
	if a.Version() != b.Version() {
		diff += "their versions are not the same"
	}
	return diff
}

// printedAgain prints a procedure, reads what was printed, and prints that.
func printedAgain(t rapid.TB, l *procedure.Library, p *procedure.Procedure) []byte {
	t.Helper()
	text := procedure.Print(p)
	again, err := l.Load("printed.yaml", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if diff := differs(p, again); diff != "" {
		t.Fatalf("%s is not what was printed (-was +is):\n%s\n%s", p.ID, diff, text)
	}
	if second := procedure.Print(again); !bytes.Equal(text, second) {
		t.Fatalf("%s is printed in two ways (-first +second):\n%s", p.ID, cmp.Diff(string(text), string(second)))
	}
	return text
}

// Every procedure that ships, and the three editions of a relaxation.
func TestPrintedProceduresReadTheSame(t *testing.T) {
	relaxation, err := procedure.Shipped().Extend(os.DirFS("testdata/relaxation"), "testdata/relaxation")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, id := range relaxation.IDs() {
		editions, err := relaxation.Editions(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range editions {
			printedAgain(t, relaxation, p)
			n++
		}
	}
	if n < 12 {
		t.Errorf("only %d procedures were printed", n)
	}
}

// What is printed names the parent, and repeats nothing of it: the milestones
// that are printed are those of the file.
func TestPrintedFilesAreAsLongAsTheirOwn(t *testing.T) {
	dir, err := procedure.ShippedFiles()
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := procedure.Shipped().Load(name, data)
		if err != nil {
			t.Fatal(err)
		}
		want, got := fields(t, data), fields(t, procedure.Print(p))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s has other fields when printed (-shipped +printed):\n%s", name, diff)
		}
	}
}

// fields lists the paths of all that a file says.
func fields(t *testing.T, data []byte) map[string]bool {
	t.Helper()
	text, err := procedure.ReadText("x.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for path := range text.Places {
		out[path] = true
	}
	return out
}

const printed = `id: town
title: Town
document: Town guidance
edition: 2026-01-01
inherits: kent

roles:
  scribe: The scribe

events:
  asked:
    title: Asked
    outcomes: ["yes", "no"]

settings:
  appendix-day:
    default: calendar

reminders: [1 week, 1 working day]
ladder: [{after: 2 hours, tell: [scribe, executive]}]

milestones:
  executive-discussion:
    title: '"Discuss" the case: at once'
    due: setting appendix-day 2 counting referral as day 1
    when: asked is yes
    owner: executive
    source:
      section: "3"
      text: '# 3: soon'

  reply:
    title: "012"
    per: [ofsted, dfe]
    due: 5 working days after asked
    from: 2026-02-01
    silence: "null"
    owner: scribe
    reminders: []
    source:
      document: The letter
      section: "2026-01-01"
`

// The form of what is printed, and what it puts in quotes.
func TestPrint(t *testing.T) {
	p, err := procedure.Shipped().Load("town.yaml", []byte(printed))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(printed, string(procedure.Print(p))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// texts are what people write, and what YAML takes for something else.
var texts = rapid.OneOf(
	rapid.SampledFrom([]string{
		"yes", "No", "on", "~", "null", "012", "0x1f", "1e3", ".inf", "2026-01-01", "12:30", "1_000", "true", "=", "<<", "-", "?", ":", "|", ">",
		" leading", "trailing ", "a: b", "a #b", "#", "- a", "[a", "{a}", "a, b", "*a", "&a", "!a", "%a", "@a", "`a`", `"a"`, "'a'", `\n`, `"`, "'",
		"£1 – “quoted”", "naïve", "日本", "🙂", "a\u00a0b", "a\u2028b", "a\u0085b", "\ufeffa", "a\tb", "a\nb", "---", "...", "--- a", "setting", "...a",
	}),
	rapid.StringMatching(`[ -~£“”é]{1,40}`),
	rapid.String(),
)

// Any text that a file may hold in its titles, notes and sources is printed so
// that it reads the same.
func TestPrintedTextsReadTheSame(t *testing.T) {
	const form = `id: town
title: %[1]q
document: %[2]q
edition: 2026-01-01
roles: {chair: %[3]q}
events: {aware: {title: %[4]q, begins: true}}
settings: {one: {title: %[1]q, choices: {a: 1 day, b: 2 days}, default: b, note: %[2]q, source: {section: %[3]q}}}
milestones:
  notify: {title: %[3]q, due: setting one after aware, owner: chair, silence: %[4]q, quorum: %[1]q, note: %[2]q, source: {section: %[4]q, text: %[3]q}}
  keep: {title: %[1]q, due: keep at most 1 month after notify, owner: chair, source: {document: %[2]q, section: %[1]q}}
`
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		for range 5 { // about one in three can be read
			var any [4]any
			for i := range any {
				any[i] = texts.Draw(t, fmt.Sprint(i))
			}
			p, err := procedure.Shipped().Load("p.yaml", fmt.Appendf(nil, form, any[:]...))
			if err == nil {
				read++
				printedAgain(t, procedure.Shipped(), p)
			}
		}
	})
	if read < 30 {
		t.Errorf("only %d files could be read at all", read)
	}
}

// A rule that asks a setting is printed with the setting, whatever the default
// makes of it, and the procedure is as it was.
func TestPrintKeepsSettings(t *testing.T) {
	p := latest(t, "kent")
	before := p.Version()
	text := string(procedure.Print(p))
	if p.Version() != before || !strings.Contains(text, "due: setting fifteen-days-from\n") {
		t.Errorf("version %s, was %s, printed\n%s", p.Version(), before, text)
	}
}
