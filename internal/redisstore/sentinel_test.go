package redisstore

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// sentinelUsersFile is the file of users that sentinels load.
const sentinelUsersFile = "../../deploy/sentinel-users.acl"

// A master with a replica, and two sentinels that must agree: all of them over TLS, each
// as the user that the files make for it. What a daemon writes reaches the replica, and is
// there when the sentinels have made that the master.
func TestTheUsersWithSentinels(t *testing.T) {
	c := certify(t)
	replication := []string{"--tls-replication", "yes", "--masteruser", "replica", "--masterauth", passwords["replica"], "--repl-diskless-sync-delay", "0"}
	master, replica := c.secure(t, replication...), c.secure(t, replication...)
	host, port, err := net.SplitHostPort(master.address)
	if err != nil {
		t.Fatal(err)
	}
	if err := replica.admin.Do(t.Context(), "REPLICAOF", host, port).Err(); err != nil {
		t.Fatal(err)
	}
	within(t, "the replica has everything", func() bool {
		return strings.Contains(master.admin.Info(t.Context(), "replication").Val(), "state=online")
	})
	sentinels := []string{c.sentinel(t, port), c.sentinel(t, port)}
	var admins []*redis.Client
	for _, address := range sentinels {
		admin := redis.NewClient(&redis.Options{Addr: address, Username: "admin", Password: passwords["admin"], TLSConfig: c.config()})
		t.Cleanup(func() { _ = admin.Close() })
		within(t, "the sentinels know each other", func() bool {
			return admin.Do(t.Context(), "SENTINEL", "CKQUORUM", "longstop").Err() == nil
		})
		admins = append(admins, admin)
	}

	o := master.options()
	o.Address, o.Sentinel = "", Sentinel{Master: "longstop", Addresses: sentinels}
	client := connect(t, o)
	s := New(client)
	if err := s.Commit(t.Context(), scheduler.Change{Case: &scheduler.Case{ID: theCase}, Wake: after(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	within(t, "the replica has the case", func() bool {
		n, err := client.Do(t.Context(), "WAIT", 1, 1000).Int()
		return err == nil && n == 1
	})
	nothingRefused(t, master.admin)

	if err := master.server.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	within(t, "the sentinels have made the replica the master, and the store has found it", func() bool {
		read, err := s.Case(t.Context(), theCase)
		if err == nil {
			err = s.Commit(t.Context(), scheduler.Change{Case: read, Wake: after(2 * time.Hour)})
		}
		return errors.Is(err, scheduler.ErrNotKept) // it has written, and has no replica of its own yet
	})
	for _, server := range []redis.Cmdable{replica.admin, admins[0], admins[1]} {
		nothingRefused(t, server)
	}
	sentinelRefuses(t, c, sentinels[0])
}

// nothingRefused fails the test if a server has refused anything to anybody: to a
// replica or a sentinel, which would say so only in its own log.
func nothingRefused(t *testing.T, server redis.Cmdable) {
	t.Helper()
	log, err := server.ACLLog(t.Context(), 10).Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range log {
		t.Errorf("%s was refused %s (%s)", e.Username, e.Object, e.Reason)
	}
}

// sentinelRefuses tries, without a password, what nobody may do who only asks where the
// master is.
func sentinelRefuses(t *testing.T, c certified, address string) {
	t.Helper()
	anybody := redis.NewClient(&redis.Options{Addr: address, TLSConfig: c.config(), MaxRetries: -1})
	defer anybody.Close()
	for why, command := range map[string]string{
		"name another master":    "SENTINEL MONITOR other 127.0.0.1 1 1",
		"forget the master":      "SENTINEL REMOVE longstop",
		"make another one":       "SENTINEL FAILOVER longstop",
		"forget the replicas":    "SENTINEL RESET *",
		"run a script":           "SENTINEL SET longstop notification-script /tmp/x",
		"change a setting":       "SENTINEL CONFIG SET announce-ip 127.0.0.9",
		"say the master is down": "SENTINEL IS-MASTER-DOWN-BY-ADDR 127.0.0.1 1 1 x",
		"speak as a sentinel":    "PUBLISH __sentinel__:hello x",
		"listen to sentinels":    "SUBSCRIBE __sentinel__:hello",
		"stop it":                "SHUTDOWN",
		"read the users":         "ACL LIST",
		"read what it knows":     "INFO",
	} {
		var words []any
		for word := range strings.FieldsSeq(command) {
			words = append(words, word)
		}
		isRefused(t, why, anybody.Do(t.Context(), words...).Err())
	}
}

// sentinel starts one that watches over the master at a port of this machine, and
// returns its address.
func (c certified) sentinel(t *testing.T, master string) string {
	t.Helper()
	dir, port := t.TempDir(), freePort(t)
	users := filepath.Join(dir, "users.acl")
	if err := os.WriteFile(users, []byte(withPasswords(t, sentinelUsersFile)), 0o600); err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(dir, "sentinel.conf") // which sentinels write to
	text := fmt.Sprintf(`bind 127.0.0.1
port 0
tls-port %d
tls-cert-file %s
tls-key-file %s
tls-ca-cert-file %s
tls-auth-clients no
tls-replication yes
aclfile %s
dir %s
sentinel sentinel-user sentinel
sentinel sentinel-pass "%[7]s"
sentinel monitor longstop 127.0.0.1 %[8]s 2
sentinel auth-user longstop sentinel
sentinel auth-pass longstop "%[7]s"
sentinel down-after-milliseconds longstop 1000
sentinel failover-timeout longstop 2000
`, port, c.cert, c.key, c.cert, users, dir, passwords["sentinel"], master)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	sentinel := exec.Command("redis-server", conf, "--sentinel")
	if err := sentinel.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = sentinel.Process.Kill()
		_ = sentinel.Wait() // "signal: killed"
	})
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}
