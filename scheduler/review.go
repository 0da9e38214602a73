package scheduler

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/roll"
	"github.com/longstop/longstop/scheduler/watch"
)

// review returns the settlement of an email that must not go out as it is, because
// its case has moved on or its person no longer holds the role; nil if it may go.
func (d *delivery) review(ctx context.Context, in *Intent) (*Settlement, error) {
	if in.Partnership == "" {
		return nil, nil // to operations
	}
	if in.Step == letter.StepDigest && calendar.DateOf(in.Date) != calendar.DateOf(d.clock()) {
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
	return d.stillTheirs(ctx, in, ps)
}

// stale is how old an email may be that is true because nothing has changed. A date
// passes without anybody changing anything, and the case may not have been woken yet.
const stale = time.Minute

// stillTrue plans the case again if it has changed since the email was decided on, or
// if that was a while ago. The items that are still true go out as another email.
func (d *delivery) stillTrue(ctx context.Context, in *Intent, ps Partnership) (*Settlement, error) {
	c, err := d.cases.Case(ctx, in.Case)
	if err != nil {
		return nil, err
	}
	if !c.ClosedAt.IsZero() {
		return d.superseded(in, "the case is closed"), nil
	}
	limit := d.clock().Add(watch.Tolerance)
	if in.DueAt.After(limit) {
		return d.superseded(in, "it is not due yet: it was decided on by a clock that was ahead"), nil
	}
	f, err := upToDateFileOf(ctx, d.partnerships, d.almanac, c)
	if err != nil {
		return nil, err
	}
	ahead := in.Date.After(limit) // and it would say so, to whoever reads it
	fresh := d.clock().Sub(in.Date) < stale
	if c.Revision == in.Revision && f.current() && fresh && !ahead {
		return nil, nil
	}
	t := f.plan(d.clock())
	var reasons []string
	var rest []letter.Item
	for _, it := range in.Items {
		if ok, why := notice.Holds(it, t, in.Step); ok {
			rest = append(rest, it)
		} else {
			reasons = append(reasons, why)
		}
	}
	if ahead {
		reasons = append(reasons, "it was dated by a clock that was ahead")
	}
	if len(reasons) == 0 || in.Ambiguous && len(rest) > 0 {
		return nil, nil // what may have gone out goes again as it was, not in part under another name
	}
	s := d.superseded(in, strings.Join(reasons, "; "))
	if len(rest) > 0 {
		again := d.again(in, in.Person, in.Because, f.partnership)
		again.Items, again.Revision = rest, c.Revision
		s.Follow = []*Intent{again}
	}
	return s, nil
}

// stillTheirs looks up who is to be told now: who holds the roles, or who stands in
// for a holder whose address refused. A person who has left is not told; one who has
// come is, unless they have it already.
func (d *delivery) stillTheirs(ctx context.Context, in *Intent, ps Partnership) (*Settlement, error) {
	e, today := in.onRoll(), calendar.DateOf(d.clock())
	switch {
	case len(in.Roles) == 0:
		return nil, nil
	case in.Case == "" && len(in.Tried) > 0:
		return nil, nil // a digest, whose day is too short for another choice
	case in.Case == "":
		if e.Holds(ps.People, today) {
			return nil, nil
		}
		return d.superseded(in, "the person no longer holds the role"), nil
	case !in.Handed && len(in.Tried) == 0 && e.HoldsAll(ps.People, today):
		return nil, nil // as it was decided, and as most are
	}
	r, err := d.rollOf(ctx, in)
	if err != nil {
		return nil, err
	}
	v := r.Review(e, ps.People, today)
	if v.Why == "" {
		return nil, nil
	}
	s := d.superseded(in, v.Why)
	s.Roll, s.Follow = &r, d.shared(in, v.Shares, ps)
	return s, nil
}

// shared returns the same email to each of the people with whom it is shared.
func (d *delivery) shared(in *Intent, shares []roll.Share, ps Partnership) []*Intent {
	var out []*Intent
	for _, to := range shares {
		again := d.again(in, to.Person, to.Because, ps)
		again.Items, again.Roles, again.Tried, again.Backstop = to.Items, to.Roles, to.Tried, to.Backstop
		again.Handed = true
		out = append(out, again)
	}
	return out
}

// again returns the same message as a new email to a person, dated now.
func (d *delivery) again(in *Intent, person, because string, ps Partnership) *Intent {
	out := *in
	out.Person, out.Because = person, because
	out.Date = d.clock().UTC().Truncate(time.Second)
	out.Decision = in.decision()
	out.Attempts, out.Ambiguous, out.Escalated = 0, false, false
	out.name(ps.MailDomain, in.ID)
	return &out
}
