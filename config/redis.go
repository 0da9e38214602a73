package config

import (
	"net"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/yamlfile"
)

// maxReplicas bounds how many replicas a fact can wait for. More are a slip, and
// with a slip nothing would ever be accepted.
const maxReplicas = 10

type redisForm struct {
	yamlfile.Pos  `yaml:"-"`
	Address       text                  `yaml:"address"`
	Sentinel      *sentinelForm         `yaml:"sentinel"`
	Cluster       texts                 `yaml:"cluster"`
	Username      text                  `yaml:"username"`
	PasswordFile  text                  `yaml:"password-file"`
	DB            yamlfile.Located[int] `yaml:"db"`
	TLS           bool                  `yaml:"tls"`
	CAFile        text                  `yaml:"ca-file"`
	AllowVolatile bool                  `yaml:"allow-volatile"`
	Replicas      yamlfile.Located[int] `yaml:"replicas"`
}

type sentinelForm struct {
	Master    text  `yaml:"master,required"`
	Addresses texts `yaml:"addresses,required"`
}

func (c *daemonChecker) redis(form *redisForm) Redis {
	r := Redis{
		Address:       c.redisAddress(form),
		Cluster:       c.each("redis.cluster", c.some("redis.cluster", form.Cluster, "node"), c.hostPort),
		Username:      form.Username.Value,
		Password:      c.secret("redis.password-file", form.PasswordFile),
		DB:            form.DB.Value,
		TLS:           form.TLS,
		RootCAs:       c.rootCAs("redis.ca-file", form.CAFile),
		AllowVolatile: form.AllowVolatile,
	}
	if s := form.Sentinel; s != nil {
		r.Sentinel = &Sentinel{
			Master:    c.line("redis.sentinel.master", s.Master),
			Addresses: c.each("redis.sentinel.addresses", c.some("redis.sentinel.addresses", s.Addresses, "sentinel"), c.hostPort),
		}
	}
	if form.Replicas.Given() {
		r.Replicas = &form.Replicas.Value
	}
	c.redisWhole(form)
	return r
}

// redisWhole checks whether the keys go together.
func (c *daemonChecker) redisWhole(form *redisForm) {
	var ways []string
	for _, way := range []struct {
		name  string
		given bool
	}{
		{"address", form.Address.Given()},
		{"sentinel", form.Sentinel != nil},
		{"cluster", form.Cluster.Given()},
	} {
		if way.given {
			ways = append(ways, way.name)
		}
	}
	switch {
	case len(ways) == 0 && !c.complained("redis"):
		c.errorf(form.Pos, "redis", "requires one of address, sentinel, cluster; leave redis out for a private server")
	case len(ways) > 1:
		c.errorf(form.Pos, "redis", "requires one of address, sentinel, cluster, found %s", strings.Join(ways, " and "))
	}
	if form.DB.Value < 0 {
		c.errorf(form.DB.Pos, "redis.db", "must be 0 or more")
	}
	if form.DB.Value > 0 && form.Cluster.Given() {
		c.errorf(form.DB.Pos, "redis.db", "a cluster has only database 0")
	}
	if n := form.Replicas.Value; n < 0 || n > maxReplicas {
		c.errorf(form.Replicas.Pos, "redis.replicas", "must be from 0 (wait for none) to %d, found %d", maxReplicas, n)
	}
	if form.CAFile.Given() && !form.TLS {
		c.errorf(form.CAFile.Pos, "redis.ca-file", "is for tls: write tls: true beside it, or leave it out")
	}
	c.login("redis", form.Username, form.PasswordFile)
}

// inPlainText says whether cases and the password would travel to another machine for
// everybody on the way to read.
func (r Redis) inPlainText() bool {
	var all []string
	if !strings.HasPrefix(r.Address, unixScheme) {
		all = append(all, r.Address)
	}
	all = append(all, r.Cluster...)
	if r.Sentinel != nil {
		all = append(all, r.Sentinel.Addresses...)
	}
	return !r.TLS && slices.ContainsFunc(all, func(address string) bool {
		host, _, err := net.SplitHostPort(address)
		return err == nil && !isLoopback(host)
	})
}

const unixScheme = "unix://"

func (c *daemonChecker) redisAddress(form *redisForm) string {
	path, unix := strings.CutPrefix(form.Address.Value, unixScheme)
	switch {
	case !unix:
		return c.hostPort("redis.address", form.Address)
	case !strings.HasPrefix(path, "/"):
		c.errorf(form.Address.Pos, "redis.address", "requires the whole path of the socket, such as unix:///run/redis/redis.sock")
	case form.TLS:
		c.errorf(form.Address.Pos, "redis.address", "a unix socket has no tls: leave tls out")
	}
	return form.Address.Value
}

// login checks that a username has a password.
func (c *daemonChecker) login(field string, username, passwordFile text) {
	if username.Given() {
		c.line(field+".username", username)
	}
	if username.Given() && !passwordFile.Given() {
		c.errorf(username.Pos, field+".username", "requires a password-file beside it")
	}
}
