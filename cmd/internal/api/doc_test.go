package api_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The package comment is the manual of the API: it lists every route that is
// served, and no other.
func TestTheManualListsEveryRoute(t *testing.T) {
	listed := routesIn(t, "doc.go", `(?m)^//\s+(GET|POST)\s+(/v1/\S+)`)
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	for _, file := range sources {
		if !strings.HasSuffix(file, "_test.go") {
			served = append(served, routesIn(t, file, `\{http\.Method(\w+), "(/v1/[^"]+)", http\.Status`)...)
		}
	}
	slices.Sort(listed)
	slices.Sort(served)
	if len(served) == 0 || !slices.Equal(listed, served) {
		t.Errorf("doc.go lists\n%v\nand served are\n%v", listed, served)
	}
}

func routesIn(t *testing.T, file, pattern string) (routes []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		routes = append(routes, strings.ToUpper(m[1])+" "+m[2])
	}
	return routes
}
