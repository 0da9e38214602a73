package scheduler

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// reckoning is what a rule came to in a case.
type reckoning struct {
	earliest, due calendar.Date
	legal         calendar.Date // due, before it was rolled to a working day
	start         calendar.Date // what it was counted from
	at            time.Time     // the last moment
	hour          bool          // counted in hours
	timed         bool          // a day, up to a time of that day
	basis         Basis
	known         time.Time          // since when the time is known to run
	cal           *calendar.Calendar // that it was reckoned by
	pending       *Pending
	steps         []string
	waiting       []string
}

// reckon works a rule out for one instance of a milestone.
func (pl *planner) reckon(rule procedure.Rule, m *Milestone) reckoning {
	switch r := rule.(type) {
	case procedure.Either:
		return pl.either(r, m)
	case procedure.Set:
		return pl.set(r, m)
	}
	pt := pl.first(rule, m)
	out := reckoning{basis: pt.basis, waiting: pt.waiting, known: pt.runs(rule)}
	if pt.when.IsZero() || pt.basis == Waiting {
		out.basis = Waiting
		return out
	}
	out.steps = pl.steps(nil, pt.words)
	if _, prompt := rule.(procedure.Promptly); prompt {
		if pt.basis != Firm {
			out.basis = Waiting // a duty without a date opens when it opens, and is forecast by nothing
		}
		return out
	}
	from, to, err := pl.count(&out, func(cal *calendar.Calendar) (earliest, due calendar.Reckoned, err error) {
		return Count(cal, rule, pt.countedFrom(rule))
	})
	if err != nil {
		out.basis, out.steps = Waiting, pl.steps(out.steps, err.Error())
		return out
	}
	pl.reach.add(pt.when.Date)
	out.due, out.legal, out.at, out.hour, out.start = to.Date, to.Legal, to.At, to.Hour, pt.when.Date
	if pl.said != nil {
		out.steps = addLines(out.steps, to.Lines())
	}
	if from.Date != 0 {
		out.earliest = from.Date
		if from.Date != to.Date && pl.said != nil {
			out.steps = addLines(append(out.steps, "not before:"), from.Lines())
		}
	}
	return out
}

// count reckons by the calendar in law and by each that waits. Of two dates the
// earlier holds, and what hangs on it counts from there; a later one waits for
// approval, unless the clock began to run after its list came.
func (pl *planner) count(out *reckoning, by func(*calendar.Calendar) (earliest, due calendar.Reckoned, err error)) (earliest, due calendar.Reckoned, err error) {
	out.cal = pl.cal
	earliest, due, err = by(pl.cal)
	pl.reaches(earliest, due)
	for _, w := range pl.waits {
		e, d, failed := by(w.Calendar)
		pl.reaches(e, d)
		switch later := d.At.After(due.At) || d.At.Equal(due.At) && w.ActBy(d.Date) > out.cal.ActBy(due.Date); {
		case err != nil || failed != nil:
		case later && out.known.Before(w.Since):
			out.pending = &Pending{Version: w.List, Due: d.Date, ActBy: w.ActBy(d.Date)}
		default:
			earliest, due, out.cal, out.pending = e, d, w.Calendar, nil
		}
	}
	return earliest, due, err
}

// reaches notes on which days a count rests.
func (pl *planner) reaches(earliest, due calendar.Reckoned) {
	pl.reach.add(earliest.Date)
	pl.reach.add(due.Date)
	pl.reach.add(due.Legal)
}

// addLines adds lines to the steps of a reckoning.
func addLines(steps []string, lines []calendar.Line) []string {
	for _, line := range lines {
		steps = append(steps, line.String())
	}
	return steps
}

// steps adds words to the steps of a reckoning, if they are being written.
func (pl *planner) steps(steps []string, words ...string) []string {
	if pl.said == nil {
		return nil
	}
	return append(steps, words...)
}

// countedFrom is the moment that a rule counts from. The end of a day is no hour
// of the evening, unless hours are what is counted.
func (pt point) countedFrom(rule procedure.Rule) calendar.When {
	if pt.dayEnd && !inHours(rule) {
		return calendar.On(pt.when.Date)
	}
	return pt.when
}

// runs is since when the time of a rule is known to run: since what it counts from
// has happened, and was recorded. What is to be done before something runs from
// the day on which that is known.
func (pt point) runs(rule procedure.Rule) time.Time {
	if back(rule) {
		return pt.known
	}
	return later(pt.known, pt.since())
}

func inHours(rule procedure.Rule) bool {
	switch r := rule.(type) {
	case procedure.Offset:
		return r.Period.Unit == calendar.Hours
	case procedure.Window:
		return r.Unit == calendar.Hours
	case procedure.Keep:
		return r.Period.Unit == calendar.Hours
	}
	return false
}

// back says whether a rule counts towards something that is still to come.
func back(r procedure.Rule) bool {
	switch r := r.(type) {
	case procedure.Offset:
		return r.Before
	case procedure.Window:
		return r.Before
	}
	return false
}

// since is the first moment that the fact itself can mean.
func (pt point) since() time.Time {
	if pt.when.IsZero() || pt.basis != Firm {
		return time.Time{}
	}
	return pt.when.Earliest()
}

// Count works out a rule that counts from a single moment, for a case or for
// the calculator. earliest is zero where the rule has no window.
func Count(cal *calendar.Calendar, rule procedure.Rule, when calendar.When) (earliest, due calendar.Reckoned, err error) {
	switch r := rule.(type) {
	case procedure.Offset:
		if r.Before {
			due, err = cal.Before(when, r.Period)
		} else {
			due, err = cal.After(when, r.Period)
		}
		if r.On {
			earliest = due
		}
	case procedure.Window:
		return window(cal, r, when)
	case procedure.Day:
		if due, err = cal.DayN(when, r.To, r.Unit); err == nil && r.From != r.To {
			earliest, err = cal.DayN(when, r.From, r.Unit)
		}
	case procedure.SameDay:
		due = cal.SameDay(when)
	case procedure.Keep:
		due, err = cal.After(when, r.Period)
	}
	return earliest, due, err
}

// window counts both ends; before something the longer period comes first.
func window(cal *calendar.Calendar, w procedure.Window, when calendar.When) (earliest, due calendar.Reckoned, err error) {
	near, far := calendar.Period{N: w.From, Unit: w.Unit}, calendar.Period{N: w.To, Unit: w.Unit}
	count := cal.After
	if w.Before {
		near, far, count = far, near, cal.Before
	}
	if earliest, err = count(when, near); err != nil {
		return earliest, due, err
	}
	due, err = count(when, far)
	return earliest, due, err
}

// either takes the earlier or later of the dates that are known.
func (pl *planner) either(r procedure.Either, m *Milestone) reckoning {
	a, b := pl.reckon(r.A, m), pl.reckon(r.B, m)
	waiting := missing(a.waiting, b.waiting)
	if a.due.IsZero() || (!b.due.IsZero() && b.at.Before(a.at) != r.Later) {
		a, b = b, a
	}
	a.waiting = waiting
	if !b.due.IsZero() {
		a.basis = weaker(a.basis, b.basis)
		a.known = later(a.known, b.known)
		a.steps = pl.steps(pl.steps(a.steps, "compared with:"), b.steps...)
	}
	return a
}

// set takes a date that was fixed for this instance, in a letter for example.
func (pl *planner) set(r procedure.Set, m *Milestone) reckoning {
	f, ok := m.facts.plan()
	if !ok {
		return reckoning{basis: Waiting, waiting: []string{r.String()}}
	}
	out := reckoning{basis: Firm, due: f.At.Date, legal: f.At.Date, known: f.RecordedAt}
	_, to, _ := pl.count(&out, func(cal *calendar.Calendar) (earliest, due calendar.Reckoned, err error) {
		return earliest, cal.SameDay(calendar.On(f.At.Date)), nil
	})
	out.at = to.At
	if pl.said != nil {
		out.steps = []string{r.String() + ": " + f.At.Long()}
	}
	if f.At.Timed() {
		out.at, out.timed = f.At.Clock, true
	}
	return out
}
