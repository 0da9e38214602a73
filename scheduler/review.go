package scheduler

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
)

// review returns the settlement of an email that must not go out as it is, because
// its case has moved on or its person no longer holds the role; nil if it may go.
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

// stillTrue plans the case again if it has changed since the email was decided on.
// The items that are still true go out as another email.
func (d *delivery) stillTrue(ctx context.Context, in *Intent, ps Partnership) (*Settlement, error) {
	c, err := d.cases.Case(ctx, in.Case)
	if err != nil {
		return nil, err
	}
	if !c.ClosedAt.IsZero() {
		return d.superseded(in, "the case is closed"), nil
	}
	f, err := upToDateFileOf(ctx, d.partnerships, d.almanac, c)
	if err != nil {
		return nil, err
	}
	if c.Revision == in.Revision && f.current() {
		return nil, nil
	}
	t := f.plan(d.now)
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
		again := d.again(in, in.Person, in.Because, f.partnership)
		again.Items, again.Revision = rest, c.Revision
		s.Follow = []*Intent{again}
	}
	return s, nil
}

// stillTheirs looks up who holds the roles now. A person who has left is not told;
// one who has come is, unless they were told together with the others.
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

// again returns the same message as a new email to a person, dated now.
func (d *delivery) again(in *Intent, person, because string, ps Partnership) *Intent {
	out := *in
	out.Person, out.Because = person, because
	out.Date = d.clock().UTC().Truncate(time.Second)
	out.Attempts, out.Ambiguous, out.Escalated = 0, false, false
	out.name(ps.MailDomain, in.ID)
	return &out
}
