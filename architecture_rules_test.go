package longstop_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// --- what the rules look for ---

func roomOf(s source) *room {
	i := slices.IndexFunc(house, func(r room) bool { return r.name == s.room() })
	if i < 0 {
		return nil
	}
	return &house[i]
}

func strangers(s source, report func(token.Pos, string)) {
	r := roomOf(s)
	if s.test || r == nil {
		return // tests may use what they need
	}
	for _, spec := range s.file.Imports {
		imported := strings.TrimPrefix(importPath(spec), module)
		if !admits(*r, imported) {
			report(spec.Pos(), fmt.Sprintf("%s imports %s (%s)", r.name, imported, r.reason))
		}
	}
}

func admits(r room, imported string) bool {
	within := func(name string) bool { return imported == name || strings.HasPrefix(imported, name+"/") }
	switch {
	case !slices.Contains(testRooms, r.name) && slices.ContainsFunc(testsOnly, within):
		return false
	case isRoom(imported):
		return slices.Contains(r.may, imported) || slices.Contains(r.may, everything)
	case strings.Contains(strings.Split(imported, "/")[0], "."):
		return slices.ContainsFunc(r.may, within) || slices.Contains(r.may, everything)
	}
	return !slices.Contains(r.mayNot, imported)
}

func isRoom(name string) bool {
	return slices.ContainsFunc(house, func(r room) bool { return r.name == name })
}

var clockReadings = []string{"time.Now", "time.Since", "time.Until"}

// clockFiles are where time passes during the work: the loop, and the sending
// under a lease.
var clockFiles = regexp.MustCompile(`^scheduler/(engine|loop|delivery)\w*\.go$`)

func pureClock(s source, report func(token.Pos, string)) {
	pure := slices.Contains([]string{"calendar", "scheduler", "scheduler/procedure", "scheduler/plan", "scheduler/letter", "scheduler/notice", "scheduler/lint", "scheduler/almanac"}, s.room())
	if pure && !s.test && !clockFiles.MatchString(s.path) {
		uses(s, s.file, clockReadings, report)
	}
}

func secondClock(s source, report func(token.Pos, string)) {
	for _, decl := range s.file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil || s.test || clockFiles.MatchString(s.path) {
			continue
		}
		for _, param := range f.Type.Params.List {
			if slices.ContainsFunc(param.Names, func(n *ast.Ident) bool { return n.Name == "now" }) {
				uses(s, f.Body, clockReadings, report)
			}
		}
	}
}

// withoutDates are rooms that reckon no dates: a certificate or a time-out may last
// 24 hours.
var withoutDates = []string{"internal/mailsink", "internal/redisstore/server"}

func dayOfHours(s source, report func(token.Pos, string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || s.test || len(call.Args) != 1 || slices.Contains(withoutDates, s.room()) {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Add" && has24Hours(call.Args[0]) {
			report(call.Pos(), "adds 24 hours")
		}
		return true
	})
}

func has24Hours(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if product, ok := n.(*ast.BinaryExpr); ok && product.Op == token.MUL {
			lit, isLit := product.X.(*ast.BasicLit)
			hour, isHour := product.Y.(*ast.SelectorExpr)
			found = found || isLit && lit.Value == "24" && isHour && hour.Sel.Name == "Hour"
		}
		return true
	})
	return found
}

func initFunctions(s source, report func(token.Pos, string)) {
	for _, decl := range s.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			report(f.Pos(), "has an init function")
		}
	}
}

func exportedVariables(s source, report func(token.Pos, string)) {
	for _, decl := range s.file.Decls {
		vars, ok := decl.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR || s.test {
			continue
		}
		for _, spec := range vars.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				if name.IsExported() && !strings.HasPrefix(name.Name, "Err") {
					report(name.Pos(), "exports the variable "+name.Name)
				}
			}
		}
	}
}

func processDefaults(s source, report func(token.Pos, string)) {
	uses(s, s.file, []string{
		"net/http.DefaultServeMux", "net/http.DefaultClient", "net/http.DefaultTransport",
		"net/http.Handle", "net/http.HandleFunc", "net/http.ListenAndServe", "net/http.Serve",
		"net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm",
		prometheus + "/prometheus.DefaultRegisterer", prometheus + "/prometheus.DefaultGatherer",
		prometheus + "/prometheus.Register", prometheus + "/prometheus.MustRegister",
		prometheus + "/prometheus/promhttp.Handler",
		"log.Print", "log.Printf", "log.Println", "log.Fatal", "log.Fatalf", "log.Default", "log.SetOutput",
		"log/slog.Default", "log/slog.SetDefault",
		"log/slog.Debug", "log/slog.Info", "log/slog.Warn", "log/slog.Error",
	}, report)
	if s.room() != "internal/golden" {
		uses(s, s.file, []string{"flag.Bool", "flag.Int", "flag.String", "flag.Duration"}, report)
	}
}

func effects(s source, report func(token.Pos, string)) {
	for _, spec := range s.file.Imports {
		if slices.Contains([]string{"expvar", "net/http/pprof", prometheus + "/prometheus/promauto"}, importPath(spec)) {
			report(spec.Pos(), "imports "+importPath(spec))
		}
	}
}

func skips(s source, report func(token.Pos, string)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && s.test {
			if slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name) {
				report(sel.Pos(), "skips")
			}
		}
		return true
	})
}

func longFiles(s source, report func(token.Pos, string)) {
	if s.lines > 450 && !s.test {
		report(s.file.End(), fmt.Sprintf("has %d lines", s.lines))
	}
}

// uses reports each use of the names, written "import/path.Name", below a node.
func uses(s source, below ast.Node, names []string, report func(token.Pos, string)) {
	paths := map[string]string{} // by the name that the file has for it
	for _, spec := range s.file.Imports {
		name := path.Base(importPath(spec))
		if spec.Name != nil {
			name = spec.Name.Name
		}
		paths[name] = importPath(spec)
	}
	ast.Inspect(below, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(names, paths[x.Name]+"."+sel.Sel.Name) {
				report(sel.Pos(), "uses "+x.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
}
