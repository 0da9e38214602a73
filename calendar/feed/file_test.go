package feed_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
)

func TestFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "bank-holidays.json")
	if err := os.WriteFile(name, calendar.Shipped().JSON(), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link") // as Kubernetes mounts files
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	source := feed.Source{File: link}
	first, err := feed.Fetch(t.Context(), source, feed.Conditions{})
	if err != nil || first.NotModified || len(first.ETag) != 64 {
		t.Fatalf("got %+v (%v)", first, err)
	}
	if read, err := calendar.ParseList(first.Data); err != nil || read.Hash() != calendar.Shipped().Hash() {
		t.Errorf("not the shipped list: %v", err)
	}
	again, err := feed.Fetch(t.Context(), source, feed.Conditions{ETag: first.ETag})
	if err != nil || !again.NotModified || again.Data != nil || again.ETag != first.ETag {
		t.Errorf("got %+v (%v)", again, err)
	}
	if err := os.WriteFile(name, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	other, err := feed.Fetch(t.Context(), source, feed.Conditions{ETag: first.ETag})
	if err != nil || other.NotModified || string(other.Data) != "{}" || other.ETag == first.ETag {
		t.Errorf("got %+v (%v)", other, err)
	}
}

func TestFilesRefused(t *testing.T) {
	dir := t.TempDir()
	pipe, long := filepath.Join(dir, "pipe"), filepath.Join(dir, "long")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(long, []byte(strings.Repeat(" ", calendar.MaxListSize+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, file string
		reason     feed.Reason
		want       string
	}{
		{"missing", filepath.Join(dir, "none"), feed.File, "none: there is no such file"},
		{"a directory", dir, feed.File, "it is not a regular file but d"},
		{"a pipe that nobody writes to", pipe, feed.File, "it is not a regular file but p"},
		{"a device without end", "/dev/zero", feed.File, "it is not a regular file but D"},
		{"below a file", filepath.Join(long, "x"), feed.File, "it cannot be read"},
		{"too large", long, feed.TooLarge, "the file has more than 1048576 bytes"},
	} {
		got, err := feed.Fetch(t.Context(), feed.Source{File: c.file}, feed.Conditions{})
		refused(t, c.name, got, err, c.reason, c.want)
	}
}
