package feed

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"
)

func TestPublicAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"151.101.0.144": true, "8.8.8.8": true, "172.15.255.255": true, "172.32.0.0": true, "100.63.255.255": true, "100.128.0.0": true,
		"2a04:4e42::144": true, "2001:4860:4860::8888": true, "::ffff:8.8.8.8": true, "64:ff9b::808:808": true,

		"0.0.0.0": false, "0.1.2.3": false, "127.0.0.1": false, "127.255.255.255": false, "10.0.0.1": false, "172.16.0.1": false,
		"172.31.255.255": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "100.127.255.255": false,
		"192.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false, "198.51.100.1": false, "203.0.113.1": false,
		"224.0.0.1": false, "239.255.255.255": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::7f00:1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false,
		"64:ff9b:1::808:808": false, "fc00::1": false, "fd12:3456::1": false, "fe80::1": false, "fe80::1%eth0": false, "fec0::1": false,
		"ff02::1": false, "2001::1": false, "2001:db8::1": false, "2002:7f00:1::": false, "100::1": false, "4000::1": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address at all is public")
	}
}

// A server on the public internet sends us to one that only we can reach. (Here
// the first is asked through a transport that admits it.)
func TestARedirectToAPrivateAddress(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked") }))
	defer inner.Close()
	outer := httptest.NewServer(http.RedirectHandler(inner.URL+"/?key=hunter2", http.StatusFound))
	defer outer.Close()
	u, err := url.Parse(outer.URL)
	if err != nil {
		t.Fatal(err)
	}
	s := Source{AllowHTTP: true, AllowRedirects: true}
	_, next, err := s.ask(t.Context(), Source{AllowPrivate: true}.transport(), u, Conditions{})
	if err != nil || next == nil {
		t.Fatalf("got %v (%v)", next, err)
	}
	_, next, err = s.ask(t.Context(), s.transport(), next, Conditions{})
	if bad, ok := errors.AsType[*Error](err); next != nil || !ok || bad.Reason != PrivateAddress {
		t.Errorf("got %v (%v)", next, err)
	}
}

// Nobody's environment comes between.
func TestNoProxy(t *testing.T) {
	if (Source{}).transport().Proxy != nil {
		t.Error("there is a proxy")
	}
}
