package storetest

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/redisstore/server"
)

// Redis runs a private redis-server for a test and stops it at the end. It does
// not wait for the disk: a test of that gives [server.Start] other options.
func Redis(t testing.TB) *server.Server {
	t.Helper()
	// Not t.TempDir: with the name of the test, it can be too long for a socket.
	dir, err := os.MkdirTemp("", "longstop-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s, err := server.Start(t.Context(), server.Options{Dir: dir, Fsync: "no"})
	if err != nil {
		t.Fatalf("start redis-server: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := s.Stop(ctx); err != nil {
			t.Errorf("stop redis-server: %v", err)
		}
	})
	return s
}
