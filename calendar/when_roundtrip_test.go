package calendar_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// TestAnInstantIsNeverLost: what is written is what is read again, also in the
// hour that an autumn night has twice, and to the second.
func TestAnInstantIsNeverLost(t *testing.T) {
	for _, tt := range []struct{ instant, text string }{
		{"2026-12-03T10:30:00Z", "2026-12-03T10:30"},
		{"2026-07-03T10:30:00Z", "2026-07-03T11:30"},
		{"2026-10-25T00:30:00Z", "2026-10-25T01:30"},     // summer time, the first of the two
		{"2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z"}, // Greenwich time, the second
		{"2026-12-03T10:30:15.5Z", "2026-12-03T10:30:15.5Z"},
	} {
		at, err := time.Parse(time.RFC3339Nano, tt.instant)
		if err != nil {
			t.Fatal(err)
		}
		w := calendar.Instant(at)
		if w.String() != tt.text {
			t.Errorf("%s is written %s, want %s", tt.instant, w, tt.text)
		}
		back, err := calendar.ParseWhen(w.String())
		if err != nil || !back.Clock.Equal(at) || back.Date != w.Date {
			t.Errorf("%s comes back as %s (%v)", tt.instant, back, err)
		}
	}
}
