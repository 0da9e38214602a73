package roll

import (
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// Verdict says what becomes of an email.
type Verdict struct {
	Why    string  // why it must not go as it is; empty if it may
	Shares []Share // who is told in its place; others may have it already
}

// review is one look at an email.
type review struct {
	roll   *Roll
	email  Email
	people People
	today  calendar.Date
	shares shares
}

// Review says whether an email is still for its person, and who is told in its
// place if not. It marks in the roll what it hands on.
func (r *Roll) Review(e Email, people People, today calendar.Date) Verdict {
	v := review{roll: r, email: e, people: people, today: today}
	kept, moved := v.holds()
	if len(kept) == 0 {
		return v.verdict("who holds the roles has changed")
	}
	me := v.asHolder(kept)
	if e.To != e.holder() {
		chosen := v.choose(kept)
		i := slices.IndexFunc(chosen, func(a letter.Addressee) bool { return a.Person == e.To })
		if i < 0 {
			v.handOn(chosen, kept)
			return v.verdict("who stands in for the role has changed")
		}
		me = chosen[i]
	}
	if !moved {
		return Verdict{}
	}
	for _, k := range kept {
		v.shares.give(me, k.roles, e.Tried, k.item)
	}
	return v.verdict("who holds the roles has changed")
}

func (v *review) verdict(why string) Verdict {
	out := Verdict{Why: why}
	for _, s := range v.shares {
		out.Shares = append(out.Shares, *s)
	}
	return out
}

// kept is a milestone that is still the holder's, in these roles.
type kept struct {
	item  letter.Item
	roles []string
}

// asHolder returns the holder of the email, with every reason for which they are
// told of the milestones.
func (v *review) asHolder(items []kept) letter.Addressee {
	out := letter.Addressee{Person: v.email.holder(), Backstop: true}
	var reasons []string
	for _, k := range items {
		for _, role := range k.roles {
			if a, ok := v.holdsRole(out.Person, role); ok {
				reasons = words.Union(reasons, []string{a.Because})
				out.Backstop = out.Backstop && a.Backstop
			}
		}
	}
	out.Because = strings.Join(reasons, "; ")
	return out
}

// holds returns the milestones that are still the holder's, and hands on those of
// each role that the holder has left.
func (v *review) holds() (out []kept, moved bool) {
	holder := v.email.holder()
	for _, it := range v.email.Items {
		k := kept{item: it}
		for _, role := range v.roll.rolesOf(v.email, it, holder) {
			if v.holderHas(role) {
				k.roles = append(k.roles, role)
				continue
			}
			moved = true
			v.handOver(it, role)
		}
		if len(k.roles) > 0 {
			out = append(out, k)
		} else {
			moved = true // by this email, or by another before it
			v.roll.set(inPlace(v.email, it, holder), v.email.To, gave)
		}
	}
	return out, moved
}

// handOver gives a milestone to whoever holds a role now. Those who have it already
// in another role are marked alone: they hand it on if they leave this one.
func (v *review) handOver(it letter.Item, role string) {
	key := inRole(v.email, it, role)
	v.roll.set(key, v.email.holder(), gave)
	for _, a := range v.resolve(role) {
		had := v.roll.told(v.email, it, a.Person)
		v.roll.set(key, a.Person, has)
		if had && !v.shares.has(a.Person, it) {
			continue
		}
		v.roll.set(inPlace(v.email, it, a.Person), a.Person, has)
		roles := []string{role}
		if v.email.ToBackstop {
			roles = v.email.Roles
		}
		v.shares.give(a, roles, nil, it)
	}
}

// holdsRole says whether a person is told for a role today, and why.
func (v *review) holdsRole(person, role string) (letter.Addressee, bool) {
	for _, a := range v.resolve(role) {
		if a.Person == person {
			return a, true
		}
	}
	return letter.Addressee{}, false
}

// holderHas says whether the holder of the email is told for a role today.
func (v *review) holderHas(role string) bool {
	_, ok := v.holdsRole(v.email.holder(), role)
	return ok
}

// resolve returns who is told for a role today; the role without a name is the
// backstop's.
func (v *review) resolve(role string) []letter.Addressee {
	if role == "" {
		return []letter.Addressee{{Person: v.people.Backstop(), Because: v.email.Because, Backstop: true}}
	}
	return v.people.Resolve(role, v.today)
}

func names(people []letter.Addressee, person string) bool {
	return slices.ContainsFunc(people, func(a letter.Addressee) bool { return a.Person == person })
}
