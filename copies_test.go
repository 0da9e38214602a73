package longstop_test

import (
	"go/ast"
	"go/token"
	"slices"
)

// changedCopies finds methods that set a field of a receiver that is a copy. One
// that returns the copy is its own reason. A field of a field is left alone: what
// lies between may be a pointer.
func changedCopies(s source, report func(token.Pos, string)) {
	for _, decl := range s.file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Body == nil || len(f.Recv.List[0].Names) == 0 {
			continue
		}
		kind, isCopy := f.Recv.List[0].Type.(*ast.Ident)
		if !isCopy || returns(f, kind.Name) {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			var changed []ast.Expr
			switch n := n.(type) {
			case *ast.AssignStmt:
				changed = n.Lhs
			case *ast.IncDecStmt:
				changed = []ast.Expr{n.X}
			}
			for _, e := range changed {
				field, ok := e.(*ast.SelectorExpr)
				if !ok {
					continue
				}
				if of, ok := field.X.(*ast.Ident); ok && of.Name == f.Recv.List[0].Names[0].Name {
					report(e.Pos(), "changes its copy of the receiver")
				}
			}
			return true
		})
	}
}

func returns(f *ast.FuncDecl, kind string) bool {
	return f.Type.Results != nil && slices.ContainsFunc(f.Type.Results.List, func(r *ast.Field) bool {
		name, ok := r.Type.(*ast.Ident)
		return ok && name.Name == kind
	})
}
