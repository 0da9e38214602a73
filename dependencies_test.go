package longstop_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Each table of docs/dependencies.md names exactly what is used, so that nothing
// comes in without a reason and nothing that has gone is still explained.
func TestDependenciesAreThoseOfTheirPage(t *testing.T) {
	used := requirements(t)
	tools := append(matches(t, ".ci/test", pinned), matches(t, "Makefile", pinned)...)
	programs := matches(t, ".ci/test", regexp.MustCompile(`(?m)^\twants (\S+)`))
	page := read(t, "docs/dependencies.md")
	for _, table := range []struct {
		head string
		want []string
	}{
		{"module", used}, {"tool", tools}, {"program", programs},
	} {
		listed := firstColumn(t, page, table.head)
		if len(table.want) == 0 {
			t.Errorf("nothing was found for the table %q", table.head)
		}
		for _, name := range table.want {
			if !slices.Contains(listed, name) {
				t.Errorf("docs/dependencies.md: %s is used, and its table does not say why", name)
			}
		}
		for i, name := range listed {
			if !slices.Contains(table.want, name) {
				t.Errorf("docs/dependencies.md: %s is explained, and not used", name)
			}
			if slices.Contains(listed[:i], name) {
				t.Errorf("docs/dependencies.md: %s is there twice", name)
			}
		}
	}
}

// What architecture_test.go says of a library is said of one that is there.
func TestTheHouseKnowsNoLibraryThatIsGone(t *testing.T) {
	used := requirements(t)
	named := slices.Clone(testsOnly)
	for _, r := range house {
		named = append(named, r.may...)
	}
	for _, name := range named {
		library := strings.Contains(strings.Split(name, "/")[0], ".")
		if library && !slices.Contains(used, name) {
			t.Errorf("architecture_test.go: go.mod does not require %s", name)
		}
	}
}

// pinned matches a program that `go run` or `go install` gets, with its version.
var pinned = regexp.MustCompile(`([a-z0-9-]+\.[a-z]+/\S+@v\S+)`)

// requirements returns the modules that go.mod requires directly.
func requirements(t *testing.T) []string {
	t.Helper()
	return matches(t, "go.mod", regexp.MustCompile(`(?m)^(?:require )?\s*(\S+\.\S+/\S+) v\S+$`))
}

// matches returns what the group of the pattern matches in a file.
func matches(t *testing.T, file string, pattern *regexp.Regexp) []string {
	t.Helper()
	var found []string
	for _, m := range pattern.FindAllStringSubmatch(read(t, file), -1) {
		found = append(found, m[1])
	}
	return found
}

// firstColumn returns the first cells of the table whose head begins with a word.
// A row with an empty cell, or with one more or less than the head, is a fault.
func firstColumn(t *testing.T, page, head string) []string {
	t.Helper()
	_, table, found := strings.Cut("\n"+page, "\n| "+head+" |")
	if !found {
		t.Fatalf("no table begins with | %s |", head)
	}
	table, _, _ = strings.Cut("| "+head+" |"+table, "\n\n")
	rows := strings.Split(strings.TrimSpace(table), "\n")
	var first []string
	for _, row := range rows[2:] {
		cells := cellsOf(row)
		if slices.Contains(cells, "") || len(cells) != len(cellsOf(rows[0])) {
			t.Errorf("the table %q has a row with other cells than its head: %s", head, row)
		}
		first = append(first, strings.Trim(cells[0], "`"))
	}
	return first
}

func cellsOf(row string) []string {
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(row, "| "), " |"), " | ")
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
