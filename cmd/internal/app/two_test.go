package app_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/storetest"
)

// Two daemons share a store: whoever is told is told once, whichever daemon took
// the case and whichever sends.
func TestTwoDaemonsTellOnce(t *testing.T) {
	t.Parallel()
	s, redis := newScene(t), storetest.Redis(t)
	var both []*daemon
	for _, name := range []string{"a", "b"} {
		both = append(both, s.serve(s.config(name, redis.Address())).begun())
	}
	const cases = 8
	for n := range cases {
		both[n%2].opens(fmt.Sprintf("CASE-%d", n+1))
	}
	until(t, func() string {
		if s.mail.told(t, "", "heartbeat") == nil {
			return "there was no heartbeat"
		}
		return ""
	})
	s.settled(redis.Address())
	for n := range cases {
		reference := fmt.Sprintf("CASE-%d", n+1)
		if c, err := both[(n+1)%2].client.Show(t.Context(), reference); err != nil || c.ID != "bscp:"+reference {
			t.Errorf("the other daemon shows %+v, %v", c, err)
		}
	}
	for _, d := range both {
		d.stops()
	}
	for n := range cases {
		reference := fmt.Sprintf("CASE-%d", n+1)
		if told := s.mail.told(t, reference, "overdue"); !slices.Equal(told, []string{"bm", "chair", "duty"}) {
			t.Errorf("%s: told are %v", reference, told)
		}
	}
	if told := s.mail.told(t, "", "heartbeat"); !slices.Equal(told, []string{"operations"}) {
		t.Errorf("the heartbeat came to %v", told)
	}
	if twice := s.mail.twice(t); len(twice) > 0 {
		t.Errorf("these came twice: %v", twice)
	}
}

// Two daemons that each have a Redis of their own know nothing of each other.
func TestTwoDaemonsWithPrivateRedis(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	a, b := s.serve(s.config("a", "")).begun(), s.serve(s.config("b", "")).begun()
	a.opens("CASE-1")
	b.opens("CASE-1")
	until(t, func() string {
		if told := s.mail.told(t, "CASE-1", "overdue"); !slices.Equal(told, []string{"bm", "bm", "chair", "chair", "duty", "duty"}) {
			return fmt.Sprintf("of two cases with one reference are told %v", told)
		}
		return ""
	})
	a.stops()
	b.opens("CASE-2") // the other goes on
}

// settled waits until every email that was decided on has come to its end.
func (s *scene) settled(redis string) {
	s.Helper()
	client, err := redisstore.Connect(redisstore.Options{Address: redis})
	if err != nil {
		s.Fatal(err)
	}
	defer client.Close()
	store := redisstore.New(client)
	until(s, func() string {
		totals, err := store.Totals(s.Context())
		if err != nil || totals.Created == 0 || totals.Waiting != 0 {
			return fmt.Sprintf("emails: %+v, %v", totals, err)
		}
		return ""
	})
}
