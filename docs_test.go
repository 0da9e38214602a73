package longstop_test

import (
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// --- links ---

var (
	fenced  = regexp.MustCompile("(?ms)^```.*?^```$")
	inCode  = regexp.MustCompile("`[^`\n]*`")
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

func TestEveryLinkOfAPageLeadsSomewhere(t *testing.T) {
	found := 0
	for _, page := range files(t, ".md") {
		prose := inCode.ReplaceAllString(fenced.ReplaceAllString(read(t, page), ""), "")
		for _, m := range link.FindAllStringSubmatch(prose, -1) {
			if strings.Contains(m[1], "://") {
				continue // another's page is not ours to promise
			}
			found++
			file, anchor, _ := strings.Cut(m[1], "#")
			target := page
			if file != "" {
				target = path.Join(path.Dir(page), file)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: the link %s: there is no %s", page, m[1], target)
			} else if anchor != "" && !slices.Contains(anchors(t, target), anchor) {
				t.Errorf("%s: the link %s: no heading of %s has this anchor", page, m[1], target)
			}
		}
	}
	if found == 0 {
		t.Error("no link was found")
	}
}

// anchors returns what the forge makes of a page's headings: lower case, hyphens
// for spaces, and nothing else but letters and digits.
func anchors(t *testing.T, page string) []string {
	t.Helper()
	var all []string
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(read(t, page), ""), -1) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1]))
	}
	return all
}

// A path in a sentence is a link that nobody follows until it is needed.
func TestEveryPathOfAPageExists(t *testing.T) {
	places := regexp.MustCompile("`((?:calendar|cmd|config|deploy|docs|internal|notifier|scheduler|\\.ci)/[^`\\s]*)`")
	found := 0
	pages := slices.DeleteFunc(files(t, ".md"), func(page string) bool { return page == "CHANGELOG.md" }) // it tells of the past
	for _, page := range pages {
		for _, m := range places.FindAllStringSubmatch(read(t, page), -1) {
			found++
			some := strings.ReplaceAll(m[1], "NAME", "*")
			if there, err := filepath.Glob(some); err != nil || len(there) == 0 {
				t.Errorf("%s: there is no %s", page, m[1])
			}
		}
	}
	if found == 0 {
		t.Error("no path was found")
	}
}

// --- rooms ---

func TestTheReadmeNamesEveryRoom(t *testing.T) {
	var named []string
	for _, cell := range firstColumn(t, read(t, "README.md"), "room") {
		for _, name := range strings.Split(cell, ", ") {
			named = append(named, strings.Trim(name, "`"))
		}
	}
	for _, name := range named {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			t.Errorf("README.md: there is no directory %s", name)
		}
	}
	for _, r := range house {
		if !slices.Contains(named, r.name) {
			t.Errorf("README.md: the room %s is not in its table", r.name)
		}
		if !slices.ContainsFunc(files(t, ".go"), func(file string) bool { return path.Dir(file) == r.name }) {
			t.Errorf("architecture_test.go: the room %s is empty", r.name)
		}
	}
}

// --- commands ---

// typed are the files that tell people, or make, what to type.
func typed(t *testing.T) []string {
	t.Helper()
	return append(files(t, ".md"), "Makefile", ".ci/test")
}

var (
	goTest    = regexp.MustCompile("go test( [^`\n)]*)")
	selection = regexp.MustCompile(`-(run|bench) '?([^' ]+)'?`)
	directory = regexp.MustCompile(` \./(\S+)`)
	testName  = regexp.MustCompile("`(Test[A-Z][A-Za-z]*)`")
)

// A command that selects no test passes and tests nothing.
func TestPagesNameTestsThatExist(t *testing.T) {
	tests := testsByRoom(t)
	for _, file := range typed(t) {
		text := strings.ReplaceAll(strings.ReplaceAll(read(t, file), "\\\n", ""), "$$", "$")
		for _, m := range goTest.FindAllStringSubmatch(text, -1) {
			for _, s := range selection.FindAllStringSubmatch(m[1], -1) {
				if s[2] == "^$" || s[2] == "XXX" {
					continue // no test on purpose: benchmarks alone
				}
				for _, dir := range directory.FindAllStringSubmatch(m[1], -1) {
					selects := regexp.MustCompile(s[2])
					if !slices.ContainsFunc(tests[dir[1]], func(name string) bool {
						return strings.HasPrefix(name, "Benchmark") == (s[1] == "bench") && selects.MatchString(name)
					}) {
						t.Errorf("%s: go test%s: -%s selects nothing in %s", file, m[1], s[1], dir[1])
					}
				}
			}
		}
		for _, m := range testName.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(tests["..."], m[1]) {
				t.Errorf("%s: there is no test %s", file, m[1])
			}
		}
	}
}

// testsByRoom returns the names of the tests and benchmarks of each room; those of
// all rooms are under "...".
func testsByRoom(t *testing.T) map[string][]string {
	t.Helper()
	isTest := regexp.MustCompile(`^(Test|Benchmark|Fuzz|Example)`)
	tests := map[string][]string{}
	for _, s := range readAll(t) {
		for _, decl := range s.file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && s.test && f.Recv == nil && isTest.MatchString(f.Name.Name) {
				tests[s.room()] = append(tests[s.room()], f.Name.Name)
				tests["..."] = append(tests["..."], f.Name.Name)
			}
		}
	}
	return tests
}

func TestPagesNameTargetsAndSectionsThatExist(t *testing.T) {
	targets := matches(t, "Makefile", regexp.MustCompile(`(?m)^([a-z0-9-]+):.*## `))
	sections := matches(t, ".ci/test", regexp.MustCompile(`(?m)^#   ([a-z]+)  +\S`))
	runs := matches(t, ".ci/test", regexp.MustCompile(`(?m)^\t([a-z |]+)\) "\$section" ;;$`))
	if got := strings.Join(runs, ""); got != strings.Join(sections, " | ") {
		t.Errorf(".ci/test: its head lists the sections %v, and it runs %s", sections, got)
	}
	if listed := firstColumn(t, read(t, "CONTRIBUTING.md"), "section"); !slices.Equal(listed, sections) {
		t.Errorf("CONTRIBUTING.md lists the sections %v, and .ci/test has %v", listed, sections)
	}
	makes := regexp.MustCompile("(?:`|^    |&& )make ([a-z0-9-]+)")
	tests := regexp.MustCompile(`\./\.ci/test((?: [a-z]+)+)(?:\x60|$)`)
	for _, file := range typed(t) {
		for line := range strings.Lines(read(t, file)) {
			for _, m := range makes.FindAllStringSubmatch(line, -1) {
				if !slices.Contains(targets, m[1]) {
					t.Errorf("%s: there is no make %s", file, m[1])
				}
			}
			for _, m := range tests.FindAllStringSubmatch(strings.TrimSpace(line), -1) {
				for _, name := range strings.Fields(m[1]) {
					if !slices.Contains(sections, name) {
						t.Errorf("%s: .ci/test has no section %s", file, name)
					}
				}
			}
		}
	}
}

// --- the map ---

// The map says which file holds which idea. A room's doc.go is not on it: it is
// where the reading of each room begins.
func TestTheMapIsOfTheFilesThatThereAre(t *testing.T) {
	_, theMap, found := strings.Cut(read(t, "docs/architecture.md"), "\n## The map\n")
	if !found {
		t.Fatal("docs/architecture.md has no map")
	}
	mapped := map[string]bool{}
	for section := range strings.SplitSeq(theMap, "\n### ") {
		room, _, _ := strings.Cut(section, "\n")
		for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]+) \\|").FindAllStringSubmatch(section, -1) {
			for _, name := range strings.Fields(row[1]) {
				file := path.Join(room, strings.Trim(name, "`"))
				if _, err := os.Stat(file); err != nil {
					t.Errorf("docs/architecture.md: the map has a file %s that is not there", file)
				}
				if mapped[file] {
					t.Errorf("docs/architecture.md: the map has %s twice", file)
				}
				mapped[file] = true
			}
		}
	}
	for _, file := range files(t, ".go") {
		if inRoom := path.Dir(file) != "."; inRoom && !mapped[file] && path.Base(file) != "doc.go" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("docs/architecture.md: the map does not say what %s is for", file)
		}
	}
}
