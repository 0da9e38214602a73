// Package watch judges whether the clock of this machine may be believed. It is
// pure: readings of clocks go in, a judgement comes out.
//
// A daemon whose clock is a month ahead for half a minute would tell everybody that
// everything is overdue. Three comparisons can show it, and the first needs no second
// clock:
//
//	our wall clock with how long the process has run     a step, either way
//	our wall clock with the store's clock                a difference of two machines
//	our wall clock with the last commit in the store     a commit from the future
//
// None of them can say which of the two is wrong. So nothing is done while they
// disagree, and for a quarter of an hour at most: to be silent for longer would be
// worse than what the clock may do. What was told by a clock that was ahead is found
// afterwards by when it was told.
package watch

import (
	"fmt"
	"time"
)

// Tolerance is how far two clocks may be apart.
const Tolerance = time.Minute

// Patience is how long a clock that is not believed holds everything up. Then it is
// taken for right.
const Patience = 15 * time.Minute

// slew is up to what a change between two readings is a clock that is being put
// right slowly, and no step.
const slew = 500 * time.Millisecond

// Reading is what the clocks show at one moment.
type Reading struct {
	Wall   time.Time     // ours, civil
	Ran    time.Duration // for how long the process has run, by the clock that nobody sets
	Store  time.Time     // the store's clock; zero if it was not asked
	Commit time.Time     // when the last commit in the store was made, by the clock of its writer; zero if there is none
}

// Watch compares the readings of one process. The zero Watch has seen none.
type Watch struct {
	seen   bool
	offset time.Time     // the wall clock at the start of the process, by the last reading
	moved  time.Duration // the steps since the clock was last believed, if they came close together
	last   time.Duration // when the last step came

	step, skew, future suspicion
}

// Judgement says whether the clock may be believed.
type Judgement struct {
	Why string        // empty if it may
	For time.Duration // for how much longer it is not believed, if nothing changes
}

// Look takes in a reading and judges the clock.
func (w *Watch) Look(r Reading) Judgement {
	offset := r.Wall.Round(0).Add(-r.Ran)
	if change := offset.Sub(w.offset); w.seen && change.Abs() > slew {
		if r.Ran-w.last > Patience && !w.step.on {
			w.moved = 0 // a clock that is put right now and then is no clock that was set
		}
		w.moved, w.last = w.moved+change, r.Ran
	}
	w.seen, w.offset = true, offset

	var out Judgement
	if left := w.step.holds(w.moved.Abs() > Tolerance, r.Ran); left > 0 {
		out.add(left, "the clock of this machine was set %s by %v", direction(w.moved), w.moved.Abs().Round(time.Second))
	} else if w.step.on {
		w.moved, w.step = 0, suspicion{} // it stays as it is: then it is right
	}
	skew := r.Store.Sub(r.Wall)
	if left := w.skew.holds(!r.Store.IsZero() && skew.Abs() > Tolerance, r.Ran); left > 0 {
		out.add(left, "the clock of this machine and that of redis differ by %v", skew.Abs().Round(time.Second))
	}
	ahead := r.Commit.Sub(r.Wall)
	if left := w.future.holds(!r.Commit.IsZero() && ahead > Tolerance, r.Ran); left > 0 {
		out.add(left, "the last commit in the store is from %v later than the clock of this machine", ahead.Round(time.Second))
	}
	return out
}

func direction(d time.Duration) string {
	if d < 0 {
		return "back"
	}
	return "forward"
}

// add gives a reason; the first is the one that is told.
func (j *Judgement) add(left time.Duration, format string, args ...any) {
	if j.Why == "" {
		j.Why = fmt.Sprintf(format, args...)
	}
	j.For = max(j.For, left)
}

// suspicion is one comparison that fails.
type suspicion struct {
	on    bool
	since time.Duration
}

// holds returns for how much longer the suspicion holds everything up; 0 if there is
// none, or if it has lasted long enough.
func (s *suspicion) holds(suspicious bool, ran time.Duration) time.Duration {
	switch {
	case !suspicious:
		*s = suspicion{}
		return 0
	case !s.on:
		*s = suspicion{on: true, since: ran}
	}
	return max(0, Patience-(ran-s.since))
}
