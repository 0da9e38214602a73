package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// InputError is the refusal of a statement. It says what is wrong and what would
// be right; nothing was changed.
type InputError struct {
	Field   string   `json:"field,omitempty"`
	Message string   `json:"message"`
	Allowed []string `json:"allowed,omitempty"`
}

func (e *InputError) Error() string {
	text := e.Message
	if e.Field != "" {
		text = e.Field + ": " + text
	}
	if len(e.Allowed) > 0 {
		text += " (allowed: " + strings.Join(e.Allowed, ", ") + ")"
	}
	return text
}

// Refuse returns the refusal of a field, with a message as of [fmt.Sprintf].
func Refuse(field, format string, args ...any) *InputError {
	return &InputError{Field: field, Message: fmt.Sprintf(format, args...)}
}

// Allow adds the values that would be right, and returns the error.
func (e *InputError) Allow(allowed []string) *InputError {
	e.Allowed = allowed
	return e
}

// maxAhead is how many days ahead an event may be entered: a slip in the year
// must not pass as a fact. A milestone cannot be done in the future at all.
const maxAhead = 31

var (
	referencePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$`)
	outcomePattern   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
)

// The limits of one text and of one case.
const (
	MaxReason   = 300 // characters
	maxAgencies = 60
	maxFacts    = 5000
)

// AcceptReference checks the reference of a case, which must not be a name. The
// error is an *[InputError].
func AcceptReference(reference string) error {
	if !referencePattern.MatchString(reference) {
		return Refuse("reference", "%q is not a case reference: use up to 40 letters, digits and . _ / -, for example BSCP-2026-01; never a child's name", reference)
	}
	return nil
}

// AcceptAgencies checks the agencies of a case against those that the partnership
// lists, if it lists any. The error is an *[InputError].
func AcceptAgencies(agencies, known []string) error {
	if len(agencies) > maxAgencies {
		return Refuse("agency", "%d agencies are more than the %d that one case can have", len(agencies), maxAgencies)
	}
	for i, a := range agencies {
		switch {
		case !procedure.ValidName(a):
			return Refuse("agency", "%q is not an agency's id: use lower case letters, digits and hyphens, for example police", a)
		case slices.Contains(agencies[:i], a):
			return Refuse("agency", "%q is named twice", a)
		case len(known) > 0 && !slices.Contains(known, a):
			return Refuse("agency", "the partnership has no agency %q", a).Allow(known)
		}
	}
	return nil
}

// Accept checks one fact, stated at the moment now, against the procedure and the
// facts before it. Whether a day is in the future is decided by the date in
// London. The error is an *[InputError].
func Accept(s Situation, f Fact, now time.Time) error {
	switch {
	case s.Procedure == nil:
		return Refuse("procedure", "the case has none")
	case len(s.Facts) >= maxFacts:
		return Refuse("fact", "the case has %d facts; it can have no more", len(s.Facts))
	case !f.Kind.Known():
		return Refuse("kind", "%q is not a kind of fact", f.Kind).Allow([]string{string(Happened), string(Planned), string(Delayed), string(Withdrawn)})
	case f.Kind == Withdrawn:
		return acceptWithdrawal(s.Facts, f)
	}
	if err := acceptName(s, f); err != nil {
		return err
	}
	if err := acceptOutcome(s.Procedure, f); err != nil {
		return err
	}
	if len([]rune(f.Reason)) > MaxReason {
		return Refuse("reason", "is longer than %d characters", MaxReason)
	}
	if f.At.IsZero() {
		return Refuse("at", "%s needs a date, for example 2026-12-03 or 2026-12-03T10:30", f.Key())
	}
	return acceptTime(s, f, now)
}

func acceptWithdrawal(before []Fact, f Fact) error {
	var ids []string
	for _, b := range standing(before) {
		ids = append(ids, b.ID)
	}
	switch {
	case !slices.Contains(ids, f.Withdraws):
		return Refuse("fact", "the case has no fact %q that stands", f.Withdraws).Allow(ids)
	case strings.TrimSpace(f.Reason) == "":
		return Refuse("reason", "say why the fact is withdrawn")
	case len([]rune(f.Reason)) > MaxReason:
		return Refuse("reason", "is longer than %d characters", MaxReason)
	}
	return nil
}

func acceptName(s Situation, f Fact) error {
	p := s.Procedure
	if _, ok := p.Event(f.Name); ok {
		switch {
		case f.Kind == Delayed:
			return Refuse("name", "%q is an event: only a milestone can be delayed", f.Name)
		case f.Instance != "":
			return Refuse("name", "%q is an event and has no instances: leave out %q", f.Name, "/"+f.Instance)
		}
		return nil
	}
	m, ok := p.Milestone(f.Name)
	if !ok {
		return Refuse("name", "%s has no event or milestone %q%s", p.ID, f.Name, words.DidYouMean(f.Name, p.Names())).Allow(p.Names())
	}
	if m.Named != "" {
		return acceptNamed(s, m, f)
	}
	instances := m.Instances(s.Agencies, nil)
	switch {
	case !m.Repeats() && f.Instance != "":
		return Refuse("name", "%s exists once in a case: leave out %q", m.ID, "/"+f.Instance)
	case m.Repeats() && f.Instance == "":
		return Refuse("name", "%s exists once for each of several: say which, as %s/NAME", m.ID, m.ID).Allow(keys(m.ID, instances))
	case m.Repeats() && !slices.Contains(instances, f.Instance):
		what := "recipient"
		if m.PerAgency {
			what = "agency in the case"
		}
		return Refuse("name", "%s has no %s %q", m.ID, what, f.Instance).Allow(keys(m.ID, instances))
	}
	return nil
}

func keys(id string, instances []string) []string {
	out := make([]string, len(instances))
	for i, in := range instances {
		out[i] = Key(id, in)
	}
	return out
}

func acceptOutcome(p *procedure.Procedure, f Fact) error {
	outcomes := p.Outcomes(f.Name)
	switch {
	case f.Outcome == "":
		return nil
	case len(outcomes) == 0 || f.Kind != Happened:
		return Refuse("outcome", "%s has no outcomes", f.Name)
	case !outcomePattern.MatchString(f.Outcome) || !slices.Contains(outcomes, f.Outcome):
		return Refuse("outcome", "%q is not an outcome of %s", f.Outcome, f.Name).Allow(outcomes)
	}
	return nil
}

// AcceptDecision refuses a decision that does not say which way it went, because
// its branches would stay open for ever. The error is an *[InputError].
func AcceptDecision(p *procedure.Procedure, f Fact) error {
	if outcomes := p.Outcomes(f.Name); f.Kind == Happened && len(outcomes) > 0 && f.Outcome == "" {
		return Refuse("outcome", "%s is a decision: say which way it went", f.Name).Allow(outcomes)
	}
	return nil
}

func acceptTime(s Situation, f Fact, now time.Time) error {
	if err := acceptOrder(s, f); err != nil {
		return err
	}
	_, event := s.Procedure.Event(f.Name)
	today := calendar.DateOf(now)
	switch {
	case f.Kind == Happened && !event && f.At.Earliest().After(now) && f.At.Date > today:
		return Refuse("at", "%s cannot be done on %s, in the future; today is %s. What is intended is a plan", f.Key(), f.At.Long(), today.Long())
	case f.Kind == Happened && f.At.Date > today.AddDays(maxAhead):
		return Refuse("at", "%s on %s is more than %d days ahead of today, %s: check the year. What is intended is a plan", f.Key(), f.At.Long(), maxAhead, today.Long())
	case f.Kind == Delayed && strings.TrimSpace(f.Reason) == "":
		return Refuse("reason", "a delay needs its reason; it is told to the national Panel")
	}
	return nil
}

// acceptOrder refuses a fact from before the beginning of the case, in whichever
// order the two are entered.
func acceptOrder(s Situation, f Fact) error {
	h := newHistory(s.With(f).Facts, s.begins)
	begun := h.begun
	for _, o := range h.all {
		if begun.IsZero() || o.At.Date >= begun.Date || (o.Kind == Happened && s.begins(o.Name)) {
			continue
		}
		if o.ID == f.ID && o.Key() == f.Key() {
			return Refuse("at", "%s on %s is before the case began, on %s", f.Key(), f.At.Long(), begun.Date.Long())
		}
		return Refuse("at", "the case cannot begin on %s (%s): %s is recorded for %s already", begun.Date.Long(), f.Key(), o.Key(), o.At.Long())
	}
	return nil
}
