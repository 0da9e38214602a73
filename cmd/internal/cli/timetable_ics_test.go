package cli

import (
	"slices"
	"strings"
	"testing"
)

// A milestone keeps its UID in every later timetable of the case, and has
// another in a case that began otherwise.
func TestEventsKeepTheirUID(t *testing.T) {
	uids := func(args ...string) (out []string) {
		text := must(t, append([]string{"timetable", "england-2023", "-o", "ics"}, args...)...)
		for line := range strings.SplitSeq(text, "\r\n") {
			if id, ok := strings.CutPrefix(line, "UID:"); ok {
				out = append(out, id)
			}
		}
		return out
	}
	first := uids("--event", "aware=2026-12-03")
	later := uids("--event", "aware=2026-12-03", "--event", "notify-national-panel=2026-12-07", "--now", "2027-01-05")
	other := uids("--event", "aware=2026-12-04")
	if len(first) == 0 || !slices.Equal(first, later) {
		t.Errorf("at first %q, later %q", first, later)
	}
	for _, args := range [][]string{
		{"--event", "aware=2026-12-03T10:30"},
		{"--event", "notify-national-panel=2026-12-07", "--event", "aware=2026-12-03"},
		{"--plan", "publication=2027-06-01", "--event", "notify-national-panel=2026-12-03T09:00", "--event", "aware=2026-12-03T17:00"},
	} {
		if again := uids(args...); !containsAll(again, first) {
			t.Errorf("%s: got %q, want %q among them", args, again, first)
		}
	}
	for _, uid := range other {
		if slices.Contains(first, uid) {
			t.Errorf("two cases share %s", uid)
		}
	}
}

func containsAll(list, all []string) bool {
	return !slices.ContainsFunc(all, func(one string) bool { return !slices.Contains(list, one) })
}
