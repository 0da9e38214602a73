package longstop_test

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// The calendar rests on nothing of ours, so it has its own words for what it counts.
var withWords = []string{"calendar", "internal/words"}

func ownWords(s source, report func(token.Pos, string)) {
	if s.test || slices.Contains(withWords, s.room()) {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind == token.STRING && strings.Contains(n.Value, "%ss") {
				report(n.Pos(), "makes a plural of its own")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "ReplaceAll" && len(n.Args) == 3 && isLiteral(n.Args[1], "-") && isLiteral(n.Args[2], " ") {
				report(n.Pos(), "turns an id into words")
			}
		}
		return true
	})
}

func isLiteral(n ast.Expr, text string) bool {
	lit, ok := n.(*ast.BasicLit)
	return ok && lit.Value == strconv.Quote(text)
}
