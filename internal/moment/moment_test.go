package moment_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/internal/moment"
)

func TestOfTwoMoments(t *testing.T) {
	var none time.Time
	noon := time.Date(2026, time.December, 3, 12, 0, 0, 0, time.UTC)
	one := noon.Add(time.Hour)
	for _, c := range []struct {
		name                   string
		a, b, earliest, latest time.Time
	}{
		{"neither is there", none, none, none, none},
		{"the first alone", noon, none, noon, noon},
		{"the second alone", none, noon, noon, noon},
		{"in order", noon, one, noon, one},
		{"the other way round", one, noon, noon, one},
		{"the same", noon, noon, noon, noon},
	} {
		if got := moment.Earliest(c.a, c.b); !got.Equal(c.earliest) {
			t.Errorf("%s: earliest %v, want %v", c.name, got, c.earliest)
		}
		if got := moment.Latest(c.a, c.b); !got.Equal(c.latest) {
			t.Errorf("%s: latest %v, want %v", c.name, got, c.latest)
		}
	}
}
