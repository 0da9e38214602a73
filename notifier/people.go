package notifier

import (
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// Directory says who is who in one partnership. It is read from the
// partnership's file and never changes afterwards: a reload makes another.
// Config has checked that every person named in it exists.
type Directory struct {
	Partnership    string              // id
	Name           string              // as it is written in full
	People         []Person            // everybody who can be told
	Roles          map[string][]string // who holds each role, in the order they are told
	Absences       []Absence
	Agencies       []Agency
	Backstop       string   // who is told when nobody else can be
	AllowedDomains []string // where email may go; a domain does not allow its sub-domains
}

// Person can be told something. The id is what logs and records use.
type Person struct {
	ID, Name, Email string
	Deputy          string // who stands in, if anyone
}

// Absence is a time in which somebody is away, both days included.
type Absence struct {
	Person   string
	From, To calendar.Date
	Cover    string // who stands in, before the deputy; may be empty
}

// Agency is an organisation that takes part in reviews. Its contacts answer to
// the role "agency/ID", its safeguarding leads to "agency-lead/ID".
type Agency struct {
	ID, Name string
	Contacts []string
	Lead     []string
}

const (
	agencyRole = "agency/"
	leadRole   = "agency-lead/"
)

// Resolve returns who is told now for a role, in order, each person once. Someone
// away is replaced by their cover, else their deputy, else the backstop. It is
// empty only when there is no backstop: a backstop who is away is told all the
// same, because the alternative is that nobody is.
func (d *Directory) Resolve(role string, on calendar.Date) []letter.Addressee {
	var told []letter.Addressee
	holders := d.holders(role)
	for _, holder := range holders {
		a := d.standIn(holder, role, on)
		if a.Person != holder && slices.Contains(holders, a.Person) {
			continue // they are told in their own turn
		}
		told = merge(told, a)
	}
	if len(told) == 0 {
		told = merge(told, d.lastResort(d.post(role).nobody))
	}
	return told
}

// Vacant returns the roles that nobody holds, in their order. What is told to such
// a role goes to the backstop.
func (d *Directory) Vacant(roles []string) []string {
	var vacant []string
	for _, role := range roles {
		if len(d.holders(role)) == 0 {
			vacant = append(vacant, role)
		}
	}
	return vacant
}

// merge adds an addressee. Who is in the list already keeps their place and their
// reason, unless they were there because nobody else was.
func merge(told []letter.Addressee, a letter.Addressee) []letter.Addressee {
	i := slices.IndexFunc(told, func(t letter.Addressee) bool { return t.Person == a.Person })
	switch {
	case a.Person == "":
	case i < 0:
		told = append(told, a)
	case told[i].Backstop && !a.Backstop:
		told[i] = a
	}
	return told
}

// holders returns the people named for a role who exist, each once.
func (d *Directory) holders(role string) []string {
	var known []string
	for _, id := range d.named(role) {
		if _, ok := d.person(id); ok && !slices.Contains(known, id) {
			known = append(known, id)
		}
	}
	return known
}

func (d *Directory) named(role string) []string {
	if id, ok := strings.CutPrefix(role, leadRole); ok {
		return d.agency(id).Lead
	}
	if id, ok := strings.CutPrefix(role, agencyRole); ok {
		return d.agency(id).Contacts
	}
	return d.Roles[role]
}

func (d *Directory) agency(id string) Agency {
	for _, a := range d.Agencies {
		if a.ID == id {
			return a
		}
	}
	return Agency{}
}

func (d *Directory) person(id string) (Person, bool) {
	for _, p := range d.People {
		if p.ID == id {
			return p, true
		}
	}
	return Person{}, false
}
