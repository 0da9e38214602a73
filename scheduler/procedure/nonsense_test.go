package procedure_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/longstop/longstop/scheduler/procedure"
)

// No text, however deep, uses up the stack: that could not be recovered from.
func TestRulesInRulesInRules(t *testing.T) {
	nested := func(n int) string {
		return strings.Repeat("the earlier of ", n) + "1 day after a" + strings.Repeat(" and 1 day after b", n)
	}
	if r, err := procedure.ParseRule(nested(64)); err != nil || r.String() != nested(64) || len(r.Anchors()) != 65 {
		t.Errorf("64 deep: %v", err)
	}
	if _, err := procedure.ParseRule("the later of " + nested(63) + " and " + nested(63)); err != nil {
		t.Errorf("64 deep on both sides: %v", err)
	}
	if _, err := procedure.ParseRule(nested(65)); err == nil || !strings.HasSuffix(err.Error(), ": expected rules no more than 64 deep in one another") {
		t.Errorf("65 deep: %v", err)
	}
}

// What nobody has filled is empty, and nothing breaks.
func TestNothing(t *testing.T) {
	library := &procedure.Library{}
	_, latest := library.Latest("p")
	_, inForce := library.InForce("p", 0)
	_, found := library.Find("", "")
	_, editions := library.Editions("p")
	for _, err := range []error{latest, inForce, found, editions} {
		if err == nil {
			t.Error("an empty library has a procedure")
		}
	}
	if n := len(library.IDs()) + len(library.Choices("p")) + len(library.With(nil).IDs()); n != 0 {
		t.Errorf("an empty library has %d things", n)
	}
	if l, err := library.Extend(fstest.MapFS{}, ""); err != nil || len(l.IDs()) != 0 {
		t.Errorf("an empty folder: %v", err)
	}
	for _, read := range []func(string) error{
		func(s string) error { _, err := procedure.ParseRule(s); return err },
		func(s string) error { _, err := procedure.ParsePeriod(s); return err },
		func(s string) error { _, err := procedure.ParseCondition(s); return err },
		func(s string) error { _, err := library.Load(s, []byte(s)); return err },
	} {
		for _, s := range []string{"", " ", "\x00", "after", "day", "setting", "is", "\xff"} {
			if read(s) == nil {
				t.Errorf("%q is read", s)
			}
		}
	}
	p := &procedure.Procedure{}
	if c := procedure.Compare(p, p); len(c.Names)+len(c.Same) > 0 || string(procedure.Print(p)) != "milestones: {}\n" {
		t.Errorf("of an empty procedure: %v, %s", c, procedure.Print(p))
	}
	if settled, err := p.With(nil); settled != p || err != nil {
		t.Errorf("without settings there is nothing to choose: %v", err)
	}
}
