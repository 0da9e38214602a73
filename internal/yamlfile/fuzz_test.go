package yamlfile_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/internal/yamlfile"
)

// plain is a form that the YAML library can write again.
type plain struct {
	Name  string              `yaml:"name,omitempty"`
	Count int                 `yaml:"count,omitempty"`
	On    bool                `yaml:"on,omitempty"`
	Tags  []string            `yaml:"tags,omitempty"`
	Roles map[string][]string `yaml:"roles,omitempty"`
	Pair  *struct {
		From string `yaml:"from"`
		To   string `yaml:"to"`
	} `yaml:"pair,omitempty"`
}

// FuzzDecode feeds Decode with anything, which must not panic. What it reads can
// be written and read again, and what it refuses has located mistakes that quote
// no address.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		"name: no\ncount: 12\non: true\ntags: [012, ~]\nroles: {a: [b]}\npair: {from: 1, to: 2}\n",
		"name: *x", "a: &a [*a]", "name: !!str x", "? a\n: b", "---\n---\n", "%YAML 1.1\n---\na: b",
		"name: |\n  x\n  y\n", "name: >-\n x", "{name: \"\\x07\"}", "count: ann@scp.example", "ann@x: 1", "\ufeffname: x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var first, second plain
		if err := yamlfile.Decode("f.yaml", []byte(text), &first); err != nil {
			located(t, err)
			return
		}
		again, err := yaml.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(string(again)) == "{}" {
			return
		}
		if err := yamlfile.Decode("g.yaml", again, &second); err != nil {
			t.Fatalf("%q written as %q: %v", text, again, err)
		}
		if diff := cmp.Diff(first, second, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q written as %q:\n%s", text, again, diff)
		}
	})
}

func located(t *testing.T, err error) {
	t.Helper()
	var all yamlfile.Errors
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("not Errors: %v", err)
	}
	for _, e := range all {
		whole := e.Message == "is empty" || e.Message == "is larger than 1 MiB"
		if e.File != "f.yaml" || e.Line < 1 && !whole {
			t.Errorf("without a place: %+v", e)
		}
		if strings.Contains(strings.ReplaceAll(e.Error(), "…@…", ""), "@") || !utf8.ValidString(e.Error()) {
			t.Errorf("repeats an address, or is no text: %q", e)
		}
	}
}
