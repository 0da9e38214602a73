package longstop_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"testing"
)

// firstName matches a comment that begins with a name: in small letters, or with a
// capital inside.
var firstName = regexp.MustCompile(`^([a-z]\w*|[A-Z]+[a-z]\w*[A-Z]\w*)\b`)

// A declaration that is renamed easily keeps a comment with its former name.
func TestEveryCommentBeginsWithTheNameOfItsDeclaration(t *testing.T) {
	for _, s := range readAll(t) {
		misnamed(s, func(at token.Pos, name string) {
			t.Errorf("%s:%d: the comment begins with %s, which is not the name of what it stands above", s.path, s.fset.Position(at).Line, name)
		})
	}
}

func TestMisnamedCommentsAreFound(t *testing.T) {
	for code, want := range map[string]int{
		"// longest bounds a record.\nconst maxRecord = 1":             1,
		"// readSettings asks.\nfunc readPersistence() {}":             1,
		"type (\n\t// keyes are keys.\n\tkeys int\n)":                  1,
		"type a struct {\n\t// size is a length.\n\tlength int\n}":     1,
		"// b and c are limits.\nconst (\n\tb = 1\n\tc = 2\n)":         0,
		"// An email without a case.\nfunc none() {}":                  0,
		"// A comment about nothing.\n\n// d is a name.\nfunc d() {}":  0,
		"// TestOther kills a daemon.\nfunc TestThis(t *testing.T) {}": 1,
	} {
		found := 0
		misnamed(example("config/load.go", code), func(token.Pos, string) { found++ })
		if found != want {
			t.Errorf("found %d, want %d in:\n%s", found, want, code)
		}
	}
}

// misnamed reports each comment that begins with a name that its declaration does
// not declare.
func misnamed(s source, report func(at token.Pos, name string)) {
	check := func(doc *ast.CommentGroup, names ...*ast.Ident) {
		first := firstName.FindString(doc.Text())
		if first != "" && !slices.ContainsFunc(names, func(n *ast.Ident) bool { return n.Name == first }) {
			report(doc.Pos(), first)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			check(n.Doc, n.Name)
		case *ast.GenDecl:
			check(n.Doc, declared(n)...)
		case *ast.TypeSpec:
			check(n.Doc, n.Name)
		case *ast.ValueSpec:
			check(n.Doc, n.Names...)
		case *ast.Field:
			check(n.Doc, n.Names...)
		}
		return true
	})
}

// declared returns the names of a declaration.
func declared(d *ast.GenDecl) (names []*ast.Ident) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			names = append(names, spec.Name)
		case *ast.ValueSpec:
			names = append(names, spec.Names...)
		}
	}
	return names
}
