package roll_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
)

const today = calendar.Date(0)

// office is a partnership whose people a test can change. A role without a holder
// is told to the backstop.
type office struct {
	roles    map[string][]string
	deputy   map[string]string
	backstop string
}

func (o *office) Resolve(role string, _ calendar.Date) (out []letter.Addressee) {
	for _, p := range o.roles[role] {
		out = append(out, letter.Addressee{Person: p, Because: "you hold " + role})
	}
	if len(out) == 0 {
		out = append(out, letter.Addressee{Person: o.backstop, Because: "nobody holds " + role, Backstop: true})
	}
	return out
}

// Deputy goes from deputy to deputy until one has not been tried.
func (o *office) Deputy(person string, tried []string, _ calendar.Date) (string, bool) {
	seen := []string{person}
	for {
		next := o.deputy[seen[len(seen)-1]]
		if next == "" || slices.Contains(seen, next) {
			return "", false
		}
		if !slices.Contains(tried, next) {
			return next, true
		}
		seen = append(seen, next)
	}
}

func (o *office) Backstop() string { return o.backstop }

// told is one email that arrived.
type told struct {
	person, milestone string
	holder            string // in whose place; the person's own
	because           string
}

// post is the outbox of one decision, with its roll.
type post struct {
	office *office
	roll   roll.Roll
	emails []roll.Email
	got    []told
}

// decide makes an email to everybody who is told of the milestones: each has the
// roles that are told of it.
func (p *post) decide(milestones map[string][]string, nextRung ...string) {
	for _, m := range slices.Sorted(maps.Keys(milestones)) {
		it := letter.Item{Milestone: m}
		for _, role := range milestones[m] {
			for _, a := range p.office.Resolve(role, today) {
				it.Told = append(it.Told, letter.Told{Role: role, Person: a.Person})
			}
		}
		for _, t := range it.Told {
			i := slices.IndexFunc(p.emails, func(e roll.Email) bool { return e.To == t.Person })
			if i < 0 {
				i = len(p.emails)
				p.emails = append(p.emails, roll.Email{Decision: "d", To: t.Person, NextRung: nextRung})
			}
			e := &p.emails[i]
			if !slices.Contains(e.Roles, t.Role) {
				e.Roles = append(e.Roles, t.Role)
			}
			if !slices.ContainsFunc(e.Items, func(o letter.Item) bool { return o.Milestone == m }) {
				e.Items = append(e.Items, it)
			}
		}
	}
}

// String lists the emails that wait.
func (p *post) String() string {
	var out []string
	for _, e := range p.emails {
		var about []string
		for _, it := range e.Items {
			about = append(about, it.Milestone)
		}
		out = append(out, fmt.Sprintf("%s of %v, tried %v", e.To, about, e.Tried))
	}
	return strings.Join(out, "; ")
}

// add puts the shares of an email into the outbox.
func (p *post) add(of roll.Email, list []roll.Share) {
	for _, s := range list {
		e := of
		e.To, e.Tried, e.Roles, e.Items, e.Because = s.Person, s.Tried, s.Roles, s.Items, s.Because
		p.emails = append(p.emails, e)
	}
}

// attempt looks at the i-th email and, if it is still for its person, offers it.
func (p *post) attempt(i int, answer func(person string) letter.Outcome) {
	e := p.emails[i]
	v := p.roll.Review(e, p.office, today)
	if v.Why != "" {
		p.emails = slices.Delete(p.emails, i, i+1)
		p.add(e, v.Shares)
		return
	}
	switch answer(e.To) {
	case letter.Sent:
		p.emails = slices.Delete(p.emails, i, i+1)
		holder := e.To
		if len(e.Tried) > 0 {
			holder = e.Tried[0]
		}
		for _, it := range e.Items {
			p.got = append(p.got, told{e.To, it.Milestone, holder, e.Because})
		}
	case letter.Refused:
		list, waits := p.roll.Refused(e, p.office, today)
		if waits {
			return
		}
		p.emails = slices.Delete(p.emails, i, i+1)
		p.add(e, list)
	}
}

// drain delivers everything, whatever was refused before.
func (p *post) drain() bool {
	for n := 0; len(p.emails) > 0; n++ {
		if n > 1000 {
			return false
		}
		p.attempt(0, func(string) letter.Outcome { return letter.Sent })
	}
	return true
}
