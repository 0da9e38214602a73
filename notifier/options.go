package notifier

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"os"
	"time"
)

// How the connection to the relay is protected.
const (
	TLSNone     = "none"     // plain text, to this machine only
	TLSStart    = "starttls" // required: without it nothing is sent
	TLSImplicit = "implicit" // TLS from the first octet
)

// Options say how mail leaves.
type Options struct {
	Address            string         // host:port of the relay
	From               string         // the sender, with a display name or without
	TLS                string         // TLSNone, TLSStart or TLSImplicit
	Username, Password string         // empty: no authentication
	HelloName          string         // how we call ourselves; empty: the machine's name
	Timeout            time.Duration  // for one step of a conversation; 0: 30 s
	Idle               time.Duration  // how long a connection is kept unused; 0: 20 s
	RootCAs            *x509.CertPool // nil: the machine's
}

// The errors of options.
var (
	ErrPlainText = errors.New("mail without TLS may only go to a relay on this machine (127.0.0.1, ::1 or localhost): set tls to starttls or implicit")
	ErrTLSMode   = errors.New(`tls must be "none", "starttls" or "implicit"`)
)

// checked returns the options with defaults filled in, and the relay's host.
func (o Options) checked() (Options, string, error) {
	host, _, err := net.SplitHostPort(o.Address)
	if err != nil || host == "" {
		return o, "", fmt.Errorf("read relay address %q: write it as host:port", o.Address)
	}
	switch o.TLS {
	case TLSStart, TLSImplicit:
	case TLSNone:
		if !local(host) {
			return o, "", ErrPlainText
		}
	default:
		return o, "", ErrTLSMode
	}
	if _, err := netmail.ParseAddress(o.From); err != nil {
		return o, "", fmt.Errorf("read sender: %w", ErrAddress)
	}
	return o.withDefaults(), host, nil
}

// address returns the sender's address as it stands in MAIL FROM.
func (o Options) address() string {
	a, err := netmail.ParseAddress(o.From)
	if err != nil {
		return "" // checked has refused it
	}
	return a.Address
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Idle <= 0 {
		o.Idle = 20 * time.Second
	}
	if o.HelloName == "" {
		o.HelloName, _ = os.Hostname() // without a name we are localhost, as relays expect of the nameless
	}
	if o.HelloName == "" {
		o.HelloName = "localhost"
	}
	return o
}

// tlsConfig is shared by all connections, so that they resume each other's
// sessions: a handshake in full costs more than the mail.
func (o Options) tlsConfig(host string) *tls.Config {
	return &tls.Config{
		ServerName:         host,
		RootCAs:            o.RootCAs,
		MinVersion:         tls.VersionTLS12,
		ClientSessionCache: tls.NewLRUClientSessionCache(0),
	}
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
