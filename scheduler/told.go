package scheduler

import (
	"maps"
	"time"

	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/watch"
)

// ToldAt holds a moment for lines of a ledger, in seconds since 1970. A line that is
// not in it was written before the first release that kept it.
type ToldAt map[string]int64

// doubtFor is for how long after its own moment a line from the future is not
// believed: by then the step has come due, and was told again.
const doubtFor = time.Hour

// believed returns the lines of the ledger that are not from the future. One that is
// was written while a clock was ahead, or our clock is behind, and nobody can say
// which: what was told may have been told too soon. It is not believed until an hour
// after its moment, or until it is told again; and it is kept, so that a clock that
// was behind for a while makes nobody be told of everything twice.
func (c *Case) believed(now time.Time) notice.Ledger {
	limit := now.Add(watch.Tolerance).Unix()
	for key, told := range c.ToldAt {
		if told > limit {
			if c.Doubted == nil {
				c.Doubted = ToldAt{}
			}
			c.Doubted[key] = told + int64(doubtFor.Seconds())
			delete(c.ToldAt, key)
		}
	}
	maps.DeleteFunc(c.Doubted, func(_ string, until int64) bool { return until <= now.Unix() })
	if len(c.Doubted) == 0 {
		return c.Ledger
	}
	out := maps.Clone(c.Ledger)
	for key := range c.Doubted {
		delete(out, key)
	}
	return out
}

// told writes the marks of a notice into the ledger.
func (c *Case) told(n notice.Notice, now time.Time) {
	if c.Ledger == nil {
		c.Ledger = notice.Ledger{}
	}
	if c.ToldAt == nil {
		c.ToldAt = ToldAt{}
	}
	for key, date := range n.Marks {
		c.Ledger[key], c.ToldAt[key] = date, now.Unix()
		delete(c.Doubted, key)
	}
}

// forget drops what the ledger has forgotten from the rest of the record.
func (c *Case) forget() {
	for _, at := range []ToldAt{c.ToldAt, c.Doubted} {
		maps.DeleteFunc(at, func(key string, _ int64) bool {
			_, ok := c.Ledger[key]
			return !ok
		})
	}
}
