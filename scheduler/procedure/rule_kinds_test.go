package procedure

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
)

// nature is what a rule says of itself.
type nature struct {
	rule        string
	duty        Duty
	way         string // the method of a reckoner that is for it
	back, hours bool
}

// natures has every kind of rule and every duty: the tests fail where one is
// added to the language and not here.
var natures = []nature{
	{"15 working days after aware", Limit, "counted", false, false},
	{"48 hours after aware", Limit, "counted", false, true},
	{"1 hour before publication", Limit, "counted", true, true},
	{"on 14 days after the deadline of chronology", Limit, "counted", false, false},
	{"5 days after hour-of-death", Limit, "counted", false, false},
	{"between 7 and 13 working days after aware", Limit, "counted", false, false},
	{"between 1 and 2 weeks before publication", Limit, "counted", true, false},
	{"between 2 and 4 hours after aware", Limit, "counted", false, true},
	{"day 9 counting aware as day 1", Limit, "counted", false, false},
	{"the same day as aware", Limit, "counted", false, false},
	{"the earlier of 7 days after aware and 7 days before publication", Limit, "either", false, false},
	{"the later of 7 days before aware and 2 hours before publication", Limit, "either", true, true},
	{"the date in the letter sent within the first hour", Appointment, "set", false, false},
	{"promptly after aware or hour-of-death", Prompt, "promptly", false, false},
	{"keep at least 12 months after publication", KeepAtLeast, "counted", false, false},
	{"keep at most 6 months after publication", KeepUntil, "counted", false, false},
	{"keep exactly 72 hours after publication", KeepUntil, "counted", false, true},
}

var duties = []struct {
	duty                Duty
	lasts, canBeOverdue bool
}{
	{Limit, false, true},
	{Appointment, false, true},
	{Prompt, false, false},
	{KeepAtLeast, true, false},
	{KeepUntil, true, true},
}

// ways is a reckoner that says which of its methods was called.
type ways struct{}

func (ways) Counted(Counted) string   { return "counted" }
func (ways) Either(Either) string     { return "either" }
func (ways) Set(Set) string           { return "set" }
func (ways) Promptly(Promptly) string { return "promptly" }

func TestNatureOfRules(t *testing.T) {
	kinds := map[string]bool{}
	for _, n := range natures {
		r, err := ParseRule(n.rule)
		if err != nil {
			t.Fatal(err)
		}
		kinds[reflect.TypeOf(r).Name()] = true
		if r.Duty() != n.duty || r.Back() != n.back || r.InHours() != n.hours {
			t.Errorf("%s: duty %d, back %v, in hours %v", r, r.Duty(), r.Back(), r.InHours())
		}
		if way := Reckon[string](r, ways{}); way != n.way {
			t.Errorf("%s is reckoned as %s", r, way)
		}
		if c, ok := r.(Counted); ok != (n.way == "counted") || ok && !counts(t, c) {
			t.Errorf("%s: counted %v, or it comes to no date", r, ok)
		}
	}
	for _, kind := range kindsOfRules(t) {
		if !kinds[kind] {
			t.Errorf("nothing is said of the nature of %s", kind)
		}
	}
}

// counts says whether a rule has a date, and one that is later without Back.
func counts(t *testing.T, c Counted) bool {
	t.Helper()
	from := calendar.Instant(calendar.NewDate(2026, 6, 3).At(10, 0, 0))
	earliest, due, err := c.Count(calendar.For(calendar.EnglandAndWales), from)
	return err == nil && !due.Date.IsZero() && due.At.Before(from.Clock) == c.Back() && earliest.Date <= due.Date
}

func TestDuties(t *testing.T) {
	for _, d := range duties {
		if d.duty.Lasts() != d.lasts || d.duty.CanBeOverdue() != d.canBeOverdue {
			t.Errorf("%d: lasts %v, can be overdue %v", d.duty, d.duty.Lasts(), d.duty.CanBeOverdue())
		}
		if !slices.ContainsFunc(natures, func(n nature) bool { return n.duty == d.duty }) {
			t.Errorf("no rule has the duty %d", d.duty)
		}
	}
	if n := len(constantsOf(t, "Duty")); n != len(duties) {
		t.Errorf("there are %d duties, and the test knows %d", n, len(duties))
	}
}

// Every unit that a period can have is in the order of periods.
func TestEveryUnitLasts(t *testing.T) {
	for _, u := range units {
		if about(calendar.Period{N: 1, Unit: u}) <= 0 {
			t.Errorf("a period in %ss lasts no time", u)
		}
	}
}

// kindsOfRules lists the types that implement Rule.
func kindsOfRules(t *testing.T) (kinds []string) {
	t.Helper()
	inspect(t, func(n ast.Node) {
		if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name == "sealed" {
			kinds = append(kinds, f.Recv.List[0].Type.(*ast.Ident).Name)
		}
	})
	if len(kinds) < 8 {
		t.Fatalf("only %d kinds of rules were found: %v", len(kinds), kinds)
	}
	return kinds
}

// constantsOf lists the constants that are declared in one block with a type.
func constantsOf(t *testing.T, kind string) (names []string) {
	t.Helper()
	inspect(t, func(n ast.Node) {
		d, ok := n.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			return
		}
		if of, ok := d.Specs[0].(*ast.ValueSpec).Type.(*ast.Ident); !ok || of.Name != kind {
			return
		}
		for _, s := range d.Specs {
			for _, name := range s.(*ast.ValueSpec).Names {
				names = append(names, name.Name)
			}
		}
	})
	return names
}

// inspect walks over the code of the package, without its tests.
func inspect(t *testing.T, visit func(ast.Node)) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := goparser.ParseFile(token.NewFileSet(), name, nil, goparser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool { visit(n); return true })
	}
}
