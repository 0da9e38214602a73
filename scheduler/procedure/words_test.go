package procedure_test

import (
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Every form of the language as a person would say it.
func TestRulesInWords(t *testing.T) {
	for _, tt := range []struct{ rule, want string }{
		{"15 working days after aware", "Within 15 working days after aware"},
		{"7 working days before publication", "At least 7 working days before publication"},
		{"on 14 days after the deadline of chronology", "On the day that is 14 days after the deadline of chronology, not earlier and not later"},
		{"between 7 and 13 working days after notification-received", "Between 7 and 13 working days after notification-received, not earlier and not later"},
		{"day 9 counting notify as day 1", "By working day 9, counting notify as day 1"},
		{"calendar day 60 counting aware as day 1", "By calendar day 60, counting aware as day 1"},
		{"between day 4 and day 5 counting aware as day 1", "From working day 4 to day 5, counting aware as day 1"},
		{"the same day as incident", "On the same day as incident"},
		{"the earlier of 1 day after a and 2 days before b", "By the earlier of two dates: 1 day after a, and 2 days before b"},
		{"the later of 1 day after a and 2 days before b", "By the later of two dates: 1 day after a, and 2 days before b"},
		{"the date in the letter", "By the date in the letter, which is set for each case"},
		{"promptly after chair-decision", "Promptly after chair-decision: no period is given, so it is never overdue"},
		{"keep at least 12 months after publication", "Kept for at least 12 months after publication"},
	} {
		rule, err := procedure.ParseRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		if got := rule.InWords(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.rule, got, tt.want)
		}
	}
}

func TestTellingInWords(t *testing.T) {
	for _, tt := range []struct {
		list []calendar.Period
		want string
	}{
		{nil, "on the day to act by, and not before"},
		{[]calendar.Period{workingDays(1)}, "1 working day before the day to act by, and on the day"},
		{[]calendar.Period{workingDays(10), workingDays(5), workingDays(1)}, "10, 5 and 1 working days before the day to act by, and on the day"},
		{[]calendar.Period{{N: 2, Unit: calendar.Weeks}, workingDays(5), workingDays(2)}, "2 weeks, 5 and 2 working days before the day to act by, and on the day"},
	} {
		if got := procedure.RemindersInWords(tt.list); got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.list, got, tt.want)
		}
	}
	ladder := []procedure.Rung{{After: workingDays(1), Tell: []string{"chair"}}, {After: days(3), Tell: []string{"a", "b", "c"}}}
	const after = ", its owner and the business manager; 1 working day after that email, chair; 3 days after it, a, b and c"
	for _, tt := range []struct {
		rule, want string
	}{
		{"5 working days after aware", "on the next morning of sending" + after},
		{"24 hours after aware", "at once" + after},
		{"1 hour before publication", "at once" + after},
		{"the earlier of 1 month after aware and 2 hours after aware", "at once" + after},
		{"the date in the letter sent within the first hour", "on the next morning of sending" + after}, // as the engine does
		{"5 days after hour-of-death", "on the next morning of sending" + after},
	} {
		rule, err := procedure.ParseRule(tt.rule)
		if err != nil {
			t.Fatal(err)
		}
		m := procedure.Milestone{Due: rule, Ladder: ladder}
		if got := procedure.LadderInWords(m.Ladder, m.Due.InHours()); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.rule, got, tt.want)
		}
	}
	if got, want := procedure.LadderInWords(nil, true), "at once, its owner and the business manager"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
