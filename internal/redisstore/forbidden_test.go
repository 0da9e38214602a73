package redisstore

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
)

// Whoever has a daemon's password can do with it what a daemon does, and nothing of
// this. Each line is a whole command.
var forbidden = []struct{ why, command string }{
	{"empty the store", "FLUSHALL"},
	{"empty a database", "FLUSHDB"},
	{"swap it for another", "SWAPDB 0 1"},
	{"list what is there", "KEYS *"},
	{"take a key at random", "RANDOMKEY"},

	{"make it forget", "CONFIG SET maxmemory-policy allkeys-lru"},
	{"write its settings down", "CONFIG REWRITE"},
	{"stop it", "SHUTDOWN NOSAVE"},
	{"write a snapshot", "SAVE"},
	{"write a snapshot meanwhile", "BGSAVE"},
	{"write its file anew", "BGREWRITEAOF"},
	{"crash it", "DEBUG SEGFAULT"},
	{"make it another's replica", "REPLICAOF 127.0.0.1 1"},
	{"say so with the old word", "SLAVEOF 127.0.0.1 1"},
	{"copy all of it as a replica", "PSYNC ? -1"},
	{"make a replica the master", "FAILOVER"},
	{"put a node into the cluster", "CLUSTER MEET 127.0.0.1 1"},
	{"forget a cluster", "CLUSTER RESET HARD"},

	{"read the users", "ACL LIST"},
	{"make a user", "ACL SETUSER intruder on nopass ~* +@all"},
	{"ask who it is", "ACL WHOAMI"},
	{"load code", "MODULE LOAD /tmp/intruder.so"},
	{"keep a function", "FUNCTION LOAD x"},
	{"call one", "FCALL x 0"},
	{"forget the scripts of others", "SCRIPT FLUSH"},
	{"end the script of another", "SCRIPT KILL"},
	{"listen to every command", "MONITOR"},
	{"read the slow ones", "SLOWLOG GET"},
	{"see who is there", "CLIENT LIST"},
	{"cut others off", "CLIENT KILL TYPE normal"},
	{"hold others up", "CLIENT PAUSE 1000 ALL"},

	{"copy a key out", "DUMP {ls03}case:bscp:R11"},
	{"put a key in", "RESTORE {ls03}case:bscp:R11 0 x"},
	{"send a key elsewhere", "MIGRATE 127.0.0.1 1 {ls03}case:bscp:R11 0 1000"},
	{"rename a key", "RENAME {ls03}case:bscp:R11 {ls03}case:bscp:R12"},
	{"move a key away", "MOVE {ls03}case:bscp:R11 1"},
	{"let a key end", "EXPIRE {ls03}case:bscp:R11 1"},
	{"cut a log", "LTRIM {ls03}log:bscp:R11 0 0"},
	{"take a line out of it", "LREM {ls03}log:bscp:R11 0 x"},
	{"change a line of it", "LSET {ls03}log:bscp:R11 0 x"},

	{"read a key of others", "GET other"},
	{"write a key of others", "SET other x"},
	{"remove a key of others", "DEL other"},
	{"read ours with one of others", "MGET {ls03}case:bscp:R11 other"},
	{"read what looks like ours", "GET {lsx}case:bscp:R11"},
	{"read a shard that cannot be", "GET {ls16}wake"},
	{"listen to another channel", "SUBSCRIBE other"},
	{"listen to every channel", "PSUBSCRIBE *"},
	{"listen to the keys", "SUBSCRIBE __keyspace@0__:{ls03}wake"},
	{"speak on another channel", "PUBLISH other x"},
}

func TestTheUserMayDoNothingElse(t *testing.T) {
	// So that it is the file of users that refuses these two, and not a setting.
	s := secure(t, "--enable-debug-command", "local", "--enable-module-command", "local")
	user := connect(t, s.options())
	seed(t, s.admin, full())
	before := dump(t, s.admin)
	for _, r := range forbidden {
		var command []any
		for word := range strings.FieldsSeq(r.command) {
			command = append(command, word)
		}
		isRefused(t, r.why, user.Do(t.Context(), command...).Err())
	}
	if diff := cmp.Diff(before, dump(t, s.admin)); diff != "" {
		t.Errorf("and it has changed something (-was +is):\n%s", diff)
	}
}

// byUser matches what Redis says of a script that does more than its user may, before
// 7.2 and since.
var byUser = regexp.MustCompile(`The user executing the script can't|ACL failure in script`)

// A script may do no more than the user who sends it, whatever keys it names.
func TestTheUserMayDoNothingElseInAScript(t *testing.T) {
	s := secure(t)
	user := connect(t, s.options())
	seed(t, s.admin, full())
	before := dump(t, s.admin)
	for why, source := range map[string]string{
		"write a key of others":       `return redis.call('SET', 'other', 'x')`,
		"read one":                    `return redis.call('GET', 'other')`,
		"read one that it builds":     `return redis.call('GET', 'o' .. 'ther')`,
		"speak on another channel":    `return redis.call('PUBLISH', 'other', 'x')`,
		"empty the store":             `return redis.call('FLUSHALL')`,
		"list the keys":               `return redis.call('KEYS', '*')`,
		"take a key to another place": `return redis.call('RENAME', KEYS[1], 'other')`,
	} {
		err := user.Eval(t.Context(), source, []string{"{ls03}wake"}).Err()
		if err == nil || !byUser.MatchString(err.Error()) {
			t.Errorf("%s: %v, want it refused to the user", why, err)
		}
	}
	isRefused(t, "name a key of others", user.Eval(t.Context(), `return 1`, []string{"other"}).Err())
	if diff := cmp.Diff(before, dump(t, s.admin)); diff != "" {
		t.Errorf("and it has changed something (-was +is):\n%s", diff)
	}
}

// Nobody comes in without a password, and the file lets nobody in as it ships: Redis
// refuses to load what stands in the place of the passwords.
func TestNobodyComesInWithoutAPassword(t *testing.T) {
	s := secure(t)
	for why, change := range map[string]func(o *Options){
		"no user":                func(o *Options) { o.Username, o.Password = "", "" },
		"a wrong password":       func(o *Options) { o.Password = "wrong" },
		"the admin's name":       func(o *Options) { o.Username = "admin" },
		"the user of no name":    func(o *Options) { o.Username = "" },
		"the user named default": func(o *Options) { o.Username = "default" },
	} {
		o := s.options()
		change(&o)
		err := New(connect(t, o)).Probe(t.Context())
		if err == nil || !strings.Contains(err.Error(), "WRONGPASS") && !strings.Contains(err.Error(), "NOAUTH") {
			t.Errorf("%s: %v, want WRONGPASS or NOAUTH", why, err)
		}
	}
	data, err := os.ReadFile(usersFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.load(t, string(data)); err == nil || !strings.Contains(err.Error(), "password hash") {
		t.Errorf("Redis has loaded the file as it ships, or says nothing of the password: %v", err)
	}
}

// isRefused fails the test unless Redis has refused a command to the user.
func isRefused(t *testing.T, why string, err error) {
	t.Helper()
	if !redis.HasErrorPrefix(err, "NOPERM") {
		t.Errorf("%s: %v, want NOPERM", why, err)
	}
}
