package notifier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// standIn returns whoever is told for a holder on a day: the holder, if they are
// there.
func (d *Directory) standIn(holder, role string, on calendar.Date) letter.Addressee {
	if !d.isAway(holder, on) {
		return letter.Addressee{Person: holder, Because: d.post(role).you}
	}
	s := search{d: d, on: on, seen: map[string]bool{}}
	person, way := s.replace(holder)
	of, until := d.post(role).holder, s.until.Long()
	switch way {
	case byCover:
		return letter.Addressee{Person: person, Because: fmt.Sprintf("you cover for %s until %s", of, until)}
	case byDeputy:
		return letter.Addressee{Person: person, Because: fmt.Sprintf("you are the deputy of %s, who is away until %s", of, until)}
	default:
		return d.lastResort(fmt.Sprintf("%s is away until %s and nobody stands in", of, until))
	}
}

// post is a role in the words of a reason: for its holder, for others who know
// one, and where there is none.
type post struct{ you, holder, nobody string }

func (d *Directory) post(role string) post {
	if id, ok := strings.CutPrefix(role, leadRole); ok {
		lead := "the safeguarding lead of " + d.agencyName(id)
		return post{"you are " + lead, lead, "nobody is " + lead}
	}
	if id, ok := strings.CutPrefix(role, agencyRole); ok {
		contact := "a contact of " + d.agencyName(id)
		return post{"you are " + contact, contact, "nobody is " + contact}
	}
	name := "the role of " + words.ID(role)
	return post{"you hold " + name, "the holder of " + name, "nobody holds " + name}
}

// agencyName returns an agency as every email calls it, and in brackets the name
// that the partnership gives it, where that says more.
func (d *Directory) agencyName(id string) string {
	name := d.agency(id).Name
	if name == "" || strings.EqualFold(name, words.ID(id)) {
		return words.Agency(id)
	}
	return words.Agency(id) + " (" + name + ")"
}

// lastResort returns the backstop, whether away or not; nobody if there is none.
func (d *Directory) lastResort(why string) letter.Addressee {
	if _, ok := d.person(d.Backstop); !ok {
		return letter.Addressee{}
	}
	return letter.Addressee{Person: d.Backstop, Because: "you are the backstop: " + why, Backstop: true}
}

// Deputy returns who is to be told in place of a person whose address has refused
// an email: their cover if they are away, else their deputy, else the deputy's
// stand-in, but nobody who is away or was tried already. False means that this
// person has no one left: the next rung, or the backstop, has to be told.
func (d *Directory) Deputy(person string, tried []string, on calendar.Date) (string, bool) {
	s := search{d: d, on: on, seen: map[string]bool{}, tried: tried}
	next, way := s.replace(person)
	return next, way != byNobody
}

// away returns a person's absences on a day.
func (d *Directory) away(person string, on calendar.Date) []Absence {
	var out []Absence
	for _, a := range d.Absences {
		if a.Person == person && a.From <= on && on <= a.To {
			out = append(out, a)
		}
	}
	return out
}

func (d *Directory) isAway(person string, on calendar.Date) bool {
	return len(d.away(person, on)) > 0
}

// way is the capacity in which somebody stands in.
type way int

const (
	byNobody way = iota
	byCover
	byDeputy
)

// search looks for a stand-in along covers and deputies. It visits nobody
// twice, so people who cover for each other do not send it round in circles.
type search struct {
	d     *Directory
	on    calendar.Date
	tried []string
	seen  map[string]bool
	until calendar.Date // until when the stand-in is needed: the first return in the chain
}

// replace finds who stands in for a person: covers first, then the deputy,
// each with their own stand-ins.
func (s *search) replace(person string) (string, way) {
	s.seen[person] = true
	absences := s.d.away(person, s.on)
	for _, a := range absences {
		s.until = earlier(s.until, a.To)
	}
	for _, a := range absences {
		if id, ok := s.take(a.Cover); ok {
			return id, byCover
		}
	}
	p, _ := s.d.person(person)
	if id, ok := s.take(p.Deputy); ok {
		return id, byDeputy
	}
	return "", byNobody
}

// take returns the person, or who stands in for them.
func (s *search) take(person string) (string, bool) {
	if _, ok := s.d.person(person); !ok || s.seen[person] {
		return "", false
	}
	if !s.d.isAway(person, s.on) && !slices.Contains(s.tried, person) {
		s.seen[person] = true
		return person, true
	}
	until := s.until
	id, how := s.replace(person)
	if how == byNobody {
		s.until = until // this branch led nowhere: its returns do not matter
	}
	return id, how != byNobody
}

func earlier(a, b calendar.Date) calendar.Date {
	if a.IsZero() || b < a {
		return b
	}
	return a
}
