package lint_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A role that a partnership gives to nobody is a finding if it has something to
// do, and only then.
func TestVacantRoles(t *testing.T) {
	in := lint.Context{Vacant: map[string][]string{
		"bscp": {"chair", "agency-lead/police"}, "abc": {"author"},
	}}
	want := []string{
		"vacant-role at roles.chair: nobody holds chair in bscp: the backstop is told instead",
		"vacant-role at roles.agency-lead: nobody holds agency-lead/police in bscp: the backstop is told instead",
	}
	if diff := cmp.Diff(want, linted(t, local(""), in)); diff != "" {
		t.Errorf("-want +got: %s", diff)
	}
}

// A duty can never be in force if it applies only from a day on which cases have
// the next edition.
func TestADutyThatIsNeverInForce(t *testing.T) {
	edition := func(day string) *procedure.Procedure {
		p, err := procedure.Shipped().Load("next.yaml", local("edition: "+day))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	in := lint.Context{Editions: []*procedure.Procedure{edition("2024-06-01"), edition("2026-04-01"), edition("2027-04-01")}}
	for _, tt := range []struct{ milestone, want string }{
		{"m: 5 days after aware; from: 2026-04-01", "unreachable at milestones.m.from: can never open: it applies to what happens from Wed 1 April 2026 on, and from Wed 1 April 2026 on a case has the next edition"},
		{"m: 5 days after aware; from: 2026-03-31", ""},
		{"m: 5 days after notify; from: 2026-04-01", ""}, // done when a case is old already
		{"m: 5 days after aware", ""},
	} {
		if got := linted(t, local(tt.milestone), in); !matches(got, tt.want) {
			t.Errorf("%s: found %s, want %s", tt.milestone, got, tt.want)
		}
	}
}

// A fault of the parent is reported for the parent. One that arises only here is
// reported here, at the line that inherits.
func TestFindingsOfWhatIsInherited(t *testing.T) {
	parent, err := procedure.LoadFS(files("local.yaml", local("m: between 7 and 13 working days after invited; within: a\na: 20 working days after aware\nn: 5 days after aware; ladder: []")))
	if err != nil {
		t.Fatal(err)
	}
	child := []byte(`id: child
title: A child
document: The child's guidance
edition: 2025-02-01
inherits: local
milestones:
  a: {title: It, due: 15 working days after aware, owner: owner, source: {section: "2", text: It.}}
`)
	p, err := parent.Load("child.yaml", child)
	if err != nil {
		t.Fatal(err)
	}
	in := lint.Context{Calendar: plantest.England()}
	if in.Text, err = procedure.ReadText("child.yaml", child); err != nil {
		t.Fatal(err)
	}
	if in.Parent, err = parent.Latest("local"); err != nil {
		t.Fatal(err)
	}
	found := lint.Procedure(p, in)
	const want = "inherited from local: can end 3 days after a"
	if len(found) != 1 || !strings.HasPrefix(found[0].Message, want) || found[0].Line != 5 || found[0].Column != 11 {
		t.Errorf("found %+v, want %q at 5:11", found, want)
	}
}

// A decision with too many others before it for all ways to be tried is taken to
// open, and the lint ends in good time.
func TestManyDecisions(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "d%d: 5 days after aware; outcomes: [a, b, c]; when: %s\n", i+1, map[bool]string{true: "decide is review", false: fmt.Sprintf("d%d is a or b", i)}[i == 0])
	}
	if got := linted(t, local(text.String()), lint.Context{}); len(got) > 0 {
		t.Errorf("found %s", got)
	}
}

// A file of ours that somebody has altered and that still loads can be linted, and
// every finding has a kind, a severity and a place.
func TestLintOfMutations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	names, err := fs.Glob(shippedFiles(t), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	loaded := 0
	for i := range 270 {
		data, err := fs.ReadFile(shippedFiles(t), names[i%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		data = mutate(r, data)
		p, err := procedure.Shipped().Load("mutant.yaml", data)
		if err != nil {
			continue
		}
		loaded++
		in := lint.Context{Calendar: plantest.England(), Editions: []*procedure.Procedure{p}}
		if in.Text, err = procedure.ReadText("mutant.yaml", data); err != nil {
			t.Fatalf("loads, and has no places: %v", err)
		}
		for _, f := range lint.Procedure(p, in) {
			if f.Kind.Severity() == "" || f.Line == 0 || f.Message == "" || f.Right == "" {
				t.Errorf("%s: not all is said in %+v", names[i%len(names)], f)
			}
		}
	}
	if loaded < 100 {
		t.Errorf("only %d of the mutants load: they test too little", loaded)
	}
}

// mutate drops lines, and puts values and words of other lines in their place, as
// a hand that copies would.
func mutate(r *rand.Rand, data []byte) []byte {
	lines := bytes.Split(data, []byte("\n"))
	for range 1 + r.IntN(2) {
		i, k := r.IntN(len(lines)), r.IntN(len(lines))
		switch r.IntN(4) {
		case 0:
			lines = append(lines[:i:i], lines[i+1:]...)
		case 1:
			if key, _, ok := bytes.Cut(lines[i], []byte(": ")); ok {
				if other, value, also := bytes.Cut(lines[k], []byte(": ")); also && bytes.Equal(key, other) {
					lines[i] = append(append(bytes.Clone(key), ": "...), value...)
				}
			}
		default:
			words, others := bytes.Fields(lines[i]), bytes.Fields(lines[k])
			if len(words) > 1 && len(others) > 1 {
				lines[i] = bytes.Replace(lines[i], words[r.IntN(len(words))], others[r.IntN(len(others))], 1)
			}
		}
	}
	return bytes.Join(lines, []byte("\n"))
}

func files(name string, data []byte) fs.FS { return fstest.MapFS{name: {Data: data}} }
