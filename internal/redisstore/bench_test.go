package redisstore

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/redisstore/server"
	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// durable starts a Redis that flushes always, as the daemon's does, and opens
// a store on it.
func durable(b *testing.B) *Store {
	b.Helper()
	dir, err := os.MkdirTemp("", "ls")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	srv, err := server.Start(b.Context(), server.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = srv.Stop(context.Background()) })
	return New(connect(b, Options{Address: srv.Address()}))
}

// bigCase returns an open case after some weeks: 60 milestone instances in its
// ledger, 10 facts, and counts for each milestone.
func bigCase(i int) *scheduler.Case {
	reference := fmt.Sprintf("BSCP-2026-%06d", i)
	c := &scheduler.Case{
		ID: scheduler.CaseID("bscp", reference), Partnership: "bscp", Reference: reference, Procedure: "buckinghamshire",
		Edition: "2025-07", OpenedAt: after(time.Duration(i) * time.Second), Ledger: notice.Ledger{}, ToldAt: scheduler.ToldAt{}, Tallies: scheduler.Tallies{},
		Agencies: []string{"police", "health", "education", "probation", "social-care"},
	}
	names := []string{
		"aware", "notify-national-panel", "scoping", "chronology", "rapid-review", "publication",
		"panel-decision", "first-draft", "learning-event", "reviewer-amendments", "report-endorsed", "workstream-approval",
	}
	for j, name := range names[:10] {
		at := c.OpenedAt.Add(time.Duration(j*31) * time.Hour)
		c.Facts = append(c.Facts, plan.Fact{
			ID: fmt.Sprintf("f%d", j+1), Kind: plan.Happened, Name: name,
			At: calendar.Instant(at.Truncate(time.Minute)), RecordedAt: at.Add(time.Duration(j) * 123456789), By: "bm",
		})
	}
	for j, name := range names {
		status := []string{"open", "waiting", "overdue"}[j%3]
		c.Tallies[scheduler.Tally{Partnership: "bscp", Procedure: c.Procedure, Milestone: name, Status: status, Statutory: j%2 == 0}] = 5
		for k, agency := range c.Agencies {
			step := []string{"opened", "reminder-5", "due"}[(j+k)%3]
			c.Ledger[name+"/"+agency+"/"+step] = fmt.Sprintf("2027-%02d-%02d", 1+j, 1+(i+j*k)%28)
			c.ToldAt[name+"/"+agency+"/"+step] = c.OpenedAt.Add(time.Duration(j*k) * time.Hour).Unix()
		}
	}
	return c
}

// bigLog returns the entries in the log of a big case.
func bigLog(c *scheduler.Case) []scheduler.Entry {
	entries := []scheduler.Entry{{At: c.OpenedAt, What: "opened", By: "bm", Text: "case opened under buckinghamshire"}}
	for _, f := range c.Facts {
		entries = append(entries, scheduler.Entry{At: f.RecordedAt, What: "fact", By: "bm", Text: f.Key() + " happened " + f.At.String()})
	}
	return append(entries, scheduler.Entry{At: c.OpenedAt, What: "fired", Text: "reminder for chronology/police, due 2027-01-04"})
}

// BenchmarkCommit records a fact in a case: the whole case is written, with a
// line of the log, a new wake-up and changed counts, and flushed to the disk.
func BenchmarkCommit(b *testing.B) {
	for _, clients := range []int{1, 16} {
		b.Run(fmt.Sprintf("fresh/%d", clients), func(b *testing.B) { commits(b, durable(b), clients, freshCase) })
		b.Run(fmt.Sprintf("big/%d", clients), func(b *testing.B) { commits(b, durable(b), clients, bigCase) })
		b.Run(fmt.Sprintf("kept/%d", clients), func(b *testing.B) { commits(b, remembered(b), clients, bigCase) })
	}
}

// remembered returns a store of which a redo log keeps every write, as the daemon's.
func remembered(b *testing.B) *Store {
	b.Helper()
	l, err := redo.Open(redo.Options{Dir: b.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	s := durable(b)
	s.KeepWith(l)
	return s
}

func commits(b *testing.B, s *Store, clients int, make func(i int) *scheduler.Case) {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for i := range clients {
		c := make(i)
		wg.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				mustCommit(b, s, scheduler.Change{
					Case: c, Wake: after(time.Duration(n) * time.Second),
					Entries: []scheduler.Entry{{At: base, What: "fact", By: "bm", Text: "chronology/police happened"}},
					Delta:   scheduler.Tallies{{Partnership: "bscp", Procedure: "p", Milestone: "chronology", Status: "open"}: 1},
				})
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

func mustCommit(b *testing.B, s *Store, c scheduler.Change) {
	if err := s.Commit(b.Context(), c); err != nil {
		b.Error(err)
	}
}

// BenchmarkDrain claims cases that are all due, and commits each with an email
// and a later wake-up, 32 at a time. A fresh case has three facts and six marks
// in its ledger.
func BenchmarkDrain(b *testing.B) {
	b.Run("fresh", func(b *testing.B) { drain(b, freshCase) })
	b.Run("big", func(b *testing.B) { drain(b, bigCase) })
}

func drain(b *testing.B, make func(i int) *scheduler.Case) {
	s := durable(b)
	each(32, b.N, func(i int) {
		mustCommit(b, s, scheduler.Change{Case: make(i), Wake: base})
	})
	b.ResetTimer()
	drained := 0
	for drained < b.N {
		claimed, err := s.ClaimCases(b.Context(), base, after(time.Minute), 512)
		if err != nil || len(claimed) == 0 {
			b.Fatalf("claimed %d, %v, after %d of %d", len(claimed), err, drained, b.N)
		}
		each(32, len(claimed), func(i int) {
			c := claimed[i].Case
			c.Ledger["chronology/police/overdue"] = "2027-01-04"
			mustCommit(b, s, scheduler.Change{
				Case: c, Wake: after(time.Hour),
				Intents: []*scheduler.Intent{{Letter: letter.Letter{ID: c.ID, Case: c.ID, Step: "overdue", Person: "bm", Date: base}}},
				Entries: []scheduler.Entry{{At: base, What: "fired", Text: "overdue for chronology/police"}},
			})
		})
		drained += len(claimed)
	}
	b.ReportMetric(float64(drained)/b.Elapsed().Seconds(), "cases/s")
}

// freshCase returns a case after some days.
func freshCase(i int) *scheduler.Case {
	c := bigCase(i)
	c.Agencies, c.Facts, c.Ledger, c.ToldAt, c.Tallies = nil, c.Facts[:3], notice.Ledger{}, scheduler.ToldAt{}, nil
	for _, step := range []string{"opened", "told", "reminder-5", "due"} {
		c.Ledger["notify-national-panel/"+step] = "2027-01-04"
		c.ToldAt["notify-national-panel/"+step] = c.OpenedAt.Unix()
	}
	return c
}

// each calls f with 0 to n-1 from several goroutines.
func each(workers, n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := next.Add(1); i <= int64(n); i = next.Add(1) {
				f(int(i - 1))
			}
		})
	}
	wg.Wait()
}

// BenchmarkMemoryPerCase prints how many bytes an open case takes in Redis,
// everything included.
func BenchmarkMemoryPerCase(b *testing.B) {
	const n = 5000
	for b.Loop() {
		s := durable(b)
		before := usedMemory(b, s)
		each(16, n, func(i int) {
			c := bigCase(i)
			mustCommit(b, s, scheduler.Change{Case: c, Wake: after(time.Duration(i) * time.Minute), Entries: bigLog(c)})
		})
		b.ReportMetric(float64(usedMemory(b, s)-before)/n, "B/case")
		report(b, s, bigCase(7).ID)
	}
}

// report prints the parts of one case.
func report(b *testing.B, s *Store, id string) {
	for name, key := range map[string]string{"record": shardOf(id).record(id), "log": shardOf(id).log(id)} {
		n, err := s.client.MemoryUsage(b.Context(), key).Result()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "B/"+name)
	}
}

func usedMemory(b *testing.B, s *Store) int {
	info := s.client.Info(b.Context(), "memory").Val()
	_, rest, _ := strings.Cut(info, "used_memory:")
	n, err := strconv.Atoi(strings.TrimSpace(strings.SplitN(rest, "\n", 2)[0]))
	if err != nil {
		b.Fatal(err)
	}
	return n
}
