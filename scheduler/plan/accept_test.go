package plan_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// The refusal of a fact says what is wrong and what would be right.
func TestWhatIsRefused(t *testing.T) {
	began := []plan.Fact{plantest.Fact(t, plan.Happened, "aware=2026-12-16")}
	tests := []struct {
		name string
		fact plan.Fact
		want string
	}{
		{"unknown name", plantest.Fact(t, plan.Happened, "notify-panel=2026-12-17"), `name: buckinghamshire has no event or milestone "notify-panel"`},
		{"a slip of the finger", plantest.Fact(t, plan.Happened, "rapid-revew=2026-12-17"), `did you mean "rapid-review"?`},
		{"no such agency", plantest.Fact(t, plan.Happened, "request-information/housing=2026-12-17"), `name: request-information has no agency in the case "housing" (allowed: request-information/police, request-information/icb)`},
		{"no such recipient", plantest.Fact(t, plan.Happened, "share-outcome/press=2026-12-17"), `share-outcome has no recipient "press" (allowed: share-outcome/national-panel,`},
		{"which agency", plantest.Fact(t, plan.Happened, "request-information=2026-12-17"), `request-information exists once for each of several: say which`},
		{"an instance too many", plantest.Fact(t, plan.Happened, "rapid-review/police=2026-12-17"), `rapid-review exists once in a case: leave out "/police"`},
		{"an event with an instance", plantest.Fact(t, plan.Happened, "publication/police=2026-12-17"), `"publication" is an event and has no instances`},
		{"before the case began", plantest.Fact(t, plan.Happened, "notification-received=2026-12-15"), `at: notification-received on Tue 15 December 2026 is before the case began, on Wed 16 December 2026`},
		{"a plan before the case began", plantest.Fact(t, plan.Planned, "publication=2025-12-15"), `is before the case began`},
		{"done in the future", plantest.Fact(t, plan.Happened, "rapid-review=2027-01-04"), `at: rapid-review cannot be done on Mon 4 January 2027, in the future; today is Fri 18 December 2026. What is intended is a plan`},
		{"a slip in the year", plantest.Fact(t, plan.Happened, "notification-received=2027-12-17"), `is more than 31 days ahead of today, Fri 18 December 2026: check the year`},
		{"no date", plan.Fact{Kind: plan.Happened, Name: "rapid-review"}, `at: rapid-review needs a date, for example 2026-12-03 or 2026-12-03T10:30`},
		{"an outcome of nothing", plan.Fact{Kind: plan.Happened, Name: "rapid-review", At: plantest.When(t, "2026-12-17"), Outcome: "lcspr"}, `outcome: rapid-review has no outcomes`},
		{"an unknown outcome", plan.Fact{Kind: plan.Happened, Name: "chair-decision", At: plantest.When(t, "2026-12-17"), Outcome: "maybe"}, `outcome: "maybe" is not an outcome of chair-decision (allowed: lcspr, alternative-review, no-review)`},
		{"a delay without a reason", plantest.Fact(t, plan.Delayed, "review-published=2027-09-01"), `reason: a delay needs its reason`},
		{"an event delayed", plantest.Fact(t, plan.Delayed, "publication=2027-09-01"), `"publication" is an event: only a milestone can be delayed`},
		{"withdrawing nothing", plan.Fact{Kind: plan.Withdrawn, Withdraws: "f9", Reason: "slip"}, `fact: the case has no fact "f9" that stands`},
		{"withdrawing without a reason", plan.Fact{Kind: plan.Withdrawn, Withdraws: began[0].ID}, `reason: say why the fact is withdrawn`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := plan.Accept(plan.Situation{Procedure: plantest.Shipped(t, "buckinghamshire"), Agencies: []string{"police", "icb"}, Facts: began}, tt.fact, plantest.At(t, "2026-12-18T12:00"))
			var input *plan.InputError
			if !errors.As(err, &input) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// The beginning of a case is checked in whichever order the facts come.
func TestABeginningThatIsTooLate(t *testing.T) {
	before := []plan.Fact{plantest.Fact(t, plan.Happened, "notification-received=2026-12-14")}
	err := plan.Accept(plan.Situation{Procedure: plantest.Shipped(t, "buckinghamshire"), Facts: before}, plantest.Fact(t, plan.Happened, "aware=2026-12-16"), plantest.At(t, "2026-12-18T12:00"))
	want := "at: the case cannot begin on Wed 16 December 2026 (aware): notification-received is recorded for Mon 14 December 2026 already"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
