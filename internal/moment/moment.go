// Package moment compares two moments, either of which may be missing: the zero
// time is no moment, neither early nor late.
package moment

import "time"

// Earliest returns the earlier of two moments; if one is missing, the other.
func Earliest(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}

// Latest returns the later of two moments; if one is missing, the other.
func Latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
