package scheduler_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler"
)

// TestWhatIsRefused: bad input says what is wrong and what would be right.
func TestWhatIsRefused(t *testing.T) {
	began := []scheduler.Fact{fact(t, scheduler.Happened, "aware=2026-12-16")}
	tests := []struct {
		name string
		fact scheduler.Fact
		want string
	}{
		{"unknown name", fact(t, scheduler.Happened, "notify-panel=2026-12-17"), `name: buckinghamshire has no event or milestone "notify-panel"`},
		{"a slip of the finger", fact(t, scheduler.Happened, "rapid-revew=2026-12-17"), `did you mean "rapid-review"?`},
		{"no such agency", fact(t, scheduler.Happened, "request-information/housing=2026-12-17"), `name: request-information has no agency in the case "housing" (allowed: request-information/police, request-information/icb)`},
		{"no such recipient", fact(t, scheduler.Happened, "share-outcome/press=2026-12-17"), `share-outcome has no recipient "press" (allowed: share-outcome/national-panel,`},
		{"which agency", fact(t, scheduler.Happened, "request-information=2026-12-17"), `request-information exists once for each of several: say which`},
		{"an instance too many", fact(t, scheduler.Happened, "rapid-review/police=2026-12-17"), `rapid-review exists once in a case: leave out "/police"`},
		{"an event with an instance", fact(t, scheduler.Happened, "publication/police=2026-12-17"), `"publication" is an event and has no instances`},
		{"before the case began", fact(t, scheduler.Happened, "notification-received=2026-12-15"), `at: notification-received on Tue 15 December 2026 is before the case began, on Wed 16 December 2026`},
		{"a plan before the case began", fact(t, scheduler.Planned, "publication=2025-12-15"), `is before the case began`},
		{"done in the future", fact(t, scheduler.Happened, "rapid-review=2027-01-04"), `at: rapid-review cannot be done on Mon 4 January 2027, in the future; today is Fri 18 December 2026. What is intended is a plan`},
		{"a slip in the year", fact(t, scheduler.Happened, "notification-received=2027-12-17"), `is more than 31 days ahead of today, Fri 18 December 2026: check the year`},
		{"no date", scheduler.Fact{Kind: scheduler.Happened, Name: "rapid-review"}, `at: rapid-review needs a date, for example 2026-12-03 or 2026-12-03T10:30`},
		{"an outcome of nothing", scheduler.Fact{Kind: scheduler.Happened, Name: "rapid-review", At: when(t, "2026-12-17"), Outcome: "lcspr"}, `outcome: rapid-review has no outcomes`},
		{"an unknown outcome", scheduler.Fact{Kind: scheduler.Happened, Name: "chair-decision", At: when(t, "2026-12-17"), Outcome: "maybe"}, `outcome: "maybe" is not an outcome of chair-decision (allowed: lcspr, alternative-review, no-review)`},
		{"a delay without a reason", fact(t, scheduler.Delayed, "review-published=2027-09-01"), `reason: a delay needs its reason`},
		{"an event delayed", fact(t, scheduler.Delayed, "publication=2027-09-01"), `"publication" is an event: only a milestone can be delayed`},
		{"withdrawing nothing", scheduler.Fact{Kind: scheduler.Withdrawn, Withdraws: "f9", Reason: "slip"}, `fact: the case has no fact "f9" that stands`},
		{"withdrawing without a reason", scheduler.Fact{Kind: scheduler.Withdrawn, Withdraws: began[0].ID}, `reason: say why the fact is withdrawn`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := scheduler.Accept(shipped(t, "buckinghamshire"), []string{"police", "icb"}, began, tt.fact, at(t, "2026-12-18T12:00"))
			var input *scheduler.InputError
			if !errors.As(err, &input) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// The beginning of a case is checked in whichever order the facts come.
func TestABeginningThatIsTooLate(t *testing.T) {
	before := []scheduler.Fact{fact(t, scheduler.Happened, "notification-received=2026-12-14")}
	err := scheduler.Accept(shipped(t, "buckinghamshire"), nil, before, fact(t, scheduler.Happened, "aware=2026-12-16"), at(t, "2026-12-18T12:00"))
	want := "at: the case cannot begin on Wed 16 December 2026 (aware): notification-received is recorded for Mon 14 December 2026 already"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
