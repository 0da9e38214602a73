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

// ParseCondition reads "chair-decision is lcspr or alternative-review".
func ParseCondition(s string) (Condition, error) {
	words := strings.Fields(s)
	if len(words) < 3 || len(words)%2 == 0 || !ValidName(words[0]) || words[1] != "is" {
		return Condition{}, &RuleError{Rule: s, At: s, Want: `a decision and its outcomes, for example "chair-decision is lcspr or alternative-review"`}
	}
	c := Condition{Decision: words[0], Outcomes: []string{words[2]}}
	for i := 3; i < len(words); i += 2 {
		if words[i] != "or" {
			return Condition{}, &RuleError{Rule: s, At: words[i], Want: `"or" between outcomes`}
		}
		c.Outcomes = append(c.Outcomes, words[i+1])
	}
	return c, nil
}
