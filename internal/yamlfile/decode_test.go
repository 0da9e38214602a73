package yamlfile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
)

// hours takes two forms: the word always, or a mapping.
type hours struct {
	Always   bool
	From, To string
}

func (h *hours) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		if n.Value != "always" {
			return fmt.Errorf("requires from and to, or always, found %q", n.Value)
		}
		h.Always = true
		return nil
	}
	var form struct {
		From string `yaml:"from,required"`
		To   string `yaml:"to"`
	}
	err := yamlfile.DecodeNode(n, &form)
	h.From, h.To = form.From, form.To
	return err
}

type file struct {
	Name    string                          `yaml:"name"`
	Count   int                             `yaml:"count"`
	Small   int8                            `yaml:"small"`
	On      bool                            `yaml:"on"`
	Wait    time.Duration                   `yaml:"wait"`
	Day     calendar.Date                   `yaml:"day"`
	Tags    []string                        `yaml:"tags"`
	People  []member                        `yaml:"people"`
	Roles   map[string][]string             `yaml:"roles"`
	Steps   yamlfile.Map[int]               `yaml:"steps"`
	Chair   yamlfile.Located[string]        `yaml:"chair"`
	Spare   *member                         `yaml:"spare"`
	Hours   hours                           `yaml:"hours"`
	Waiting yamlfile.Map[yamlfile.Map[int]] `yaml:"waiting"`
}

type member struct {
	yamlfile.Pos `yaml:"-"`
	ID           string `yaml:"id,required"`
	Email        string `yaml:"email"`
	Deputy       string `yaml:"deputy"`
	Name         string `yaml:"name"`
}

func TestDecode(t *testing.T) {
	const text = `# a comment
name: no
count: -12
small: 0
on: true
wait: 1m30s
day: 2026-12-21
tags: [012, 2026-12-21, "x: y", ~, 1.50, yes]
people:
  - {id: bm, email: bm@scp.example}
  - id: duty
    name: |
      Duty
      manager
roles: {chair: [bm, duty], none: []}
steps:
  zebra: 3
  ant: 1
chair: duty
spare: {id: x}
hours: {from: 08:00, to: 18:00}
waiting: {a: {c: 1, b: 2}}
`
	var got file
	if err := yamlfile.Decode("a.yaml", []byte(text), &got); err != nil {
		t.Fatal(err)
	}
	want := file{
		Name: "no", Count: -12, On: true, Wait: 90 * time.Second, Day: calendar.NewDate(2026, 12, 21),
		Tags: []string{"012", "2026-12-21", "x: y", "~", "1.50", "yes"},
		People: []member{
			{Pos: yamlfile.Pos{Line: 10, Column: 5}, ID: "bm", Email: "bm@scp.example"},
			{Pos: yamlfile.Pos{Line: 11, Column: 5}, ID: "duty", Name: "Duty\nmanager\n"},
		},
		Roles: map[string][]string{"chair": {"bm", "duty"}, "none": {}},
		Steps: yamlfile.Map[int]{
			{Key: "zebra", KeyLine: 17, KeyColumn: 3, Value: 3},
			{Key: "ant", KeyLine: 18, KeyColumn: 3, Value: 1},
		},
		Chair: yamlfile.Located[string]{Value: "duty", Pos: yamlfile.Pos{Line: 19, Column: 8}},
		Spare: &member{Pos: yamlfile.Pos{Line: 20, Column: 8}, ID: "x"},
		Hours: hours{From: "08:00", To: "18:00"},
		Waiting: yamlfile.Map[yamlfile.Map[int]]{{
			Key: "a", KeyLine: 22, KeyColumn: 11,
			Value: yamlfile.Map[int]{
				{Key: "c", KeyLine: 22, KeyColumn: 15, Value: 1},
				{Key: "b", KeyLine: 22, KeyColumn: 21, Value: 2},
			},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

const allowed = "Allowed here: chair, count, day, hours, name, on, people, roles, small, spare, steps, tags, wait, waiting"

func TestBroken(t *testing.T) {
	deep := strings.Repeat("[", 80) + strings.Repeat("]", 80)
	for _, c := range []struct{ name, text, want string }{
		// Keys.
		{"a key mistyped", "nmae: x", `a.yaml:1:1: nmae: unknown key "nmae": did you mean "name"? ` + allowed},
		{"a key of its own", "name: x\nzzzzzz: x", `a.yaml:2:1: zzzzzz: unknown key "zzzzzz". ` + allowed},
		{"another file", "host: x\npassword: x", `a.yaml:1:1: none of its keys belongs here. Is another file meant? ` + allowed},
		{"one mistyped key", "nmae: x", `a.yaml:1:1: nmae: unknown key "nmae": did you mean "name"? ` + allowed},
		{"a mistyped key in capitals", "NAME_: x", `a.yaml:1:1: NAME_: unknown key "NAME_": did you mean "name"? ` + allowed},
		{"a key that does not look like one", "name: x\nhunter2: x", `a.yaml:2:1: …: a key is unknown, and is not repeated here because it does not look like one. ` + allowed},
		{"the same inside of a key", "people: [{id: a, hunter2: x}]", `a.yaml:1:18: people[0].hunter2: unknown key "hunter2". Allowed here: deputy, email, id, name`},
		{
			"a key mistyped in a list", "people:\n  - {id: bm, emial: x}",
			`a.yaml:2:14: people[0].emial: unknown key "emial": did you mean "email"? Allowed here: deputy, email, id, name`,
		},
		{"a key twice", "name: x\ncount: 1\nname: y", `a.yaml:3:1: name: the key "name" is here twice, first on line 1`},
		{"a key of a map twice", "roles: {a: [], a: []}", `a.yaml:1:16: roles.a: the key "a" is here twice, first on line 1`},
		{"a required key missing", "people: [{email: x}]", `a.yaml:1:10: people[0]: the key "id" is missing`},
		{"a key that is a list", "[a]: x", `a.yaml:1:1: requires text as a key, found a list`},
		{"a key that is empty", "?\n: x", `a.yaml:1:2: has no value: write text as a key, or leave the key out`},
		{"a merge key", "people: [{id: a, <<: {name: x}}]", `a.yaml:1:18: people[0].<<: unknown key "<<". Allowed here: deputy, email, id, name`},

		// Kinds.
		{"text for a list", "tags: x", `a.yaml:1:7: tags: requires a list, found text`},
		{"keys for a list", "tags: {a: b}", `a.yaml:1:7: tags: requires a list, found "key: value" entries`},
		{"nothing for a list", "tags:", `a.yaml:1:6: tags: has no value: write a list, or leave the key out`},
		{"a list for text", "name: [x]", `a.yaml:1:7: name: requires text, found a list`},
		{"nothing for text", "name:\ncount: 1", `a.yaml:1:6: name: has no value: write text, or leave the key out`},
		{"a list for keys", "roles: [x]", `a.yaml:1:8: roles: requires "key: value" entries, found a list`},
		{"text for keys", "steps: x", `a.yaml:1:8: steps: requires "key: value" entries, found text`},
		{"text for a person", "people: [bm]", `a.yaml:1:10: people[0]: requires "key: value" entries, found text`},
		{"a list for the file", "- a", `a.yaml:1:1: requires "key: value" entries, found a list`},
		{"a list for a date", "day: [x]", `a.yaml:1:6: day: requires text, found a list`},

		// Values.
		{"a word for a number", "count: ten", `a.yaml:1:8: count: requires a whole number, found "ten"`},
		{"a fraction for a number", "count: 1.5", `a.yaml:1:8: count: requires a whole number, found "1.5"`},
		{"an octal number", "count: 012", `a.yaml:1:8: count: requires a whole number, found "012"`},
		{"a number in a list", "steps: {a: 1, b: x}", `a.yaml:1:18: steps.b: requires a whole number, found "x"`},
		{"too large a number", "small: 128", `a.yaml:1:8: small: the number "128" is too large`},
		{"yes for true", "on: yes", `a.yaml:1:5: on: requires true or false, found "yes"`},
		{"true in quotes", `on: "true"`, `a.yaml:1:5: on: requires true or false, found "true"`},
		{"a number for a time", "wait: 30", `a.yaml:1:7: wait: requires a length of time such as 30s or 5m, found "30"`},
		{
			"a day that is not", "day: 2026-02-30",
			`a.yaml:1:6: day: "2026-02-30" is not a date: write it as YYYY-MM-DD, for example 2026-12-03 (February 2026 has 28 days)`,
		},
		{"a long value", "count: " + strings.Repeat("x", 50), `a.yaml:1:8: count: requires a whole number, found "` + strings.Repeat("x", 40) + `…"`},
		{"a control character", `name: "a\rb"`, `a.yaml:1:7: name: contains the control character U+000D: take it out`},
		{"text from right to left, as an escape", `name: "a\u202eb"`, `a.yaml:1:7: name: contains the invisible character U+202E: take it out`},
		{"a key with a character of no width", `"na\u200bme": a`, `a.yaml:1:1: contains the invisible character U+200B: take it out`},

		// Types that read themselves.
		{"a hook given a filler", `hours: {from: "\u3164"}`, `a.yaml:1:15: hours: contains the invisible character U+3164: take it out`},
		{"a hook that refuses", "hours: never", `a.yaml:1:8: hours: requires from and to, or always, found "never"`},
		{"a form inside a hook", "hours: {form: x}", "a.yaml:1:8: hours: the key \"from\" is missing\n" +
			`a.yaml:1:9: hours.form: unknown key "form": did you mean "from"? Allowed here: from, to`},

		// An email address is never repeated.
		{"an address as a number", "count: ann@scp.example", `a.yaml:1:8: count: requires a whole number, found "…@…"`},
		{"an address as a key", "people: [{id: a, ann@scp.example: x}]", `a.yaml:1:18: people[0].…: a key is unknown, and is not repeated here because it does not look like one. Allowed here: deputy, email, id, name`},
		{"an address as a day", "day: ann@scp.example", `a.yaml:1:6: day: "…@…" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`},

		// What no file may hold.
		{"an anchor and an alias", "name: &x y\nchair: *x", `a.yaml:1:7: an anchor (&x) is not allowed: write the value out, in quotes if it begins with "&"` + "\n" +
			`a.yaml:2:8: an alias (*x) is not allowed: write the value out, in quotes if it begins with "*"`},
		{"an unknown alias", "name: y\nchair: *x", `a.yaml:2: is not valid YAML: a text that begins with "*" or "&" must be in quotes`},
		{"a lone star", "name: y\nchair: *.x", `a.yaml:2: is not valid YAML: a text that begins with "*" or "&" must be in quotes`},
		{"a tag", "name: !!binary eA==", `a.yaml:1:7: a tag (!!binary) is not allowed: leave it out, or put the value in quotes if it begins with "!"`},
		{"nested too deep", "tags: " + deep, `a.yaml:1:71: is nested more than 64 deep`},
		{"an empty file", "", `a.yaml: is empty`},
		{"a comment alone", "# x\n", `a.yaml: is empty`},
		{"a document mark alone", "---\n", `a.yaml: is empty`},
		{"a second document", "name: x\n---\nname: y", `a.yaml:2:1: a second document begins here: a file holds one, without a line "---" inside`},
		{"a second document broken", "name: x\n---\nname: [", `a.yaml:3: is not valid YAML: did not find expected node content`},
		{"1 MiB and more", "# " + strings.Repeat("x", 1<<20), `a.yaml: is larger than 1 MiB`},
		{"not UTF-8", "name: x\ncount: \xff", `a.yaml:2: is not UTF-8 text: save it as UTF-8`},
		{"a raw control character", "name: x\n\ncount: \x01", `a.yaml:3:8: contains the control character U+0001: take it out`},
		{"a raw tag character", "name: x\nlist: [a, b\U000E0041]", `a.yaml:2:12: contains the invisible character U+E0041: take it out`},
		{"an invisible character in a comment", "name: x # \u2066", `a.yaml:1:11: contains the invisible character U+2066: take it out`},
		{"another break of lines", "name: a\u2028b", `a.yaml:1:8: contains the line-breaking character U+2028: take it out`},

		// Syntax.
		{"a colon too many", "a: b: c", `a.yaml:1: is not valid YAML: mapping values are not allowed in this context`},
		{"a list not closed", "name: x\ntags: [1,2\non: true\n", `a.yaml:2: is not valid YAML: did not find expected ',' or ']'`},
		{"a brace closed as a list", "{name: x, on: true]\n", `a.yaml:1: is not valid YAML: did not find expected ',' or '}'`},
		{"a quote not closed", "name: x\nchair: \"x\ncount: 2\n", `a.yaml:2: is not valid YAML: found unexpected end of stream`},
		{"a tab as indentation", "steps:\n\ta: 1\n", `a.yaml:2: is not valid YAML: found character that cannot start any token`},
		{"an unquoted @", "name: x\nchair: @y", `a.yaml:2: is not valid YAML: found character that cannot start any token`},
		{"a brace too many", "name: x\n}\n", `a.yaml:2: is not valid YAML: did not find expected key`},

		// All of them, in the order of the file.
		{"several at once", "count: ten\ntgas: []\non: 1\nname: x", `a.yaml:1:8: count: requires a whole number, found "ten"
a.yaml:2:1: tgas: unknown key "tgas": did you mean "tags"? ` + allowed + `
a.yaml:3:5: on: requires true or false, found "1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out file
			err := yamlfile.Decode("a.yaml", []byte(c.text), &out)
			if err == nil {
				t.Fatalf("no error, read %+v", out)
			}
			if diff := cmp.Diff(c.want, err.Error()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestErrorsAreErrors(t *testing.T) {
	var out file
	err := fmt.Errorf("read a: %w", yamlfile.Decode("a.yaml", []byte("count: x\non: y"), &out))
	var all yamlfile.Errors
	if !errors.As(err, &all) || len(all) != 2 || all[1].Line != 2 || all[1].Field != "on" {
		t.Errorf("errors.As gave %v", all)
	}
	var one *yamlfile.Error
	if !errors.As(err, &one) || one.Column != 8 {
		t.Errorf("errors.As gave %v", one)
	}
}

func TestOrderedMap(t *testing.T) {
	var out struct {
		Steps yamlfile.Map[string] `yaml:"steps"`
	}
	if err := yamlfile.Decode("a", []byte("steps: {z: 1, a: 2}"), &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"z", "a"}, out.Steps.Keys()); diff != "" {
		t.Error(diff)
	}
	if v, ok := out.Steps.Get("a"); v != "2" || !ok {
		t.Errorf("Get(a) = %q, %v", v, ok)
	}
	if _, ok := out.Steps.Get("b"); ok {
		t.Error("Get(b) found something")
	}
	if got := out.Steps[1].Pos(); got != (yamlfile.Pos{Line: 1, Column: 15}) {
		t.Errorf("Pos = %v", got)
	}
}

func TestLocated(t *testing.T) {
	type located struct {
		Count yamlfile.Located[int] `yaml:"count"`
	}
	for text, want := range map[string]bool{"count: 1": true, "count: ten": false, "{}": false} {
		var out located
		_ = yamlfile.Decode("a", []byte(text), &out) // TestBroken holds the mistake
		if out.Count.Given() != want {
			t.Errorf("%s: Given = %v, want %v", text, out.Count.Given(), want)
		}
	}
}

// TestWindows reads a file from a Windows editor, with a byte-order mark and
// CR LF, which means the same.
func TestWindows(t *testing.T) {
	const text = "name: x\ncount: 3\ntags:\n  - a\n  - |\n    two\n    lines\n"
	var unix, windows file
	if err := yamlfile.Decode("a", []byte(text), &unix); err != nil {
		t.Fatal(err)
	}
	if err := yamlfile.Decode("a", []byte("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")), &windows); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(unix, windows); diff != "" {
		t.Errorf("-unix +windows:\n%s", diff)
	}
}
