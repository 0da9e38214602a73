package procedure

import (
	"slices"
	"strings"
)

// Condition keeps a milestone to one branch: it applies unless the decision
// was recorded with another outcome.
type Condition struct {
	Decision string
	Outcomes []string
}

func (c Condition) String() string {
	return c.Decision + " is " + strings.Join(c.Outcomes, " or ")
}

// Admits says whether the branch stays open under a recorded outcome.
func (c Condition) Admits(outcome string) bool { return slices.Contains(c.Outcomes, outcome) }

// ParseCondition reads "chair-decision is lcspr or alternative-review". The
// error is a *[RuleError].
func ParseCondition(s string) (Condition, error) {
	words := strings.Fields(s)
	if len(words) < 3 || len(words)%2 == 0 || !ValidName(words[0]) || words[1] != "is" {
		return Condition{}, &RuleError{Rule: s, At: s, Want: `a decision and its outcomes, for example "chair-decision is lcspr or alternative-review"`}
	}
	c := Condition{Decision: words[0]}
	for i := 2; i < len(words); i += 2 {
		switch {
		case i > 2 && words[i-1] != "or":
			return Condition{}, &RuleError{Rule: s, At: words[i-1], Want: `"or" between outcomes`}
		case !ValidName(words[i]):
			return Condition{}, &RuleError{Rule: s, At: words[i], Want: "the name of an outcome, in lower case with hyphens"}
		case c.Admits(words[i]):
			return Condition{}, &RuleError{Rule: s, At: words[i], Want: "each outcome once"}
		}
		c.Outcomes = append(c.Outcomes, words[i])
	}
	return c, nil
}

// Decisions lists what a condition can be about: the milestones and events that
// have outcomes.
func (p *Procedure) Decisions() []string {
	return slices.DeleteFunc(p.Names(), func(id string) bool { return len(p.Outcomes(id)) == 0 })
}

// Outcomes lists the ways in which a decision or a circumstance can go.
func (p *Procedure) Outcomes(id string) []string {
	if e, ok := p.Event(id); ok && len(e.Outcomes) > 0 {
		return e.Outcomes
	}
	if m, ok := p.Milestone(id); ok {
		return m.Outcomes
	}
	return nil
}
