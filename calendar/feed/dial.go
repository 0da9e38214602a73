package feed

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
)

// maxHeader is how long the header of an answer may be, in bytes.
const maxHeader = 64 << 10

// transport keeps no connection and knows no proxy.
func (s Source) transport() *http.Transport {
	dialer := &net.Dialer{}
	if !s.AllowPrivate {
		dialer.ControlContext = publicOnly
	}
	return &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, dialError(err)
			}
			return conn, nil
		},
		DialTLSContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, dialError(err)
			}
			return s.handshake(ctx, conn, address)
		},
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxHeader,
	}
}

func (s Source) handshake(ctx context.Context, conn net.Conn, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	secure := tls.Client(conn, &tls.Config{ServerName: host, RootCAs: s.RootCAs, MinVersion: tls.VersionTLS12})
	if err := secure.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, &Error{Reason: TLS, What: "there is no secure connection: " + err.Error(), Err: err}
	}
	return secure, nil
}

// dialError returns the error of publicOnly, or one that says what else the dialer
// met.
func dialError(err error) error {
	if ours, ok := errors.AsType[*Error](err); ok {
		return ours
	}
	return &Error{Reason: Unreachable, What: "there is no connection: " + err.Error(), Err: err}
}

// publicOnly refuses every address that is not of the public internet. The dialer
// calls it with the address that it is about to use, after every look-up, so that
// no name can get round it.
func publicOnly(_ context.Context, _, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err == nil && public(at.Addr()) {
		return nil
	}
	return &Error{Reason: PrivateAddress, What: address + " is not an address of the public internet: allow private addresses, if it is meant"}
}

// Parts of the address space that are not of the public internet although
// [netip.Addr] has no name for them (the special-purpose registries of IANA).
var special = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

var (
	// global6 is the part of IPv6 that is assigned to the public internet.
	global6 = netip.MustParsePrefix("2000::/3")
	// translated holds the addresses of IPv4 in a network without it (RFC 6052).
	translated = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(texts ...string) (out []netip.Prefix) {
	for _, text := range texts {
		out = append(out, netip.MustParsePrefix(text))
	}
	return out
}

// public says whether an address is one of the public internet.
func public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if translated.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if a.Is6() && !global6.Contains(a) {
		return false
	}
	return a.IsGlobalUnicast() && !a.IsPrivate() &&
		!slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}
