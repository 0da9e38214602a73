// Package golden compares what people see (emails, timetables, pages) with files
// that somebody has read and agreed to. go test -update writes the files anew;
// read the diff before you commit it.
//
// The package is for tests alone. Only a test program that imports it has the
// flag.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Match fails the test unless the file holds got. With -update it first writes
// the file anew.
func Match(t testing.TB, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what was agreed (-file +now; -update writes it anew):\n%s", path, diff)
	}
}
