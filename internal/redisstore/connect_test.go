package redisstore

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

func TestConnectNeedsOneAddress(t *testing.T) {
	for why, o := range map[string]Options{
		"none":                 {},
		"two":                  {Address: "127.0.0.1:6379", Cluster: []string{"127.0.0.1:7000"}},
		"sentinels, no master": {Sentinel: Sentinel{Addresses: []string{"127.0.0.1:26379"}}},
		"a master, no sentinels": {
			Sentinel: Sentinel{Master: "longstop"},
		},
		"a unix address without a path": {Address: "unix://"},
	} {
		if _, err := Connect(o); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v, want ErrAddress", why, err)
		}
	}
}

// The comment of Connect says why each option is set. Without them, a lost
// answer makes the client send a command twice.
func TestClientsAreSetUp(t *testing.T) {
	for kind, o := range map[string]Options{
		"one server": {Address: "127.0.0.1:6379", TLS: true},
		"sentinel":   {Sentinel: Sentinel{Master: "m", Addresses: []string{"127.0.0.1:26379"}}, TLS: true},
	} {
		client, ok := connect(t, o).(*redis.Client)
		if !ok {
			t.Fatalf("%s: not a client of one server", kind)
		}
		got := client.Options()
		if got.MaxRetries != 0 || !got.ContextTimeoutEnabled || !got.DisableIdentity {
			t.Errorf("%s: retries %d, keeps deadlines %v, no identity %v", kind, got.MaxRetries, got.ContextTimeoutEnabled, got.DisableIdentity)
		}
		if got.TLSConfig == nil || got.TLSConfig.InsecureSkipVerify {
			t.Errorf("%s: TLS does not check certificates", kind)
		}
	}
	if _, ok := connect(t, Options{Cluster: []string{"127.0.0.1:7000"}}).(*redis.ClusterClient); !ok {
		t.Error("one node of a cluster: not a client of a cluster")
	}
}

// TestClientsLogNothing runs itself as a second process, whose client cannot
// reach its sentinel: the library would name it on standard error.
func TestClientsLogNothing(t *testing.T) {
	const asClient = "LONGSTOP_TEST_CLIENT"
	if address := os.Getenv(asClient); address != "" {
		client := connect(t, Options{Sentinel: Sentinel{Master: "m", Addresses: []string{address}}})
		if err := New(client).Probe(t.Context()); err == nil {
			t.Error("nobody listens, and there is no error")
		}
		return
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(freePort(t)))
	other := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	other.Env = append(os.Environ(), asClient+"="+address)
	if out, err := other.CombinedOutput(); err != nil || strings.Contains(string(out), address) {
		t.Errorf("%v, and the client has logged:\n%s", err, out)
	}
}

func TestProbeAndPulse(t *testing.T) {
	s := New(connect(t, Options{Address: storetest.Redis(t).Address()}))
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	p, err := s.Pulse(t.Context())
	if skew := time.Since(p.Clock).Abs(); err != nil || skew > time.Minute || p.Clock.Location() != time.UTC {
		t.Errorf("clock %v, %v", p.Clock, err)
	}
	if p.Writes.Sum() != 0 || !p.Latest.IsZero() {
		t.Errorf("an empty store shows %+v", p)
	}
}

// How full a Redis is shows before it is full: then it takes no write any more.
func TestHowFullItIs(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	if fill, err := s.Fill(t.Context()); fill != 0 || err != nil {
		t.Errorf("without a limit: %v, %v", fill, err)
	}
	for limit, want := range map[string]float64{"1gb": 0, "1": 1} {
		if err := client.ConfigSet(t.Context(), "maxmemory", limit).Err(); err != nil {
			t.Fatal(err)
		}
		fill, err := s.Fill(t.Context())
		if err != nil || want == 0 && (fill <= 0 || fill > 0.5) || want == 1 && fill <= 1 {
			t.Errorf("with %s: %v, %v", limit, fill, err)
		}
		if err := s.Probe(t.Context()); (err != nil) != (want == 1) || err != nil && !errors.Is(err, scheduler.ErrFull) {
			t.Errorf("with %s a probe: %v", limit, err)
		}
	}
}
