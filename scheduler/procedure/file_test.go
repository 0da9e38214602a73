package procedure

import (
	"go/ast"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Each key that a mistake can be about has the place of that key.
func TestPlacesOfKeys(t *testing.T) {
	const text = `id: p
title: P
document: D
edition: 2026-01-01
milestones:
  it:
    title: It
    due: 5 days after aware
    owner: chair
    copy: [chair]
    when: asked is yes
    from: 2026-01-01
    follows: a
    within: b
    done-by: c
    ended-by: d
    delegated: {to: chair, until-missed: e}
    source: {section: "1"}
`
	f, err := parseFile("p.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var places Places
	if err := yamlfile.Decode("p.yaml", []byte(text), &places); err != nil {
		t.Fatal(err)
	}
	keys := []key{dueKey, ownerKey, copyKey, whenKey, fromKey, followsKey, withinKey, delegatedKey, doneByKey, endedByKey}
	for _, k := range keys {
		at, want := k.at(&f.Milestones[0].Value), places["milestones.it."+k.name]
		if at.IsZero() || at.Line != want.Line {
			t.Errorf("%s is at %v, want %v", k.name, at, want)
		}
	}
	declared := 0
	inspect(t, func(n ast.Node) {
		if c, ok := n.(*ast.CompositeLit); ok {
			if of, ok := c.Type.(*ast.Ident); ok && of.Name == "key" {
				declared++
			}
		}
	})
	if declared != len(keys) {
		t.Errorf("there are %d keys, and the test knows %d", declared, len(keys))
	}
}
