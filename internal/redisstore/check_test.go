package redisstore

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/storetest"
)

// TestCheck sets up a real Redis in each way and asks it.
func TestCheck(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	for _, c := range []struct {
		why, policy, aof, fsync, save string
		refused, warned               string
	}{
		{why: "as it should be", policy: "noeviction", aof: "yes", fsync: "always"},
		{why: "flushed each second", policy: "noeviction", aof: "yes", fsync: "everysec", warned: "appendfsync always"},
		{why: "never flushed", policy: "noeviction", aof: "yes", fsync: "no", warned: "appendfsync always"},
		{why: "snapshots only", policy: "noeviction", aof: "no", fsync: "always", save: "3600 1", warned: "appendonly yes"},
		{why: "nothing kept", policy: "noeviction", aof: "no", fsync: "always", refused: "appendonly yes"},
		{why: "evicting", policy: "allkeys-lru", aof: "yes", fsync: "always", refused: "maxmemory-policy noeviction"},
		{why: "evicting what expires", policy: "volatile-ttl", aof: "yes", fsync: "always", refused: "maxmemory-policy noeviction"},
	} {
		for name, value := range map[string]string{
			"maxmemory-policy": c.policy, "appendonly": c.aof, "appendfsync": c.fsync, "save": c.save,
		} {
			if err := client.ConfigSet(t.Context(), name, value).Err(); err != nil {
				t.Fatalf("%s: set %s: %v", c.why, name, err)
			}
		}
		warnings, err := New(client).Check(t.Context())
		checkSays(t, c.why, warnings, err, c.refused, c.warned)
	}
}

// checkSays fails the test unless an answer of Check refuses and warns as it
// should.
func checkSays(t *testing.T, why string, warnings []string, err error, refused, warned string) {
	t.Helper()
	if errors.Is(err, ErrForgetful) != (refused != "") {
		t.Errorf("%s: error %v, want refused: %v", why, err, refused != "")
	}
	var f *Forgetful
	if refused != "" && (!errors.As(err, &f) || f.Want != refused || !strings.Contains(err.Error(), refused)) {
		t.Errorf("%s: error %v, want the line %q", why, err, refused)
	}
	if got := strings.Join(warnings, "\n"); (got != "") != (warned != "") || !strings.Contains(got, warned) {
		t.Errorf("%s: warnings %q, want %q", why, got, warned)
	}
}

// A managed Redis may refuse CONFIG; INFO still tells some of it.
func TestCheckWithoutConfig(t *testing.T) {
	address := storetest.Redis(t).Address()
	admin := connect(t, Options{Address: address})
	err := admin.Do(t.Context(), "ACL", "SETUSER", "ops", "on", ">secret", "~*", "&*", "+@all", "-config").Err()
	if err != nil {
		t.Fatal(err)
	}
	s := New(connect(t, Options{Address: address, Username: "ops", Password: "secret"}))
	warnings, err := s.Check(t.Context())
	checkSays(t, "append-only file", warnings, err, "", "does not tell its appendfsync")
	set := func(name, value string) {
		if err := admin.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	set("appendonly", "no")
	warnings, err = s.Check(t.Context())
	checkSays(t, "no append-only file", warnings, err, "", "does not tell its save points")
	set("maxmemory-policy", "allkeys-random")
	_, err = s.Check(t.Context())
	checkSays(t, "evicting", nil, err, "maxmemory-policy noeviction", "")
}

func TestCheckOfACluster(t *testing.T) {
	client := connect(t, Options{Cluster: []string{clusterNode(t)}, Replicas: new(0)})
	warnings, err := New(client).Check(t.Context())
	checkSays(t, "cluster", warnings, err, "", "appendfsync always") // tests do not wait for the disk
	if strings.Contains(strings.Join(warnings, " "), "replicas") {
		t.Errorf("none is asked for: %q", warnings)
	}
}

func TestCheckFindsThatReplicasAreMissing(t *testing.T) {
	node := clusterNode(t)
	for name, o := range map[string]Options{
		"one server": {Address: storetest.Redis(t).Address(), Replicas: new(1)},
		"a cluster":  {Cluster: []string{node}},
	} {
		warnings, err := New(connect(t, o)).Check(t.Context())
		checkSays(t, name, warnings, err, "", "too few replicas in step")
	}
}

func TestCheckOfARedisThatIsAway(t *testing.T) {
	s := New(connect(t, Options{Address: "unix:///nonexistent/redis.sock"}))
	if _, err := s.Check(t.Context()); err == nil || errors.Is(err, ErrForgetful) {
		t.Errorf("check: %v, want an error that is not ErrForgetful", err)
	}
	if err := s.Probe(t.Context()); err == nil {
		t.Error("probe: no error")
	}
	if _, err := s.Pulse(t.Context()); err == nil {
		t.Error("pulse: no error")
	}
}
