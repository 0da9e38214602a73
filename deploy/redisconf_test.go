// Package deploy_test checks that the files for operations do what their comments
// say: a real redis-server starts with redis.conf and keeps its promises, every
// alert is tested and has its paragraph in docs/metrics.md, and the unit and the
// example configuration name the same places.
package deploy_test

import (
	"context"
	"net"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// promises are the values that Longstop relies on, whatever else redis.conf says.
var promises = map[string]string{
	"appendonly":                "yes",
	"appendfsync":               "always",
	"no-appendfsync-on-rewrite": "no",
	"aof-load-truncated":        "yes",
	"save":                      "",
	"maxmemory":                 "1073741824",
	"maxmemory-policy":          "noeviction",
	"port":                      "0",
	"unixsocketperm":            "770",
	"protected-mode":            "yes",
	"databases":                 "1",
	"appenddirname":             "longstop",
}

func TestRedisKeepsItsPromises(t *testing.T) {
	client, _ := startRedis(t, t.TempDir())
	for setting, want := range promises {
		got, err := client.ConfigGet(t.Context(), setting).Result()
		if err != nil {
			t.Fatalf("CONFIG GET %s: %v", setting, err)
		}
		if got[setting] != want {
			t.Errorf("%s is %q, promised is %q", setting, got[setting], want)
		}
	}
}

func TestRedisCannotBeEmptiedByOneCommand(t *testing.T) {
	client, _ := startRedis(t, t.TempDir())
	for _, command := range []string{"flushall", "flushdb"} {
		if err := client.Do(t.Context(), command).Err(); err == nil {
			t.Errorf("%s was obeyed", command)
		}
	}
}

func TestRedisRefusesWritesWhenFullAndForgetsNothing(t *testing.T) {
	client, _ := startRedis(t, t.TempDir())
	must(t, client.Set(t.Context(), "accepted", "1", 0).Err())
	must(t, client.ConfigSet(t.Context(), "maxmemory", "1").Err())
	if err := client.Set(t.Context(), "refused", "1", 0).Err(); err == nil {
		t.Error("a full Redis accepted a write")
	}
	if got := client.Get(t.Context(), "accepted").Val(); got != "1" {
		t.Errorf("a full Redis has %q where it accepted \"1\"", got)
	}
}

func TestRedisKeepsAnAcceptedWriteWhenKilled(t *testing.T) {
	dir := t.TempDir()
	client, server := startRedis(t, dir)
	must(t, client.Set(t.Context(), "accepted", "1", 0).Err())
	must(t, server.Process.Kill())
	_ = server.Wait() // "signal: killed"

	client, _ = startRedis(t, dir)
	if got := client.Get(t.Context(), "accepted").Val(); got != "1" {
		t.Errorf("after a kill Redis has %q where it accepted \"1\"", got)
	}
}

// startRedis starts a redis-server with redis.conf, which keeps its files in dir and
// ends with the test.
func startRedis(t *testing.T, dir string) (*redis.Client, *exec.Cmd) {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal("redis-server is not installed: apt-get install redis-server, or run ./.ci/test")
	}
	socket := filepath.Join(dir, "s")
	server := exec.Command(path, "redis.conf", "--dir", dir, "--unixsocket", socket)
	must(t, server.Start())
	client := redis.NewClient(&redis.Options{
		MaxRetries: -1,
		Dialer: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	})
	t.Cleanup(func() {
		_ = client.Close()
		_ = server.Process.Kill() // may be dead already
		_ = server.Wait()
	})
	awaitRedis(t, client)
	return client, server
}

func awaitRedis(t *testing.T, client *redis.Client) {
	t.Helper()
	var err error
	for range 200 {
		if err = client.Ping(t.Context()).Err(); err == nil {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("redis-server with redis.conf does not answer: %v", err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
