package server

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestAKilledDaemonTakesItsServerWithIt runs a daemon as a second process (this
// test binary) and kills it with SIGKILL.
func TestAKilledDaemonTakesItsServerWithIt(t *testing.T) {
	const asDaemon = "LONGSTOP_TEST_DAEMON"
	if dir := os.Getenv(asDaemon); dir != "" {
		if _, err := Start(t.Context(), Options{Dir: dir}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute) // killed long before
		return
	}
	dir := shortDir(t)
	daemon := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	daemon.Env = append(os.Environ(), asDaemon+"="+dir)
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	within(t, "the server answers", func() bool {
		return probe(t.Context(), filepath.Join(dir, socketFile)) == up
	})
	_ = daemon.Process.Kill()
	_ = daemon.Wait()
	within(t, "the server has let go of its directory", func() bool {
		f, err := tryLock(filepath.Join(dir, serverLock))
		if err == nil {
			_ = f.Close()
		}
		return err == nil
	})
}

// within fails the test unless is turns true within 10 s.
func within(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); {
		if time.Now().After(end) {
			t.Fatalf("not within 10 s: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
