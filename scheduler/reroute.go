package scheduler

import (
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// undeliverableAfter is how long one address may put an email off before the
// backstop is told.
const undeliverableAfter = 2 * time.Hour

// undeliverable tells the backstop, once, of an email that one address has put
// off for long. While the relay itself is away nobody can be told.
func (d *delivery) undeliverable(s *Settlement, result Delivery) {
	in := s.Intent
	ps, ok := d.partnerships.Find(in.Partnership)
	if !ok || in.Case == "" || in.Escalated || result.Relay || d.clock().Sub(in.Date) < undeliverableAfter || in.Person == ps.People.Backstop() {
		return
	}
	again := d.again(in, ps.People.Backstop(), "an email of this case to "+words.Roles(in.Roles)+" has been put off for two hours: you are the backstop", ps)
	again.Step, again.Backstop = letter.StepUndeliverable, true
	s.Follow = []*Intent{again}
	in.Escalated = true
}

// reroute finds somebody else to tell: the deputy, the next rung of the
// ladder, the backstop.
func (d *delivery) reroute(s *Settlement, reason string) {
	in := s.Intent
	ps, ok := d.partnerships.Find(in.Partnership)
	if !ok {
		s.Outcome = letter.Failed
		return
	}
	tried := append(slices.Clone(in.Tried), in.Person)
	for _, a := range d.others(in, ps.People, tried) {
		again := d.again(in, a.Person, a.Because, ps)
		again.Tried, again.Backstop = tried, a.Backstop
		s.Follow = append(s.Follow, again)
	}
	if len(s.Follow) == 0 {
		// A relay that refuses even the backstop refuses everybody: that is the
		// relay's trouble, and passes. An email that reached nobody is not given up.
		waits := d.settlement(in, letter.Deferred, reason+", and nobody else is left to tell: tried again")
		in.Attempts++
		s.Outcome, s.Entries, s.Retry = letter.Deferred, waits.Entries, d.clock().Add(nextDelay(in.Attempts, in.ID))
	}
}

// others returns the people to tell in place of one whose address refused, none of
// those tried.
func (d *delivery) others(in *Intent, people People, tried []string) []letter.Addressee {
	today := calendar.DateOf(d.now)
	refused := "an address of " + words.Roles(in.Roles) + " refused this email: "
	if deputy, ok := people.Deputy(in.Person, tried, today); ok {
		return []letter.Addressee{{Person: deputy, Because: refused + "you are the deputy"}}
	}
	var out []letter.Addressee
	for _, role := range in.NextRung {
		for _, a := range people.Resolve(role, today) {
			if !slices.Contains(tried, a.Person) {
				out = append(out, letter.Addressee{Person: a.Person, Because: refused + "you are next, as " + words.Role(role), Backstop: a.Backstop})
			}
		}
	}
	if b := people.Backstop(); len(out) == 0 && !slices.Contains(tried, b) {
		out = append(out, letter.Addressee{Person: b, Because: refused + "you are the backstop", Backstop: true})
	}
	return out
}
