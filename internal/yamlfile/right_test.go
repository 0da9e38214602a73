package yamlfile_test

import (
	"errors"
	"fmt"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/internal/yamlfile"
)

// stranger knows what would be right, in a room that does not know this one.
type stranger struct{}

func (stranger) Error() string { return "is no day: write one" }

func (stranger) Correction() (problem, right string) { return "is no day", "write one" }

// What would be right is told apart, and the sentence holds both.
func TestWhatWouldBeRight(t *testing.T) {
	for _, c := range []struct {
		e                    *yamlfile.Error
		text, message, right string
	}{
		{yamlfile.Pos{}.Errorf("", "", "is %s", "empty"), "is empty", "is empty", ""},
		{yamlfile.Pos{}.Errorf("", "", "is empty%s", yamlfile.Instead("", "write it")), "is empty: write it", "is empty", "write it"},
		{yamlfile.Pos{}.Errorf("", "", "is empty%s", yamlfile.Instead("it wants ", "a day")), "is empty: it wants a day", "is empty", "a day"},
		{yamlfile.Pos{}.Errorf("", "", "in %s: %v", "meet", stranger{}), "in meet: is no day: write one", "in meet: is no day", "write one"},
		{
			yamlfile.Pos{}.Errorf("", "", "%v", yamlfile.Wrong(errors.New("is empty"), yamlfile.Instead("", "write to ann@scp.example"))),
			"is empty: write to …@…", "is empty", "write to …@…",
		},
		{
			yamlfile.Pos{}.Errorf("", "", "%q is no role%s", "chiar", yamlfile.Meant("chiar", "Roles", []string{"chair", "bm"})),
			`"chiar" is no role: did you mean "chair"? Roles: bm, chair`, `"chiar" is no role`, `did you mean "chair"? Roles: bm, chair`,
		},
		{
			yamlfile.Pos{}.Errorf("", "", "%v", yamlfile.Wrong(fmt.Errorf("%q is no role", "x: use y"), yamlfile.Meant("x: use y", "Roles", []string{"chair"}))),
			`"x: use y" is no role. Roles: chair`, `"x: use y" is no role. Roles: chair`, "",
		},
		{yamlfile.Pos{}.Errorf("", "", "%q is no role%s", "x", yamlfile.Meant("x", "Roles", nil)), `"x" is no role`, `"x" is no role`, ""},
		{&yamlfile.Error{Message: "is empty"}, "is empty", "is empty", ""},
	} {
		if got := c.e.Error(); got != c.text || c.e.Message != c.message || c.e.Right != c.right {
			t.Errorf("got %q, %q and %q\nwant %q, %q and %q", got, c.e.Message, c.e.Right, c.text, c.message, c.right)
		}
	}
}

var errKind = errors.New("of some kind")

// own reads itself, and is always wrong.
type own struct{}

func (*own) UnmarshalYAML(*yaml.Node) error {
	e := yamlfile.Pos{}.Errorf("", "inner", "is empty%s", yamlfile.Instead("", "write it"))
	e.Cause = errKind
	return e
}

// What a type that reads itself says of a mistake stays, beside its place.
func TestMistakesOfTypesThatReadThemselves(t *testing.T) {
	var out struct {
		Field own `yaml:"field"`
	}
	err := yamlfile.Decode("a.yaml", []byte("field: x\n"), &out)
	var e *yamlfile.Error
	if !errors.As(err, &e) || e.Error() != "a.yaml:1:8: field.inner: is empty: write it" || e.Message != "is empty" || e.Right != "write it" || !errors.Is(err, errKind) {
		t.Errorf("got %v (%+v)", err, e)
	}
}
