package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/roll"
	"github.com/longstop/longstop/scheduler/watch"
)

// Outbox holds the emails to send, each with the next moment to try.
type Outbox interface {
	// ClaimEmails returns at most limit intents that are due at or before now,
	// moves them to until, and makes token their owner. A lapsed lease has no
	// owner: the next claim takes it.
	ClaimEmails(ctx context.Context, now, until time.Time, token string, limit int) ([]ClaimedIntent, error)

	// Renew moves the end of the lease on an intent that token still owns,
	// else ErrLost. It is called just before the content of an email goes out: until
	// a settlement keeps it, a claim of it says that it is in doubt.
	Renew(ctx context.Context, in *Intent, token string, until time.Time) error

	// Roll reads the roll of a case; the zero Roll if it has none. One that cannot
	// be read is damaged, and no error.
	Roll(ctx context.Context, caseID string) (roll.Roll, error)

	// Settle records how an attempt ended, if token still owns the intent, else
	// ErrLost and nothing is written. A final outcome removes the intent;
	// any other keeps it as s.Intent until s.Retry. It fails with ErrConflict, and
	// writes nothing, if another settlement has written the roll.
	Settle(ctx context.Context, s Settlement) error
}

// conversation is how long the handling of an email may take. Its lease is renewed in the
// midst of it, and ends more than a minute after it: the clocks of two daemons are believed
// up to a minute apart, and the other must not take for lapsed what this one still sends.
const conversation = emailLease - watch.Tolerance - 5*time.Second

// stopGrace is how long a delivery under way may take once the daemon is to stop.
const stopGrace = 7 * time.Second

// courier hands over the emails that are due, each under its lease.
type courier struct {
	cases        CaseStore
	outbox       Outbox
	partnerships Partnerships
	almanac      *almanac.Almanac
	mailer       Mailer
	metrics      *Metrics
	log          *slog.Logger
	aside        *setAside
	gate         relayGate
	token        string   // owner of the emails that this courier holds
	inHand       sync.Map // their ids, until their end is recorded
}

// delivery is the handling of one claimed email.
type delivery struct {
	*courier
	now     time.Time // as claimed
	started time.Time // the process's own clock at that moment
}

// clock returns now, moved on by the time that the work took.
func (d *delivery) clock() time.Time { return d.now.Add(time.Since(d.started)) }

// run checks that the email is still true and still for its person, hands it over,
// and records how that ended. It works under the lease, not under the daemon's
// context: a result has to be recorded in spite of a shutdown.
func (d *delivery) run(parent context.Context, cl ClaimedIntent) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), conversation)
	defer cancel()
	stop := context.AfterFunc(parent, func() { time.AfterFunc(stopGrace, cancel) })
	defer stop()
	d.aside.mark("email "+cl.ID, cl.Err != nil)
	if cl.Err != nil {
		d.log.Error("email set aside until its lease ends", "intent", cl.ID, "error", cl.Err)
		return nil
	}
	if cl.InDoubt {
		cl.Intent.Ambiguous = true
		d.log.Warn("email in doubt: it was handed over, and how that ended was not recorded", "intent", cl.ID)
		d.metrics.emails.WithLabelValues(cl.Intent.Step.Label(), string(letter.Ambiguous)).Inc()
	}
	for {
		err := d.attempt(ctx, parent, cl.Intent)
		if !errors.Is(err, ErrConflict) {
			return err
		}
		// Another email of the case has handed something on meanwhile.
	}
}

// attempt is one look at an email, and one try to hand it over.
func (d *delivery) attempt(ctx, parent context.Context, in *Intent) error {
	s, err := d.review(ctx, in)
	if err != nil {
		return fmt.Errorf("review email: %w", err)
	}
	if s != nil {
		return d.settle(parent, s)
	}
	last := &lastLook{delivery: d, in: in}
	result := d.mailer.Deliver(ctx, &in.Letter, func() error { return last.look(ctx) })
	if last.err != nil {
		return lost(last.err)
	}
	if last.s != nil {
		return d.settle(parent, last.s)
	}
	s = d.ended(in, result)
	if result.Outcome != letter.Refused {
		return d.settle(parent, s)
	}
	for {
		err := d.record(parent, func(ctx context.Context) (*Settlement, error) {
			s, err := d.reroute(ctx, in, result.Reason)
			if err != nil {
				return nil, err
			}
			return s, d.outbox.Settle(ctx, *s)
		})
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

// lastLook is the review of an email after the relay has agreed to its recipient and
// before its content goes out. A relay may take its time until then: meanwhile a case
// is closed, a milestone is done, a role gets another holder.
type lastLook struct {
	*delivery
	in *Intent

	s   *Settlement // how the email ends, if it must not go
	err error       // of the store
}

var errNoLonger = errors.New("the email must not go as it is")

// look reviews the email again and renews the lease on it.
func (l *lastLook) look(ctx context.Context) error {
	if l.s, l.err = l.review(ctx, l.in); l.err != nil {
		l.err = fmt.Errorf("review email: %w", l.err)
		return l.err
	}
	if l.s != nil {
		return errNoLonger
	}
	l.err = l.outbox.Renew(ctx, l.in, l.token, l.clock().Add(emailLease))
	return l.err
}

// lost drops the error of a lease that somebody else has taken over: the email
// is theirs now.
func lost(err error) error {
	if errors.Is(err, ErrLost) {
		return nil
	}
	return err
}

func (d *delivery) superseded(in *Intent, why string) *Settlement {
	return d.settlement(in, letter.Superseded, why)
}

// settlement returns the end of an attempt, with an entry for the audit log if the
// email is about a case.
func (d *delivery) settlement(in *Intent, o letter.Outcome, why string) *Settlement {
	s := &Settlement{Intent: in, Token: d.token, Outcome: o}
	if in.Case != "" {
		text := fmt.Sprintf("email %s, %s to %s as %s: %s", in.ID, in.Step, in.Person, strings.Join(in.Roles, ", "), why)
		s.Entries = []Entry{{At: d.clock().UTC(), What: string(o), Text: text}}
	}
	return s
}

// ended returns the end of the attempt. Whom to tell instead of one whose address
// refused is for [delivery.reroute].
func (d *delivery) ended(in *Intent, result Delivery) *Settlement {
	d.gate.result(result, d.clock())
	d.log.Info("email attempted", "intent", in.ID, "step", in.Step, "outcome", result.Outcome, "reason", result.Reason)
	s := d.settlement(in, result.Outcome, result.Reason)
	switch result.Outcome {
	case letter.Sent:
		d.metrics.lateness.WithLabelValues(in.Step.Label()).Observe(max(0, d.clock().Sub(in.DueAt).Seconds()))
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

// settleFor is how long the end of an attempt is kept in memory for a store that is
// away. Until another daemon claims the email it is this one's, whatever its lease says.
const settleFor = 15 * time.Minute

// settle records the end of an attempt.
func (d *delivery) settle(parent context.Context, s *Settlement) error {
	return d.record(parent, func(ctx context.Context) (*Settlement, error) { return s, d.outbox.Settle(ctx, *s) })
}

// record tries again and again to record the end of an attempt: an email that went out
// must not look as if it had not, nor one that was refused as if it might have.
// ErrConflict says that the roll has changed, and that nothing was recorded.
func (d *delivery) record(parent context.Context, try func(ctx context.Context) (*Settlement, error)) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), settleFor)
	defer cancel()
	stop := context.AfterFunc(parent, func() { time.AfterFunc(2*time.Second, cancel) })
	defer stop()
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		s, err := try(ctx)
		switch {
		case err == nil || errors.Is(err, ErrLost):
			// After ErrNotKept, as after a lost answer, the second try says ErrLost: the
			// first has ended the token's ownership. It is recorded on the master. If a
			// replica is promoted that lacks the record, the email comes again, as the
			// same bytes; to hold the sender until a replica is back would only delay
			// all other emails.
			d.count(s)
			return nil
		case errors.Is(err, ErrConflict):
			return err
		case errors.Is(err, ErrSpoilt): // it does not pass, and others wait for this sender
			return fmt.Errorf("record email: %w", err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("settle email: %w", err)
		case <-time.After(pause):
		}
	}
}

// rollOf reads the roll of a case.
func (d *delivery) rollOf(ctx context.Context, in *Intent) (roll.Roll, error) {
	r, err := d.outbox.Roll(ctx, in.Case)
	if err == nil && r.Damaged {
		d.log.Error("the roll of a case cannot be read; somebody may be told twice", "case", caseTag(in.Case), "intent", in.ID)
	}
	return r, err
}

// count counts an attempt by its end.
func (d *delivery) count(s *Settlement) {
	d.metrics.emails.WithLabelValues(s.Intent.Step.Label(), string(s.Outcome)).Inc()
}
