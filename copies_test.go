package longstop_test

import (
	"go/ast"
	"go/token"
	"slices"
)

// changedCopies finds methods that set a field of a receiver that is a copy. One
// that returns the copy is its own reason.
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
				if field, ok := e.(*ast.SelectorExpr); ok && root(field) == f.Recv.List[0].Names[0].Name {
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

// root is the variable in which a field lies, or in which the field does that has it.
func root(field *ast.SelectorExpr) string {
	switch x := field.X.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return root(x)
	}
	return ""
}
