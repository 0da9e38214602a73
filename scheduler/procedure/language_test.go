package procedure

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

// It is in the package, and not beside it, to ask the reader of files for its
// keys and the parser of rules for its words.

func languagePage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile("../../docs/language.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

var fenced = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// examples are the whole files of the page, which must load, printed again too.
func examples(t *testing.T) (texts []string) {
	t.Helper()
	for _, m := range fenced.FindAllStringSubmatch(languagePage(t), -1) {
		p, err := Shipped().Load("example.yaml", []byte(m[1]))
		if err != nil {
			t.Fatalf("%v in\n%s", err, m[1])
		}
		if again, err := Shipped().Load("printed.yaml", Print(p)); err != nil || again.Version() != p.Version() {
			t.Errorf("%s printed: %v", p.ID, err)
		}
		texts = append(texts, m[1])
	}
	return texts
}

// rowsOf lists the cells of the table with this head, from code to text.
func rowsOf(t *testing.T, head string) (rows [][]string) {
	t.Helper()
	_, table, ok := strings.Cut(languagePage(t), "| "+head+" |\n")
	if !ok {
		t.Fatalf("there is no table %s", head)
	}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		if !strings.HasPrefix(line, "|") {
			break
		}
		if strings.HasPrefix(cells[0], "`") {
			rows = append(rows, cells)
		}
	}
	return rows
}

// The page means by each rule what the program says of it, and has every kind.
func TestLanguageRules(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range rowsOf(t, "write | it means") {
		text := strings.Trim(row[0], "`")
		switch r, err := ParseRule(text); {
		case err != nil:
			t.Error(err)
		case r.InWords() != row[1] || r.String() != text:
			t.Errorf("%s means %q, and the page says %q", r, r.InWords(), row[1])
		default:
			seen[reflect.TypeOf(r).Name()] = true
		}
	}
	for _, kind := range kindsOfRules(t) {
		if !seen[kind] {
			t.Errorf("the page has no rule of the kind %s", kind)
		}
	}
	for _, row := range rowsOf(t, "count from | that is") {
		if _, err := ParseRule(strings.Trim(row[0], "`")); err != nil {
			t.Error(err)
		}
	}
}

// Every point that a rule can count from has an example.
func TestLanguagePoints(t *testing.T) {
	seen := map[Point]bool{}
	for _, row := range rowsOf(t, "count from | that is") {
		if r, err := ParseRule(strings.Trim(row[0], "`")); err == nil {
			for _, a := range r.Anchors() {
				seen[a.Point] = true
			}
		}
	}
	for p := range Point(len(constantsOf(t, "Point"))) {
		if !seen[p] {
			t.Errorf("no example counts from %s", Anchor{Name: "it", Point: p})
		}
	}
}

// Every phrase that the parser of rules takes is in an example on the page.
func TestLanguageHasEveryWordOfTheParser(t *testing.T) {
	var all []string
	for _, head := range []string{"write | it means", "count from | that is"} {
		for _, row := range rowsOf(t, head) {
			all = append(all, " "+strings.Trim(row[0], "`")+" ")
		}
	}
	phrases := phrasesOfTheParser(t)
	if len(phrases) < 20 {
		t.Fatalf("only %d phrases were found in the parser: %q", len(phrases), phrases)
	}
	for _, phrase := range phrases {
		if !slices.ContainsFunc(all, func(rule string) bool { return strings.Contains(rule, " "+phrase+" ") }) {
			t.Errorf("%q can be written in a rule, and no example has it", phrase)
		}
	}
}

// phrasesOfTheParser lists the words that stand in calls of take, the units and
// the bounds.
func phrasesOfTheParser(t *testing.T) (phrases []string) {
	t.Helper()
	file, err := goparser.ParseFile(token.NewFileSet(), "parse.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || f.Sel.Name != "take" {
			return true
		}
		if word, ok := call.Args[0].(*ast.BasicLit); ok {
			phrase, err := strconv.Unquote(word.Value)
			if err != nil {
				t.Fatal(err)
			}
			phrases = append(phrases, phrase)
		}
		return true
	})
	for _, u := range units {
		phrases = append(phrases, string(u)+"s")
	}
	return append(phrases, string(AtLeast), string(AtMost), string(Exactly))
}

// documented lists the keys that are in an example that loads, and those that have
// a row which says what they mean.
func documented(t *testing.T) (written, explained map[string]bool) {
	t.Helper()
	written, explained = map[string]bool{}, map[string]bool{}
	for _, text := range examples(t) {
		var places Places
		if err := yamlfile.Decode("example.yaml", []byte(text), &places); err != nil {
			t.Fatal(err)
		}
		for path := range places {
			written[path[strings.LastIndex(path, ".")+1:]] = true
		}
	}
	for _, row := range rowsOf(t, "key | example | meaning") {
		explained[strings.Trim(row[0], "`")] = true
	}
	return written, explained
}

// Every key that a file may have is in an example. Those of the parts that have a
// form are in [TestEveryFieldIsListed], which knows what they count for.
func TestLanguageHasEveryKey(t *testing.T) {
	written, _ := documented(t)
	keys := keysOf(reflect.TypeFor[file]())
	if len(keys) < 35 {
		t.Fatalf("only %d keys were found: %v", len(keys), keys)
	}
	for _, key := range keys {
		if !written[key] {
			t.Errorf("the key %q is in no example", key)
		}
	}
}

// ownKeys lists the keys of a form.
func ownKeys(form reflect.Type) (keys []string) {
	for i := range form.NumField() {
		if key, _, _ := strings.Cut(form.Field(i).Tag.Get("yaml"), ","); key != "" && key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// keysOf lists the keys of a form and of all that is in it.
func keysOf(t reflect.Type) (keys []string) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keysOf(t.Elem())
	case reflect.Struct:
		keys = append(keys, ownKeys(t)...)
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Type.PkgPath() == "" || strings.HasPrefix(f.Type.PkgPath(), "github.com/longstop/longstop/") {
				keys = append(keys, keysOf(f.Type)...)
			}
		}
	}
	return keys
}

// Each example of a key is one that a milestone of its own can have.
func TestLanguageOfAMilestone(t *testing.T) {
	const around = `id: town
title: T
document: D
edition: 2026-01-01
roles: {chair: The chair, placing-authority: The other council}
events: {aware: {title: A, begins: true}, publication: {title: P}}
milestones:
  review: {title: R, due: 5 days after aware, outcomes: [full-review, no-review], owner: chair, source: {section: "1"}}
  publish: {title: P, due: 9 days after aware, owner: chair, source: {section: "1"}}
  confirm: {title: C, due: 9 days after aware, owner: chair, source: {section: "1"}}
  release-records: {title: E, due: 9 days after aware, owner: chair, source: {section: "1"}}
  it:
`
	code := regexp.MustCompile("`([^`]+)`")
	for _, row := range rowsOf(t, "key | example | meaning") {
		for _, example := range code.FindAllStringSubmatch(row[1], -1) {
			text := around + "    " + example[1] + "\n"
			for _, other := range []string{"title: It", "due: 5 days after aware", "owner: chair", `source: {section: "2"}`} {
				if key, _, _ := strings.Cut(other, ":"); !strings.HasPrefix(example[1], key+":") {
					text += "    " + other + "\n"
				}
			}
			if _, err := Shipped().Load("town.yaml", []byte(text)); err != nil {
				t.Errorf("%s: %v", example[1], err)
			}
		}
	}
}
