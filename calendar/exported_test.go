package calendar_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rooms are the packages that a stranger can import, by the folder of each.
var rooms = map[string]string{"calendar": ".", "feed": "feed"}

// exported are the names that the rooms export, as "calendar.New".
type exported struct{ functions, types, variables []string }

func readExported(t *testing.T) (out exported) {
	t.Helper()
	for room, folder := range rooms {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", folder, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				out.add(room+".", decl)
			}
		}
	}
	for _, names := range [][]string{out.functions, out.types, out.variables} {
		slices.Sort(names)
	}
	return out
}

func (e *exported) add(room string, decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil && d.Name.IsExported() {
			e.functions = append(e.functions, room+d.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					e.types = append(e.types, room+s.Name.Name)
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if d.Tok == token.VAR && name.IsExported() {
						e.variables = append(e.variables, room+name.Name)
					}
				}
			}
		}
	}
}

// A variable can be assigned by anybody who imports the package. Go has no other
// form for an error that is told apart by errors.Is.
func TestNoVariableIsExportedButErrors(t *testing.T) {
	for _, name := range readExported(t).variables {
		if _, variable, _ := strings.Cut(name, "."); !strings.HasPrefix(variable, "Err") {
			t.Errorf("%s is a variable: make it a function or a constant", name)
		}
	}
}
