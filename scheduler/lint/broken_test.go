package lint_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/procedure"
)

// slip is a way of breaking a file. Each text that it makes is wrong by
// construction; those of a harmless slip mean the same as the file. No slip makes
// another sound procedure: fifteen days for ten is wrong only to somebody who
// knows the guidance.
type slip struct {
	name     string
	harmless bool
	meant    bool // the error says what was meant
	texts    func(original) []made
}

// original is a file that is broken in many ways.
type original struct {
	name, text string
	library    *procedure.Library
	proc       *procedure.Procedure
	findings   []string // what the lint finds in it as it is
}

// The fates of a broken file.
const (
	located  = "error, with line and column"
	lineOnly = "error, with its line"
	whole    = "error, about the whole file"
	finding  = "finding of the lint"
	same     = "means the same"
	silent   = "loaded with another meaning"
)

// Broken procedures by the thousand: each gives an error that says where, or a
// finding, or means exactly what the procedure meant. None loads silently with
// another meaning, and none panics.
func TestBrokenProcedures(t *testing.T) {
	const maxTexts = 4 // of one slip in one file, spread over it
	var all tally
	t.Cleanup(func() {
		t.Logf("%d broken procedures: %v", all.total, all.became)
		if all.total < 2000 {
			t.Errorf("only %d procedures were broken", all.total)
		}
	})
	for _, o := range originals(t) {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range slips {
				for _, make := range spread(s.texts(o), maxTexts) {
					all.count(o.try(t, s, make()))
				}
			}
		})
	}
}

// tally counts the fates of files that are tried side by side.
type tally struct {
	sync.Mutex
	became map[string]int
	total  int
}

func (y *tally) count(became string) {
	y.Lock()
	defer y.Unlock()
	if y.became == nil {
		y.became = map[string]int{}
	}
	y.became[became]++
	y.total++
}

// try fails the test if a slip went by unseen, and returns its fate.
func (o original) try(t *testing.T, s slip, text string) string {
	t.Helper()
	became, said := o.judge(t, text)
	unasked := s.meant && became == located && !corrects.MatchString(said)
	if became == silent || became == whole || s.harmless && became != same || unasked {
		t.Errorf("%s: %s\n%s\n%s", s.name, became, said, changed(o.text, text))
	}
	return became
}

// Every slip breaks something: one without a place in any file tests nothing.
func TestSlipsBreakSomething(t *testing.T) {
	list := originals(t)
	for _, s := range slips {
		if !slices.ContainsFunc(list, func(o original) bool { return len(s.texts(o)) > 0 }) {
			t.Errorf("%s: finds no place in any file", s.name)
		}
	}
}

func originals(t *testing.T) (out []original) {
	t.Helper()
	relaxation, err := procedure.LoadFS(os.DirFS("../procedure/testdata/relaxation"))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []struct {
		dir     fs.FS
		library *procedure.Library
	}{{shippedFiles(t), procedure.Shipped()}, {os.DirFS("../procedure/testdata/relaxation"), relaxation}} {
		names, err := fs.Glob(from.dir, "*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(from.dir, name)
			if err != nil {
				t.Fatal(err)
			}
			o := original{name: name, text: string(data), library: from.library}
			if o.proc, err = o.library.Load(name, data); err != nil {
				t.Fatal(err)
			}
			o.findings = o.linted(t, o.proc, o.text)
			out = append(out, o)
		}
	}
	return out
}

// linted returns findings without their places: another line is no other finding.
func (o original) linted(t *testing.T, p *procedure.Procedure, text string) (out []string) {
	t.Helper()
	places, err := procedure.ReadText(o.name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range lint.Procedure(p, lint.Context{Calendar: plantest.England(), Text: places, Parent: p.Parent()}) {
		out = append(out, fmt.Sprint(f.Kind, " ", f.Field, " ", f.Message))
	}
	return out
}

var corrects = regexp.MustCompile(`did you mean|in lower case|for example`)

var place = regexp.MustCompile(`^[a-z0-9-]+\.yaml:\d+(:\d+)?: `)

// judge returns the fate of a text, and the message about it.
func (o original) judge(t *testing.T, text string) (became, said string) {
	p, err := o.library.Load(o.name, []byte(text))
	if err != nil {
		became = located
		for line := range strings.SplitSeq(err.Error(), "\n") {
			switch at := place.FindStringSubmatch(line); {
			case at == nil:
				return whole, err.Error()
			case at[1] == "":
				became = lineOnly
			}
		}
		return became, err.Error()
	}
	if bytes.Equal(procedure.Print(o.proc), procedure.Print(p)) {
		return same, "it loads"
	}
	for _, f := range o.linted(t, p, text) {
		if !slices.Contains(o.findings, f) {
			return finding, f
		}
	}
	return silent, "it loads, and the lint finds nothing"
}

// spread returns at most n elements of a list, from all over it.
func spread[T any](list []T, n int) []T {
	if len(list) <= n {
		return list
	}
	out := make([]T, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// changed shows the first line that differs.
func changed(before, after string) string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d, was: %s\nline %d, now: %s", i+1, a[i], i+1, b[i])
		}
	}
	return fmt.Sprintf("%d lines of %d", len(b), len(a))
}
