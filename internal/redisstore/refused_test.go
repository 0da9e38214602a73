package redisstore

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// transition is one thing that writes to a full store, with the keys that must have
// their type for it, and what it counts up in the totals.
type transition struct {
	what   string
	do     func(context.Context, *Store) error
	keys   []string
	totals string // the key
	counts []string
}

// transitions has every script that writes.
func transitions() []transition {
	queues := []string{"{ls03}outbox", "{ls03}dates", "{ls03}totals"}
	email := append([]string{"{ls03}email:E1", "{ls03}case:bscp:R11", "{ls03}log:bscp:R11", "{ls03}roll:bscp:R11"}, queues...)
	settle := func(o letter.Outcome) func(context.Context, *Store) error {
		return func(ctx context.Context, s *Store) error {
			return s.Settle(ctx, scheduler.Settlement{
				Intent: theEmail("E1", base), Token: "A", Outcome: o, Retry: after(time.Hour),
				Follow: []*scheduler.Intent{theEmail("E2", base)}, Entries: []scheduler.Entry{{At: base, What: string(o)}},
			})
		}
	}
	return []transition{
		{"commit", func(ctx context.Context, s *Store) error {
			open := scheduler.Tally{Partnership: "bscp", Procedure: "p", Status: "open"}
			return s.Commit(ctx, scheduler.Change{
				Case: theState(), Wake: base, Entries: []scheduler.Entry{{At: base, What: "fact"}},
				Intents: []*scheduler.Intent{theEmail("E2", base)}, Delta: scheduler.Tallies{open: 1},
			})
		}, append([]string{"{ls03}case:bscp:R11", "{ls03}log:bscp:R11", "{ls03}wake", "{ls03}counts"}, queues...), "{ls03}totals", []string{"created", "writes"}},
		{"settle for good", settle(letter.Sent), email, "{ls03}totals", []string{"sent", "created", "writes"}},
		{"settle for a while", settle(letter.Deferred), email, "{ls03}totals", []string{"created", "writes"}},
		{"renew", func(ctx context.Context, s *Store) error {
			return s.Renew(ctx, theEmail("E1", base), "A", after(time.Hour))
		}, email, "{ls03}totals", nil},
		{"enqueue", func(ctx context.Context, s *Store) error {
			in := theEmail("E9", base)
			in.Case = ""
			_, err := s.Enqueue(ctx, "digest/1", time.Hour, []*scheduler.Intent{in})
			return err
		}, []string{"{ls00}once:digest/1", "{ls00}outbox", "{ls00}dates", "{ls00}totals"}, "{ls00}totals", []string{"created", "writes"}},
		{"append to the journal", func(ctx context.Context, s *Store) error {
			return s.AppendJournal(ctx, almanac.Line{Number: 2, At: base, What: almanac.Refused})
		}, []string{"{ls00}journal", "{ls00}totals"}, "{ls00}totals", []string{"writes"}},
		{"note the state of the journal", func(ctx context.Context, s *Store) error {
			return s.NoteJournal(ctx, 1, after(time.Hour))
		}, []string{"{ls00}journal", "{ls00}journal:state"}, "{ls00}totals", nil},
		{"claim cases", func(ctx context.Context, s *Store) error {
			_, err := s.ClaimCases(ctx, after(time.Hour), after(2*time.Hour), 9)
			return err
		}, []string{"{ls03}wake"}, "{ls03}totals", nil},
		{"claim emails", func(ctx context.Context, s *Store) error {
			_, err := s.ClaimEmails(ctx, after(time.Hour), after(2*time.Hour), "B", 9)
			return err
		}, []string{"{ls03}outbox"}, "{ls03}totals", nil},
	}
}

// spoil puts a value of another type in the place of a key, or makes one.
func spoil(t *testing.T, c redis.UniversalClient, key string) {
	t.Helper()
	isText := c.Type(t.Context(), key).Val() == "string" || strings.Contains(key, "roll:") || strings.Contains(key, "once:")
	err := c.Del(t.Context(), key).Err()
	if isText {
		err = errors.Join(err, c.RPush(t.Context(), key, "mine").Err())
	} else {
		err = errors.Join(err, c.Set(t.Context(), key, "mine", 0).Err())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// checkRefused fails the test unless the transition is refused as want and changes
// nothing.
func checkRefused(t *testing.T, admin redis.UniversalClient, s *Store, do func(context.Context, *Store) error, want error) {
	t.Helper()
	before := dump(t, admin)
	if err := do(t.Context(), s); !errors.Is(err, want) || strings.Contains(err.Error(), "R11") {
		t.Errorf("%v, want %v, without the reference of the case", err, want)
	}
	if diff := cmp.Diff(before, dump(t, admin)); diff != "" {
		t.Errorf("it has changed the store (-before +after):\n%s", diff)
	}
}

// Redis does not undo the writes of a script that fails. So a key of a type that is
// not ours, which only a hand in Redis can bring about, is found before the first.
func TestAKeyOfAnotherTypeRefusesTheWhole(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for _, tr := range transitions() {
		for _, key := range tr.keys {
			t.Run(tr.what+" "+key, func(t *testing.T) {
				seed(t, client, full())
				spoil(t, client, key)
				checkRefused(t, client, s, tr.do, scheduler.ErrSpoilt)
			})
		}
	}
}

// A number that cannot be counted up is left as it is, and keeps nothing from being
// written.
func TestATotalThatCannotBeCountedHindersNothing(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for _, tr := range transitions() {
		for _, field := range tr.counts {
			for _, value := range []string{"much", "9223372036854775807"} {
				t.Run(tr.what+" "+field+" "+value, func(t *testing.T) {
					run := func(spoilt bool) keyspace {
						seed(t, client, full())
						if spoilt {
							client.HSet(t.Context(), tr.totals, field, value)
						}
						if err := tr.do(t.Context(), s); err != nil {
							t.Fatal(err)
						}
						return dump(t, client)
					}
					want, got := run(false), run(true)
					lines := slices.DeleteFunc(strings.Split(want[tr.totals], "\n"), func(l string) bool { return strings.HasPrefix(l, field+"=") })
					lines = append(lines, field+"="+value)
					slices.Sort(lines)
					want[tr.totals] = strings.Join(lines, "\n")
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("the rest is not as without it (-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

// Redis may refuse to write at any moment, and says why: the whole transition is
// refused, and the error is of that kind.
func TestARedisThatRefusesToWrite(t *testing.T) {
	admin := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(admin)
	set := func(name, value string) func() error {
		return func() error { return admin.ConfigSet(t.Context(), name, value).Err() }
	}
	for what, c := range map[string]struct {
		begin, end func() error
		want       error
	}{
		"no memory":   {set("maxmemory", "1"), set("maxmemory", "0"), scheduler.ErrFull},
		"no replicas": {set("min-replicas-to-write", "1"), set("min-replicas-to-write", "0"), scheduler.ErrUnsafe},
		"a replica": {
			func() error { return admin.ReplicaOf(t.Context(), "127.0.0.1", "1").Err() },
			func() error { return admin.ReplicaOf(t.Context(), "NO", "ONE").Err() }, scheduler.ErrReadOnly,
		},
	} {
		for _, tr := range transitions() {
			t.Run(what+" "+tr.what, func(t *testing.T) {
				seed(t, admin, full())
				if err := c.begin(); err != nil {
					t.Fatal(err)
				}
				checkRefused(t, admin, s, tr.do, c.want)
				if err := c.end(); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

// An account may be wrong, or lack a right. One that may not use the channel of the
// nudges writes all the same: other daemons look by themselves.
func TestAnAccountThatMayNot(t *testing.T) {
	address := storetest.Redis(t).Address()
	admin := connect(t, Options{Address: address})
	for name, rules := range map[string][]any{
		"reader": {"on", ">x", "~*", "&*", "+@all", "-@write"},
		"silent": {"on", ">x", "~*", "resetchannels", "+@all"},
	} {
		if err := admin.Do(t.Context(), append([]any{"ACL", "SETUSER", name}, rules...)...).Err(); err != nil {
			t.Fatal(err)
		}
	}
	account := func(user, password string) *Store {
		return New(connect(t, Options{Address: address, Username: user, Password: password}))
	}
	for _, tr := range transitions() {
		t.Run(tr.what, func(t *testing.T) {
			seed(t, admin, full())
			checkRefused(t, admin, account("reader", "x"), tr.do, scheduler.ErrForbidden)
			checkRefused(t, admin, account("reader", "wrong"), tr.do, scheduler.ErrForbidden)
			if err := tr.do(t.Context(), account("silent", "x")); err != nil {
				t.Errorf("without the channel: %v", err)
			}
		})
	}
	if _, err := account("reader", "wrong").Case(t.Context(), theCase); !errors.Is(err, scheduler.ErrForbidden) {
		t.Errorf("read: %v", err)
	}
	if _, err := account("reader", "wrong").Totals(t.Context()); !errors.Is(err, scheduler.ErrForbidden) {
		t.Errorf("read in a pipeline: %v", err)
	}
}

// reply is an answer of Redis.
type reply string

func (r reply) Error() string { return string(r) }
func (reply) RedisError()     {}

func TestKindsOfRefusals(t *testing.T) {
	for _, c := range []struct {
		text string
		want error
	}{
		{"OOM command not allowed when used memory > 'maxmemory'. script: 5e1, on @user_script:54.", scheduler.ErrFull},
		{"ERR Error running script (call to f_5e1): @user_script:54: @user_script: 54: -OOM command not allowed when used memory", scheduler.ErrFull},
		{"MISCONF Errors writing to the AOF file: No space left on device", scheduler.ErrUnsafe},
		{"NOAUTH Authentication required.", scheduler.ErrForbidden},
		{"WRONGTYPE Operation against a key holding the wrong kind of value", scheduler.ErrSpoilt},
		{"ERR Error running script (call to f_5e1): @user_script:7: @user_script: 7: -WRONGTYPE Operation against a key holding the", scheduler.ErrSpoilt},
		{"LOADING Redis is loading the dataset in memory", nil},
		{"ERR OOMPH", nil},
		{"ERR unknown command 'x', with args beginning with: ': -OOM '", nil},
	} {
		err := refused(reply(c.text))
		for _, kind := range refusals {
			if errors.Is(err, kind) != (kind == c.want) {
				t.Errorf("%s: %v, want %v", c.text, err, c.want)
			}
		}
		if !strings.HasSuffix(err.Error(), c.text) {
			t.Errorf("%q has lost Redis's words: %v", c.text, err)
		}
	}
	// What did not come from Redis is never a refusal: nobody knows what it did.
	if err := errors.New("OOM somewhere else"); !errors.Is(refused(err), err) || errors.Is(refused(err), scheduler.ErrFull) || refused(nil) != nil {
		t.Error("an error of the connection was taken for an answer")
	}
}
