package scheduler

import (
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// handover works out whom to tell in place of a person who may no longer hold the
// role.
type handover struct {
	people People
	today  calendar.Date
	person string // whose email it is

	order []letter.Addressee       // the people to tell instead, each once
	items map[string][]letter.Item // by person: the items for them
	roles map[string][]string      // by person: the roles in which they are told
}

// holds says whether the person is told for one of the roles today.
func (h *handover) holds(roles []string) bool {
	return slices.ContainsFunc(roles, func(role string) bool {
		return slices.ContainsFunc(h.people.Resolve(role, h.today), func(a letter.Addressee) bool { return a.Person == h.person })
	})
}

// item hands over one milestone, and says whether anything has changed. If several
// people have left a role only the first hands it on, so that the new holders are
// told once.
func (h *handover) item(it letter.Item) (changed bool) {
	for _, t := range it.Told {
		if t.Person != h.person {
			continue
		}
		now := h.people.Resolve(t.Role, h.today)
		if i := slices.IndexFunc(now, func(a letter.Addressee) bool { return a.Person == h.person }); i >= 0 {
			h.give(it, t.Role, now[i])
			continue
		}
		changed = true
		if firstToLeave(it.Told, t.Role, now) != h.person {
			continue
		}
		handed := it
		handed.Told = toldNow(it.Told, t.Role, now)
		for _, a := range now {
			if !slices.ContainsFunc(it.Told, func(o letter.Told) bool { return o.Person == a.Person }) {
				h.give(handed, t.Role, a)
			}
		}
	}
	return changed
}

// firstToLeave returns the first person told for a role who is not told for it
// now; "" if there is none.
func firstToLeave(told []letter.Told, role string, now []letter.Addressee) string {
	for _, t := range told {
		if t.Role == role && !slices.ContainsFunc(now, func(a letter.Addressee) bool { return a.Person == t.Person }) {
			return t.Person
		}
	}
	return ""
}

// toldNow returns who is told once a role has been handed over: for that role, only
// those who hold it now. If it kept who has left, the next handover would wait for
// them to hand it on. Those who came are first: they know of this handover.
func toldNow(told []letter.Told, role string, now []letter.Addressee) []letter.Told {
	out := slices.DeleteFunc(slices.Clone(told), func(t letter.Told) bool { return t.Role == role })
	var stay []letter.Told
	for _, a := range now {
		as := letter.Told{Role: role, Person: a.Person}
		if slices.Contains(told, as) {
			stay = append(stay, as)
		} else {
			out = append(out, as)
		}
	}
	return append(out, stay...)
}

// give adds a milestone to the email of a person, in a role.
func (h *handover) give(it letter.Item, role string, to letter.Addressee) {
	if h.items == nil {
		h.items, h.roles = map[string][]letter.Item{}, map[string][]string{}
	}
	if !slices.ContainsFunc(h.order, func(a letter.Addressee) bool { return a.Person == to.Person }) {
		h.order = append(h.order, to)
	}
	if !slices.ContainsFunc(h.items[to.Person], func(o letter.Item) bool { return o.Milestone == it.Milestone }) {
		if as := (letter.Told{Role: role, Person: to.Person}); !slices.Contains(it.Told, as) {
			it.Told = append(slices.Clone(it.Told), as)
		}
		h.items[to.Person] = append(h.items[to.Person], it)
	}
	if !slices.Contains(h.roles[to.Person], role) {
		h.roles[to.Person] = append(h.roles[to.Person], role)
	}
}
