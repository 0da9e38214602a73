package server

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADirectoryThatIsNotPrivate(t *testing.T) {
	for _, c := range []struct {
		mode  fs.FileMode
		owner int
		want  string // empty: it is private
	}{
		{0o700, 7, ""},
		{0o500, 7, ""}, // redis-server says what it cannot do there
		{0o700 | fs.ModeSetgid, 7, ""},
		{0o777, 7, "/s has mode 0777, which lets everybody on this machine in: `chmod 700 /s`"},
		{0o701, 7, "/s has mode 0701, which lets everybody on this machine in: `chmod 700 /s`"},
		{0o777 | fs.ModeSticky, 7, "/s has mode 0777, which lets everybody on this machine in: `chmod 700 /s`"},
		{0o770, 7, "/s has mode 0770, which lets its group in: `chmod 700 /s`"},
		{0o710, 7, "/s has mode 0710, which lets its group in: `chmod 700 /s`"},
		{0o700, 0, "/s belongs to user 0 and the daemon runs as user 7: run it as the owner, or `chown -R 7 /s`"},
		{0o777, 9, "/s belongs to user 9 and the daemon runs as user 7: run it as the owner, or `chown -R 7 /s`"},
	} {
		err := private("/s", c.mode, c.owner, 7)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%v of user %d: %v", c.mode, c.owner, err)
		case c.want != "" && (!errors.Is(err, ErrNotPrivate) || !strings.HasSuffix(err.Error(), ": "+c.want)):
			t.Errorf("%v of user %d: %v, want %q", c.mode, c.owner, err, c.want)
		}
	}
}

// Nothing is written into a directory that is refused, and it serves as soon as it
// is mended.
func TestAnOpenDirectoryIsRefusedUntouched(t *testing.T) {
	dir := filepath.Join(shortDir(t), "state")
	for _, mode := range []fs.FileMode{0o777, 0o755, 0o750, 0o701} {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chmod(dir, mode)); err != nil {
			t.Fatal(err)
		}
		_, err := Start(t.Context(), Options{Dir: dir})
		if !errors.Is(err, ErrNotPrivate) || !strings.Contains(err.Error(), "chmod 700 "+dir) {
			t.Errorf("mode %o: %v, want ErrNotPrivate with the command that mends it", mode, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("mode %o: it left %v, %v", mode, left, err)
		}
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	start(t, Options{Dir: dir})
}
