package yamlfile_test

import (
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

func TestErrorForms(t *testing.T) {
	for want, e := range map[string]*yamlfile.Error{
		"a.yaml:3:7: people[2].id: is empty": yamlfile.Pos{Line: 3, Column: 7}.Errorf("a.yaml", "people[2].id", "is empty"),
		"a.yaml:3: is empty":                 yamlfile.Pos{Line: 3}.Errorf("a.yaml", "", "is empty"),
		"a.yaml: id: is empty":               yamlfile.Pos{}.Errorf("a.yaml", "id", "is empty"),
		"is empty":                           yamlfile.Pos{}.Errorf("", "", "is empty"),
	} {
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestErrorsHideAddresses(t *testing.T) {
	for written, want := range map[string]string{
		`found "ann@scp.example"`:             `found "…@…"`,
		`ann.smith+x@scp.example is wrong`:    `…@… is wrong`,
		`Ann <ann@scp.example>, b@c`:          `Ann <…@…>, …@…`,
		`redis://user:hunter2@host:6379 is`:   `redis://user:…@… is`,
		`@scp.example`:                        `…@…`,
		`at 10 o'clock`:                       `at 10 o'clock`,
		`"düty@sub.scp.example".`:             `"…@…".`,
		`"first\x00second@scp.example" twice`: `"…@…" twice`,
	} {
		if got := (yamlfile.Pos{}).Errorf("", "", "%s", written).Message; got != want {
			t.Errorf("%s is reported as %q, want %q", written, got, want)
		}
	}
}

func TestSort(t *testing.T) {
	at := func(file string, line, column int) *yamlfile.Error {
		return yamlfile.Pos{Line: line, Column: column}.Errorf(file, "", "x")
	}
	all := yamlfile.Errors{at("b", 9, 1), at("a", 2, 1), at("b", 1, 5), at("a", 1, 1), at("b", 1, 2)}
	all.Sort()
	const want = "b:1:2: x\nb:1:5: x\nb:9:1: x\na:1:1: x\na:2:1: x"
	if got := all.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPosOr(t *testing.T) {
	known, other := yamlfile.Pos{Line: 1, Column: 2}, yamlfile.Pos{Line: 3, Column: 4}
	if got := known.Or(other); got != known {
		t.Errorf("known.Or = %v", got)
	}
	if got := (yamlfile.Pos{}).Or(other); got != other {
		t.Errorf("unknown.Or = %v", got)
	}
}
