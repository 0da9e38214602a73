package plan

import (
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// reckoning is the result of a rule in a case.
type reckoning struct {
	earliest, due calendar.Date
	legal         calendar.Date // due, before it was rolled to a working day
	start         calendar.Date // the day that it was counted from
	at            time.Time     // the last moment of due
	hour          bool          // counted in hours
	timed         bool          // a day, up to a time of that day
	basis         Basis
	known         time.Time          // since when the time is known to run
	cal           *calendar.Calendar // by which it was reckoned
	pending       *Pending
	lines         Lines
	waiting       []string
}

// reckon works a rule out for one instance of a milestone. anchors are those of
// the rule.
func (pl *planner) reckon(rule procedure.Rule, anchors []procedure.Anchor, m *Milestone) reckoning {
	return procedure.Reckon[reckoning](rule, reckoner{pl, anchors, m})
}

// reckoner works out each kind of rule for one instance of a milestone.
type reckoner struct {
	pl      *planner
	anchors []procedure.Anchor
	m       *Milestone
}

// Either reckons one of two rules.
func (r reckoner) Either(e procedure.Either) reckoning { return r.pl.either(e, r.m) }

// Set reckons a date that was fixed for the instance.
func (r reckoner) Set(s procedure.Set) reckoning { return r.pl.set(s, r.m) }

// Promptly reckons a duty without a date: it opens, and nothing forecasts it.
func (r reckoner) Promptly(p procedure.Promptly) (out reckoning) {
	pt := r.pl.first(r.anchors, r.m)
	out.open(r.pl, &pt, p.Back())
	if out.basis != BasisFirm {
		out.basis = BasisWaiting
	}
	return out
}

// Counted reckons a rule that counts from one moment.
func (r reckoner) Counted(c procedure.Counted) (out reckoning) {
	pl := r.pl
	pt := pl.first(r.anchors, r.m)
	out.open(pl, &pt, c.Back())
	if out.basis == BasisWaiting {
		return out
	}
	when := pt.countedFrom(c)
	from, to, err := pl.count(&out, func(cal *calendar.Calendar) (earliest, due calendar.Reckoned, err error) {
		return c.Count(cal, when)
	})
	if err != nil {
		out.basis, out.lines = BasisWaiting, pl.lines(out.lines, saying(LineNoCount, calendar.When{}, "%s", err))
		return out
	}
	pl.reach.add(pt.when.Date)
	out.due, out.legal, out.at, out.hour, out.start = to.Date, to.Legal, to.At, to.Hour, pt.when.Date
	if pl.said != nil {
		lines := to.Lines()
		out.lines = append(slices.Grow(out.lines, len(lines)+2), lines...) // others follow: act by, a note
	}
	if from.Date != 0 {
		out.earliest = from.Date
		if from.Date != to.Date && pl.said != nil {
			out.lines = append(append(out.lines, saying(LineNotBefore, calendar.On(from.Date), "not before:")), from.Lines()...)
		}
	}
	return out
}

// open begins a reckoning with what its rule counts from.
func (out *reckoning) open(pl *planner, pt *point, back bool) {
	out.basis, out.waiting, out.known = pt.basis, pt.waiting, pt.runs(back)
	if pt.when.IsZero() || pt.basis == BasisWaiting {
		out.basis = BasisWaiting
		return
	}
	out.lines = pl.lines(nil, pt.line)
}

// count reckons by the calendar in law and by each that waits. Of two dates the
// earlier holds, and other milestones count from it; a later one waits for
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

// reaches notes the days that a count rests on.
func (pl *planner) reaches(earliest, due calendar.Reckoned) {
	pl.reach.add(earliest.Date)
	pl.reach.add(due.Date)
	pl.reach.add(due.Legal)
}

// lines returns the lines of a reckoning with more of them, in a plan with
// explanations, else none.
func (pl *planner) lines(lines Lines, more ...calendar.Line) Lines {
	if pl.said == nil {
		return nil
	}
	return append(lines, more...)
}

// countedFrom returns the moment that a rule counts from. The end of a day is no
// hour of the evening, unless the rule counts hours.
func (pt point) countedFrom(rule procedure.Counted) calendar.When {
	if pt.dayEnd && !rule.InHours() {
		return calendar.On(pt.when.Date)
	}
	return pt.when
}

// runs returns since when the time of a rule is known to run: since its anchor
// has happened and was recorded. If the rule counts back, the anchor has only to
// be known.
func (pt point) runs(back bool) time.Time {
	if back {
		return pt.known
	}
	return moment.Latest(pt.known, pt.since())
}

// since returns the first moment that a firm point can mean; zero for any other.
func (pt point) since() time.Time {
	if pt.when.IsZero() || pt.basis != BasisFirm {
		return time.Time{}
	}
	return pt.when.Earliest()
}

// either returns the earlier or the later of the dates of two rules, as far as
// they are known.
func (pl *planner) either(r procedure.Either, m *Milestone) reckoning {
	a, b := pl.reckon(r.A, r.A.Anchors(), m), pl.reckon(r.B, r.B.Anchors(), m)
	waiting := words.Union(a.waiting, b.waiting)
	if a.due.IsZero() || (!b.due.IsZero() && b.at.Before(a.at) != r.Later) {
		a, b = b, a
	}
	a.waiting = waiting
	if !b.due.IsZero() {
		a.basis = weaker(a.basis, b.basis)
		a.known = moment.Latest(a.known, b.known)
		a.lines = pl.lines(pl.lines(a.lines, saying(LineCompared, calendar.On(b.due), "compared with:")), b.lines...)
	}
	return a
}

// set returns the date that was fixed for this instance, for example in a letter.
func (pl *planner) set(r procedure.Set, m *Milestone) reckoning {
	f, ok := m.facts.plan()
	if !ok {
		return reckoning{basis: BasisWaiting, waiting: []string{r.String()}}
	}
	out := reckoning{basis: BasisFirm, due: f.At.Date, legal: f.At.Date, known: f.RecordedAt}
	_, to, _ := pl.count(&out, func(cal *calendar.Calendar) (earliest, due calendar.Reckoned, err error) {
		return earliest, cal.SameDay(calendar.On(f.At.Date)), nil
	})
	out.at = to.At
	if pl.said != nil {
		out.lines = Lines{saying(LineSet, f.At, "%s: %s", r, f.At.Long())}
	}
	if f.At.Timed() {
		out.at, out.timed = f.At.Clock, true
	}
	return out
}
