package scheduler_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// What a plan has to agree with, said a second time and in another way: from
// the facts themselves, and from what the timetable says of other milestones.

// facts that stand, in the order in which they were recorded.
func standing(facts []scheduler.Fact) (out []scheduler.Fact) {
	for _, f := range facts {
		withdrawn := slices.ContainsFunc(facts, func(w scheduler.Fact) bool {
			return w.Kind == scheduler.Withdrawn && w.Withdraws == f.ID
		})
		if f.Kind != scheduler.Withdrawn && !withdrawn {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b scheduler.Fact) int { return cmp.Or(len(a.ID)-len(b.ID), strings.Compare(a.ID, b.ID)) })
	return out
}

// model is a case and its timetable.
type model struct {
	*drawn
	facts []scheduler.Fact // that stand
	table *scheduler.Timetable
}

func modelOf(c *drawn) *model { return &model{c, standing(c.facts), c.plan()} }

// told lists what the facts of one kind say about a subject, in the order in
// which they were recorded.
func (md *model) told(kind scheduler.Kind, key string) (out []scheduler.Fact) {
	for _, f := range md.facts {
		if f.Kind == kind && f.Key() == key {
			out = append(out, f)
		}
	}
	return out
}

// ends are the first and the last occurrence.
func (md *model) ends(key string) (first, last calendar.When, ok bool) {
	for i, f := range md.told(scheduler.Happened, key) {
		if i == 0 || f.At.Before(first) {
			first = f.At
		}
		if i == 0 || last.Before(f.At) {
			last = f.At
		}
	}
	return first, last, !first.IsZero()
}

// intended is the plan that holds.
func (md *model) intended(key string) (scheduler.Fact, bool) {
	plans := md.told(scheduler.Planned, key)
	if len(plans) == 0 {
		return scheduler.Fact{}, false
	}
	return plans[len(plans)-1], true
}

// input is what a rule counts from, and how certain that is. Some have no date
// that the model knows.
type input struct {
	when  calendar.When
	end   bool // when is a day, or the end of one
	basis scheduler.Basis
}

var nothingKnown = input{basis: scheduler.Waiting}

var ranks = []scheduler.Basis{scheduler.Firm, scheduler.Projects, scheduler.Forecast, scheduler.Waiting}

func rank(b scheduler.Basis) int { return slices.Index(ranks, b) }

func weakest(list ...scheduler.Basis) scheduler.Basis {
	return slices.MaxFunc(list, func(a, b scheduler.Basis) int { return rank(a) - rank(b) })
}

// input finds what an anchor of a milestone comes to; of several instances the
// latest, as certain as the least certain.
func (md *model) input(m *scheduler.Milestone, a procedure.Anchor) input {
	if _, ok := md.proc.Event(a.Name); ok {
		return md.occurrence(a)
	}
	all := input{}
	for _, o := range md.hangsOn(m, a) {
		in := nothingKnown
		switch a.Point {
		case procedure.Deadline:
			in = deadlineOf(o)
		case procedure.Late:
			in = md.lateness(o)
		default:
			in = md.completion(o, a.Point == procedure.Last)
		}
		if all.basis == "" {
			all = in
			continue
		}
		if all.when.Before(in.when) {
			all.when, all.end = in.when, in.end
		}
		all.basis = weakest(all.basis, in.basis)
	}
	if all.basis == "" || all.basis == scheduler.Waiting {
		return nothingKnown
	}
	return all
}

// hangsOn lists the instances of the other milestone that count for this one:
// that of the same name in a chain, else all.
func (md *model) hangsOn(m *scheduler.Milestone, a procedure.Anchor) (out []*scheduler.Milestone) {
	def, _ := md.proc.Milestone(m.ID)
	other, _ := md.proc.Milestone(a.Name)
	own := m.Instance != nil && def.Chains(other) && a.Point != procedure.Every
	for i := range md.table.Milestones {
		o := &md.table.Milestones[i]
		if o.ID == a.Name && (!own || o.Key() == scheduler.Key(a.Name, *m.Instance)) {
			out = append(out, o)
		}
	}
	return out
}

func (md *model) occurrence(a procedure.Anchor) input {
	first, last, ok := md.ends(a.Name)
	plan, planned := md.intended(a.Name)
	when := first
	if a.Point == procedure.Last {
		when, ok = last, ok && !stillToCome(plan, last, md.recorded(&scheduler.Milestone{ID: a.Name}, "", last, true))
	}
	switch {
	case a.Point == procedure.Moved:
		return md.moved(a.Name)
	case ok:
		return input{when: when, basis: scheduler.Firm}
	case planned:
		return input{when: plan.At, basis: scheduler.Projects}
	}
	return nothingKnown
}

// stillToCome says whether a later one was planned after the last was recorded.
func stillToCome(plan scheduler.Fact, last calendar.When, recorded time.Time) bool {
	return last.Before(plan.At) && plan.RecordedAt.After(recorded)
}

// recorded is when it was recorded that something was done at a time: by a fact
// about it or about what completes it, else by the silence of those who were
// asked.
func (md *model) recorded(o *scheduler.Milestone, doneBy string, at calendar.When, last bool) time.Time {
	for _, key := range []string{o.Key(), doneBy} {
		list := slices.DeleteFunc(md.told(scheduler.Happened, key), func(f scheduler.Fact) bool { return f.At != at })
		switch {
		case len(list) > 0 && last:
			return list[len(list)-1].RecordedAt
		case len(list) > 0:
			return list[0].RecordedAt
		}
	}
	return o.DueAt.Time
}

func (md *model) moved(name string) input {
	out := nothingKnown
	plans := md.told(scheduler.Planned, name)
	for i := 1; i < len(plans); i++ {
		if plans[i-1].At.Date < plans[i].At.Date {
			out = input{when: calendar.Instant(plans[i].RecordedAt), basis: scheduler.Firm}
		}
	}
	return out
}

func deadlineOf(o *scheduler.Milestone) input {
	if o.Due.IsZero() {
		return nothingKnown
	}
	return input{when: calendar.When{Date: o.Due, Clock: o.DueAt.Time}, end: true, basis: o.Basis}
}

func (md *model) completion(o *scheduler.Milestone, last bool) input {
	def, _ := md.proc.Milestone(o.ID)
	done, plan := o.DoneAt, md.meant(o.Key(), def.DoneBy)
	first, final, ok := md.ends(o.Key())
	if o.Status == scheduler.StatusNotNeeded {
		if done = first; renewed(def) {
			done = final
		}
		if by, _, also := md.ends(def.DoneBy); also && (!ok || by.Before(first)) {
			done = by
		}
	}
	if last && ok {
		done = final
	}
	if last && !done.IsZero() && stillToCome(plan, done, md.recorded(o, def.DoneBy, done, ok)) {
		done = calendar.When{}
	}
	switch {
	case !done.IsZero():
		return input{when: done, basis: scheduler.Firm}
	case o.Status == scheduler.StatusNotNeeded:
		return nothingKnown
	case !plan.At.IsZero():
		return input{when: plan.At, basis: scheduler.Projects}
	case o.Due.IsZero():
		return nothingKnown
	}
	when := calendar.On(o.Due)
	if !o.DueAt.Equal(md.cal.EndOf(o.Due)) {
		when = calendar.Instant(o.DueAt.Time)
	}
	return input{when: when, end: true, basis: weakest(scheduler.Forecast, o.Basis)}
}

// meant is the plan for a milestone, or for what completes it: the one that was
// recorded later.
func (md *model) meant(key, doneBy string) scheduler.Fact {
	own, ok := md.intended(key)
	if by, also := md.intended(doneBy); also && (!ok || by.RecordedAt.After(own.RecordedAt)) {
		return by
	}
	return own
}

func renewed(def *procedure.Milestone) bool {
	return slices.ContainsFunc(def.Due.Anchors(), func(a procedure.Anchor) bool { return a.Point == procedure.Moved })
}

// lateness is known only where something says that the date is, or will be,
// missed: it is as certain as that date. When that was is not modelled.
func (md *model) lateness(o *scheduler.Milestone) input {
	def, _ := md.proc.Milestone(o.ID)
	if o.Due.IsZero() || !o.DoneAt.IsZero() && o.Status != scheduler.StatusLate && o.DoneAt.Date <= o.Due {
		return nothingKnown
	}
	var plan, target calendar.Date // those that hold
	for _, f := range md.facts {
		switch {
		case f.Kind == scheduler.Planned && (f.Key() == o.Key() || f.Key() == def.DoneBy):
			plan = f.At.Date
		case f.Kind == scheduler.Delayed && f.Key() == o.Key():
			target = f.At.Date
		}
	}
	missed := md.now.After(o.DueAt.Time) || !o.DoneAt.IsZero() || plan > o.Due || target > o.Due
	if !missed {
		return nothingKnown
	}
	return input{basis: o.Basis}
}

// subjects lists what a fact is about; "naming a KIND" stands for the fact that
// names a further member or action.
func (md *model) subjects(f scheduler.Fact) []string {
	if f.Kind == scheduler.Withdrawn {
		for _, w := range md.drawn.facts {
			if w.ID == f.Withdraws {
				return md.subjects(w)
			}
		}
		return nil
	}
	out := []string{f.Key()}
	if m, ok := md.proc.Milestone(f.Name); ok && m.Named != "" {
		out = append(out, "naming a "+string(m.Named))
	}
	return out
}

// restsOn collects every subject whose facts the date of a milestone can
// depend on.
func (md *model) restsOn(m *scheduler.Milestone, on map[string]bool) {
	def, _ := md.proc.Milestone(m.ID)
	if def.When != nil {
		on[def.When.Decision] = true
	}
	if def.Due.Duty() == procedure.Appointment || def.EndedBy != "" {
		on[m.Key()], on[def.EndedBy] = true, true
	}
	for _, a := range def.Due.Anchors() {
		on[a.Name] = true
		other, ok := md.proc.Milestone(a.Name)
		if !ok {
			continue
		}
		on["naming a "+string(other.Named)] = true
		for _, o := range md.hangsOn(m, a) {
			md.restsOn(o, on)
			if a.Point != procedure.Deadline {
				on[o.Key()], on[other.DoneBy] = true, true
			}
		}
	}
}
