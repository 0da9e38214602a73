package redisstore

import (
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// cluster is three masters with a replica each.
type cluster struct{ masters, replicas []*peer }

// newCluster starts one whose servers count as dead after a silence of so many
// milliseconds.
func newCluster(t *testing.T, silence int) *cluster {
	t.Helper()
	var all []*peer
	for range 6 {
		bus := strconv.Itoa(freePort(t))
		p := newPeer(t, "--cluster-enabled", "yes", "--cluster-port", bus, "--cluster-node-timeout", strconv.Itoa(silence))
		all = append(all, p)
		must(t, all[0].client.Do(t.Context(), "cluster", "meet", "127.0.0.1", p.port, bus).Err())
	}
	c := &cluster{masters: all[:3], replicas: all[3:]}
	slots := []int{0, 5461, 10922, 16384}
	for i, p := range c.masters {
		must(t, p.client.ClusterAddSlotsRange(t.Context(), slots[i], slots[i+1]-1).Err())
	}
	for i, p := range c.replicas {
		within(t, "the replica takes its master", func() bool {
			return p.client.ClusterReplicate(t.Context(), c.masters[i].id()).Err() == nil
		})
		p.inStep(c.masters[i])
	}
	for _, p := range all {
		within(t, "the cluster is whole", func() bool {
			info := p.client.ClusterInfo(t.Context()).Val()
			return strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:6")
		})
	}
	return c
}

func (c *cluster) options() Options {
	return Options{Cluster: []string{c.masters[0].address(), c.replicas[1].address()}}
}

// id returns the name of the server in its cluster.
func (p *peer) id() string {
	p.t.Helper()
	id, err := p.client.Do(p.t.Context(), "cluster", "myid").Text()
	must(p.t, err)
	return id
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestStoreOnAClusterWithReplicas(t *testing.T) {
	t.Parallel()
	o := newCluster(t, 15000).options()
	storetest.Run(t, func(t *testing.T) (a, b scheduler.Store) { return twoHandles(t, o) })
}

// TestPromotionsInAClusterLoseNoAcceptedFact kills each master in turn while eight
// writers go on, and lets it come back as the replica. The replica of the last was
// cut off for a while.
func TestPromotionsInAClusterLoseNoAcceptedFact(t *testing.T) {
	t.Parallel()
	c := newCluster(t, 1500)
	w := newWriters(t, New(connect(t, c.options())), 8)
	for i, master := range c.masters {
		replica := c.replicas[i]
		w.progress()
		if i == len(c.masters)-1 {
			replica.cutOff(master)
			w.refusal()
		}
		master.kill()
		replica.signal(syscall.SIGCONT)
		within(t, "the replica is promoted", func() bool { return replica.says("replication", "role:master") })
		w.check()
		master.start()
		master.inStep(replica)
	}
	w.progress()
	w.end()
}

// TestAWriteToASlotThatMoves is sent on by the server that gives the slot away to
// the one that gets it, which asks its replica.
func TestAWriteToASlotThatMoves(t *testing.T) {
	t.Parallel()
	c := newCluster(t, 15000)
	s := New(connect(t, c.options()))
	must(t, s.AppendJournal(t.Context(), almanac.Line{Number: 1, At: base}))

	slot, err := c.masters[0].client.ClusterKeySlot(t.Context(), caseless.journal()).Result()
	must(t, err)
	i := min(int(slot)/5461, 2)
	from, to := c.masters[i], c.masters[(i+1)%3]
	must(t, to.client.Do(t.Context(), "cluster", "setslot", slot, "importing", from.id()).Err())
	must(t, from.client.Do(t.Context(), "cluster", "setslot", slot, "migrating", to.id()).Err())
	must(t, from.client.Do(t.Context(), "migrate", "127.0.0.1", to.port, "", 0, 5000, "keys", caseless.journal(), caseless.totals()).Err())

	before := to.waits()
	if err := s.AppendJournal(t.Context(), almanac.Line{Number: 2, At: base}); err != nil || to.waits() != before+1 {
		t.Errorf("while the slot moves: %v after %d waits, want none and one", err, to.waits()-before)
	}
	for _, p := range []*peer{to, from} {
		must(t, p.client.Do(t.Context(), "cluster", "setslot", slot, "node", to.id()).Err())
	}
	if err := s.AppendJournal(t.Context(), almanac.Line{Number: 3, At: base}); err != nil || to.waits() != before+2 {
		t.Errorf("when it has moved: %v after %d waits, want none and two", err, to.waits()-before)
	}
	if lines, err := s.Journal(t.Context(), 0); err != nil || len(lines) != 3 {
		t.Errorf("%d lines, %v, want three", len(lines), err)
	}
}
