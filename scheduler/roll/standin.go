package roll

import (
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// Refused says who is told in place of a person whose address has just refused an
// email, and marks it in the roll. If waits is true nobody is left to tell: the email
// stays with this person until everybody is tried again.
func (r *Roll) Refused(e Email, people People, today calendar.Date) (s []Share, waits bool) {
	v := review{roll: r, email: e, people: people, today: today}
	var all []kept
	for _, it := range e.Items {
		roles := r.rolesOf(e, it, e.holder())
		if len(roles) == 0 && len(e.Roles) > 0 {
			continue // another email of the decision has handed it over meanwhile
		}
		r.set(inPlace(e, it, e.holder()), e.To, refused)
		all = append(all, kept{item: it, roles: roles})
	}
	if len(all) == 0 {
		return nil, false
	}
	chosen := v.standIns(r.refusals(e, e.Items))
	if len(chosen) == 0 {
		r.startOver(e, e.Items)
		for _, it := range e.Items {
			r.set(inPlace(e, it, e.holder()), e.To, has)
		}
		return nil, true
	}
	v.email.Tried = append(slices.Clone(e.Tried), e.To)
	v.share(chosen, all)
	return v.verdict("").Shares, false
}

// choose returns who is to have the milestones in place of the holder today. If
// every address has refused, all may be tried again, and it is the holder.
func (v *review) choose(items []kept) []letter.Addressee {
	var list []letter.Item
	for _, k := range items {
		list = append(list, k.item)
	}
	refusals := v.roll.refusals(v.email, list)
	if slices.Contains(refusals, v.email.holder()) {
		if out := v.standIns(refusals); len(out) > 0 {
			return out
		}
		v.roll.startOver(v.email, list)
	}
	return []letter.Addressee{v.asHolder(items)}
}

// handOn takes the milestones from the stand-in, and gives them to those chosen.
func (v *review) handOn(chosen []letter.Addressee, items []kept) {
	for _, k := range items {
		v.roll.set(inPlace(v.email, k.item, v.email.holder()), v.email.To, gave)
	}
	v.share(chosen, items)
}

// share gives the milestones to each of the people who has them not.
func (v *review) share(chosen []letter.Addressee, items []kept) {
	holder := v.email.holder()
	for _, k := range items {
		for _, a := range chosen {
			if v.roll.standsIn(v.email, k.item, a.Person) {
				continue
			}
			v.roll.set(inPlace(v.email, k.item, v.email.holder()), a.Person, has)
			tried, roles := v.email.Tried, k.roles
			if a.Person == holder {
				tried = nil
			}
			if v.email.ToBackstop {
				roles = v.email.Roles
			}
			v.shares.give(a, roles, tried, k.item)
		}
	}
}

// standIns returns who is told for the holder, none of those who have refused: the
// deputy, the next rung, the backstop. A person of the next rung who has refused is
// replaced by their own deputy, and so is the backstop.
func (v *review) standIns(refusals []string) []letter.Addressee {
	why := "an address of " + v.whose() + " refused this email: "
	deputy := func(person string) []letter.Addressee {
		if d, ok := v.people.Deputy(person, refusals, v.today); ok {
			return []letter.Addressee{{Person: d, Because: why + "you are the deputy"}}
		}
		return nil
	}
	out := deputy(v.email.holder())
	if len(out) > 0 {
		return out
	}
	for _, role := range v.email.NextRung {
		for _, a := range v.people.Resolve(role, v.today) {
			add := []letter.Addressee{{Person: a.Person, Because: why + "you are next, as " + words.Role(role), Backstop: a.Backstop}}
			if slices.Contains(refusals, a.Person) {
				add = deputy(a.Person)
			}
			for _, one := range add {
				if !names(out, one.Person) {
					out = append(out, one)
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	if b := v.people.Backstop(); !slices.Contains(refusals, b) {
		return []letter.Addressee{{Person: b, Because: why + "you are the backstop", Backstop: true}}
	}
	return deputy(v.people.Backstop())
}

// whose returns the roles of the holder in words.
func (v *review) whose() string {
	if v.email.ToBackstop {
		return "the backstop"
	}
	return words.Roles(v.email.Roles)
}
