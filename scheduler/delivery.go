package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
)

// When the daemon is told to stop, what is under way may take this long.
const stopGrace = 7 * time.Second

// delivery is the handling of one claimed email.
type delivery struct {
	*Engine
	now     time.Time // as claimed
	started time.Time // the process's own clock at that moment
}

// clock is now, moved on by what the work took.
func (d *delivery) clock() time.Time { return d.now.Add(time.Since(d.started)) }

// run checks that the email is still true and still theirs, hands it over, and
// records how that ended. It works under the lease, not under the daemon's
// context: a result has to be recorded in spite of a shutdown.
func (d *delivery) run(parent context.Context, cl ClaimedIntent) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), emailLease-5*time.Second)
	defer cancel()
	stop := context.AfterFunc(parent, func() { time.AfterFunc(stopGrace, cancel) })
	defer stop()
	d.mark("email "+cl.ID, cl.Err != nil)
	if cl.Err != nil {
		d.log.Error("email set aside until its lease ends", "intent", cl.ID, "error", cl.Err)
		return nil
	}
	s, err := d.review(ctx, cl.Intent)
	if err != nil {
		return fmt.Errorf("review email: %w", err)
	}
	if s == nil {
		if err := d.store.Renew(ctx, cl.Intent, d.token, d.clock().Add(emailLease)); err != nil {
			return lost(err)
		}
		s = d.send(ctx, cl.Intent)
	}
	return d.settle(parent, s)
}

// lost drops the error of a lease that somebody else has taken over: the email
// is theirs now.
func lost(err error) error {
	if errors.Is(err, ErrLost) {
		return nil
	}
	return err
}

// review says whether an email must not go out as it is: its case has moved
// on, or its person no longer holds the role. It returns nil where it may go.
func (d *delivery) review(ctx context.Context, in *Intent) (*Settlement, error) {
	if in.Partnership == "" {
		return nil, nil // to operations
	}
	if in.Step == letter.StepDigest && calendar.DateOf(in.Date) != calendar.DateOf(d.now) {
		return d.superseded(in, "it speaks of another day"), nil
	}
	ps, ok := d.partnerships.Find(in.Partnership)
	if !ok {
		return nil, fmt.Errorf("the configuration has no partnership %q, which has emails to send", in.Partnership)
	}
	if in.Case != "" {
		if s, err := d.stillTrue(ctx, in, ps); s != nil || err != nil {
			return s, err
		}
	}
	return d.stillTheirs(in, ps), nil
}

// stillTrue plans the case again where it has changed since the email was
// decided on. What is still true of it goes out as another email.
func (d *delivery) stillTrue(ctx context.Context, in *Intent, ps Partnership) (*Settlement, error) {
	c, err := d.store.Case(ctx, in.Case)
	if err != nil {
		return nil, err
	}
	if !c.ClosedAt.IsZero() {
		return d.superseded(in, "the case is closed"), nil
	}
	ps, p, err := situationOf(ctx, d.partnerships, d.almanac, c)
	if err != nil {
		return nil, err
	}
	if c.Revision == in.Revision && c.Journal == ps.Eras.Line() && c.Rules == ps.rules(p) {
		return nil, nil
	}
	t := ps.Eras.Plan(p, c.Agencies, c.Facts, d.now)
	var reasons []string
	var rest []letter.Item
	for _, it := range in.Items {
		if ok, why := notice.Holds(it, t, in.Step); ok {
			rest = append(rest, it)
		} else {
			reasons = append(reasons, why)
		}
	}
	if len(reasons) == 0 {
		return nil, nil
	}
	s := d.superseded(in, strings.Join(reasons, "; "))
	if len(rest) > 0 {
		again := d.again(in, in.Person, in.Because, ps)
		again.Items, again.Revision = rest, c.Revision
		s.Follow = []*Intent{again}
	}
	return s, nil
}

// stillTheirs asks who holds the roles now. Who no longer does is not told; who
// does now, and was not told with the others, is.
func (d *delivery) stillTheirs(in *Intent, ps Partnership) *Settlement {
	if len(in.Roles) == 0 || len(in.Tried) > 0 || in.Step == letter.StepUndeliverable {
		return nil // to the backstop, or in place of somebody whose address refused
	}
	h := handover{people: ps.People, today: calendar.DateOf(d.now), person: in.Person}
	if in.Case == "" { // a digest: one thing, told to all of its roles
		if h.holds(in.Roles) {
			return nil
		}
		return d.superseded(in, "the person no longer holds the role")
	}
	changed := false
	for _, it := range in.Items {
		changed = h.item(it) || changed
	}
	if !changed {
		return nil
	}
	s := d.superseded(in, "who holds the roles has changed")
	for _, to := range h.order {
		again := d.again(in, to.Person, to.Because, ps)
		again.Items, again.Backstop, again.Roles = h.items[to.Person], to.Backstop, h.roles[to.Person]
		s.Follow = append(s.Follow, again)
	}
	return s
}

// again is the same message as a new email, to somebody now.
func (d *delivery) again(in *Intent, person, because string, ps Partnership) *Intent {
	out := *in
	out.Person, out.Because = person, because
	out.Date = d.clock().UTC().Truncate(time.Second)
	out.Attempts, out.Ambiguous, out.Escalated = 0, false, false
	out.name(ps.MailDomain, in.ID)
	return &out
}

func (d *delivery) superseded(in *Intent, why string) *Settlement {
	return d.settlement(in, letter.Superseded, why)
}

func (d *delivery) settlement(in *Intent, o letter.Outcome, why string) *Settlement {
	s := &Settlement{Intent: in, Token: d.token, Outcome: o}
	if in.Case != "" {
		text := fmt.Sprintf("email %s, %s to %s as %s: %s", in.ID, in.Step, in.Person, strings.Join(in.Roles, ", "), why)
		s.Entries = []Entry{{At: d.clock().UTC(), What: string(o), Text: text}}
	}
	return s
}

// send hands the email over and says what follows from how that ended.
func (d *delivery) send(ctx context.Context, in *Intent) *Settlement {
	result := d.mailer.Deliver(ctx, &in.Letter)
	d.gate.result(result, d.clock())
	d.log.Info("email attempted", "intent", in.ID, "step", in.Step, "outcome", result.Outcome, "reason", result.Reason)
	s := d.settlement(in, result.Outcome, result.Reason)
	switch result.Outcome {
	case letter.Sent:
		d.metrics.lateness.WithLabelValues(in.Step.Label()).Observe(max(0, d.clock().Sub(in.DueAt).Seconds()))
	case letter.Refused:
		d.reroute(s, result.Reason)
	case letter.Deferred, letter.Ambiguous:
		if !result.Stopped {
			in.Attempts++
		}
		in.Ambiguous = in.Ambiguous || result.Outcome == letter.Ambiguous
		s.Retry = d.clock().Add(d.pause(in, result))
		if in.Attempts > 1 && result.Outcome == letter.Deferred {
			s.Entries = nil // the log says once that it has to wait
		}
		d.undeliverable(s, result)
	}
	return s
}

// undeliverableAfter is how long one address may put an email off before the
// backstop is told.
const undeliverableAfter = 2 * time.Hour

// undeliverable tells the backstop, once, of an email that one address has put
// off for long. Where the relay itself is away there is no way to tell.
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
		// relay's trouble, and passes. What nobody was told is not given up.
		waits := d.settlement(in, letter.Deferred, reason+", and nobody else is left to tell: tried again")
		in.Attempts++
		s.Outcome, s.Entries, s.Retry = letter.Deferred, waits.Entries, d.clock().Add(nextDelay(in.Attempts, in.ID))
	}
}

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

// settle records the end of an attempt. It is tried again while the lease
// lasts: an email that went out must not look as if it had not.
func (d *delivery) settle(parent context.Context, s *Settlement) error {
	d.metrics.emails.WithLabelValues(s.Intent.Step.Label(), string(s.Outcome)).Inc()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), emailLease)
	defer cancel()
	stop := context.AfterFunc(parent, func() { time.AfterFunc(2*time.Second, cancel) })
	defer stop()
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		err := d.store.Settle(ctx, *s)
		if err == nil || errors.Is(err, ErrLost) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("settle email: %w", err)
		case <-time.After(pause):
		}
	}
}
