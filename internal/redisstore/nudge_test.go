package redisstore

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

// heard reports whether a nudge comes within d.
func heard(nudges <-chan struct{}, d time.Duration) bool {
	select {
	case <-nudges:
		return true
	case <-time.After(d):
		return false
	}
}

func TestNudges(t *testing.T) {
	srv := storetest.Redis(t)
	s := New(connect(t, Options{Address: srv.Address()}))
	nudges := New(connect(t, Options{Address: srv.Address()})).Nudges(t.Context())
	if !heard(nudges, 5*time.Second) {
		t.Fatal("a new subscription does not count as a nudge")
	}
	c := &scheduler.Case{ID: theCase}
	for _, move := range []struct {
		what string
		wake time.Time
		want bool
	}{
		{"the first wake-up", after(time.Hour), true},
		{"an earlier one", after(time.Minute), true},
		{"none any more", time.Time{}, false},
	} {
		if err := s.Commit(t.Context(), scheduler.Change{Case: c, Wake: move.wake}); err != nil {
			t.Fatal(err)
		}
		patience := 100 * time.Millisecond
		if move.want {
			patience = 5 * time.Second
		}
		if got := heard(nudges, patience); got != move.want {
			t.Errorf("%s: nudged %v, want %v", move.what, got, move.want)
		}
	}
	other := &scheduler.Case{ID: "bscp:R28"} // in the same shard
	for i, wake := range []time.Time{after(time.Hour), after(2 * time.Hour)} {
		if err := s.Commit(t.Context(), scheduler.Change{Case: []*scheduler.Case{c, other}[i], Wake: wake}); err != nil {
			t.Fatal(err)
		}
		if got := heard(nudges, 200*time.Millisecond); got != (i == 0) {
			t.Errorf("wake-up %d: nudged %v; only one that is now the earliest concerns others", i, got)
		}
	}
}

func TestNudgesComeBackAfterRedisWasAway(t *testing.T) {
	srv := storetest.Redis(t)
	nudges := New(connect(t, Options{Address: srv.Address()})).Nudges(t.Context())
	if !heard(nudges, 5*time.Second) {
		t.Fatal("not subscribed")
	}
	srv.Kill()
	if err := srv.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !heard(nudges, 10*time.Second) {
		t.Error("no nudge after the connection was back: one that was missed is not made up for")
	}
}

// A burst of nudges while they are given up must not leave the client's reader
// waiting for somebody to read.
func TestNudgesLeaveNothingBehind(t *testing.T) {
	srv := storetest.Redis(t)
	client := connect(t, Options{Address: srv.Address()})
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		nudges := New(client).Nudges(ctx)
		if !heard(nudges, 5*time.Second) {
			t.Fatal("not subscribed")
		}
		pipe := client.Pipeline()
		for range 500 {
			pipe.Publish(ctx, channel, "")
		}
		if _, err := pipe.Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
		cancel()
	}
	reading := func() string {
		buf := make([]byte, 1<<20)
		return string(buf[:runtime.Stack(buf, true)])
	}
	for end := time.Now().Add(10 * time.Second); strings.Contains(reading(), "redis/go-redis/v9.(*channel)"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("a reader of nudges was left behind:\n%s", reading())
		}
	}
}
