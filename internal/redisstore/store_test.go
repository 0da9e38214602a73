package redisstore

import (
	"context"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

// connect makes a client, which the end of the test closes.
func connect(t testing.TB, o Options) redis.UniversalClient {
	t.Helper()
	client, err := Connect(o)
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// twoHandles empties a Redis and opens two stores on it.
func twoHandles(t *testing.T, o Options) (a, b scheduler.Store) {
	first, second := connect(t, o), connect(t, o)
	flush := func(ctx context.Context, server *redis.Client) error { return server.FlushAll(ctx).Err() }
	var err error
	switch c := first.(type) {
	case *redis.Client:
		err = flush(t.Context(), c)
	case *redis.ClusterClient:
		err = c.ForEachMaster(t.Context(), flush)
	}
	if err != nil {
		t.Fatal(err)
	}
	return New(first), New(second)
}

func TestStore(t *testing.T) {
	o := Options{Address: storetest.Redis(t).Address()}
	storetest.Run(t, func(t *testing.T) (a, b scheduler.Store) { return twoHandles(t, o) })
}

// A cluster of one node refuses scripts whose keys are not in one slot just as
// one of many does.
func TestStoreOnACluster(t *testing.T) {
	o := Options{Cluster: []string{clusterNode(t)}, Replicas: new(0)}
	storetest.Run(t, func(t *testing.T) (a, b scheduler.Store) { return twoHandles(t, o) })
}

// clusterNode starts a cluster of one node and returns its address.
func clusterNode(t *testing.T) string {
	t.Helper()
	port, bus := freePort(t), freePort(t)
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	s, err := server.Start(t.Context(), server.Options{
		Dir: filepath.Join(t.TempDir(), "state"), Fsync: "no", Port: port,
		Extra: []string{"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(bus), "--cluster-announce-ip", "127.0.0.1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	node := connect(t, Options{Address: address})
	if err := node.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	within(t, "the cluster is ready", func() bool {
		return strings.Contains(node.ClusterInfo(t.Context()).Val(), "cluster_state:ok")
	})
	return address
}

// freePort returns a port on which nobody listens.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// within fails the test unless is turns true within 30 s.
func within(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); {
		if time.Now().After(end) {
			t.Fatalf("not within 30 s: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
