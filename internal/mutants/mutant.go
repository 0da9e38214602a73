package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// mutant is one guard taken out of one file, and the test that must notice.
type mutant struct {
	name string // what goes wrong, in a few words with hyphens
	file string // from the root of the repository
	old  string // the guard: its text is in the file exactly once
	by   string // what stands there instead
	room string // the directory of the test; empty: that of the file
	test string // the name of a test function, and of no more than that
}

// testRoom returns the directory of the test.
func (m mutant) testRoom() string {
	if m.room != "" {
		return m.room
	}
	return path.Dir(m.file)
}

// apply returns the file without the guard.
func (m mutant) apply(root string) (string, error) {
	data, err := os.ReadFile(filepath.Join(root, m.file))
	if err != nil {
		return "", err
	}
	text := string(data)
	switch n := strings.Count(text, m.old); {
	case m.old == m.by:
		return "", errors.New("it changes nothing")
	case n != 1:
		return "", fmt.Errorf("its text is in %s %d times, want once:\n%s", m.file, n, m.old)
	}
	text = strings.Replace(text, m.old, m.by, 1)
	if path.Ext(m.file) == ".go" {
		if _, err := parser.ParseFile(token.NewFileSet(), m.file, text, parser.SkipObjectResolution); err != nil {
			return "", fmt.Errorf("it is no Go any more: %w", err)
		}
	}
	return text, nil
}

// check returns what is wrong with a table: it rots when the code is changed.
func check(root string, table []mutant) error {
	var faults []error
	seen, tests := map[string]bool{}, map[string]string{}
	for _, m := range table {
		fault := func(err error) { faults = append(faults, fmt.Errorf("mutant %s: %w", m.name, err)) }
		if seen[m.name] {
			fault(errors.New("its name is taken"))
		}
		seen[m.name] = true
		if _, err := m.apply(root); err != nil {
			fault(err)
		}
		room := m.testRoom()
		if _, ok := tests[room]; !ok {
			tests[room] = testsOf(filepath.Join(root, room))
		}
		if !strings.Contains(tests[room], " "+m.test+" ") {
			fault(fmt.Errorf("there is no test %q in %s", m.test, room))
		}
	}
	return errors.Join(faults...)
}

var testFunction = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)

// testsOf returns the names of the tests in a directory, with a space before and after
// each.
func testsOf(dir string) string {
	files, _ := filepath.Glob(filepath.Join(dir, "*_test.go")) // the pattern is sound
	names := " "
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // then its tests are missing, which is reported
		}
		for _, found := range testFunction.FindAllStringSubmatch(string(data), -1) {
			names += found[1] + " "
		}
	}
	return names
}
