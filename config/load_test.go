package config

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// write makes a file and returns its path.
func write(t *testing.T, dir, name, text string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask
		t.Fatal(err)
	}
	return path
}

// TestLoadFromDisk puts files of all kinds in the place of the two files and of a
// password.
func TestLoadFromDisk(t *testing.T) {
	dir := t.TempDir()
	main := testdata(t, "longstop.yaml")
	write(t, dir, "bscp.yaml", testdata(t, "bscp.yaml"), 0o644)
	write(t, dir, "right", "secret\n", 0o600)
	write(t, dir, "open", "secret\n", 0o644)
	write(t, dir, "huge", strings.Repeat("#\n", 1<<20), 0o600)
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"all well":                 {"", "", ""},
		"a password":               {`:6379"}`, `:6379", password-file: right}`, ""},
		"a password for everybody": {`:6379"}`, `:6379", password-file: open}`, `:3:51: redis.password-file: DIR/open cannot be used: everybody on this machine can read or change it: chmod 600`},
		"no password":              {`:6379"}`, `:6379", password-file: none}`, `:3:51: redis.password-file: DIR/none cannot be used: no such file or directory`},
		"no partnership":           {"[bscp.yaml]", "[none.yaml]", `:6:16: partnerships[0]: DIR/none.yaml cannot be read: no such file or directory`},
		"a folder":                 {"[bscp.yaml]", "[.]", `:6:16: partnerships[0]: DIR cannot be read: it is a directory`},
		"a whole path":             {"[bscp.yaml]", "[" + dir + "/bscp.yaml]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, dir, "longstop.yaml", strings.Replace(main, c.old, c.new, 1), 0o644)
			_, err := Load(path, known)
			got := ""
			if err != nil {
				got = strings.ReplaceAll(strings.TrimPrefix(err.Error(), path), dir, "DIR")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	for name, want := range map[string]string{
		"none": "cannot be read: no such file or directory",
		".":    "cannot be read: it is a directory",
		"pipe": "cannot be read: it is not a regular file",
		"huge": "is larger than 1 MiB",
	} {
		path := filepath.Join(dir, name)
		if _, err := Load(path, known); err == nil || err.Error() != path+": "+want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
