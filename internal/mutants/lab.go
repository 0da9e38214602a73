package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A mutant may send its test round in circles: after maxTest it is stopped, and killed
// if even that does not stop it. The tests of a whole room, untouched, may take longer.
const (
	maxTest = 20 * time.Second
	maxRoom = 2 * time.Minute
	grace   = 5 * time.Second
)

// lab builds and runs tests, untouched and mutated.
type lab struct {
	root, scratch string
	out           io.Writer
}

// verdict says what became of a mutant.
type verdict string

const (
	killed   verdict = "killed"
	survived verdict = "SURVIVED"
	broken   verdict = "BROKEN" // the table is at fault: it does not build, or no test ran
)

// untouched checks that every test of the mutants passes as long as nothing is broken:
// a test that fails anyway would kill whatever it is given.
func (l *lab) untouched(ctx context.Context, mutants []mutant) error {
	tests := map[string][]string{}
	for _, m := range mutants {
		tests[m.testRoom()] = append(tests[m.testRoom()], m.test)
	}
	for room, names := range tests {
		dir, err := os.MkdirTemp(l.scratch, "")
		if err != nil {
			return err
		}
		if output, err := l.build(ctx, room, dir); err != nil {
			return fmt.Errorf("build the tests of %s: %w\n%s", room, err, output)
		}
		output, err := l.test(ctx, room, dir, maxRoom, names...)
		if err != nil {
			return fmt.Errorf("%s, with nothing broken: %w\n%s", room, err, output)
		}
		for _, name := range names {
			if !strings.Contains(output, "--- PASS: "+name+" ") {
				return fmt.Errorf("%s: %s did not run", room, name)
			}
		}
	}
	return nil
}

// mutate takes the guard away and runs the test.
func (l *lab) mutate(ctx context.Context, m mutant) (verdict, string) {
	dir, overlay, err := l.overlay(m)
	if err != nil {
		return broken, err.Error()
	}
	defer os.RemoveAll(dir)
	if output, err := l.build(ctx, m.testRoom(), dir, "-overlay", overlay); err != nil {
		return broken, output + err.Error()
	}
	output, err := l.test(ctx, m.testRoom(), dir, maxTest, m.test)
	return judge(m.test, output, err), output
}

// judge says what the end of a mutant's test means. Only a test that ran can kill.
func judge(name, output string, err error) verdict {
	switch {
	case !strings.Contains(output, "=== RUN   "+name+"\n"):
		return broken
	case err != nil:
		return killed
	}
	return survived
}

// overlay writes the mutated file, and what the go command is to read it in place of.
func (l *lab) overlay(m mutant) (dir, file string, err error) {
	text, err := m.apply(l.root)
	if err != nil {
		return "", "", err
	}
	if dir, err = os.MkdirTemp(l.scratch, ""); err != nil {
		return "", "", err
	}
	mutated := filepath.Join(dir, filepath.Base(m.file))
	if err := os.WriteFile(mutated, []byte(text), 0o600); err != nil {
		return "", "", err
	}
	replace := map[string]map[string]string{"Replace": {filepath.Join(l.root, m.file): mutated}}
	data, err := json.Marshal(replace)
	if err != nil {
		return "", "", err
	}
	file = filepath.Join(dir, "overlay.json")
	return dir, file, os.WriteFile(file, data, 0o600)
}

const program = "room.test"

// build builds the tests of a room into dir, by itself, so that what does not build
// cannot look like a test that fails. Nobody debugs a mutant: without symbols it is
// linked sooner.
func (l *lab) build(ctx context.Context, room, dir string, flags ...string) (string, error) {
	args := append([]string{"test", "-c", "-ldflags=-s -w", "-o", filepath.Join(dir, program)}, flags...)
	cmd := exec.CommandContext(ctx, "go", append(args, "./"+room)...)
	cmd.Dir = l.root
	output, err := cmd.CombinedOutput()
	return string(output), err
}

// noFailFile is the flag by which a random test does not keep what it failed on, for
// the next run to begin with. Only programs with such tests know it.
const noFailFile = "rapid.nofailfile"

// test runs tests of a room from its directory, as the go command would. What they
// leave behind stays in dir.
func (l *lab) test(ctx context.Context, room, dir string, limit time.Duration, names ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, limit+grace)
	defer cancel()
	file := filepath.Join(dir, program)
	args := []string{"-test.v", "-test.run", "^(" + strings.Join(names, "|") + ")$", "-test.timeout", limit.String()}
	code, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if bytes.Contains(code, []byte(noFailFile)) {
		args = append(args, "-"+noFailFile)
	}
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Dir = filepath.Join(l.root, room)
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "PWD="+cmd.Dir)
	cmd.WaitDelay = time.Second
	output, err := cmd.CombinedOutput()
	return string(output), err
}
