package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ownRules is a folder with a configuration and two procedures of a
// partnership's own, of which one inherits the other and has a mistake.
func ownRules(t *testing.T) string {
	t.Helper()
	dir, files := t.TempDir(), town(t)
	files["longstop.yaml"] += "procedures: procedures\n"
	files["procedures/village.yaml"] = `id: village
title: Village
document: Village guidance
edition: 2027-01-01
inherits: town
milestones:
  visit:
    title: Visit
    due: 5 working days before notify-national-panel
    owner: executive
    source: {section: "1", text: Visit.}
`
	files["procedures/.village.yaml"] = "what an editor left behind"
	writeFiles(t, dir, files)
	return dir
}

// A procedure of one's own is linted by its name and by its file, from the
// folder that is named and from that of the configuration: always with the same
// findings, at the place in its file.
func TestLintOfOnesOwn(t *testing.T) {
	dir := ownRules(t)
	folder, cfg := filepath.Join(dir, "procedures"), filepath.Join(dir, "longstop.yaml")
	file := filepath.Join(folder, "village.yaml")
	want := file + ":9:10: mistake due-before-open: visit: "
	lint := func(args ...string) string {
		t.Helper()
		code, out, errs := procedures(append([]string{"lint"}, args...)...)
		if code != 1 || !strings.HasPrefix(out, want) || errs != "longstop: 1 mistake to mend\n" {
			t.Errorf("%s: exit code %d, got\n%s%s\nwant\n%s…", args, code, out, errs, want)
		}
		return out
	}
	byFile := lint(file, "--procedures", folder)
	if byName := lint("village", "--procedures", folder); byName != byFile {
		t.Errorf("by its name\n%s\nby its file\n%s", byName, byFile)
	}
	// The configuration has findings of its own, of roles that nobody holds.
	lint(file, "--config", cfg)
	lint("village", "--config", cfg)
	if code, out, errs := procedures("lint", "town@2026-01-01", "--procedures", folder); code != 0 || !strings.HasPrefix(out, "1 procedure: no mistakes") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
	if code, _, errs := procedures("lint", file); code != 1 || !strings.Contains(errs, "1 mistake to mend") {
		t.Errorf("without the folder its parent is unknown: exit code %d, %s", code, errs)
	}
}

// Without a name all is linted: what ships, and one's own.
func TestLintOfAllWithOnesOwn(t *testing.T) {
	dir := ownRules(t)
	for _, from := range [][]string{
		{"--procedures", filepath.Join(dir, "procedures")},
		{"--config", filepath.Join(dir, "longstop.yaml")},
		{"--config", filepath.Join(dir, "longstop.yaml"), "--procedures", filepath.Join(dir, "procedures")},
	} {
		code, out, errs := procedures(append([]string{"lint"}, from...)...)
		if code != 1 || errs != "longstop: 1 mistake to mend\n" {
			t.Errorf("%s: exit code %d: %s", from, code, errs)
		}
		for _, want := range []string{"kirklees-2018.yaml:", "village.yaml:9:10: mistake due-before-open", "\n11 procedures: 1 mistake, 3 conflicts, "} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", from, want, out)
			}
		}
	}
}

// A folder that is named goes before that of the configuration.
func TestLintOfAnotherFolder(t *testing.T) {
	cfg, empty := filepath.Join(ownRules(t), "longstop.yaml"), t.TempDir()
	code, out, errs := procedures("lint", "village", "--config", cfg, "--procedures", empty)
	if code != 1 || out != "" || !strings.Contains(errs, `no such procedure: "village"`) {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	if err := os.WriteFile(filepath.Join(empty, "bad.yaml"), []byte("id: [bad"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs = procedures("lint", "--procedures", empty); code != 1 || !strings.Contains(errs, filepath.Join(empty, "bad.yaml")+":1") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
