package redisstore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/internal/redisstore/server"
)

// A connection that is not what the options say is refused, in words by which the
// mistake is found. (That all is well over TLS is for the tests of the user.)
func TestConnectionsThatAreRefused(t *testing.T) {
	s := secure(t, "--bind", "127.0.0.1", "127.0.0.2")
	other := certify(t)
	for why, c := range map[string]struct {
		change func(o *Options)
		want   string
	}{
		"in plain text":            {func(o *Options) { o.TLS, o.RootCAs = false, nil }, "tls: true"},
		"of another authority":     {func(o *Options) { o.RootCAs = other.pool }, "certificate signed by unknown authority"},
		"of no authority we know":  {func(o *Options) { o.RootCAs = nil }, "certificate signed by unknown authority"},
		"of another name":          {func(o *Options) { o.Address = strings.Replace(o.Address, "127.0.0.1", "127.0.0.2", 1) }, "not 127.0.0.2"},
		"TLS where there is none":  {func(o *Options) { o.Address = plainRedis(t) }, "leave tls out"},
		"TLS 1.1 and nothing else": {func(o *Options) { o.Address, o.RootCAs = oldServer(t) }, "protocol version"},
	} {
		t.Run(why, func(t *testing.T) {
			o := s.options()
			c.change(&o)
			_, err := New(connect(t, o)).Check(t.Context())
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// A client that can do no better than TLS 1.1 is refused by Redis, with the settings that
// deploy/redis.conf gives it.
func TestRedisRefusesAnOldTLS(t *testing.T) {
	s := secure(t)
	for version, want := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		conn, err := tls.Dial("tcp", s.address, &tls.Config{RootCAs: s.pool, MinVersion: version, MaxVersion: version})
		if err == nil {
			_ = conn.Close()
		}
		if (err == nil) != want {
			t.Errorf("%s: %v, want it accepted: %v", tls.VersionName(version), err, want)
		}
	}
}

// plainRedis is the address of a port without TLS.
func plainRedis(t *testing.T) string {
	t.Helper()
	port := freePort(t)
	srv, err := server.Start(t.Context(), server.Options{Dir: filepath.Join(t.TempDir(), "redis"), Fsync: "no", Port: port})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Stop(context.Background()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}

// oldServer is the address of a server that has TLS 1.1 at most, and who vouches for
// it.
func oldServer(t *testing.T) (string, *x509.CertPool) {
	t.Helper()
	made, pool, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{
		Certificates: []tls.Certificate{made}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // closed by the end of the test
			}
			_ = conn.(*tls.Conn).Handshake()
			_ = conn.Close()
		}
	}()
	return l.Addr().String(), pool
}
