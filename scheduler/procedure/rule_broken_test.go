package procedure_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Rules that cannot be read, under what would be right there, each with the
// word at which reading stops; nothing after the bar is the end of the rule.
const brokenRules = `
# working days, days, weeks, months or hours
15 |
15 after aware | after
15 working after aware | working
15 workingdays after aware | workingdays
15 business days after aware | business
15 Working Days after aware | Working
15 minutes after aware | minutes
between 7 and 13 after aware | after

# a due rule, for example "15 working days after aware" or "promptly after aware"
fifteen working days after aware | fifteen
before publication | before
working day 9 counting aware as day 1 | working
the same day | the
the date of the letter | the
promptly | promptly
promptly aware | promptly
as soon as possible after aware | as
the earlier of |
the earlier of 5 days after aware and |
the latest of 5 days after aware and 6 days after aware | the

# a whole number from 1 to 10000
0 working days after aware | 0
-5 days after aware | -5
+5 days after aware | +5
015 days after aware | 015
1.5 days after aware | 1.5
1,000 days after aware | 1,000
10001 days after aware | 10001
99999999999999999999 days after aware | 99999999999999999999
between |
between 7 and |
between seven and 13 working days after aware | seven
day |
day nine counting aware as day 1 | nine
day 0 counting aware as day 1 | 0
on |
on aware | aware
on day 9 counting aware as day 1 | day
keep at least |

# "after" or "before"
6 months |
6 months from aware | from
6 months After aware | After
between 7 and 13 working days from aware | from
on 14 days |

# the name of an event or milestone, in lower case with hyphens
6 months after |
6 months after Aware | Aware
6 months after aware_of_it | aware_of_it
6 months after -aware | -aware
6 months after aware- | aware-
6 months after 9aware | 9aware
6 months after aware. | aware.
6 months after the aware | the
6 months after the last |
6 months after the deadline of |
6 months after the deadline chronology | the
6 months after every |
6 months after every Agency | Agency
7 working days before |
day 9 counting as day 1 | as
the same day as |
the same day as the incident | the
promptly after |
keep at most 12 months after |

# the end of the rule
6 months after aware and more | and
day 9 counting aware as day 1 of it | of
1 working day after review-published is late | is
1 working day after review-published is expected late again | again

# "and" and the end of the window
between 7 working days after aware | working
between 7 working days and 13 working days after aware | working
between 7 to 13 working days after aware | to

# a window whose first number is below its second
between 7 and 7 working days after aware | 7
between 13 and 7 working days after aware | 13

# "counting NAME as day 1"
day 9 |
day 9 after aware | after
day 4 and day 5 counting aware as day 1 | and

# "as day 1"
day 9 counting aware |
day 9 counting aware as day 0 | as

# "day" and its number
calendar 60 counting aware as day 1 | 60
between day 4 and 5 counting aware as day 1 | 5

# "and" and the last day of the window
between day 4 counting aware as day 1 | counting

# a window whose first day is before its second
between day 5 and day 4 counting aware as day 1 | 5
between day 4 and day 4 counting aware as day 1 | 4

# where the date is set, for example "the letter"
the date in |

# "at least", "at most" or "exactly"
keep |
keep 12 months after publication | 12

# "after"
keep at least 12 months |
keep at least 12 months before publication | before

# "and" and the second rule
the earlier of 5 days after aware |
the earlier of 5 days after aware or 6 days after aware | or

# a rule that gives a date
the earlier of the date in the letter and 5 days after aware | the date in the letter and 5 days after aware
the earlier of 5 days after aware and the date in the letter | the date in the letter
the later of promptly after aware and 5 days after aware | promptly after aware
the later of 5 days after aware and keep at least 6 months after aware | keep at least 6 months after aware
`

func TestBrokenRules(t *testing.T) {
	want, count := "", 0
	for line := range strings.Lines(brokenRules) {
		line = strings.TrimSpace(line)
		heading, isHeading := strings.CutPrefix(line, "# ")
		rule, at, _ := strings.Cut(line, " |")
		switch {
		case line == "":
			continue
		case isHeading:
			want = heading
			continue
		}
		count++
		got, err := procedure.ParseRule(rule)
		var problem *procedure.RuleError
		if !errors.As(err, &problem) {
			t.Errorf("%q was read as %v (%v)", rule, got, err)
			continue
		}
		if wanted := (procedure.RuleError{Rule: rule, At: strings.TrimSpace(at), Want: want}); *problem != wanted {
			t.Errorf("got %+v\nwant %+v", *problem, wanted)
		}
	}
	if count < 80 {
		t.Errorf("only %d rules in the table", count)
	}
}

func TestRuleErrorsInWords(t *testing.T) {
	for rule, want := range map[string]string{
		"":                      `the rule "" ends too soon: expected a due rule, for example "15 working days after aware" or "promptly after aware"`,
		"6 month":               `the rule "6 month" ends too soon: expected "after" or "before"`,
		"6 months\n from aware": `the rule "6 months\n from aware" cannot be read at "from": expected "after" or "before"`,
	} {
		if _, err := procedure.ParseRule(rule); err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

func TestBrokenPeriods(t *testing.T) {
	const count = `a period counted from the date given, for example "15 working days after" or "day 9"`
	const some = `a period, for example "15 working days after"`
	for _, c := range []procedure.RuleError{
		{Rule: "15 working days", Want: `"after" or "before"`},
		{Rule: "promptly after", At: "promptly", Want: some},
		{Rule: "the date in the letter", At: "the", Want: some},
		{Rule: "the earlier of 5 days after it and 7 days after it", At: "the", Want: some},
		{Rule: "15 working days after the last", Want: "the name of an event or milestone, in lower case with hyphens"},
		{Rule: "15 working days after the last one", At: "the last one", Want: count},
		{Rule: "on 14 days after every chronology", At: "every chronology", Want: count},
		{Rule: "1 working day after it is expected late", At: "it is expected late", Want: count},
	} {
		_, err := procedure.ParsePeriod(c.Rule)
		var problem *procedure.RuleError
		if !errors.As(err, &problem) || *problem != c {
			t.Errorf("got %+v\nwant %+v", err, c)
		}
	}
}

func TestBrokenConditions(t *testing.T) {
	const form = `a decision and its outcomes, for example "chair-decision is lcspr or alternative-review"`
	for _, c := range []procedure.RuleError{
		{Rule: "", Want: form},
		{Rule: "chair-decision", At: "chair-decision", Want: form},
		{Rule: "chair-decision is", At: "chair-decision is", Want: form},
		{Rule: "chair-decision was lcspr", At: "chair-decision was lcspr", Want: form},
		{Rule: "Chair is lcspr", At: "Chair is lcspr", Want: form},
		{Rule: "chair-decision is lcspr or", At: "chair-decision is lcspr or", Want: form},
		{Rule: "chair-decision is lcspr and audit", At: "and", Want: `"or" between outcomes`},
		{Rule: "chair-decision is LCSPR", At: "LCSPR", Want: "the name of an outcome, in lower case with hyphens"},
		{Rule: "chair-decision is lcspr, or audit", At: "lcspr,", Want: "the name of an outcome, in lower case with hyphens"},
		{Rule: "chair-decision is lcspr or lcspr", At: "lcspr", Want: "each outcome once"},
	} {
		got, err := procedure.ParseCondition(c.Rule)
		var problem *procedure.RuleError
		if !errors.As(err, &problem) || *problem != c {
			t.Errorf("got %v, %+v\nwant %+v", got, err, c)
		}
	}
}
