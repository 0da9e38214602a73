package redisstore

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// usersFile is the file that operators load. The tests load the same one, so that a
// command that the store begins to use cannot be missing from it.
const usersFile = "../../deploy/redis-users.acl"

// The passwords of the tests, by user.
var passwords = map[string]string{"longstop": "of longstop", "admin": "of admin", "replica": "of replica", "sentinel": "of sentinel"}

// withPasswords returns the file of users with the hashes that an operator would put
// in.
func withPasswords(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for user, password := range passwords {
		sum := sha256.Sum256([]byte(password))
		text = strings.ReplaceAll(text, "#SHA256-OF-THE-PASSWORD-OF-"+strings.ToUpper(user), "#"+hex.EncodeToString(sum[:]))
	}
	return text
}

// certified is a certificate in files, as redis-server wants it, and the pool that
// trusts it.
type certified struct {
	cert, key string
	pool      *x509.CertPool
}

// certify makes a certificate for 127.0.0.1 and localhost.
func certify(t *testing.T) certified {
	t.Helper()
	made, pool, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	return certified{writePEM(t, "CERTIFICATE", made.Certificate[0]), writePEM(t, "PRIVATE KEY", keyOf(t, made)), pool}
}

func keyOf(t *testing.T, made tls.Certificate) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(made.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// writePEM writes a file and returns its path.
func writePEM(t *testing.T, kind string, der []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// arguments returns the settings of TLS that deploy/redis.conf has.
func (c certified) arguments(port int) []string {
	return []string{
		"--tls-port", strconv.Itoa(port), "--tls-cert-file", c.cert, "--tls-key-file", c.key, "--tls-ca-cert-file", c.cert,
		"--tls-auth-clients", "no", "--tls-protocols", "TLSv1.2 TLSv1.3",
	}
}

// secured is a Redis that answers over TLS alone, and to the users of usersFile alone.
type secured struct {
	address string
	certified
	server *server.Server
	admin  redis.UniversalClient // by the unix socket
	users  string                // the file that it has loaded
}

// options returns those of a daemon.
func (s secured) options() Options {
	return Options{Address: s.address, Username: "longstop", Password: passwords["longstop"], TLS: true, RootCAs: s.pool}
}

// secure starts a Redis with further arguments.
func secure(t *testing.T, extra ...string) secured {
	t.Helper()
	return certify(t).secure(t, extra...)
}

// secure starts one with this certificate.
func (c certified) secure(t *testing.T, extra ...string) secured {
	t.Helper()
	port := freePort(t)
	users := filepath.Join(t.TempDir(), "users.acl")
	if err := os.WriteFile(users, nil, 0o600); err != nil { // it must be there at the start
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "longstop-test-") // as storetest.Redis
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	srv, err := server.Start(t.Context(), server.Options{
		Dir: dir, Fsync: "no", Extra: append(append(c.arguments(port), "--aclfile", users), extra...),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	s := secured{net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), c, srv, connect(t, Options{Address: srv.Address()}), users}
	if err := s.load(t, withPasswords(t, usersFile)); err != nil {
		t.Fatal(err)
	}
	s.admin = connect(t, Options{Address: srv.Address(), Username: "admin", Password: passwords["admin"]})
	return s
}

// load makes Redis read its file of users again.
func (s secured) load(t *testing.T, text string) error {
	t.Helper()
	if err := os.WriteFile(s.users, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return s.admin.Do(t.Context(), "ACL", "LOAD").Err()
}

// securedCluster makes a cluster of one node of it.
func securedCluster(t *testing.T) (secured, Options) {
	t.Helper()
	s := secure(t, "--cluster-enabled", "yes", "--tls-cluster", "yes", "--cluster-port", strconv.Itoa(freePort(t)), "--cluster-announce-ip", "127.0.0.1")
	if err := s.admin.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	within(t, "the cluster is ready", func() bool {
		return strings.Contains(s.admin.ClusterInfo(t.Context()).Val(), "cluster_state:ok")
	})
	o := s.options()
	o.Address, o.Cluster, o.Replicas = "", []string{s.address}, new(0) // it has one node
	return s, o
}

// allowed returns the commands that a line of usersFile allows to a user.
func allowed(t *testing.T, user string) (commands []string) {
	t.Helper()
	for line := range strings.Lines(withPasswords(t, usersFile)) {
		words := strings.Fields(line)
		if len(words) < 2 || words[1] != user {
			continue
		}
		for _, word := range words {
			if name, found := strings.CutPrefix(word, "+"); found {
				commands = append(commands, name)
			}
		}
	}
	if len(commands) == 0 {
		t.Fatalf("%s allows nothing to %s", usersFile, user)
	}
	return commands
}

// config returns the settings of a client that trusts the certificate.
func (c certified) config() *tls.Config {
	return &tls.Config{RootCAs: c.pool, MinVersion: tls.VersionTLS12}
}
