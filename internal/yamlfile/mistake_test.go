package yamlfile_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

// What is wrong and what would be right make one line, and can be told apart.
func TestMistakes(t *testing.T) {
	roles := []string{"police", "chair"}
	for _, tt := range []struct {
		m           yamlfile.Mistake
		line, right string
	}{
		{yamlfile.Wrong("%q is here twice", "a"), `"a" is here twice`, ""},
		{yamlfile.Wrong("is empty").Mend("write a name"), "is empty: write a name", "write a name"},
		{yamlfile.Wrong("%q is no role", "chiar").Meant("chiar", "Known", roles), `"chiar" is no role: did you mean "chair"? Known: chair, police`, `did you mean "chair"? Known: chair, police`},
		{yamlfile.Wrong("%q is no role", "x: use y").Meant("x: use y", "Known", roles), `"x: use y" is no role. Known: chair, police`, ""},
		{yamlfile.Wrong("%q is no role", "x").Meant("x", "Known", nil), `"x" is no role`, ""},
		{yamlfile.Wrong("is empty").Mend("write a name").In("in draft"), "in draft: is empty: write a name", "write a name"},
	} {
		e := yamlfile.Pos{Line: 1}.Mistake("a", "b", tt.m)
		if tt.m.Error() != tt.line || e.Error() != "a:1: b: "+tt.line || e.Right != tt.right {
			t.Errorf("got %q, what would be right is %q; want %q, %q", e, e.Right, tt.line, tt.right)
		}
	}
}

// parted is an error of a room that does not know this one.
type parted struct{}

func (parted) Error() string                      { return "too short; rather write more" }
func (parted) Parts() (wrong, link, right string) { return "too short", "; rather ", "write more" }

// short is a text that is never long enough.
type short string

func (s *short) UnmarshalText(b []byte) error {
	switch string(b) {
	case "parted":
		return parted{}
	case "mistake":
		return yamlfile.Wrong("too short").Mend("write more")
	}
	return errors.New("too short: write more")
}

// A type that reads itself says what would be right, and the decoder keeps it
// apart. Without a place, an error has the place of the value.
func TestMistakesOfTypes(t *testing.T) {
	for text, want := range map[string]string{
		"parted":  `a:1:7: text: too short; rather write more | too short | write more | form`,
		"mistake": `a:1:7: text: too short: write more | too short | write more | form`,
		"plain":   `a:1:7: text: too short: write more | too short: write more |  | form`,
	} {
		var out struct {
			Text short `yaml:"text"`
		}
		var all yamlfile.Errors
		if !errors.As(yamlfile.Decode("a", []byte("text: "+text), &out), &all) {
			t.Fatalf("%s: no mistake", text)
		}
		e := all[0]
		if got := fmt.Sprintf("%s | %s | %s | %s", e, e.Message, e.Right, e.Code); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// Addresses are hidden in both parts.
func TestMistakesHideAddresses(t *testing.T) {
	m := yamlfile.Wrong("%q is no role", "ann@scp.example").Mend("write chair, not ann@scp.example")
	if got := (yamlfile.Pos{}).Mistake("", "", m).Error(); got != `"…@…" is no role: write chair, not …@…` {
		t.Errorf("got %s", got)
	}
}
