package procedure_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A folder beside what ships: heirs of it, heirs of each other, and a further
// edition of it.
func TestExtend(t *testing.T) {
	dir := fstest.MapFS{
		"a.yaml":        {Data: []byte(small("town", "2026-01-01", "county", "meet"))},
		"county.yaml":   {Data: []byte(small("county", "2025-01-01", "kent", "rapid-review"))},
		"county-2.yaml": {Data: []byte(small("county", "2026-06-01", "kent", "extra"))},
		"kent.yaml":     {Data: []byte(small("kent", "2026-04-01", "england-2023", "rapid-review"))},
		"README.md":     {Data: []byte("not read")},
		".draft.yaml":   {Data: []byte("not read either")},
		"old/a.yaml":    {Data: []byte("nor this")},
	}
	l, err := procedure.Shipped().Extend(dir, "/etc/longstop/procedures")
	if err != nil {
		t.Fatal(err)
	}
	if want := append([]string{"county", "town"}, procedure.Shipped().IDs()...); !slices.Equal(l.IDs(), slices.Sorted(slices.Values(want))) {
		t.Errorf("it has %v", l.IDs())
	}
	for _, c := range []struct{ id, on, edition, rapidReview string }{
		{"kent", "2026-03-31", "2024-01-01", "15 working days after notify-national-panel"},
		{"kent", "2026-04-01", "2026-04-01", "5 days after aware"},
		{"county", "2025-06-01", "2025-01-01", "5 days after aware"},
		{"county", "2026-06-01", "2026-06-01", "5 days after aware"}, // from Kent's own edition of April
		{"town", "2026-01-01", "2026-01-01", "5 days after aware"},
		{"buckinghamshire", "2026-01-01", "2023-12-15", "15 working days after aware"},
	} {
		on, err := calendar.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		p, err := l.InForce(c.id, on)
		if err != nil || p.Edition.String() != c.edition || milestone(t, p, "rapid-review").Due.String() != c.rapidReview {
			t.Errorf("%s on %s: %v, edition %s, %s", c.id, c.on, err, p.Edition, milestone(t, p, "rapid-review").Due)
		}
	}
	if list, err := l.Editions("county"); err != nil || len(list) != 2 || list[0].Edition > list[1].Edition {
		t.Errorf("the editions of county: %v, %v", list, err)
	}
	if list, err := procedure.Shipped().Editions("kent"); err != nil || len(list) != 1 {
		t.Errorf("what ships has changed: %v, %v", list, err)
	}
	if _, err := l.Editions("kant"); !errors.Is(err, procedure.ErrUnknown) {
		t.Errorf("got %v", err)
	}
}

// What is wrong with a folder, with the paths of the files.
func TestBrokenFolders(t *testing.T) {
	ids := strings.Join(procedure.Shipped().IDs(), ", ")
	for _, c := range []struct{ name, file, text, want string }{
		{
			"the edition that ships", "kent.yaml", small("kent", "2024-01-01", "england-2023", "meet"),
			"local/kent.yaml:4:10: edition: kent has an edition of 2024-01-01 already, which ships: date yours from the day on which it takes its place, or give it an id of its own and write inherits: kent",
		},
		{
			"an heir of nothing", "town.yaml", small("town", "2024-01-01", "knet", "meet"),
			`local/town.yaml:5:11: inherits: no such procedure: "knet": did you mean "kent"? the procedures are: ` + ids,
		},
		{
			"an heir of itself", "kent.yaml", small("kent", "2026-04-01", "kent", "meet"),
			"local/kent.yaml:5:11: inherits: a procedure cannot inherit itself: an edition names all that is in it",
		},
		{
			"a milestone that is statutory where it comes from", "town.yaml",
			strings.Replace(small("town", "2024-01-01", "kent", "rapid-review"), "statutory: true, ", "", 1),
			`local/town.yaml:9:3: milestones.rapid-review: is statutory in kent, so it must be here: add "statutory: true"`,
		},
		{"another ending", "town.yml", small("town", "2024-01-01", "kent", "meet"), "local/town.yml: name it town.yaml: only such files are read"},
		{"nothing in it", "town.yaml", "", "local/town.yaml: is empty"},
		{"no YAML", "town.yaml", "id: [", "local/town.yaml:1: is not valid YAML: did not find expected node content"},
		{"too much", "town.yaml", strings.Repeat("#\n", 1<<20), "local/town.yaml: is larger than 1 MiB"},
	} {
		l, err := procedure.Shipped().Extend(fstest.MapFS{c.file: {Data: []byte(c.text)}}, "local")
		if err == nil || l != nil || err.Error() != c.want {
			t.Errorf("%s: got %v\nwant %s", c.name, err, c.want)
		}
		partedAndCoded(t, err)
	}
}

// A folder on the disk, with what is no file in it.
func TestFoldersOnDisk(t *testing.T) {
	dir := t.TempDir()
	if _, err := procedure.Shipped().Extend(os.DirFS(filepath.Join(dir, "none")), "none"); err == nil || !strings.HasPrefix(err.Error(), "the folder none cannot be read: ") {
		t.Errorf("a folder that there is not: %v", err)
	}
	if l, err := procedure.Shipped().Extend(os.DirFS(dir), dir); err != nil || !slices.Equal(l.IDs(), procedure.Shipped().IDs()) {
		t.Errorf("an empty folder: %v", err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	_, err := procedure.Shipped().Extend(os.DirFS(dir), "local")
	const want = "local/link.yaml: cannot be read: no such file or directory\nlocal/pipe.yaml: cannot be read: it is not a regular file"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}
