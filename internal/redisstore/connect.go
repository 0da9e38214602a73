package redisstore

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// How long to wait for Redis. A command that was not answered in time may have
// been carried out.
const (
	dialTimeout  = 2 * time.Second
	replyTimeout = 3 * time.Second
)

// clusterKept is how long it is taken for granted which server has which part of a
// cluster. A server that is dead sends nobody on to the one promoted in its place.
const clusterKept = 2 * time.Second

// unixScheme begins the address of a unix socket.
const unixScheme = "unix://"

// ErrAddress says that the options name no Redis, or more than one kind.
var ErrAddress = errors.New("redisstore: give one of address, sentinel and cluster")

// Options say where Redis is: exactly one of Address, Sentinel and Cluster.
type Options struct {
	Address  string   // host:port, or unix:///path
	Sentinel Sentinel // a master that sentinels watch over
	Cluster  []string // some nodes of a Redis Cluster, host:port each
	Username string
	Password string
	DB       int            // not for a cluster
	TLS      bool           // TLS 1.2 or later, certificate checked against the host's name
	RootCAs  *x509.CertPool // who may vouch for the servers; nil: the machine's

	OnConnect func() // called for each new connection, if it is not nil

	// Replicas is how many replicas must have a fact before it counts as accepted.
	// Nil is one with Sentinel and in a cluster, and for an address one as soon as
	// the server has been seen with a replica.
	Replicas *int
}

// Sentinel names a master and the sentinels that know which server it is.
type Sentinel struct {
	Master    string
	Addresses []string
}

// silence switches off the log lines of the client library, which would name
// addresses on standard error. The library has one logger for the whole process
// and none for a client. Nothing is lost: every error comes back to the caller.
var silence = sync.OnceFunc(logging.Disable)

// Connect makes a client as the store needs it. It dials nothing yet. Errors:
// [ErrAddress].
//
// The client sends no command twice: a lost answer is an error (see the package
// comment), and makes writes wait for replicas. It keeps to deadlines of the
// context. At the start it asks the server for nothing that a plain Redis could
// refuse.
//
// The first call silences the client library in the whole process; see silence.
func Connect(o Options) (redis.UniversalClient, error) {
	silence()
	u := &redis.UniversalOptions{
		Username: o.Username, Password: o.Password, DB: o.DB,
		MaxRetries:               -1,
		DialTimeout:              dialTimeout,
		DialerRetries:            1, // the engine tries again, with growing pauses
		ReadTimeout:              replyTimeout,
		WriteTimeout:             replyTimeout,
		ContextTimeoutEnabled:    true,
		DisableIdentity:          true,
		PipelinePoolSize:         -1, // pipelines share the connections of the rest
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	if o.OnConnect != nil {
		u.OnConnect = func(context.Context, *redis.Conn) error { o.OnConnect(); return nil }
	}
	if o.TLS {
		u.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.RootCAs}
	}
	if err := locate(u, o); err != nil {
		return nil, err
	}
	client := newClient(u)
	confirmWrites(client, o)
	return client, nil
}

// newClient makes a client, of a cluster one that asks often who is master of what.
func newClient(u *redis.UniversalOptions) redis.UniversalClient {
	if !u.IsClusterMode {
		return redis.NewUniversalClient(u)
	}
	c := u.Cluster()
	c.ClusterStateReloadInterval = clusterKept
	return redis.NewClusterClient(c)
}

// locate fills in where Redis is.
func locate(u *redis.UniversalOptions, o Options) error {
	switch {
	case kinds(o) != 1:
		return fmt.Errorf("connect to redis: %w", ErrAddress)
	case o.Address != "":
		// The client takes a path that begins with a slash for a unix socket.
		u.Addrs = []string{strings.TrimPrefix(o.Address, unixScheme)}
	case o.Sentinel.Master != "":
		u.MasterName, u.Addrs = o.Sentinel.Master, o.Sentinel.Addresses
	default:
		u.IsClusterMode, u.Addrs = true, o.Cluster
	}
	return nil
}

// kinds counts the kinds of address that were given.
func kinds(o Options) int {
	n := 0
	sentinel := o.Sentinel.Master != "" && len(o.Sentinel.Addresses) > 0
	for _, given := range []bool{o.Address != "" && o.Address != unixScheme, sentinel, len(o.Cluster) > 0} {
		if given {
			n++
		}
	}
	return n
}
