package config

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// broken is a mistake in one of the example files: new in place of old, and the
// whole error.
type broken struct{ name, old, new, want string }

// run replaces the text in the file and compares the whole error.
func (b broken) run(t *testing.T, file string) {
	t.Helper()
	f := files{
		"longstop.yaml": testdata(t, "longstop.yaml"), "bscp.yaml": testdata(t, "bscp.yaml"),
		"p": "secret\n", "everybody": "secret\n", "everybody-writes": "secret\n", "group-reads": "secret\n", "group-writes": "secret\n",
		"empty": "\n", "lines": "a\nb\n", "long": strings.Repeat("x", 5000),
		"ca.pem":   testdata(t, "network-ca.pem"),
		"two.yaml": strings.Replace(testdata(t, "bscp.yaml"), "id: bscp", "id: two", 1),
	}
	if !strings.Contains(f[file], b.old) {
		t.Fatalf("%s does not contain %q", file, b.old)
	}
	f[file] = strings.Replace(f[file], b.old, b.new, 1)
	cfg, err := parse("longstop.yaml", []byte(f["longstop.yaml"]), f.read, known)
	switch {
	case err == nil && b.want == "":
		return
	case err == nil:
		t.Fatalf("no mistake found in %+v", cfg)
	case cfg != nil:
		t.Error("a Config beside the mistakes")
	}
	if diff := cmp.Diff(strings.Split(b.want, "\n"), strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestBrokenDaemon(t *testing.T) {
	const (
		redis = `redis: {address: "127.0.0.1:6379"}`
		smtp  = `smtp: {address: "127.0.0.1:25", tls: none, from: "Longstop <longstop@scp.example>"}`
		relay = `smtp: {address: "mail.scp.example:587", tls: starttls, from: "longstop@scp.example", `
		top   = "state-dir: state"
		files = `partnerships: [bscp.yaml]`
	)
	socket := strings.Repeat("long/", 22) + "s.sock"
	for _, b := range []broken{
		// The file as a whole.
		{"a key mistyped", "state-dir:", "statedir:", `longstop.yaml:2:1: statedir: unknown key "statedir": did you mean "state-dir"? Allowed here: digest-at, heartbeat-at, holidays, listen, operations, partnerships, procedures, redis, smtp, state-dir`},
		{"no relay", smtp, "", `longstop.yaml:2:1: the key "smtp" is missing`},
		{"no partnerships", files, "", `longstop.yaml:2:1: the key "partnerships" is missing`},
		{"an empty path", top, `state-dir: ""`, `longstop.yaml:2:12: state-dir: is empty: write a path`},
		{"syntax", top, "state-dir: state: x", `longstop.yaml:2: is not valid YAML: mapping values are not allowed in this context`},

		// Redis.
		{"an address and a cluster", redis, `redis: {address: "a:1", cluster: ["b:2"]}`, `longstop.yaml:3:8: redis: requires one of address, sentinel, cluster, found address and cluster`},
		{"all three ways", redis, `redis: {address: "a:1", cluster: ["b:2"], sentinel: {master: m, addresses: ["c:3"]}}`, `longstop.yaml:3:8: redis: requires one of address, sentinel, cluster, found address and sentinel and cluster`},
		{"no way", redis, `redis: {tls: true}`, `longstop.yaml:3:8: redis: requires one of address, sentinel, cluster; leave redis out for a private server`},
		{"a way mistyped", redis, `redis: {adress: "a:1"}`, `longstop.yaml:3:9: redis.adress: unknown key "adress": did you mean "address"? Allowed here: address, allow-volatile, ca-file, cluster, db, password-file, replicas, sentinel, tls, username`},
		{"a password in the file", redis, `redis: {address: "a:1", password: hunter2}`, `longstop.yaml:3:25: redis.password: unknown key "password". Allowed here: address, allow-volatile, ca-file, cluster, db, password-file, replicas, sentinel, tls, username`},
		{"no port", redis, `redis: {address: localhost}`, `longstop.yaml:3:18: redis.address: must be host:port, found "localhost"`},
		{"no host", redis, `redis: {address: ":6379"}`, `longstop.yaml:3:18: redis.address: requires a host before the port, found ":6379"`},
		{"a port by name", redis, `redis: {address: "a:redis"}`, `longstop.yaml:3:18: redis.address: requires a port from 1 to 65535, found "redis"`},
		{"too high a port", redis, `redis: {address: "a:65536"}`, `longstop.yaml:3:18: redis.address: requires a port from 1 to 65535, found "65536"`},
		{"port 0", redis, `redis: {address: "a:0"}`, `longstop.yaml:3:18: redis.address: requires a port from 1 to 65535, found "0"`},
		{"a URL with a password", redis, `redis: {address: "redis://:hunter2@a:1"}`, `longstop.yaml:3:18: redis.address: must be host:port, such as "127.0.0.1:6379", found a URL`},
		{"half a socket path", redis, `redis: {address: "unix://redis.sock"}`, `longstop.yaml:3:18: redis.address: requires the whole path of the socket, such as unix:///run/redis/redis.sock`},
		{"a socket with TLS", redis, `redis: {address: "unix:///redis.sock", tls: true}`, `longstop.yaml:3:18: redis.address: a unix socket has no tls: leave tls out`},
		{"a socket", redis, `redis: {address: "unix:///redis.sock"}`, ``},
		{"an empty cluster", redis, `redis: {cluster: []}`, `longstop.yaml:3:18: redis.cluster: is empty: name at least one node`},
		{"a node twice", redis, `redis: {cluster: ["a:1", "a:1"]}`, `longstop.yaml:3:26: redis.cluster[1]: "a:1" is here twice`},
		{"a cluster with a database", redis, `redis: {cluster: ["a:1"], db: 1}`, `longstop.yaml:3:31: redis.db: a cluster has only database 0`},
		{"a database below 0", redis, `redis: {address: "a:1", db: -1}`, `longstop.yaml:3:29: redis.db: must be 0 or more`},
		{"replicas below 0", redis, `redis: {address: "a:1", replicas: -1}`, `longstop.yaml:3:35: redis.replicas: must be from 0 (wait for none) to 10, found -1`},
		{"too many replicas", redis, `redis: {cluster: ["a:1"], replicas: 11}`, `longstop.yaml:3:37: redis.replicas: must be from 0 (wait for none) to 10, found 11`},
		{"replicas in words", redis, `redis: {address: "a:1", replicas: one}`, `longstop.yaml:3:35: redis.replicas: requires a whole number, found "one"`},
		{"no replica", redis, `redis: {address: "a:1", replicas: 0}`, ``},
		{"a database by name", redis, `redis: {address: "a:1", db: main}`, `longstop.yaml:3:29: redis.db: requires a whole number, found "main"`},
		{"sentinels without a master", redis, `redis: {sentinel: {addresses: ["a:1"]}}`, `longstop.yaml:3:19: redis.sentinel: the key "master" is missing`},
		{"a master without sentinels", redis, `redis: {sentinel: {master: "", addresses: []}}`, `longstop.yaml:3:28: redis.sentinel.master: is empty` + "\n" +
			`longstop.yaml:3:43: redis.sentinel.addresses: is empty: name at least one sentinel`},
		{"a bad sentinel", redis, `redis: {sentinel: {master: m, addresses: [a]}}`, `longstop.yaml:3:43: redis.sentinel.addresses[0]: must be host:port, found "a"`},
		{"a user without a password", redis, `redis: {address: "a:1", username: u}`, `longstop.yaml:3:35: redis.username: requires a password-file beside it`},
		{"a password without a user", redis, `redis: {address: "a:1", password-file: p}`, ``},
		{"certificates without TLS", redis, `redis: {address: "a:1", ca-file: ca.pem}`, `longstop.yaml:3:34: redis.ca-file: is for tls: write tls: true beside it, or leave it out`},
		{"certificates for TLS", redis, `redis: {address: "a:1", tls: true, ca-file: ca.pem}`, ``},
		{"certificates that are not there", redis, `redis: {address: "a:1", tls: true, ca-file: none.pem}`, `longstop.yaml:3:45: redis.ca-file: none.pem cannot be used: file does not exist`},
		{"a file without certificates", redis, `redis: {address: "a:1", tls: true, ca-file: lines}`, `longstop.yaml:3:45: redis.ca-file: lines cannot be used: there is no certificate in it (PEM, "-----BEGIN CERTIFICATE-----")`},
		{"certificates that all can change", redis, `redis: {address: "a:1", tls: true, ca-file: everybody-writes}`, `longstop.yaml:3:45: redis.ca-file: everybody-writes cannot be used: everybody on this machine can change it: chmod 644`},
		{"an empty path of certificates", redis, `redis: {address: "a:1", tls: true, ca-file: ""}`, `longstop.yaml:3:45: redis.ca-file: is empty: write a path`},
		{"yes for true", redis, `redis: {address: "a:1", tls: yes}`, `longstop.yaml:3:30: redis.tls: requires true or false, found "yes"`},

		// Password files.
		{"no such password file", redis, `redis: {address: "a:1", password-file: none}`, `longstop.yaml:3:40: redis.password-file: none cannot be used: file does not exist`},
		{"everybody can read it", redis, `redis: {address: "a:1", password-file: everybody}`, `longstop.yaml:3:40: redis.password-file: everybody cannot be used: everybody on this machine can read or change it: chmod 600`},
		{"the group can read it", redis, `redis: {address: "a:1", password-file: group-reads}`, ``},
		{"the group can change it", redis, `redis: {address: "a:1", password-file: group-writes}`, `longstop.yaml:3:40: redis.password-file: group-writes cannot be used: its group can change it: chmod 600 or 640`},
		{"an empty password", redis, `redis: {address: "a:1", password-file: empty}`, `longstop.yaml:3:40: redis.password-file: empty cannot be used: it is empty`},
		{"two lines", redis, `redis: {address: "a:1", password-file: lines}`, `longstop.yaml:3:40: redis.password-file: lines cannot be used: it holds more than one line`},
		{"not a password", redis, `redis: {address: "a:1", password-file: long}`, `longstop.yaml:3:40: redis.password-file: long cannot be used: it is too long for a password`},

		// Where the daemon answers.
		{"no port to listen on", `http: "127.0.0.1:9670"`, `http: "9670"`, `longstop.yaml:4:45: listen.http: must be host:port, such as "127.0.0.1:9670", found "9670"`},
		{"a port by name", `http: "127.0.0.1:9670"`, `http: "127.0.0.1:http"`, `longstop.yaml:4:45: listen.http: requires a port from 0 to 65535, found "http"`},
		{"too long a socket", "state/longstop.sock", socket, `longstop.yaml:4:18: listen.socket: the path of a socket may have 107 letters, this one has 116: name a shorter one`},

		// The relay.
		{"no address", `address: "127.0.0.1:25", `, ``, `longstop.yaml:5:7: smtp: the key "address" is missing`},
		{"no sender", `, from: "Longstop <longstop@scp.example>"`, ``, `longstop.yaml:5:7: smtp: the key "from" is missing`},
		{"plain text to elsewhere", `"127.0.0.1:25"`, `"10.0.0.1:25"`, `longstop.yaml:5:37: smtp.tls: none is for a relay on this machine only (127.0.0.1, ::1, localhost): use starttls or implicit`},
		{"plain text to a name that begins as this machine", `"127.0.0.1:25"`, `"localhost.scp.example:25"`, `longstop.yaml:5:50: smtp.tls: none is for a relay on this machine only (127.0.0.1, ::1, localhost): use starttls or implicit`},
		{"plain text to this machine", `"127.0.0.1:25"`, `"[::1]:25"`, ``},
		{"another TLS", `tls: none`, `tls: ssl`, `longstop.yaml:5:38: smtp.tls: must be none, starttls or implicit, found "ssl"`},
		{"a sender without an address", `"Longstop <longstop@scp.example>"`, `Longstop`, `longstop.yaml:5:50: smtp.from: must be one email address, with or without a name before it in < and >`},
		{"two senders", `"Longstop <longstop@scp.example>"`, `"a@scp.example, b@scp.example"`, `longstop.yaml:5:50: smtp.from: must be one email address, with or without a name before it in < and >`},
		{"a header in the sender", `"Longstop <longstop@scp.example>"`, `"L\n <a@scp.example>"`, `longstop.yaml:5:50: smtp.from: must be one email address, with or without a name before it in < and >`},
		{"a user without a password", smtp, relay + `username: u}`, `longstop.yaml:5:96: smtp.username: requires a password-file beside it`},
		{"a password without a user", smtp, relay + `password-file: p}`, `longstop.yaml:5:101: smtp.password-file: requires a username beside it`},
		{"too short a time", smtp, relay + `timeout: 10ms}`, `longstop.yaml:5:95: smtp.timeout: must be from 1s to 5m, found "10ms"`},
		{"a time without a unit", smtp, relay + `timeout: 10}`, `longstop.yaml:5:95: smtp.timeout: requires a length of time such as 30s or 5m, found "10"`},
		{"a name that is none", smtp, relay + `hello-name: a b}`, `longstop.yaml:5:98: smtp.hello-name: must be the name of this machine, such as mail.scp.example, found "a b"`},

		// Operations and the daily emails.
		{"a name for an address", top, "operations: [Ann <ann@scp.example>]", `longstop.yaml:2:14: operations[0]: the address of operations is not one plain email address`},
		{"an address twice", top, "operations: [a@b.example, a@b.example]", `longstop.yaml:2:27: operations[1]: "…@…" is here twice`},
		{"an hour that is skipped", top, `heartbeat-at: "01:30"`, `longstop.yaml:2:15: heartbeat-at: "01:30" is skipped in March and comes twice in October, when the clocks change: choose a time outside 01:00 to 01:59`},
		{"the last moment before it", top, `digest-at: "00:59"`, ``},
		{"the first moment of it", top, `digest-at: "01:00"`, `longstop.yaml:2:12: digest-at: "01:00" is skipped in March and comes twice in October, when the clocks change: choose a time outside 01:00 to 01:59`},
		{"the end of the day", top, `digest-at: "24:00"`, `longstop.yaml:2:12: digest-at: "24:00" is not a time of day: midnight is 00:00`},
		{"a half hour", top, `digest-at: 8:30`, `longstop.yaml:2:12: digest-at: "8:30" is not a time of day: write it as "HH:MM", for example "08:30"`},
		{"a minute too many", top, `digest-at: "08:60"`, `longstop.yaml:2:12: digest-at: "08:60" is not a time of day: the day goes from 00:00 to 23:59`},

		// Which partnerships.
		{"an empty list", files, `partnerships: []`, `longstop.yaml:6:15: partnerships: is empty: name at least one partnership file`},
		{"text for the list", files, `partnerships: bscp.yaml`, `longstop.yaml:6:15: partnerships: requires a list, found text`},
		{"no such file", files, `partnerships: [yscp.yaml]`, `longstop.yaml:6:16: partnerships[0]: yscp.yaml cannot be read: file does not exist`},
		{"a file twice", files, `partnerships: [bscp.yaml, ./bscp.yaml]`, `longstop.yaml:6:27: partnerships[1]: "bscp.yaml" is here twice`},
		{"two partnerships", files, `partnerships: [bscp.yaml, two.yaml]`, ``},

		// All together.
		{"several", top, `digest-at: x
operations: [x]`, `longstop.yaml:2:12: digest-at: "x" is not a time of day: write it as "HH:MM", for example "08:30"
longstop.yaml:3:14: operations[0]: the address of operations is not one plain email address`},
	} {
		t.Run(b.name, func(t *testing.T) { b.run(t, "longstop.yaml") })
	}
}
