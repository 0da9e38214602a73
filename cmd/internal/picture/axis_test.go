package picture

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
)

// Marks decide where an axis breaks.
func TestStretchesOfTheAxis(t *testing.T) {
	for _, tc := range []struct{ marks, want string }{
		{"", ""},
		{"2026-12-16", "2026-12-11 to 2026-12-31"},
		{"2026-12-16 2027-01-11", "2026-12-11 to 2027-01-16"},
		{"2026-01-01 2026-04-20", "2025-12-27 to 2026-04-25"},
		{"2026-01-01 2026-05-20", "2025-12-27 to 2026-01-06, 2026-05-15 to 2026-05-25"},
		{"2026-01-01 2026-01-20 2026-02-10 2026-12-01 2030-01-01", "2025-12-27 to 2026-02-15, 2026-11-26 to 2026-12-06, 2029-12-27 to 2030-01-06"},
	} {
		var days []calendar.Date
		for _, text := range strings.Fields(tc.marks) {
			days = append(days, date(t, text))
		}
		var got []string
		for _, s := range newAxis(days, 0, 1000).segments {
			got = append(got, s.first.String()+" to "+(s.end-1).String())
		}
		if strings.Join(got, ", ") != tc.want {
			t.Errorf("%s: %s, want %s", tc.marks, strings.Join(got, ", "), tc.want)
		}
	}
}

// Time runs to the right, never back, from edge to edge, and every mark lies on a
// stretch that is drawn.
func TestTimeRunsToTheRight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var days []calendar.Date
		for range rapid.IntRange(1, 40).Draw(t, "marks") {
			days = append(days, anyDate(t))
		}
		a := newAxis(days, chartLeft, chartRight)
		if a.left() != chartLeft || a.right() != chartRight {
			t.Fatalf("from %s to %s", a.left(), a.right())
		}
		one, other := anyDate(t), anyDate(t)
		if one < other && a.at(one) > a.at(other) {
			t.Fatalf("%s at %s, %s at %s", one, a.at(one), other, a.at(other))
		}
		for _, d := range days {
			on := false
			for _, s := range a.segments {
				on = on || d >= s.first && d < s.end && a.at(d) >= s.left && a.at(d) <= s.right
			}
			if !on || a.beyond(d) {
				t.Fatalf("%s is not drawn", d)
			}
		}
	})
}
