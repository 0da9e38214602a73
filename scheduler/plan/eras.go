package plan

import (
	"maps"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/moment"
)

// Eras are the calendars of a partnership over time: bank holidays are proclaimed,
// and lists corrected, while cases run.
//
// A date that a new list makes earlier holds at once. One that it makes later
// holds once a person has approved the list, because the law does not settle
// whether a running clock gains the day. A clock that begins to run after the
// list came counts by it. A milestone that was done before a list came stays as
// it was reckoned then.
//
// [Always] and [NewEras] make them. The zero Eras has no calendar, and nothing
// can be planned by it.
type Eras struct {
	eras    []Era
	differs []calendar.Date // the days on which they disagree, in order
}

// Era is a time in which the same lists of bank holidays held.
type Era struct {
	From    time.Time          // when it began; zero: it always held
	Line    int                // the line of the journal that began it
	Law     *calendar.Calendar // by the list that was approved last
	Waiting []Awaiting         // by the lists that came since, oldest first
	alike   bool               // it has the same working days as the era before
}

// Awaiting is a calendar whose later dates wait for approval.
type Awaiting struct {
	*calendar.Calendar
	List  string // the version of its list, which an approval names
	Since time.Time
}

// Always returns the eras of a calendar that never changes.
func Always(cal *calendar.Calendar) Eras { return Eras{eras: []Era{{Law: cal}}} }

// NewEras joins eras, oldest first; of none it returns the zero Eras. A list that changes no working
// day of the partnership does not wait for approval.
func NewEras(eras []Era) Eras {
	out := make([]Era, len(eras))
	for i, e := range eras {
		for len(e.Waiting) > 0 && e.Waiting[0].SameDays(e.Law) {
			e.Law, e.Waiting = e.Waiting[0].Calendar, e.Waiting[1:]
		}
		e.alike = i > 0 && e.sameDays(out[i-1])
		out[i] = e
	}
	return Eras{out, differences(out)}
}

// differences returns the days on which the calendars of the eras disagree.
func differences(eras []Era) []calendar.Date {
	if len(eras) == 0 {
		return nil
	}
	first := eras[0].Law
	days := map[calendar.Date]bool{}
	for _, e := range eras {
		for _, d := range first.Differs(e.Law) {
			days[d] = true
		}
		for _, w := range e.Waiting {
			for _, d := range first.Differs(w.Calendar) {
				days[d] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(days))
}

// agreeOn says whether all eras agree on the days that a timetable rests on, and
// on so many days after them. If they do, the timetable is the same by each.
func (es Eras) agreeOn(s reach, after int) bool {
	i, _ := slices.BinarySearch(es.differs, s.first)
	return i == len(es.differs) || es.differs[i] > s.last.AddDays(after)
}

// reach is the span of days that a reckoning rests on.
type reach struct{ first, last calendar.Date }

func (s *reach) add(d calendar.Date) {
	switch {
	case d.IsZero():
	case s.first.IsZero():
		s.first, s.last = d, d
	default:
		s.first, s.last = min(s.first, d), max(s.last, d)
	}
}

// Line returns the number of the last line of the journal that the eras know.
func (es Eras) Line() int { return es.last().Line }

// Newest returns the calendar by the newest list, approved or not: whether an
// office is open is no question of law.
func (es Eras) Newest() *calendar.Calendar { return es.last().newest() }

// Pending returns the calendars whose lists wait for approval, oldest first.
func (es Eras) Pending() []Awaiting { return es.last().Waiting }

// last returns the era that holds now. The zero Eras has no calendar, so that
// nothing is dated by it.
func (es Eras) last() Era {
	if len(es.eras) == 0 {
		return Era{}
	}
	return es.eras[len(es.eras)-1]
}

func (e Era) newest() *calendar.Calendar {
	if n := len(e.Waiting); n > 0 {
		return e.Waiting[n-1].Calendar
	}
	return e.Law
}

// AsOf returns the eras as they were known at a line of the journal.
func (es Eras) AsOf(line int) Eras {
	n := 1
	for n < len(es.eras) && es.eras[n].Line <= line {
		n++
	}
	return Eras{es.eras[:min(n, len(es.eras))], es.differs}
}

// throughEras reckons by each era in turn, and joins the timetables into one.
func (s Situation) throughEras(now time.Time) *Timetable {
	eras := s.Eras.since(begun(s.Facts))
	last := len(eras) - 1
	t := s.in(eras[last], now)
	later := t
	for i := last - 1; i >= 0; i-- {
		end := eras[i+1].From
		earlier := s.in(eras[i], now)
		t.moved(earlier, later, moment.Earliest(eras[i+1].From, now)) // the writer's clock may be ahead of ours
		t.keep(s.in(eras[i], end), end)
		later = earlier
	}
	return t
}

// since returns the eras from a moment on, with neighbours that have the same
// working days as one. An era counts once its line has been read, whatever our
// clock says: the writer's clock may be ahead.
func (es Eras) since(from time.Time) []Era {
	var out []Era
	for _, e := range es.eras {
		if n := len(out); n > 0 && (!e.From.After(from) || e.alike) {
			e.From = out[n-1].From
			out[n-1] = e
			continue
		}
		out = append(out, e)
	}
	return out
}

func (e Era) sameDays(o Era) bool {
	return e.Law.SameDays(o.Law) && slices.EqualFunc(e.Waiting, o.Waiting, func(a, b Awaiting) bool { return a.SameDays(b.Calendar) })
}

// begun returns when the first fact was recorded.
func begun(facts []Fact) time.Time {
	var first time.Time
	for _, f := range facts {
		first = moment.Earliest(first, f.RecordedAt)
	}
	return first
}

// SameDates says whether two reckonings of a milestone give the same dates.
func SameDates(a, b *Milestone) bool {
	return a.Due == b.Due && a.DueAt.Equal(b.DueAt.Time) && a.ActBy == b.ActBy && a.Earliest == b.Earliest
}

// moved notes the dates that a change of the bank holidays moved: from at on each
// is known as it is now.
func (t *Timetable) moved(before, after *Timetable, at time.Time) {
	for i := range t.Milestones {
		m, a, b := &t.Milestones[i], &before.Milestones[i], &after.Milestones[i]
		if !m.movedAt.IsZero() || SameDates(a, b) || !SameDates(b, m) || !m.DoneAt.IsZero() {
			continue
		}
		m.movedAt, m.changed = at, moment.Latest(m.changed, at)
		for _, line := range DaysBetween(a, b) {
			m.Explanation = m.Explanation.with(saying(LineMoved, calendar.On(b.Due), "moved from %s: %s", a.Due.Long(), line))
		}
	}
}

// keep restores the milestones that were done before the end of an earlier era,
// as they were reckoned then: past results are never rewritten.
func (t *Timetable) keep(then *Timetable, end time.Time) {
	for i := range t.Milestones {
		m, past := &t.Milestones[i], &then.Milestones[i]
		if past.DoneAt.IsZero() || moment.Earliest(past.doneKnown, past.DoneAt.Earliest()).After(end) || past.Due.IsZero() {
			continue
		}
		if m.DoneAt != past.DoneAt {
			continue // it was done again since
		}
		*m = *past
	}
}

// DaysBetween returns, in words, the days that are working days in one of two
// reckonings of a milestone and not in the other, from its start to its end.
func DaysBetween(a, b *Milestone) []string {
	from := min(a.start, b.start, a.Due, b.Due, a.ActBy, b.ActBy)
	if a.start.IsZero() || a.ActBy.IsZero() {
		from = min(a.Due, b.Due)
	}
	var out []string
	for d := from; d <= max(a.start, b.start, a.Due, b.Due); d++ {
		switch was, is := a.cal.IsWorkingDay(d), b.cal.IsWorkingDay(d); {
		case was && !is:
			h, _ := b.cal.Holiday(d)
			out = append(out, d.Long()+" is a bank holiday now: "+h.Name())
		case is && !was:
			h, _ := a.cal.Holiday(d)
			out = append(out, d.Long()+" is no bank holiday any more: "+h.Name())
		}
	}
	return out
}
