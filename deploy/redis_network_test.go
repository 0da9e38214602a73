package deploy_test

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/mailsink"
)

// With the lines for a network switched on, redis.conf is still accepted, and answers
// over TLS to users with a password. What these may do is tested beside the store.
func TestRedisConfIsRightForANetwork(t *testing.T) {
	dir := t.TempDir()
	pool := networkFiles(t, dir)
	conf, err := os.ReadFile("redis.conf")
	must(t, err)
	on := regexp.MustCompile(`(?m)^#([a-z])`).ReplaceAllString(string(conf), "$1")
	on = strings.NewReplacer("/etc/redis/tls", dir, "/etc/redis", dir).Replace(on)
	file := filepath.Join(dir, "redis.conf")
	must(t, os.WriteFile(file, []byte(on), 0o600))

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := listener.Addr().String()
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	must(t, listener.Close()) // it is free now
	server := exec.Command("redis-server", file, "--dir", dir, "--unixsocket", filepath.Join(dir, "s"), "--tls-port", port, "--bind", "127.0.0.1")
	must(t, server.Start())
	o := redis.Options{Addr: address, Username: "longstop", Password: "secret", TLSConfig: &tls.Config{RootCAs: pool}, MaxRetries: -1}
	secure := redis.NewClient(&o)
	o.TLSConfig = nil
	plain := redis.NewClient(&o)
	socket := redis.NewClient(&redis.Options{Addr: filepath.Join(dir, "s"), Network: "unix", MaxRetries: -1})
	t.Cleanup(func() {
		_ = secure.Close()
		_ = plain.Close()
		_ = socket.Close()
		_ = server.Process.Kill()
		_ = server.Wait() // "signal: killed"
	})
	awaitRedis(t, secure)
	for _, setting := range []string{"appendonly", "maxmemory-policy", "port", "tls-auth-clients", "tls-protocols"} {
		got, err := secure.ConfigGet(t.Context(), setting).Result()
		want := map[string]string{"tls-auth-clients": "no", "tls-protocols": "TLSv1.2 TLSv1.3"}[setting]
		if want == "" {
			want = promises[setting]
		}
		if err != nil || got[setting] != want {
			t.Errorf("%s is %q, %v; want %q", setting, got[setting], err, want)
		}
	}
	if err := plain.Ping(t.Context()).Err(); err == nil {
		t.Error("it answers in plain text")
	}
	if err := socket.Ping(t.Context()).Err(); !redis.HasErrorPrefix(err, "NOAUTH") {
		t.Errorf("on the socket, without a password: %v, want NOAUTH", err)
	}
}

// networkFiles makes the files that the lines name, and returns who vouches for the
// certificate. Every password is "secret".
func networkFiles(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	made, pool, err := mailsink.Certificate()
	must(t, err)
	key, err := x509.MarshalPKCS8PrivateKey(made.PrivateKey)
	must(t, err)
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made.Certificate[0]})
	users, err := os.ReadFile("redis-users.acl")
	must(t, err)
	hash := sha256.Sum256([]byte("secret"))
	for name, data := range map[string][]byte{
		"redis.crt": cert, "ca.crt": cert,
		"redis.key":       pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
		"redis-users.acl": regexp.MustCompile(`#SHA256-[A-Z-]+`).ReplaceAll(users, []byte("#"+hex.EncodeToString(hash[:]))),
	} {
		must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return pool
}
