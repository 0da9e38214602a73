// Package golden holds what people see against files that somebody has read and
// agreed to: emails, timetables, pages. go test -update writes the files anew;
// the reading is done in the diff, before the commit.
//
// It is for tests alone. The flag is there in every test program that imports the
// package, and in no other.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Match fails the test where got is not what the file holds, after it has written
// the file anew if that is asked for.
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
