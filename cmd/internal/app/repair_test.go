package app

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/redisstore"
)

// broken is a store of which each look finds something, or fails.
type broken struct {
	looks int
	err   error
}

func (b *broken) Repair(context.Context, time.Time) (redisstore.Repairs, error) {
	b.looks++
	return redisstore.Repairs{Cases: 1, Counts: 2}, b.err
}

// The store is gone through every six hours, and again at the next hour if that failed.
// What was found is counted, and the engine looks at once.
func TestTheStoreIsGoneThrough(t *testing.T) {
	reg, b, nudges := prometheus.NewRegistry(), &broken{}, 0
	r := newRepairer(nil, func() { nudges++ }, reg, slog.New(slog.DiscardHandler))
	r.store = b
	for _, c := range []struct {
		after time.Duration
		err   error
		looks int
	}{
		{0, nil, 1},
		{10 * time.Minute, nil, 1},
		{6*time.Hour - 1, nil, 1},
		{6 * time.Hour, errors.New("away"), 2},
		{6*time.Hour + 10*time.Minute, nil, 3},
		{12 * time.Hour, nil, 3},
		{-time.Hour, nil, 4}, // the clock was set back
	} {
		b.err = c.err
		if err := r.run(t.Context(), noon.Add(c.after)); !errors.Is(err, c.err) || b.looks != c.looks {
			t.Errorf("after %v: %v, %d looks, want %d", c.after, err, b.looks, c.looks)
		}
	}
	want := `
# HELP longstop_repairs_total What was not as it must be in the store, and was put right.
# TYPE longstop_repairs_total counter
longstop_repairs_total{what="case"} 4
longstop_repairs_total{what="count"} 8
longstop_repairs_total{what="email"} 0
`
	if err := testutil.GatherAndCompare(reg, strings.NewReader(want)); err != nil || nudges != 4 {
		t.Errorf("%v, %d nudges", err, nudges)
	}
}

// A case that a hand has taken out of the wake queue is found by a daemon that starts.
func TestACaseThatNoSweepWakes(t *testing.T) {
	cfg := settingsOn(t)
	a := newApp(t, cfg)
	client := redis.NewClient(&redis.Options{Addr: strings.TrimPrefix(cfg.Redis.Address, "unix://")})
	defer client.Close()
	const record = `1 {"id":"bscp:R1","partnership":"bscp","reference":"R1","procedure":"buckinghamshire","edition":"2025-07","opened_at":"2026-12-03T10:30:00Z"}`
	if err := client.Set(t.Context(), "{ls07}case:bscp:R1", record, 0).Err(); err != nil {
		t.Fatal(err)
	}
	for _, j := range a.jobs {
		if j.name == "repair" {
			j.attempt(t.Context(), a.log)
		}
	}
	found := 0
	for i := range 16 {
		found += len(client.ZRange(t.Context(), "{ls"+string(rune('0'+i/10))+string(rune('0'+i%10))+"}wake", 0, -1).Val())
	}
	if found != 1 {
		t.Errorf("%d cases in the wake queue, want 1", found)
	}
}
