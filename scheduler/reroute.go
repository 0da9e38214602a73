package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
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
	again := d.again(in, ps.People.Backstop(), putOff(in.Roles), ps)
	again.Step, again.Backstop = letter.StepUndeliverable, true
	again.Tried, again.Handed, again.Decision = nil, false, in.ID // nobody else's refusal, and another matter
	s.Follow = []*Intent{again}
	in.Escalated = true
}

// reroute returns the end of an attempt that the address refused: somebody else is
// told, the deputy, the next rung of the ladder or the backstop.
func (d *delivery) reroute(ctx context.Context, in *Intent, reason string) (*Settlement, error) {
	s := d.settlement(in, letter.Refused, reason)
	ps, ok := d.partnerships.Find(in.Partnership)
	if !ok {
		s.Outcome = letter.Failed
		return s, nil
	}
	if in.Case == "" {
		return d.rerouteDigest(s, reason, ps), nil
	}
	r, err := d.rollOf(ctx, in)
	if err != nil {
		return nil, err
	}
	shares, waits := r.Refused(in.onRoll(), ps.People, calendar.DateOf(d.clock()))
	if s.Follow = d.shared(in, shares, ps); waits {
		s = d.waits(in, reason)
	}
	s.Roll = &r
	return s, nil
}

// rerouteDigest does the same for an email about no case, in which nobody else has a
// part.
func (d *delivery) rerouteDigest(s *Settlement, reason string, ps Partnership) *Settlement {
	e := s.Intent.onRoll()
	e.Tried = append(slices.Clone(e.Tried), e.To)
	for _, a := range e.StandIns(ps.People, calendar.DateOf(d.clock())) {
		again := d.again(s.Intent, a.Person, a.Because, ps)
		again.Tried, again.Backstop = e.Tried, a.Backstop
		s.Follow = append(s.Follow, again)
	}
	if len(s.Follow) == 0 {
		return d.waits(s.Intent, reason)
	}
	return s
}

// waits puts an email off that everybody has refused who could be told. A relay that
// refuses even the backstop refuses everybody: that is the relay's trouble, and
// passes. An email that reached nobody is not given up.
func (d *delivery) waits(in *Intent, reason string) *Settlement {
	kept := *in
	kept.Rounds++
	s := d.settlement(&kept, letter.Deferred, reason+", and nobody else is left to tell: tried again")
	s.Retry = d.clock().Add(nextDelay(kept.Rounds, in.ID))
	return s
}
