package config

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/notifier"
)

type personForm struct {
	yamlfile.Pos `yaml:"-"`
	ID           text `yaml:"id,required"`
	Name         text `yaml:"name"`
	Email        text `yaml:"email,required"`
	Deputy       text `yaml:"deputy"`
}

type absenceForm struct {
	Person text                            `yaml:"person,required"`
	From   yamlfile.Located[calendar.Date] `yaml:"from,required"`
	To     yamlfile.Located[calendar.Date] `yaml:"to,required"`
	Cover  text                            `yaml:"cover"`
}

type agencyForm struct {
	yamlfile.Pos `yaml:"-"`
	ID           text   `yaml:"id,required"`
	Name         text   `yaml:"name"`
	Contacts     texts  `yaml:"contacts,required"`
	Lead         []text `yaml:"safeguarding-lead"`
}

// personIDs checks the ids of all people, before anything refers to them.
func (c *partnershipChecker) personIDs(forms []personForm) []string {
	return c.uniqueIDs("people", len(forms), func(i int) text { return forms[i].ID })
}

func (c *partnershipChecker) uniqueIDs(field string, n int, idOf func(i int) text) []string {
	var ids []string
	first := map[string]int{}
	for i := range n {
		t, at := idOf(i), fmt.Sprintf("%s[%d].id", field, i)
		if !t.Given() {
			continue
		}
		id := c.id(at, t)
		if line, taken := first[id]; taken {
			c.errorf(t.Pos, at, "%q has been used already, on line %d", id, line)
			continue
		}
		first[id] = t.Pos.Line
		ids = append(ids, id)
	}
	return ids
}

func (c *partnershipChecker) persons(forms []personForm) []notifier.Person {
	var out []notifier.Person
	for i, f := range forms {
		at := fmt.Sprintf("people[%d].", i)
		p := notifier.Person{
			ID:     f.ID.Value,
			Name:   c.line(at+"name", f.Name),
			Email:  c.email(at+"email", f),
			Deputy: c.person(at+"deputy", f.Deputy),
		}
		if f.Deputy.Given() && p.Deputy == p.ID {
			c.errorf(f.Deputy.Pos, at+"deputy", "%s cannot be their own deputy", p.ID)
		}
		out = append(out, p)
	}
	return out
}

// email checks the address of a person: it must be plain, in a domain that mail
// may go to.
func (c *partnershipChecker) email(field string, f personForm) string {
	address := c.plainAddress(field, f.Email, f.ID.Value)
	if f.Email.Given() && isAddress(address) && len(c.domains) > 0 && !notifier.AllowedDomain(address, c.domains) {
		c.errorf(f.Email.Pos, field, "the address of %s is in none of the allowed-domains: %s", f.ID.Value, strings.Join(c.domains, ", "))
	}
	return address
}

// person checks that the person with this id exists.
func (c *partnershipChecker) person(field string, t text) string {
	if !t.Given() {
		return ""
	}
	for _, id := range c.people {
		if id == t.Value {
			return id
		}
	}
	c.errorf(t.Pos, field, "nobody has the id %q%s", t.Value, words.Meant(t.Value, "People", c.people))
	return t.Value
}

func (c *partnershipChecker) absences(forms []absenceForm) []notifier.Absence {
	var out []notifier.Absence
	for i, f := range forms {
		at := fmt.Sprintf("absences[%d].", i)
		a := notifier.Absence{
			Person: c.person(at+"person", f.Person),
			From:   f.From.Value,
			To:     f.To.Value,
			Cover:  c.person(at+"cover", f.Cover),
		}
		c.day(at+"from", f.From)
		c.day(at+"to", f.To)
		if !a.From.IsZero() && !a.To.IsZero() && a.To < a.From {
			c.errorf(f.To.Pos, at+"to", "%s is before from, %s", a.To, a.From)
		}
		if f.Cover.Given() && a.Cover == a.Person {
			c.errorf(f.Cover.Pos, at+"cover", "%s cannot cover for themselves", a.Person)
		}
		out = append(out, a)
	}
	return out
}

// day refuses an empty text, which [calendar.Date] reads as no date.
func (c *partnershipChecker) day(field string, d yamlfile.Located[calendar.Date]) {
	if d.Given() && d.Value.IsZero() {
		c.errorf(d.Pos, field, "is empty: write a date, for example 2026-12-21")
	}
}

func (c *partnershipChecker) agencies(forms []agencyForm) []notifier.Agency {
	c.uniqueIDs("agencies", len(forms), func(i int) text { return forms[i].ID })
	var out []notifier.Agency
	for i, f := range forms {
		at := fmt.Sprintf("agencies[%d].", i)
		out = append(out, notifier.Agency{
			ID:       f.ID.Value,
			Name:     c.line(at+"name", f.Name),
			Contacts: c.each(at+"contacts", c.some(at+"contacts", f.Contacts, "person"), c.person),
			Lead:     c.each(at+"safeguarding-lead", f.Lead, c.person),
		})
	}
	return out
}
