package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The table rots when the code is changed and the table is not. That is noticed at
// once, without running a mutant.
func TestEveryMutantFitsTheCode(t *testing.T) {
	if err := check("../..", table()); err != nil {
		t.Error(err)
	}
	if n := len(table()); n < 40 {
		t.Errorf("there are %d mutants, want 40 or more", n)
	}
}

func TestMutantsThatDoNotFitAreFound(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a.go": "package a\n\nfunc f() int {\n\treturn 1\n}\n", "a.lua": "one one",
		"a_test.go": "package a\n\nfunc TestF(t *testing.T) {}\nfunc TestFar(t *testing.T) {}\n",
	} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	good := mutant{name: "good", file: "a.go", old: "return 1", by: "return 2", test: "TestF"}
	if err := check(root, []mutant{good}); err != nil {
		t.Errorf("one that fits: %v", err)
	}
	for _, c := range []struct {
		want  string
		spoil func(*mutant)
	}{
		{"0 times", func(m *mutant) { m.old = "return 3" }},
		{"2 times", func(m *mutant) { m.file, m.old = "a.lua", "one" }},
		{"no such file", func(m *mutant) { m.file = "b.go" }},
		{"changes nothing", func(m *mutant) { m.by = m.old }},
		{"no Go", func(m *mutant) { m.by = "return (" }},
		{"no test", func(m *mutant) { m.test = "TestFa" }},
		{"no test", func(m *mutant) { m.room = "elsewhere" }},
		{"name is taken", func(m *mutant) { m.name = "good" }},
	} {
		bad := good
		bad.name = "bad"
		c.spoil(&bad)
		if err := check(root, []mutant{good, bad}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want an error with %q", bad, err, c.want)
		}
	}
}

// A mutant is killed by its own test and by nothing else.
func TestVerdicts(t *testing.T) {
	failed := errors.New("exit status 1")
	for _, c := range []struct {
		output string
		err    error
		want   verdict
	}{
		{"=== RUN   TestF\n--- PASS: TestF (0.00s)\nPASS\n", nil, survived},
		{"=== RUN   TestF\n--- FAIL: TestF (0.00s)\nFAIL\n", failed, killed},
		{"=== RUN   TestF\npanic: test timed out after 1m0s\n", failed, killed},
		{"testing: warning: no tests to run\nPASS\n", nil, broken},
		{"panic: before any test\n", failed, broken},
		{"=== RUN   TestFar\n--- FAIL: TestFar (0.00s)\nFAIL\n", failed, broken},
	} {
		if got := judge("TestF", c.output, c.err); got != c.want {
			t.Errorf("%q: %s, want %s", c.output, got, c.want)
		}
	}
}
