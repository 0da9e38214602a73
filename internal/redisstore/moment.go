package redisstore

import (
	"math"
	"strconv"
	"time"
)

// never is the score of a case that has no next moment: it stays in the index
// and no claim reaches it.
const never = "+inf"

// ceil returns a moment as a score: whole milliseconds, rounded up, for nothing
// may be due before its time.
func ceil(t time.Time) int64 {
	ms := t.UnixMilli()
	if t.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return ms
}

// floor returns the present as a score, rounded down for the same reason.
func floor(now time.Time) int64 { return now.UnixMilli() }

// wakeScore returns the score of a case's wake-up.
func wakeScore(t time.Time) string {
	if t.IsZero() {
		return never
	}
	return strconv.FormatInt(ceil(t), 10)
}

// moment returns the time that a score stands for, or zero for never.
func moment(score float64) time.Time {
	if math.IsInf(score, 0) || math.IsNaN(score) {
		return time.Time{}
	}
	return time.UnixMilli(int64(score)).UTC()
}
