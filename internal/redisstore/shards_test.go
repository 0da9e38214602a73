package redisstore

import (
	"testing"
	"time"

	"github.com/longstop/longstop/internal/storetest"
)

// A shard that fails does not keep the others waiting: what they gave has a lease
// already, and would be late if it were thrown away. Once they are drained the failure
// is reported.
func TestAFailedShardThrowsNothingAway(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	seed(t, client, keyspace{
		"{ls03}wake":          "bscp:R11=1796293800000",
		"{ls03}case:bscp:R11": "1 " + caseDoc,
		"{ls03}outbox":        "E1=1796293800000",
		"{ls03}email:E1":      "d=" + emailDoc,
	})
	for _, key := range []string{"{ls00}wake", "{ls05}wake", "{ls00}outbox", "{ls05}outbox"} {
		if err := client.Set(t.Context(), key, "of another type", 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for claim, want := range []int{1, 0} {
		cases, err := s.ClaimCases(t.Context(), base, after(time.Minute), 10)
		if len(cases) != want || (err == nil) != (want > 0) {
			t.Errorf("claim %d: %d cases, %v; want %d, and an error only with none", claim, len(cases), err, want)
		}
		emails, err := s.ClaimEmails(t.Context(), base, after(time.Minute), "A", 10)
		if len(emails) != want || (err == nil) != (want > 0) {
			t.Errorf("claim %d: %d emails, %v; want %d, and an error only with none", claim, len(emails), err, want)
		}
	}
}
