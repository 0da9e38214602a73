package redisstore

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

// lent are the commands that the user may give and that nothing below makes it give,
// with the reason.
var lent = map[string]string{
	"asking": "go-redis says it while a cluster moves its slots",
	"role":   "a server says with it whether it is a master",
	"wait":   "a server says with it how many replicas have a write",
}

// The user of a daemon can do all that a store does, over TLS, on one server and in a
// cluster. It may give no command that the store does not use.
func TestTheUserMayDoWhatTheStoreDoesAndNoMore(t *testing.T) {
	var given sync.Map // the names of commands
	t.Run("over TLS", func(t *testing.T) {
		t.Run("one server", func(t *testing.T) {
			t.Parallel()
			s := secure(t)
			everyMethod(t, s, s.options())
			inAnotherDatabase(t, s.options())
			note(t, s, &given)
		})
		t.Run("cluster", func(t *testing.T) {
			t.Parallel()
			s, o := securedCluster(t)
			everyMethod(t, s, o)
			note(t, s, &given)
		})
	})
	may := allowed(t, "longstop")
	for command := range lent {
		if !slices.Contains(may, command) {
			t.Errorf("%s does not allow %s", usersFile, command)
		}
	}
	for _, command := range may {
		_, used := given.Load(command)
		if reason, ok := lent[command]; used == ok {
			t.Errorf("%s allows %s; given: %v, and the reason to lend it: %q", usersFile, command, used, reason)
		}
	}
}

// everyMethod runs the suite of all stores, and then what only this one has.
func everyMethod(t *testing.T, s secured, o Options) {
	t.Helper()
	empty := func(t *testing.T) {
		t.Helper()
		if err := s.admin.FlushAll(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Run(t, func(t *testing.T) (a, b scheduler.Store) {
		empty(t)
		return New(connect(t, o)), New(connect(t, o))
	})
	empty(t)
	store, kept := New(connect(t, o)), &entries{}
	store.KeepWith(kept)
	if err := store.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	if fill, err := store.Fill(t.Context()); fill != 0 || err != nil {
		t.Errorf("fill: %v, %v", fill, err)
	}
	warnings, err := store.Check(t.Context())
	checkSays(t, "check", warnings, err, "", "appendfsync always") // tests do not wait for the disk
	c := &clerk{T: t, store: store, rand: rand.New(rand.NewPCG(1, 1))}
	for range 100 {
		c.write()
	}
	if r, err := store.Repair(t.Context(), base); err != nil || r.Any() {
		t.Errorf("repair: %+v, %v", r, err)
	}
	if n, err := store.Recall(t.Context(), after(-24*time.Hour)); err != nil || n == 0 {
		t.Errorf("recall: %d, %v", n, err)
	}
	before, err := store.Pulse(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	empty(t)
	for shard, of := range kept.byShard {
		if err := store.Restore(t.Context(), shard, of, of[len(of)-1].N, base); err != nil {
			t.Error(err)
		}
	}
	if again, err := store.Pulse(t.Context()); err != nil || again.Writes != before.Writes {
		t.Errorf("restored %v, %v; want %v", again.Writes, err, before.Writes)
	}
}

// entries is a [Keeper] that keeps everything in memory.
type entries struct {
	mu      sync.Mutex
	byShard map[int][]redo.Entry
}

func (k *entries) Keep(e redo.Entry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byShard == nil {
		k.byShard = map[int][]redo.Entry{}
	}
	k.byShard[e.Shard] = append(k.byShard[e.Shard], e)
}

// Known knows nothing, so that a store that was emptied is none that is older.
func (k *entries) Known() redo.Counts { return redo.Counts{} }

// A method that everyMethod does not call could use a command that the user may not
// give, and nobody would know before it is deployed.
func TestEveryMethodIsTriedAsTheUser(t *testing.T) {
	tried := []string{"Check", "Fill", "KeepWith", "Probe", "Pulse", "Repair", "Restore"} // by everyMethod; the others by the suite
	suite := reflect.TypeFor[scheduler.Store]()
	var all []string
	for m := range reflect.TypeFor[*Store]().Methods() {
		if _, inSuite := suite.MethodByName(m.Name); !inSuite {
			all = append(all, m.Name)
		}
	}
	if !slices.Equal(all, tried) {
		t.Errorf("beside scheduler.Store there are %v: call each in everyMethod, and list it here (%v)", all, tried)
	}
}

// inAnotherDatabase uses one that is not 0, for which a connection gives one command
// more.
func inAnotherDatabase(t *testing.T, o Options) {
	t.Helper()
	o.DB = 1
	s := New(connect(t, o))
	if err := s.Commit(t.Context(), scheduler.Change{Case: &scheduler.Case{ID: theCase}, Wake: after(time.Hour)}); err != nil {
		t.Error(err)
	}
}

// note adds the commands that a server was given and has carried out.
func note(t *testing.T, s secured, given *sync.Map) {
	t.Helper()
	stats, err := s.admin.Info(t.Context(), "commandstats").Result()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for line := range strings.Lines(stats) {
		name, numbers, isCommand := strings.Cut(strings.TrimPrefix(line, "cmdstat_"), ":")
		if isCommand && !strings.HasPrefix(numbers, "calls=0,") {
			given.Store(name, true)
			found++
		}
	}
	if found == 0 {
		t.Fatal("no command was counted")
	}
}
