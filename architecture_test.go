// Package longstop_test states the rules of the house: which room may know which,
// and what no room may do, each with its reason. A rule that is in the way is
// changed here, with a new reason, and not around it.
package longstop_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/longstop/longstop/"

// everything stands for every room and library but those for tests alone.
const everything = "*"

const (
	prometheus = "github.com/prometheus/client_golang"
	goRedis    = "github.com/redis/go-redis/v9"
	goMail     = "github.com/wneessen/go-mail"
	goSMTP     = "github.com/emersion/go-smtp"
	goSASL     = "github.com/emersion/go-sasl"
	goYAML     = "go.yaml.in/yaml/v3"
	rickarCal  = "github.com/rickar/cal/v2"
)

// room is a package: the imports that its code (not its tests) may have beside the
// standard library, those of the standard library that it may not, and why.
type room struct {
	name   string
	may    []string
	mayNot []string
	reason string
}

var outside = []string{"net", "net/http", "net/smtp", "os", "os/exec", "database/sql"}

var house = []room{
	{"calendar", []string{rickarCal}, nil, "dates rest on nothing of ours, so that anybody can check them alone"},
	{"calendar/feed", []string{"calendar"}, nil, "it brings bytes from outside: whether they are a list is the calendar's to say"},
	{"scheduler", []string{"calendar", "scheduler/procedure", "scheduler/plan", "internal/words", "internal/moment", "scheduler/letter", "scheduler/notice", "scheduler/roll", "scheduler/watch", "scheduler/almanac", prometheus}, outside, "the engine room never learns which store, relay or configuration it works with"},
	{"scheduler/plan", []string{"calendar", "scheduler/procedure", "internal/words", "internal/moment"}, outside, "the plan never learns about stores, emails or configuration: it is where the tests are"},
	{"scheduler/letter", []string{"calendar", "internal/words"}, outside, "a leaf: the engine and the notifier share it, and neither knows the other"},
	{"scheduler/notice", []string{"calendar", "scheduler/procedure", "scheduler/plan", "scheduler/letter", "internal/words", "internal/moment"}, outside, "what is told follows from a timetable: nothing is sent, stored or asked here"},
	{"scheduler/roll", []string{"calendar", "scheduler/letter", "internal/words"}, outside, "who is told in whose place follows from people and marks: nothing is sent, stored or asked here"},
	{"scheduler/watch", nil, outside, "it compares clocks that others have read"},
	{"scheduler/lint", []string{"calendar", "scheduler/procedure", "scheduler/plan", "internal/words", "internal/yamlfile"}, outside, "it judges procedures by planning cases: no case of anybody's comes near it"},
	{"scheduler/almanac", []string{"calendar", "scheduler/plan"}, outside, "it reads and writes the journal of lists: cases come to it as dates to compare"},
	{"scheduler/procedure", []string{"calendar", "internal/words", "internal/yamlfile", goYAML}, outside, "procedures are data: what reads them needs dates and YAML, and words for its errors"},
	{"internal/redisstore", []string{"internal/redo", "scheduler", "scheduler/letter", "scheduler/roll", "scheduler/almanac", goRedis}, nil, "a store keeps what the scheduler hands it and decides nothing"},
	{"internal/redo", []string{"scheduler", "scheduler/letter", "scheduler/roll", "scheduler/almanac"}, []string{"net", "net/http", "net/smtp", "os/exec", "database/sql"}, "it keeps on disk what a store has acknowledged, and knows no store"},
	{"internal/redisstore/server", nil, nil, "it runs a redis-server and need not know what is kept there"},
	{"internal/memstore", []string{"scheduler", "scheduler/letter", "scheduler/roll", "scheduler/almanac"}, outside, "a store in memory touches nothing outside the process"},
	{"internal/storetest", []string{"calendar", "scheduler", "scheduler/plan", "internal/redisstore/server", "scheduler/letter", "scheduler/notice", "scheduler/roll", "scheduler/almanac", "github.com/google/go-cmp", "pgregory.net/rapid"}, nil, "the conformance suite knows the contract and no store"},
	{"notifier", []string{"calendar", "scheduler/letter", "internal/words", goMail, prometheus}, nil, "it turns what it is given into email: when and whether is the scheduler's to say"},
	{"internal/words", nil, outside, "a leaf: whoever speaks to people speaks with it"},
	{"internal/moment", nil, outside, "a leaf: it compares moments"},
	{"internal/mailsink", []string{goSMTP, goSASL}, nil, "a mail server for tests and the demo, which knows nothing of ours"},
	{"config", []string{"calendar", "calendar/feed", "notifier", "internal/words", "internal/yamlfile", "scheduler/notice", goYAML}, nil, "it fills in the options of the rooms, the source of bank holidays among them, and starts none of them"},
	{"internal/plantest", []string{"calendar", "scheduler/plan", "scheduler/procedure"}, nil, "cases in a line, for the tests of every room that plans them"},
	{"internal/mutants", nil, nil, "it reads files and runs tests: it imports nothing that it may have broken"},
	{"internal/golden", []string{"github.com/google/go-cmp"}, nil, "a leaf: the tests of every room may compare with files"},
	{"internal/yamlfile", []string{"internal/words", goYAML}, nil, "configuration and procedures both read YAML with it, so it knows neither; the words are for a key that was mistyped"},
	{"cmd/longstop", []string{"cmd/internal/cli"}, nil, "it hands over the arguments, the streams and the version, and exits"},
	{"cmd/internal/cli", []string{everything}, nil, "the command line can ask every room"},
	{"cmd/e2e", nil, nil, "its tests run the built program from outside, so there is nothing to import"},
	{"cmd/internal/app", []string{everything}, nil, "the only wiring"},
	{"cmd/internal/demo", []string{everything}, nil, "it shows every room at work, in one process"},
	{"cmd/internal/rows", []string{"scheduler/plan", "calendar"}, outside, "a timetable as people see it: how it is printed or drawn is for others"},
	{"cmd/internal/table", []string{"scheduler/plan", "calendar", "internal/words", "cmd/internal/rows"}, outside, "a timetable in, lines of text out: it looks nothing up"},
	{"cmd/internal/ics", []string{"scheduler/plan", "calendar", "cmd/internal/rows"}, outside, "a timetable in, a calendar file out: it looks nothing up"},
	{"cmd/internal/samples", []string{"scheduler/plan", "scheduler/procedure", "calendar"}, outside, "timetables for the tests of all rooms that show one, so it knows none of them"},
	{"cmd/internal/picture", []string{"scheduler/plan", "calendar", "internal/words", "cmd/internal/rows"}, outside, "a timetable in, a picture out: it looks nothing up"},
	{"cmd/internal/api", []string{"scheduler", "scheduler/plan", "calendar", "scheduler/almanac"}, nil, "the API offers what the scheduler does and cannot go behind its back"},
}

// testRooms are for tests alone, and testsOnly adds the libraries that are.
var testRooms = []string{"internal/plantest", "internal/storetest", "internal/golden", "cmd/internal/samples"}

var testsOnly = append([]string{"testing", "github.com/google/go-cmp", "pgregory.net/rapid", "github.com/arran4/golang-ical", "github.com/emersion/go-ical"}, testRooms...)

// source is one Go file of the repository.
type source struct {
	path  string // from the root, with slashes
	test  bool
	lines int
	fset  *token.FileSet
	file  *ast.File
}

func (s source) room() string { return path.Dir(s.path) }

// rule finds what a file must not have, and says why. Each example breaks it once.
type rule struct {
	name     string
	reason   string
	find     func(s source, report func(at token.Pos, what string))
	examples []source
}

var rules = []rule{
	{"imports", "see the table of the house in architecture_test.go", strangers, []source{
		example("scheduler/plan/plan.go", `import _ "net/http"`),
		example("scheduler/plan/reckon.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("scheduler/letter/letter.go", `import _ "github.com/longstop/longstop/scheduler/plan"`),
		example("scheduler/notice/notice.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("scheduler/roll/roll.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("scheduler/lint/lint.go", `import _ "github.com/longstop/longstop/scheduler/notice"`),
		example("scheduler/almanac/almanac.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("scheduler/engine.go", `import _ "github.com/longstop/longstop/notifier"`),
		example("internal/words/roles.go", `import _ "github.com/longstop/longstop/scheduler/procedure"`),
		example("internal/moment/moment.go", `import _ "github.com/longstop/longstop/calendar"`),
		example("internal/yamlfile/decode.go", `import _ "github.com/longstop/longstop/config"`),
		example("internal/redisstore/commit.go", `import _ "github.com/longstop/longstop/notifier"`),
		example("internal/memstore/store.go", `import _ "github.com/redis/go-redis/v9"`),
		example("config/load.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("cmd/internal/api/handler.go", `import _ "github.com/longstop/longstop/internal/redisstore"`),
		example("cmd/internal/picture/svg.go", `import _ "github.com/longstop/longstop/cmd/internal/table"`),
		example("notifier/send.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("calendar/date.go", `import _ "github.com/redis/go-redis/v9"`),
		example("cmd/internal/app/app.go", `import _ "testing"`),
		example("cmd/longstop/main.go", `import _ "github.com/longstop/longstop/scheduler"`),
		example("cmd/internal/table/table.go", `import _ "github.com/longstop/longstop/cmd/internal/api"`),
		example("cmd/internal/ics/ics.go", `import _ "github.com/longstop/longstop/scheduler/procedure"`),
		example("cmd/internal/cli/case.go", `import _ "github.com/longstop/longstop/cmd/internal/samples"`),
		example("notifier/render.go", `import _ "github.com/longstop/longstop/internal/golden"`),
		example("cmd/e2e/doc.go", `import _ "github.com/longstop/longstop/scheduler"`),
	}},
	{"pure code asks no clock", "the same input must give the same answer: `now` is handed in", pureClock, []source{
		example("scheduler/plan/plan.go", "import \"time\"\nfunc f() time.Time { return time.Now() }"),
		example("calendar/date.go", "import t \"time\"\nfunc f(a t.Time) t.Duration { return t.Since(a) }"),
	}},
	{"one now", "a function that is given `now` and asks the clock has two of them", secondClock, []source{
		example("notifier/people.go", "import \"time\"\nfunc f(now time.Time) bool { return time.Until(now) > 0 }"),
	}},
	{"a day is not 24 hours", "clocks change: add civil days", dayOfHours, []source{
		example("calendar/date.go", "import \"time\"\nfunc f(t time.Time) time.Time { return t.Add(-3 * (24 * time.Hour)) }"),
	}},
	{"words are made once", "internal/words counts nouns and turns ids into words: two ways of it read as two things", ownWords, []source{
		example("notifier/view.go", "import \"fmt\"\nfunc f(n int) string { return fmt.Sprintf(\"%d %ss\", n, \"day\") }"),
		example("scheduler/notice/item.go", "import \"strings\"\nfunc f(id string) string { return strings.ReplaceAll(id, \"-\", \" \") }"),
	}},
	{"no init", "what happens before main cannot be tested, ordered or undone", initFunctions, []source{
		example("config/load.go", "func init() {}"),
	}},
	{"no exported variables", "anyone can assign them; errors are the exception that Go makes", exportedVariables, []source{
		example("calendar/list.go", "var Shipped = func() int { return 1 }"),
	}},
	{"nothing of the process", "two daemons must run in one process, in tests and in the demo", processDefaults, []source{
		example("cmd/internal/api/api.go", "import \"net/http\"\nvar _ = http.DefaultClient"),
		example("notifier/sender.go", "import \"log/slog\"\nfunc f() { slog.Info(\"sent\") }"),
		example("notifier/render_test.go", "import \"flag\"\nvar _ = flag.Bool(\"update\", false, \"a second one\")"),
	}},
	{"no imports with effects", "they register themselves with the process", effects, []source{
		example("cmd/internal/api/api.go", `import _ "net/http/pprof"`),
	}},
	{"a copy is not changed", "what follows in the method sees the change and its caller does not: a local variable says so", changedCopies, []source{
		example("cmd/internal/cli/days.go", "type x struct{ n int }\nfunc (d x) f() { d.n = 1 }"),
		example("config/load.go", "type x struct{ n int }\nfunc (c x) f() error { c.n++; return nil }"),
	}},
	{"no skipped tests", "a test that skips itself has stopped testing and nobody knows", skips, []source{
		example("internal/redisstore/store_test.go", "import \"testing\"\nfunc TestX(t *testing.T) { t.Skip() }"),
	}},
	{"no long files", "one idea a file: 450 lines at most", longFiles, []source{
		example("scheduler/engine.go", strings.Repeat("\n", 450)),
	}},
}

func TestTheHouse(t *testing.T) {
	sources := readAll(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, s := range sources {
				r.find(s, func(at token.Pos, what string) {
					t.Errorf("%s:%d: %s: %s", s.path, s.fset.Position(at).Line, what, r.reason)
				})
			}
		})
	}
}

// A rule that finds nothing in its own example would find nothing anywhere.
func TestRulesFindWhatTheyForbid(t *testing.T) {
	for _, r := range rules {
		for _, s := range r.examples {
			found := 0
			r.find(s, func(token.Pos, string) { found++ })
			if found != 1 {
				t.Errorf("%s: found %d faults in its example %s, not 1", r.name, found, s.path)
			}
		}
	}
}

func TestEveryRoomIsInTheTableAndExplainsItself(t *testing.T) {
	explained := map[string]bool{}
	for _, s := range readAll(t) {
		explained[s.room()] = explained[s.room()] || s.file.Doc != nil
		if !s.test && roomOf(s) == nil {
			t.Errorf("%s: its room is not in the table of the house", s.path)
		}
	}
	vague := regexp.MustCompile(`^(utils?|common|types|helpers?|misc|shared|base|lib|pkg)$`)
	for name, ok := range explained {
		if !ok {
			t.Errorf("%s: no package comment: it is the room's design document", name)
		}
		if vague.MatchString(path.Base(name)) {
			t.Errorf("%s: a name that says nothing collects everything", name)
		}
	}
}

// A room's permission for an import that it does not have is a door that nobody
// watches.
func TestNoRoomMayImportWhatItDoesNot(t *testing.T) {
	used := map[string][]string{}
	for _, s := range readAll(t) {
		for _, spec := range s.file.Imports {
			if !s.test {
				used[s.room()] = append(used[s.room()], strings.TrimPrefix(importPath(spec), module))
			}
		}
	}
	for _, r := range house {
		for _, may := range r.may {
			uses := func(imported string) bool {
				return imported == may || strings.HasPrefix(imported, may+"/") && !isRoom(may)
			}
			if may != everything && !slices.ContainsFunc(used[r.name], uses) {
				t.Errorf("%s may import %s and does not: shut that door", r.name, may)
			}
		}
	}
}

func TestRedisNeverSuppliesTime(t *testing.T) {
	asks := regexp.MustCompile(`(?i)redis\.p?call\(\s*['"]time['"]`)
	for _, file := range files(t, ".lua") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if asks.Match(text) {
			t.Errorf("%s: asks Redis for the time: `now` is an argument", file)
		}
	}
}

// --- reading the repository ---

func importPath(spec *ast.ImportSpec) string {
	name, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		panic(err) // the parser has accepted it
	}
	return name
}

func readAll(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, file := range files(t, ".go") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := parse(file, text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

func files(t *testing.T, ext string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && slices.Contains([]string{".git", "bin", "testdata"}, d.Name()) {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && filepath.Ext(file) == ext {
			found = append(found, filepath.ToSlash(file))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("found no %s file: is this the root of the repository?", ext)
	}
	return found
}

func parse(file string, text []byte) (source, error) {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{
		path: file, test: strings.HasSuffix(file, "_test.go"), lines: bytes.Count(text, []byte("\n")),
		fset: fset, file: parsed,
	}, err
}

func example(file, code string) source {
	s, err := parse(file, []byte("package example\n\n"+code+"\n"))
	if err != nil {
		panic(err)
	}
	return s
}
