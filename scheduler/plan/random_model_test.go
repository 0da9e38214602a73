package plan_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// This file has a model that a plan must agree with. It works out the same things
// in another way: from the facts themselves, and from the other milestones of the
// timetable.

// standing returns the facts that were not withdrawn, in the order in which they
// were recorded.
func standing(facts []plan.Fact) (out []plan.Fact) {
	for _, f := range facts {
		withdrawn := slices.ContainsFunc(facts, func(w plan.Fact) bool {
			return w.Kind == plan.Withdrawn && w.Withdraws == f.ID
		})
		if f.Kind != plan.Withdrawn && !withdrawn {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b plan.Fact) int { return cmp.Or(len(a.ID)-len(b.ID), strings.Compare(a.ID, b.ID)) })
	return out
}

// model is a case and its timetable.
type model struct {
	*drawn
	facts []plan.Fact // those that stand
	table *plan.Timetable
}

func modelOf(c *drawn) *model { return &model{c, standing(c.facts), c.plan()} }

// told returns the facts of one kind about a subject, in the order in which they
// were recorded.
func (md *model) told(kind plan.Kind, key string) (out []plan.Fact) {
	for _, f := range md.facts {
		if f.Kind == kind && f.Key() == key {
			out = append(out, f)
		}
	}
	return out
}

// ends returns the first and the last occurrence.
func (md *model) ends(key string) (first, last calendar.When, ok bool) {
	for i, f := range md.told(plan.Happened, key) {
		if i == 0 || f.At.Before(first) {
			first = f.At
		}
		if i == 0 || last.Before(f.At) {
			last = f.At
		}
	}
	return first, last, !first.IsZero()
}

// intended returns the current plan.
func (md *model) intended(key string) (plan.Fact, bool) {
	plans := md.told(plan.Planned, key)
	if len(plans) == 0 {
		return plan.Fact{}, false
	}
	return plans[len(plans)-1], true
}

// input is the moment that a rule counts from, and how certain it is. The model
// does not know every moment.
type input struct {
	when  calendar.When
	end   bool // when is a day, or the end of one
	basis plan.Basis
}

var nothingKnown = input{basis: plan.BasisWaiting}

var ranks = []plan.Basis{plan.BasisFirm, plan.BasisPlanned, plan.BasisForecast, plan.BasisWaiting}

func rank(b plan.Basis) int { return slices.Index(ranks, b) }

func weakest(list ...plan.Basis) plan.Basis {
	return slices.MaxFunc(list, func(a, b plan.Basis) int { return rank(a) - rank(b) })
}

// input returns the input that an anchor of a milestone gives; of several
// instances the latest, as certain as the least certain.
func (md *model) input(m *plan.Milestone, a procedure.Anchor) input {
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
	if all.basis == "" || all.basis == plan.BasisWaiting {
		return nothingKnown
	}
	return all
}

// hangsOn returns the instances of the other milestone that count for this one:
// the one of the same name in a chain, else all.
func (md *model) hangsOn(m *plan.Milestone, a procedure.Anchor) (out []*plan.Milestone) {
	def, _ := md.proc.Milestone(m.ID)
	other, _ := md.proc.Milestone(a.Name)
	own := m.Instance != nil && def.Chains(other) && a.Point != procedure.Every
	for i := range md.table.Milestones {
		o := &md.table.Milestones[i]
		if o.ID == a.Name && (!own || o.Key() == plan.Key(a.Name, *m.Instance)) {
			out = append(out, o)
		}
	}
	return out
}

func (md *model) occurrence(a procedure.Anchor) input {
	first, last, ok := md.ends(a.Name)
	intent, planned := md.intended(a.Name)
	when := first
	if a.Point == procedure.Last {
		when, ok = last, ok && !stillToCome(intent, last, md.recorded(&plan.Milestone{ID: a.Name}, "", last, true))
	}
	switch {
	case a.Point == procedure.Moved:
		return md.moved(a.Name)
	case ok:
		return input{when: when, basis: plan.BasisFirm}
	case planned:
		return input{when: intent.At, basis: plan.BasisPlanned}
	}
	return nothingKnown
}

// stillToCome says whether a later one was planned after the last was recorded.
func stillToCome(intent plan.Fact, last calendar.When, recorded time.Time) bool {
	return last.Before(intent.At) && intent.RecordedAt.After(recorded)
}

// recorded returns when it was recorded that a milestone was done at a time: by a
// fact about it or about the event that completes it, else by the silence of the
// people who were asked.
func (md *model) recorded(o *plan.Milestone, doneBy string, at calendar.When, last bool) time.Time {
	for _, key := range []string{o.Key(), doneBy} {
		list := slices.DeleteFunc(md.told(plan.Happened, key), func(f plan.Fact) bool { return f.At != at })
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
	plans := md.told(plan.Planned, name)
	for i := 1; i < len(plans); i++ {
		if plans[i-1].At.Date < plans[i].At.Date {
			out = input{when: calendar.Instant(plans[i].RecordedAt), basis: plan.BasisFirm}
		}
	}
	return out
}

func deadlineOf(o *plan.Milestone) input {
	if o.Due.IsZero() {
		return nothingKnown
	}
	return input{when: calendar.When{Date: o.Due, Clock: o.DueAt.Time}, end: true, basis: o.Basis}
}

func (md *model) completion(o *plan.Milestone, last bool) input {
	def, _ := md.proc.Milestone(o.ID)
	done, intent := o.DoneAt, md.meant(o.Key(), def.DoneBy)
	first, final, ok := md.ends(o.Key())
	if o.Status == plan.StatusNotNeeded {
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
	if last && !done.IsZero() && stillToCome(intent, done, md.recorded(o, def.DoneBy, done, ok)) {
		done = calendar.When{}
	}
	switch {
	case !done.IsZero():
		return input{when: done, basis: plan.BasisFirm}
	case o.Status == plan.StatusNotNeeded:
		return nothingKnown
	case !intent.At.IsZero():
		return input{when: intent.At, basis: plan.BasisPlanned}
	case o.Due.IsZero():
		return nothingKnown
	}
	when := calendar.On(o.Due)
	if !o.DueAt.Equal(md.cal.EndOf(o.Due)) {
		when = calendar.Instant(o.DueAt.Time)
	}
	return input{when: when, end: true, basis: weakest(plan.BasisForecast, o.Basis)}
}

// meant returns the plan for a milestone, or for the event that completes it: the
// one that was recorded later.
func (md *model) meant(key, doneBy string) plan.Fact {
	own, ok := md.intended(key)
	if by, also := md.intended(doneBy); also && (!ok || by.RecordedAt.After(own.RecordedAt)) {
		return by
	}
	return own
}

func renewed(def *procedure.Milestone) bool {
	return slices.ContainsFunc(def.Due.Anchors(), func(a procedure.Anchor) bool { return a.Point == procedure.Moved })
}

// lateness returns an input that is as certain as the due date if that date is or
// will be missed. The model does not know since when.
func (md *model) lateness(o *plan.Milestone) input {
	def, _ := md.proc.Milestone(o.ID)
	if o.Due.IsZero() || !o.DoneAt.IsZero() && o.Status != plan.StatusLate && o.DoneAt.Date <= o.Due {
		return nothingKnown
	}
	var intent, target calendar.Date // the latest
	for _, f := range md.facts {
		switch {
		case f.Kind == plan.Planned && (f.Key() == o.Key() || f.Key() == def.DoneBy):
			intent = f.At.Date
		case f.Kind == plan.Delayed && f.Key() == o.Key():
			target = f.At.Date
		}
	}
	missed := md.now.After(o.DueAt.Time) || !o.DoneAt.IsZero() || intent > o.Due || target > o.Due
	if !missed {
		return nothingKnown
	}
	return input{basis: o.Basis}
}

// subjects returns the subjects of a fact; "naming a KIND" stands for a fact that
// names another member or action.
func (md *model) subjects(f plan.Fact) []string {
	if f.Kind == plan.Withdrawn {
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
func (md *model) restsOn(m *plan.Milestone, on map[string]bool) {
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
