package redisstore

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/storetest"
)

// What a hand has taken from the indexes is put back, and what it has added to the
// counts is taken away. A case that was missing is due at once: no sweep had seen it.
func TestIndexesAreRepaired(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	history := &clerk{T: t, store: s, rand: rand.New(rand.NewPCG(3, 1))}
	for range 120 {
		history.write()
	}
	want := settledKeys(t, client)
	if r, err := s.Repair(t.Context(), base); err != nil || r.Any() {
		t.Fatalf("a store in order: %+v, %v", r, err)
	}
	some := func(queue string) string {
		t.Helper()
		for i := range shard(shards) {
			if ids := client.ZRange(t.Context(), i.key(queue), 0, 0).Val(); len(ids) > 0 {
				return i.key(queue) + " " + ids[0]
			}
		}
		t.Fatal("nothing in " + queue)
		return ""
	}
	first := func(name string) string {
		t.Helper()
		for i := range shard(shards) {
			if client.Exists(t.Context(), i.key(name)).Val() == 1 {
				return i.key(name)
			}
		}
		t.Fatal("no " + name)
		return ""
	}
	cut := func(key string) []any {
		for i := range key {
			if key[i] == ' ' {
				return []any{"ZREM", key[:i], key[i+1:]}
			}
		}
		return nil
	}
	for _, c := range []struct {
		what string
		hand []any
		want Repairs
	}{
		{"a case is not in the wake queue", cut(some("wake")), Repairs{Cases: 1}},
		{"an email is not in the outbox", cut(some("outbox")), Repairs{Emails: 1}},
		{"a count is too high", []any{"HINCRBY", first("counts"), "bscp|p||open|", 1}, Repairs{Counts: 1}},
		{"a count is no number", []any{"HSET", first("counts"), "bscp|p||open|", "many"}, Repairs{Counts: 1}},
		{"a count of nothing", []any{"HSET", first("counts"), "bscp|p||asleep|", "3"}, Repairs{Counts: 1}},
	} {
		if err := client.Do(t.Context(), c.hand...).Err(); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Repair(t.Context(), base); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v; want %+v", c.what, got, err, c.want)
		}
		if diff := cmp.Diff(want, settledKeys(t, client)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.what, diff)
		}
	}
	if wake, err := s.Next(t.Context()); err != nil || !wake.Wake.Equal(base) {
		t.Errorf("the case that was missing is due at %v, %v; want %v", wake.Wake, err, base)
	}
}

// A shard that is written to while it is read is read again: nothing is repaired that
// was in order.
func TestNothingIsRepairedThatIsOnlyBusy(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		history := &clerk{T: t, store: s, rand: rand.New(rand.NewPCG(4, 1))}
		for ctx.Err() == nil {
			history.write()
		}
	})
	for range 20 {
		if r, err := s.Repair(t.Context(), base); err != nil || r.Any() {
			t.Errorf("%+v, %v", r, err)
		}
	}
	stop()
	wg.Wait()
	before := settledKeys(t, client)
	if r, err := s.Repair(t.Context(), base); err != nil || r.Any() {
		t.Errorf("afterwards: %+v, %v", r, err)
	}
	if diff := cmp.Diff(before, settledKeys(t, client)); diff != "" {
		t.Error(diff)
	}
}
