package redo_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
)

func open(t *testing.T, dir string) *redo.Log {
	t.Helper()
	l, err := redo.Open(redo.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func entry(shard int, n int64) redo.Entry {
	id := fmt.Sprintf("bscp:R-%d", n)
	return redo.Entry{Shard: shard, N: n, CaseID: id, Case: &scheduler.Case{ID: id}, Revision: n}
}

// numbers returns the shard and number of each entry in a folder.
func numbers(t *testing.T, dir string) (list []string, damaged int) {
	t.Helper()
	all, damaged, err := redo.Entries(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		list = append(list, fmt.Sprintf("%d/%d", e.Shard, e.N))
	}
	return list, damaged
}

// What was kept is there after a restart, and so is what was seen of others.
func TestWhatIsKeptIsKnown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "redo")
	l := open(t, dir)
	l.Keep(entry(3, 1))
	l.Keep(entry(3, 2))
	l.See(redo.Counts{3: 5, 7: 9})
	l.See(redo.Counts{3: 4, 7: 9}) // an older answer that came later
	l.Keep(entry(3, 6))
	want := redo.Counts{3: 6, 7: 9}
	if diff := cmp.Diff(want, l.Known()); diff != "" {
		t.Errorf("known (-want +got):\n%s", diff)
	}
	again := open(t, dir) // without Close: the process was killed
	if diff := cmp.Diff(want, again.Known()); diff != "" {
		t.Errorf("known after a restart (-want +got):\n%s", diff)
	}
	if got, damaged := numbers(t, dir); damaged != 0 || !cmp.Equal(got, []string{"3/1", "3/2", "3/6"}) {
		t.Errorf("entries %v, %d damaged", got, damaged)
	}
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "000000001.redo"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v, want %v", path, info.Mode(), err, mode)
		}
	}
}

// A line that was torn by a crash, or altered on the disk, is passed over and counted.
func TestADamagedLine(t *testing.T) {
	for what, spoil := range map[string]func(text string) string{
		"torn":         func(s string) string { return s[:len(s)-10] },
		"one bit":      func(s string) string { return strings.Replace(s, `"n":3`, `"n":2`, 1) },
		"not ours":     func(s string) string { return s + "something else\n" },
		"out of range": func(s string) string { return s + "0e9a8e4c {\"shard\":99,\"n\":1}\n" },
		"very long":    func(s string) string { return s + strings.Repeat("x", 33<<20) },
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			l := open(t, dir)
			l.Keep(entry(1, 2))
			l.Keep(entry(1, 3))
			path := filepath.Join(dir, "000000001.redo")
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(spoil(string(text))), 0o600); err != nil {
				t.Fatal(err)
			}
			again := open(t, dir)
			if _, damaged := numbers(t, dir); damaged != 1 {
				t.Errorf("%d lines damaged, want 1", damaged)
			}
			again.Keep(entry(1, 4))
			if again.Known()[1] != 4 {
				t.Errorf("it does not go on: %v", again.Known())
			}
		})
	}
}

// The log is bounded, and knows its counts when the entries are gone.
func TestTheLogIsBounded(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	big := entry(2, 1)
	big.Case.Reference = strings.Repeat("x", 5<<20)
	for n := int64(1); n <= 40; n++ {
		big.N = n
		l.Keep(big)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 4 {
		t.Errorf("%d files (%v), want 4", len(files), err)
	}
	if got := open(t, dir).Known()[2]; got != 40 {
		t.Errorf("known %d, want 40", got)
	}
}

// Many goroutines keep entries at once: none is lost.
func TestManyKeepAtOnce(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	var wg sync.WaitGroup
	var n atomic.Int64
	for range 8 {
		wg.Go(func() {
			for range 50 {
				l.Keep(entry(5, n.Add(1)))
			}
		})
	}
	wg.Wait()
	if got, damaged := numbers(t, dir); len(got) != 400 || damaged != 0 || l.Known()[5] != 400 {
		t.Errorf("%d entries, %d damaged, known %d", len(got), damaged, l.Known()[5])
	}
}

// A folder that cannot be written to fails at the start; a disk that fails later is
// counted, once for each entry.
func TestALogThatCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := redo.Open(redo.Options{Dir: file, Log: slog.New(slog.DiscardHandler)}); err == nil {
		t.Error("a file was taken for a folder")
	}
	failed := 0
	l, err := redo.Open(redo.Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler), Failed: func() { failed++ }})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	l.Keep(entry(1, 1))
	l.Keep(entry(1, 2))
	if failed != 2 {
		t.Errorf("%d failures counted, want 2", failed)
	}
}

func TestWhatIsMissing(t *testing.T) {
	list := func(of ...redo.Entry) []redo.Entry { return of }
	for name, c := range map[string]struct {
		stored, known redo.Counts
		entries       []redo.Entry
		want          []string
		unknown       redo.Counts
	}{
		"nothing":                          {stored: redo.Counts{3: 5}, known: redo.Counts{3: 5}, entries: list(entry(3, 5))},
		"the store has more than we knew":  {stored: redo.Counts{3: 9}, known: redo.Counts{3: 5}, entries: list(entry(3, 5))},
		"the last two":                     {stored: redo.Counts{3: 3}, known: redo.Counts{3: 5}, entries: list(entry(3, 5), entry(3, 3), entry(3, 4)), want: []string{"3/4", "3/5"}},
		"an empty store":                   {known: redo.Counts{0: 1, 3: 1}, entries: list(entry(3, 1), entry(0, 1)), want: []string{"0/1", "3/1"}},
		"others wrote one that no log has": {stored: redo.Counts{3: 3}, known: redo.Counts{3: 6}, entries: list(entry(3, 4), entry(3, 6)), want: []string{"3/4", "3/6"}, unknown: redo.Counts{3: 1}},
		"a log that knows more than ours":  {stored: redo.Counts{3: 3}, known: redo.Counts{3: 4}, entries: list(entry(3, 4), entry(3, 5)), want: []string{"3/4", "3/5"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := redo.Missing(c.stored, c.known, c.entries)
			var numbers []string
			for _, e := range got.Entries {
				numbers = append(numbers, fmt.Sprintf("%d/%d", e.Shard, e.N))
			}
			if diff := cmp.Diff(c.want, numbers); diff != "" || got.Unknown != c.unknown {
				t.Errorf("unknown %v, want %v (-want +got):\n%s", got.Unknown, c.unknown, diff)
			}
			if got.Any() != (len(c.want) > 0 || c.unknown.Sum() > 0) {
				t.Errorf("any: %v", got.Any())
			}
		})
	}
}

// A daemon that starts again and again, as one that crashes does, pushes out nothing of
// what it knew; and a foreign file in the folder is left alone.
func TestManyStartsKeepWhatIsKnown(t *testing.T) {
	dir := t.TempDir()
	open(t, dir).Keep(entry(1, 1))
	if err := os.WriteFile(filepath.Join(dir, "old.redo"), []byte("a copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	for n := int64(2); n < 20; n++ {
		l := open(t, dir)
		if n%2 == 0 {
			l.Keep(entry(1, n))
		}
	}
	if got, damaged := numbers(t, dir); len(got) != 10 || got[0] != "1/1" || damaged != 0 {
		t.Errorf("entries %v, %d damaged", got, damaged)
	}
	if files, err := filepath.Glob(filepath.Join(dir, "0*.redo")); err != nil || len(files) != 1 {
		t.Errorf("files %v, %v; want one", files, err)
	}
}
