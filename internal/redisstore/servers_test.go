package redisstore

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/redis/go-redis/v9"
)

// peer is a redis-server among others, which can be killed and does not come back
// by itself.
type peer struct {
	t       *testing.T
	dir     string
	port    int
	client  redis.UniversalClient // for the test, waiting for nobody
	args    []string
	process *exec.Cmd
	output  strings.Builder // what the server printed, for a test that fails
}

// newPeer starts a server with further arguments. The end of the test kills it.
func newPeer(t *testing.T, args ...string) *peer {
	t.Helper()
	p := &peer{t: t, dir: t.TempDir(), port: freePort(t)}
	p.client = connect(t, Options{Address: p.address(), Replicas: new(0)})
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			said := p.output.String()
			t.Logf("the server at port %d printed in the end:\n%s", p.port, said[max(0, len(said)-4000):])
		}
	})
	p.args = append([]string{
		"--port", strconv.Itoa(p.port), "--bind", "127.0.0.1", "--dir", p.dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", "no", "--repl-diskless-sync-delay", "0",
	}, args...)
	p.start()
	return p
}

func (p *peer) address() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port)) }

// start runs the server, with more arguments than before, on the data that it has.
func (p *peer) start(more ...string) {
	p.t.Helper()
	p.process = exec.Command("redis-server", append(slices.Clone(p.args), more...)...)
	p.process.Stdout = &p.output
	if err := p.process.Start(); err != nil {
		p.t.Fatalf("start redis-server: %v", err)
	}
	within(p.t, "the server answers", func() bool { return p.client.Ping(p.t.Context()).Err() == nil })
}

// kill ends the server as a crash would, and waits for its end.
func (p *peer) kill() {
	p.signal(syscall.SIGKILL)
	_ = p.process.Wait() // it was killed, which counts as an error
}

// signal stops the server (SIGSTOP), lets it go on (SIGCONT), or kills it.
func (p *peer) signal(s syscall.Signal) { _ = p.process.Process.Signal(s) }

// follows makes the server a replica and waits until it is one.
func (p *peer) follows(master *peer) {
	p.t.Helper()
	if err := p.client.SlaveOf(p.t.Context(), "127.0.0.1", strconv.Itoa(master.port)).Err(); err != nil {
		p.t.Fatal(err)
	}
	p.inStep(master)
}

// inStep waits until the server follows a master and has all that is there.
func (p *peer) inStep(master *peer) {
	p.t.Helper()
	within(p.t, "the replica is in step", func() bool {
		return p.says("replication", "master_link_status:up") && master.says("replication", "state=online")
	})
}

// cutOff stops the server and cuts its link to the master, as when its machine has
// gone: the master no longer knows of a replica.
func (p *peer) cutOff(master *peer) {
	p.t.Helper()
	p.signal(syscall.SIGSTOP)
	if err := master.client.Do(p.t.Context(), "client", "kill", "type", "replica").Err(); err != nil {
		p.t.Fatal(err)
	}
	within(p.t, "the master has no replica", func() bool { return master.says("replication", "connected_slaves:0") })
}

// says returns whether INFO has a text in a section.
func (p *peer) says(section, text string) bool {
	return strings.Contains(p.client.Info(p.t.Context(), section).Val(), text)
}

func (p *peer) waits() int { return waits(p.t, p.client) }

// waits returns how often a server was asked to wait for replicas.
func waits(t *testing.T, client redis.UniversalClient) (n int) {
	t.Helper()
	info, err := client.Info(t.Context(), "commandstats").Result()
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(info, "cmdstat_wait:calls=")
	_, _ = fmt.Sscanf(rest, "%d", &n) // absent: never
	return n
}

// sentinels are three that watch over a master, and promote its replica within a
// second or two.
type sentinels struct {
	t   *testing.T
	all []*redis.SentinelClient
	Sentinel
}

func newSentinels(t *testing.T, master *peer) *sentinels {
	t.Helper()
	s := &sentinels{t: t, Sentinel: Sentinel{Master: "longstop"}}
	for range 3 {
		p := &peer{t: t, dir: t.TempDir(), port: freePort(t)}
		p.client = connect(t, Options{Address: p.address(), Replicas: new(0)})
		file := filepath.Join(p.dir, "sentinel.conf")
		text := fmt.Sprintf(`port %d
bind 127.0.0.1
dir %s
sentinel monitor longstop 127.0.0.1 %d 2
sentinel down-after-milliseconds longstop 1500
sentinel failover-timeout longstop 1000
`, p.port, p.dir, master.port)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p.args = []string{file, "--sentinel"}
		p.start()
		t.Cleanup(p.kill)
		client := redis.NewSentinelClient(&redis.Options{Addr: p.address()})
		t.Cleanup(func() { _ = client.Close() })
		s.all = append(s.all, client)
		s.Addresses = append(s.Addresses, p.address())
	}
	return s
}

// know waits until every sentinel knows the others, takes the server at the port of
// master for the master, and could promote the replica.
func (s *sentinels) know(master, replica *peer) {
	s.t.Helper()
	within(s.t, "the sentinels know master and replica", func() bool {
		for _, c := range s.all {
			others, _ := c.Sentinels(s.t.Context(), s.Master).Result()
			replicas, _ := c.Replicas(s.t.Context(), s.Master).Result()
			if len(others) != 2 || len(replicas) != 1 || !s.follow(c, master) {
				return false
			}
			r := replicas[0]
			if r["port"] != strconv.Itoa(replica.port) || r["flags"] != "slave" || r["master-link-status"] != "ok" ||
				r["master-port"] != strconv.Itoa(master.port) {
				return false
			}
		}
		return true
	})
}

// follow returns whether a sentinel takes a server for the master.
func (s *sentinels) follow(c *redis.SentinelClient, master *peer) bool {
	at, _ := c.GetMasterAddrByName(s.t.Context(), s.Master).Result()
	return len(at) == 2 && at[1] == strconv.Itoa(master.port)
}

// promoted waits until a server is the master, and every sentinel says so.
func (s *sentinels) promoted(p *peer) {
	s.t.Helper()
	within(s.t, "the replica is promoted", func() bool {
		for _, c := range s.all {
			if !s.follow(c, p) {
				return false
			}
		}
		return p.says("replication", "role:master")
	})
}
