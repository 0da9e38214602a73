package lint

import (
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// span is the time of a milestone, from its opening to its date, where it and the
// milestone that it counts back from take all their time.
type span struct {
	opens calendar.When
	due   calendar.Reckoned
}

// span returns the time of a milestone that opens on a day; false where the
// procedure does not say its length: for a date that is set, for one of two
// rules, or for a count back from an event whose date nobody knows. seen ends a
// circle through events.
func (l *linter) span(m *procedure.Milestone, day calendar.Date, seen ...string) (span, bool) {
	out := span{opens: calendar.On(day)}
	rule, ok := m.Due.(procedure.Counted)
	if !ok {
		return out, false
	}
	a := rule.Anchors()[0]
	from := out.opens
	if a.Point == procedure.Deadline || rule.Back() {
		of, ok := l.comesWith(a)
		if !ok || slices.Contains(seen, of.ID) {
			return out, false
		}
		before, ok := l.span(of, day, append(seen, m.ID)...)
		if !ok {
			return out, false
		}
		from = before.end()
	}
	_, due, err := rule.Count(l.in.Calendar, from)
	out.due = due
	return out, err == nil && !due.Date.IsZero()
}

// comesWith returns the milestone whose date is the latest for an anchor.
func (l *linter) comesWith(a procedure.Anchor) (*procedure.Milestone, bool) {
	if e, ok := l.p.Event(a.Name); ok {
		return l.p.Milestone(e.Follows)
	}
	return l.p.Milestone(a.Name)
}

// end returns when a span ends, as a day or, counted in hours, as a moment.
func (s span) end() calendar.When {
	if s.due.Hour {
		return calendar.Instant(s.due.At)
	}
	return calendar.On(s.due.Date)
}

// times finds milestones that are due before their time begins to run: they count
// back further than there is time.
func (l *linter) times() {
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		if !m.Due.Back() {
			continue
		}
		for _, day := range days {
			s, ok := l.span(m, day)
			if !ok || s.due.At.After(day.Start()) {
				continue
			}
			of, _ := l.comesWith(m.Due.Anchors()[0])
			l.about(KindDueBeforeOpen, m, "due", "a shorter period than that of "+of.ID,
				"can come due before it opens: %s, where %s has no more than %s (for example on %s in a case begun on %s)",
				m.Due, of.ID, of.Due, s.due.Date.Long(), day.Long())
			break
		}
	}
}

// reminders finds reminders that always fall before the milestone opens. One of
// the procedure's own may be too long for a short period, and is dropped there;
// one that is too long for every milestone is a mistake.
func (l *linter) reminders() {
	useful := make([]bool, len(l.p.Reminders))
	inherits := false
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		own := l.ownReminders(m)
		theirs := !own && slices.Equal(m.Reminders, l.p.Reminders)
		inherits = inherits || theirs && m.Due.Duty().CanBeOverdue()
		for k, r := range m.Reminders {
			why := l.silent(m, r)
			switch {
			case theirs:
				useful[k] = useful[k] || why == ""
			case own && why != "":
				l.about(KindReminder, m, "reminders", "a shorter reminder, or none", "the reminder of %s never comes: %s", r, why)
			}
		}
	}
	for k, r := range l.p.Reminders {
		if inherits && !useful[k] {
			l.add(KindReminder, "reminders", "a shorter reminder, or none: write [] for none at all",
				"the reminder of %s comes for no milestone: it is longer than the time of each, or they are counted in hours", r)
		}
	}
}

// ownReminders says whether a milestone names reminders of its own. Without the
// file, they are its own if they differ from those of the procedure and its
// parent.
func (l *linter) ownReminders(m *procedure.Milestone) bool {
	at := "milestones." + m.ID
	if places := l.in.Text.Places; places.Has(at) {
		return places.Has(at + ".reminders")
	}
	if parent := l.in.Parent; parent != nil && slices.Equal(m.Reminders, parent.Reminders) {
		return false
	}
	return !slices.Equal(m.Reminders, l.p.Reminders)
}

// silent returns why a reminder of a milestone never comes; "" if it can.
func (l *linter) silent(m *procedure.Milestone, r calendar.Period) string {
	if m.Due.Duty() == procedure.Prompt {
		return "there is no date before which it could come (" + m.Due.String() + ")"
	}
	for _, day := range days {
		s, ok := l.span(m, day)
		if !ok {
			return ""
		}
		if s.due.Hour {
			return "what is counted in hours is reminded of at half-time and four hours before (" + m.Due.String() + ")"
		}
		act := l.in.Calendar.OnOrBefore(s.due.Date)
		if before, err := l.in.Calendar.Before(calendar.On(act), r); err == nil && before.Date > day {
			return ""
		}
	}
	return "it is not shorter than the time that the milestone has (" + m.Due.String() + ")"
}
