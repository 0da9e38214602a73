package app

import (
	"crypto/tls"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/mailsink"
)

// The authority that the configuration names is the one that the connection believes.
func TestRedisIsBelievedByItsOwnAuthority(t *testing.T) {
	made, pool, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{made}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	for why, c := range map[string]struct {
		redis    config.Redis
		believed bool
	}{
		"its own":      {config.Redis{RootCAs: pool}, true},
		"the system's": {config.Redis{}, false},
	} {
		t.Run(why, func(t *testing.T) {
			shaken := make(chan error, 1)
			go func() { shaken <- shake(l) }()
			c.redis.Address, c.redis.TLS = l.Addr().String(), true
			log := slog.New(slog.DiscardHandler)
			down := &teardown{bound: time.Second, log: log}
			defer down.undo()
			store, err := openStore(t.Context(), &config.Config{Redis: c.redis}, nil, log, down)
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Probe(t.Context()); err == nil {
				t.Error("nobody answers, and there is no error")
			}
			if err := <-shaken; (err == nil) != c.believed {
				t.Errorf("%v, want it believed: %v", err, c.believed)
			}
		})
	}
}

// shake takes one connection as far as TLS, and hangs up.
func shake(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.(*tls.Conn).Handshake()
}
