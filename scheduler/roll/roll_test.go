package roll_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/scheduler/letter"
)

// Whatever happens to people and addresses while emails wait: of each milestone
// somebody who holds a role that is told of it, or who stands in for them, is told
// in the end; nobody is told twice for the same holder; and nobody is told whom the
// office of the end does not name.
func TestNeverNobodyAndNeverTwice(t *testing.T) {
	people := []string{"ann", "bob", "cat", "dan", "eve"}
	rapid.Check(t, func(t *rapid.T) {
		pick := func(label string) string { return rapid.SampledFrom(people).Draw(t, label) }
		some := func(label string) []string {
			return rapid.SliceOfNDistinct(rapid.SampledFrom(people), 0, 2, rapid.ID[string]).Draw(t, label)
		}
		o := &office{roles: map[string][]string{}, deputy: map[string]string{}, backstop: "eve"}
		roles := []string{"owner", "manager", "chair"}
		change := func() {
			switch rapid.IntRange(0, 9).Draw(t, "what changes") {
			case 0:
				o.backstop = pick("backstop")
			case 1, 2:
				who, is := pick("whose deputy"), pick("deputy")
				if delete(o.deputy, who); is != who {
					o.deputy[who] = is
				}
			default:
				role := rapid.SampledFrom(roles).Draw(t, "role")
				o.roles[role] = some(role)
			}
		}
		for _, role := range roles {
			o.roles[role] = some(role)
		}
		p := &post{office: o}
		duties := map[string][]string{"review": {"owner", "manager"}, "report": {"owner"}}
		p.decide(duties, "chair")
		bad := map[string]bool{}
		for range rapid.IntRange(0, 25).Draw(t, "events") {
			t.Logf("%v, %v, backstop %s, refusing %v: %v", o.roles, o.deputy, o.backstop, bad, p)
			if rapid.IntRange(0, 2).Draw(t, "attempt") > 0 && len(p.emails) > 0 {
				p.attempt(rapid.IntRange(0, len(p.emails)-1).Draw(t, "email"), func(to string) letter.Outcome {
					if bad[to] {
						return letter.Refused
					}
					return letter.Deferred
				})
				continue
			}
			if rapid.Bool().Draw(t, "address") {
				who := pick("whose address")
				bad[who] = !bad[who]
			} else {
				change()
			}
		}
		if !p.drain() {
			t.Fatalf("the emails never come to an end: %+v", p.emails)
		}
		for milestone, roles := range duties {
			for _, role := range roles {
				holders := names(o, role)
				if !slices.ContainsFunc(p.got, func(g told) bool {
					return g.milestone == milestone && slices.Contains(holders, g.holder)
				}) {
					t.Errorf("%s: nobody was told for %s, held by %v: %+v", milestone, role, holders, p.got)
				}
			}
		}
		seen := map[string]bool{}
		for _, g := range p.got {
			id := fmt.Sprint(g.person, g.milestone, g.holder)
			if seen[id] {
				t.Errorf("%s was told of %s for %s twice: %+v", g.person, g.milestone, g.holder, p.got)
			}
			seen[id] = true
			if !slices.Contains(append(names(o, "owner"), names(o, "manager")...), g.holder) {
				t.Errorf("%s was told of %s for %s, who holds no role: %+v", g.person, g.milestone, g.holder, p.got)
			}
			if g.person != g.holder && !stands(o, g.person) {
				t.Errorf("%s was told of %s, who stands in for nobody: %+v", g.person, g.milestone, p.got)
			}
		}
	})
}

// names returns the people who are told for a role.
func names(o *office, role string) (out []string) {
	for _, a := range o.Resolve(role, today) {
		out = append(out, a.Person)
	}
	return out
}

// stands says whether a person could stand in for somebody.
func stands(o *office, person string) bool {
	for _, d := range o.deputy {
		if d == person {
			return true
		}
	}
	return person == o.backstop || slices.Contains(o.roles["chair"], person)
}

// While an email is under way another one of the decision hands its milestone over, and
// then its address refuses: nobody stands in for somebody who has left.
func TestARefusalAfterTheRoleHasGone(t *testing.T) {
	o := &office{roles: map[string][]string{"owner": {"ann"}, "chair": {"eve"}}, deputy: map[string]string{"ann": "dan"}, backstop: "eve"}
	p := &post{office: o}
	p.decide(map[string][]string{"review": {"owner"}}, "chair")
	email := p.emails[0]
	o.roles["owner"] = []string{"bob"}
	p.attempt(0, func(string) letter.Outcome { return letter.Sent }) // another daemon looks first
	if list, waits := p.roll.Refused(email, o, today); len(list) != 0 || waits {
		t.Errorf("%+v are told for somebody who has left", list)
	}
}
