package redisstore

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

// backup returns every key as Redis dumps it.
func backup(t *testing.T, c redis.UniversalClient) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, key := range c.Keys(t.Context(), "*").Val() {
		value, err := c.Dump(t.Context(), key).Result()
		if err != nil {
			t.Fatal(err)
		}
		all[key] = value
	}
	return all
}

// putBack replaces the whole store by a backup.
func putBack(t *testing.T, c redis.UniversalClient, all map[string]string) {
	t.Helper()
	c.FlushAll(t.Context())
	for key, value := range all {
		if err := c.Restore(t.Context(), key, 0, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// clerk makes random statements about cases, and sends what follows from them.
type clerk struct {
	*testing.T
	store *Store
	rand  *rand.Rand
	n     int
	lines int
}

func (c *clerk) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *clerk) intent(caseID string) *scheduler.Intent {
	c.n++
	in := theEmail(fmt.Sprintf("E%04d", c.n), after(time.Duration(c.n)*time.Second))
	in.Case = caseID
	return in
}

// write does one thing that a store acknowledges.
func (c *clerk) write() {
	c.Helper()
	ctx := c.Context()
	id := scheduler.CaseID("bscp", fmt.Sprintf("R%02d", c.rand.IntN(12)))
	entries := []scheduler.Entry{{At: after(time.Duration(c.n) * time.Second), What: "fact", Text: fmt.Sprint("statement ", c.n)}}
	switch c.rand.IntN(8) {
	case 0:
		c.lines++
		c.must(c.store.AppendJournal(ctx, almanac.Line{Number: c.lines, At: base, What: almanac.Refused, Version: fmt.Sprint(c.lines)}))
	case 1:
		c.n++
		_, err := c.store.Enqueue(ctx, fmt.Sprint("digest/", c.n), time.Hour, []*scheduler.Intent{c.intent("")})
		c.must(err)
	case 2, 3, 4:
		claimed, err := c.store.ClaimEmails(ctx, after(100*time.Hour), after(200*time.Hour), "T", 1+c.rand.IntN(3))
		c.must(err)
		for _, cl := range claimed {
			st := scheduler.Settlement{Intent: cl.Intent, Token: "T", Outcome: letter.Sent, Retry: after(300 * time.Second)}
			switch c.rand.IntN(3) {
			case 0:
				st.Outcome = letter.Deferred
				st.Intent.Attempts++
			case 1:
				st.Outcome, st.Follow = letter.Refused, []*scheduler.Intent{c.intent(cl.Intent.Case)}
			}
			if cl.Intent.Case != "" {
				st.Entries = entries
				if st.Outcome == letter.Refused {
					r, err := c.store.Roll(ctx, cl.Intent.Case)
					c.must(err)
					r.Marks = map[string]map[string]roll.Mark{"m": {fmt.Sprint(c.n): "has"}}
					st.Roll = &r
				}
			}
			c.must(c.store.Settle(ctx, st))
		}
	default:
		state, err := c.store.Case(ctx, id)
		if err != nil {
			state = &scheduler.Case{ID: id, Partnership: "bscp", Reference: id[5:], Procedure: "p", Edition: "e", OpenedAt: base}
		}
		status := []string{"open", "overdue"}[c.rand.IntN(2)]
		counts := scheduler.Tallies{{Partnership: "bscp", Procedure: "p", Status: status}: 1}
		delta := scheduler.Tallies{}
		for t, n := range counts {
			delta[t] += n
		}
		for t, n := range state.Tallies {
			if delta[t] -= n; delta[t] == 0 {
				delete(delta, t)
			}
		}
		state.Tallies = counts
		change := scheduler.Change{Case: state, At: base, Wake: after(time.Hour), Entries: entries, Delta: delta}
		for range c.rand.IntN(3) {
			change.Intents = append(change.Intents, c.intent(id))
		}
		c.must(c.store.Commit(ctx, change))
	}
}

// settledKeys returns a dump without what a restore makes due now, and without the
// owners of leases: a restored email has none.
func settledKeys(t *testing.T, c redis.UniversalClient) keyspace {
	t.Helper()
	all := dump(t, c)
	for key, value := range all {
		switch name := key[strings.Index(key, "}")+1:]; {
		case strings.HasPrefix(name, "once:"):
			all[key] = "used"
		case name == "wake", name == "touched", name == "outbox":
			var ids []string
			for line := range strings.SplitSeq(value, "\n") {
				id, _, _ := strings.Cut(line, "=")
				ids = append(ids, id)
			}
			all[key] = strings.Join(ids, "\n")
		case strings.HasPrefix(name, "email:"):
			all[key], _, _ = strings.Cut(value, "\nt=")
		}
	}
	return all
}

// A store comes back as it was at any moment before, or empty. What two daemons have
// kept of it makes it what it was: every case, every line of the logs, every email that
// waits and none that was settled, the counts and the totals.
func TestAStoreThatCameBackOlder(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	for round := range 12 {
		t.Run(fmt.Sprint("history ", round), func(t *testing.T) {
			client.FlushAll(t.Context())
			dirs := []string{filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")}
			var stores []*Store
			var logs []*redo.Log
			for _, dir := range dirs {
				l, err := redo.Open(redo.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
				if err != nil {
					t.Fatal(err)
				}
				s := New(client)
				s.KeepWith(l)
				stores, logs = append(stores, s), append(logs, l)
			}
			c := &clerk{T: t, rand: rand.New(rand.NewPCG(uint64(round), 1))}
			kept := map[string]string{}
			for i := range 150 {
				if i == round*12 {
					kept = backup(t, client)
				}
				c.store = stores[c.rand.IntN(2)]
				c.write()
			}
			want := settledKeys(t, client)
			putBack(t, client, kept)

			s := New(client)
			p, err := s.Pulse(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			entries, damaged, err := redo.Entries(dirs...)
			if err != nil || damaged != 0 {
				t.Fatal(damaged, err)
			}
			if alone := redo.Missing(p.Writes, logs[0].Known(), entriesOf(t, dirs[0])); !alone.Any() {
				t.Error("one daemon alone misses nothing of a store that went back")
			}
			loss := redo.Missing(p.Writes, logs[0].Known(), entries)
			if loss.Unknown.Sum() != 0 {
				t.Errorf("%d writes are in no log", loss.Unknown.Sum())
			}
			upTo := p.Writes
			for _, e := range loss.Entries {
				upTo[e.Shard] = max(upTo[e.Shard], e.N)
			}
			for i := range upTo {
				of := slices.DeleteFunc(slices.Clone(loss.Entries), func(e redo.Entry) bool { return e.Shard != i })
				if len(of) > 0 {
					if err := s.Restore(t.Context(), i, of, upTo[i], time.Now()); err != nil {
						t.Fatal(err)
					}
				}
			}
			if diff := cmp.Diff(want, settledKeys(t, client)); diff != "" {
				t.Errorf("the keys are not as they were (-was +are):\n%s", diff)
			}
			p, err = s.Pulse(t.Context())
			if n, _ := p.Writes.Less(logs[0].Known()); err != nil || n != 0 || redo.Missing(p.Writes, logs[1].Known(), entries).Any() {
				t.Errorf("something is still missing (%v)", err)
			}
		})
	}
}

func entriesOf(t *testing.T, dir string) []redo.Entry {
	t.Helper()
	entries, _, err := redo.Entries(dir)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// A store is put back while a daemon is at work. What that has in its hands is refused
// from the first write on, although nobody has looked at the counts yet: it would raise
// the count, and hide that something is missing.
func TestNothingIsAddedToAnOlderStore(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	l, err := redo.Open(redo.Options{Dir: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	s := New(client)
	s.KeepWith(l)
	c := &scheduler.Case{ID: theCase, Partnership: "bscp", Reference: "R11"}
	email := theEmail("E1", base)
	if err := s.Commit(t.Context(), scheduler.Change{Case: c, At: base, Intents: []*scheduler.Intent{email}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ClaimEmails(t.Context(), after(time.Minute), after(time.Hour), "A", 1); err != nil {
		t.Fatal(err)
	}
	kept := backup(t, client)
	if err := s.Commit(t.Context(), scheduler.Change{Case: c, At: base}); err != nil {
		t.Fatal(err)
	}
	putBack(t, client, kept)
	before := dump(t, client)
	old := *c
	old.Revision = 1
	for what, do := range map[string]func() error{
		"settle": func() error {
			return s.Settle(t.Context(), scheduler.Settlement{Intent: email, Token: "A", Outcome: letter.Sent})
		},
		"renew":  func() error { return s.Renew(t.Context(), email, "A", after(time.Hour)) },
		"commit": func() error { return s.Commit(t.Context(), scheduler.Change{Case: &old, At: base}) },
	} {
		if err := do(); !errors.Is(err, scheduler.ErrOlder) {
			t.Errorf("%s: %v, want ErrOlder", what, err)
		}
	}
	if diff := cmp.Diff(before, dump(t, client)); diff != "" {
		t.Errorf("something was written (-before +after):\n%s", diff)
	}
	// The same in the shard of everything that belongs to no case.
	caseless := theEmail("E9", base)
	caseless.Case = ""
	if _, err := s.Enqueue(t.Context(), "digest/1", time.Hour, []*scheduler.Intent{caseless}); err != nil {
		t.Fatal(err)
	}
	putBack(t, client, kept)
	caseless.ID = "E10"
	if _, err := s.Enqueue(t.Context(), "digest/2", time.Hour, []*scheduler.Intent{caseless}); !errors.Is(err, scheduler.ErrOlder) {
		t.Errorf("enqueue: %v, want ErrOlder", err)
	}
	if err := s.AppendJournal(t.Context(), almanac.Line{Number: 1, At: base, What: almanac.Refused}); !errors.Is(err, scheduler.ErrOlder) {
		t.Errorf("append to the journal: %v, want ErrOlder", err)
	}
}

// After a loss that was accepted a case may have a revision again that it had before. An
// email of that revision is planned again before it goes out.
func TestARestoredEmailHasNoRevision(t *testing.T) {
	s := New(connect(t, Options{Address: storetest.Redis(t).Address()}))
	in := theEmail("E1", base)
	in.Revision = 2
	e := redo.Entry{Shard: int(shardOf(theCase)), N: 1, CaseID: theCase, Case: theState(), Revision: 2, Waits: []*scheduler.Intent{in}}
	if err := s.Restore(t.Context(), e.Shard, []redo.Entry{e}, 1, base); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.ClaimEmails(t.Context(), after(time.Minute), after(time.Hour), "A", 1)
	if err != nil || len(claimed) != 1 || claimed[0].Intent.Revision != 0 {
		t.Errorf("%+v, %v; want one of no revision", claimed, err)
	}
}

// What cannot be written again is still missing afterwards, and is written by the next
// try; a record that is damaged is replaced; and a journal gets no gap.
func TestARestoreThatFails(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	sh := shardOf(theCase)
	e := redo.Entry{
		Shard: int(sh), N: 2, CaseID: theCase, Case: theState(), Revision: 2,
		Log: []scheduler.Entry{{At: base, What: "fact"}}, Waits: []*scheduler.Intent{theEmail("E1", base)},
	}
	if err := client.Set(t.Context(), sh.log(theCase), "mine", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := client.Set(t.Context(), sh.record(theCase), "7 {]", 0).Err(); err != nil {
		t.Fatal(err)
	}
	restore := func() error { return s.Restore(t.Context(), e.Shard, []redo.Entry{e}, 2, base) }
	if err := restore(); !errors.Is(err, scheduler.ErrSpoilt) {
		t.Errorf("with a key of another type: %v", err)
	}
	if p, err := s.Pulse(t.Context()); err != nil || p.Writes[sh] != 0 {
		t.Errorf("after a failure %d writes count, %v; want 0", p.Writes[sh], err)
	}
	if err := client.Del(t.Context(), sh.log(theCase)).Err(); err != nil {
		t.Fatal(err)
	}
	if err := restore(); err != nil {
		t.Errorf("put right: %v", err)
	}
	c, err := s.Case(t.Context(), theCase)
	claimed, err2 := s.ClaimEmails(t.Context(), after(time.Minute), after(time.Hour), "A", 9)
	if err := errors.Join(err, err2); err != nil || c.Revision != 2 || len(claimed) != 1 {
		t.Errorf("%+v, %d emails, %v", c, len(claimed), err)
	}

	line := func(n int64, number int) redo.Entry {
		return redo.Entry{N: n, Line: &almanac.Line{At: base, What: almanac.Refused}, LineIs: number}
	}
	if err := s.Restore(t.Context(), 0, []redo.Entry{line(1, 1), line(3, 3)}, 3, base); err != nil {
		t.Fatal(err)
	}
	if lines, err := s.Journal(t.Context(), 0); err != nil || len(lines) != 1 {
		t.Errorf("%d lines of the journal, %v; want the one before the gap", len(lines), err)
	}
}
