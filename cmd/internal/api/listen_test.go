package api_test

import (
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
)

func TestListenMakesTheFolderAndLimitsTheSocket(t *testing.T) {
	path := filepath.Join(shortDir(t), "new", "s")
	l, err := api.Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]fs.FileMode{path: fs.ModeSocket | 0o660, filepath.Dir(path): fs.ModeDir | 0o700} {
		if info, err := os.Stat(file); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, want %v (%v)", filepath.Base(file), info.Mode(), want, err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(path); !os.IsNotExist(err) {
		t.Errorf("the socket is left behind: %v", err)
	}
}

func TestListenReplacesWhatADeadDaemonLeft(t *testing.T) {
	path := filepath.Join(shortDir(t), "s")
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false)
	if err := dead.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := api.Listen(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

func TestListenLeavesAloneWhatIsNotItsOwn(t *testing.T) {
	dir := shortDir(t)
	living, err := api.Listen(filepath.Join(dir, "living"))
	if err != nil {
		t.Fatal(err)
	}
	defer living.Close()
	if err := os.WriteFile(filepath.Join(dir, "file"), []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("file", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, path, says string }{
		{"a daemon that lives", "living", "another daemon answers"},
		{"a file", "file", "is not a socket"},
		{"a link to a file", "link", "is not a socket"},
		{"below a file", "file/s", "not a directory"},
		{"a path too long", strings.Repeat("a", 105), "the system takes 104"},
	} {
		l, err := api.Listen(filepath.Join(dir, tc.path))
		if err == nil {
			l.Close()
			t.Errorf("%s: it listens", tc.name)
		} else if !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.says)
		}
	}
	if text, err := os.ReadFile(filepath.Join(dir, "file")); err != nil || string(text) != "kept" {
		t.Errorf("the file holds %q (%v)", text, err)
	}
	if c, err := net.Dial("unix", filepath.Join(dir, "living")); err != nil {
		t.Errorf("the living daemon lost its socket: %v", err)
	} else {
		c.Close()
	}
}

// Whoever may write in the folder could put another socket in place of ours, unless
// the folder keeps each file to its owner, as /tmp does.
func TestListenRefusesAFolderInWhichEverybodyMayWrite(t *testing.T) {
	for mode, refused := range map[fs.FileMode]bool{
		0o777: true, 0o703: true, 0o777 | fs.ModeSticky: false, 0o775: false, 0o755: false,
	} {
		dir := shortDir(t)
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		l, err := api.Listen(filepath.Join(dir, "s"))
		if refused && (err == nil || !strings.Contains(err.Error(), "chmod o-w "+dir)) || !refused && err != nil {
			t.Errorf("%v: %v", mode, err)
		}
		if err == nil {
			_ = l.Close()
		}
	}
}
