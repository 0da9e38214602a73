package longstop_test

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"testing"
)

// docLink matches a link of a comment to something exported: [Name], [Type.Method],
// [room.Name].
var docLink = regexp.MustCompile(`\[\*?(?:([a-z]+)\.)?([A-Z]\w*(?:\.[A-Z]\w*)?)\]`)

// A link that leads nowhere is printed by go doc as it stands, in its brackets, and
// nothing says so.
func TestEveryLinkOfACommentLeadsToAName(t *testing.T) {
	code := slices.DeleteFunc(readAll(t), func(s source) bool { return s.test })
	names := exportedNames(code)
	found := 0
	for _, s := range code {
		for _, group := range s.file.Comments {
			for _, m := range docLink.FindAllStringSubmatch(group.Text(), -1) {
				in := s.room()
				if m[1] != "" {
					i := slices.IndexFunc(house, func(r room) bool { return path.Base(r.name) == m[1] })
					if i < 0 {
						continue // a library's, or the standard one
					}
					in = house[i].name
				}
				found++
				if !names[in+"."+m[2]] {
					t.Errorf("%s:%d: %s: the room %s has no such name", s.path, s.fset.Position(group.Pos()).Line, m[0], in)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no link was found")
	}
}

// exportedNames holds, as room.Name and room.Type.Name, what the code of the rooms
// declares.
func exportedNames(code []source) map[string]bool {
	names := map[string]bool{}
	for _, s := range code {
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[s.room()+"."+receiver(n)+n.Name.Name] = true
				return false
			case *ast.ValueSpec:
				for _, id := range n.Names {
					names[s.room()+"."+id.Name] = true
				}
			case *ast.TypeSpec:
				names[s.room()+"."+n.Name.Name] = true
				for _, member := range members(n.Type) {
					names[s.room()+"."+n.Name.Name+"."+member] = true
				}
			}
			return true
		})
	}
	return names
}

// receiver returns the type of a method with a full stop, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	name := ""
	ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name + "."
		}
		return true
	})
	return name
}

// members returns the fields of a struct, or the methods of an interface.
func members(of ast.Expr) (names []string) {
	var list *ast.FieldList
	switch of := of.(type) {
	case *ast.StructType:
		list = of.Fields
	case *ast.InterfaceType:
		list = of.Methods
	default:
		return nil
	}
	for _, f := range list.List {
		for _, id := range f.Names {
			names = append(names, id.Name)
		}
	}
	return names
}
