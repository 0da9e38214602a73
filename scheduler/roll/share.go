package roll

import (
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// Email is what the roll has to know of an email.
type Email struct {
	Decision string        // what it was made by: one step of one case at one moment
	To       string        // whose it is
	Tried    []string      // the people whose address refused it before, the holder first
	Roles    []string      // the roles in which the holder is told
	NextRung []string      // the roles to tell if the holder cannot be
	Items    []letter.Item // the milestones, with everybody who is told of each

	// ToBackstop says that it is for whoever is the backstop, whatever the roles;
	// Because is the reason that the backstop is told.
	ToBackstop bool
	Because    string
}

// holder returns the person whom the email is for.
func (e Email) holder() string {
	if len(e.Tried) > 0 {
		return e.Tried[0]
	}
	return e.To
}

// Holds says whether the holder is told for one of the roles on a day.
func (e Email) Holds(people People, today calendar.Date) bool {
	v := review{email: e, people: people, today: today}
	return slices.ContainsFunc(e.Roles, v.holderHas)
}

// HoldsAll says whether the holder is told on a day for every role in which they
// were told of a milestone when it was decided on.
func (e Email) HoldsAll(people People, today calendar.Date) bool {
	v, none := review{email: e, people: people, today: today}, Roll{}
	for _, it := range e.Items {
		for _, role := range none.rolesOf(e, it, e.holder()) {
			if !v.holderHas(role) {
				return false
			}
		}
	}
	return true
}

// StandIns returns who is told on a day in place of the holder of an email that
// speaks of no case: no roll is kept of it, and only Tried says who has refused.
func (e Email) StandIns(people People, today calendar.Date) []letter.Addressee {
	v := review{email: e, people: people, today: today}
	return v.standIns(e.Tried)
}

// Share is one person's part in what an email hands on: an email to them.
type Share struct {
	letter.Addressee
	Roles []string
	Items []letter.Item
	Tried []string // as in an [Email]
}

// shares are the parts of several people, each once for the way in which they are
// told, in the order in which they came.
type shares []*Share

// give adds a milestone to the share of a person.
func (s *shares) give(a letter.Addressee, roles, tried []string, it letter.Item) {
	i := slices.IndexFunc(*s, func(o *Share) bool { return o.Person == a.Person && slices.Equal(o.Tried, tried) })
	if i < 0 {
		i = len(*s)
		*s = append(*s, &Share{Addressee: a, Tried: tried})
	}
	to := (*s)[i]
	to.Backstop = to.Backstop && a.Backstop
	for _, role := range roles {
		if !slices.Contains(to.Roles, role) {
			to.Roles = append(to.Roles, role)
		}
	}
	if !to.about(it) {
		to.Items = append(to.Items, it)
	}
}

// has says whether a person gets a milestone in their own right.
func (s *shares) has(person string, it letter.Item) bool {
	return slices.ContainsFunc(*s, func(o *Share) bool { return o.Person == person && len(o.Tried) == 0 && o.about(it) })
}

func (s *Share) about(it letter.Item) bool {
	return slices.ContainsFunc(s.Items, func(o letter.Item) bool { return o.Milestone == it.Milestone })
}
