package letter_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

func TestLinesInWords(t *testing.T) {
	named := func(kind calendar.LineKind, before, name, instance, words string) calendar.Line {
		return calendar.Line{Kind: kind, Before: before, Name: name, Instance: instance, Words: words}
	}
	missed := named(plan.LineFrom, "", "agency-return", "", " is missed")
	for _, c := range []struct {
		line calendar.Line
		want string
	}{
		{named(plan.LineFrom, "", "notification-received", "", ": Fri 4 December 2026"), "notification received: Fri 4 December 2026"},
		{named(plan.LineFrom, "", "notify-national-panel", "", ": not done yet"), "notify national Panel: not done yet"},
		{named(plan.LineFrom, "", "agency-return", "icb", ": done Fri 4 December 2026"), "agency return (ICB): done Fri 4 December 2026"},
		{named(plan.LineFrom, "the deadline of ", "agency-return", "gp", ": Fri 4 December 2026"), "the deadline of agency return (GP): Fri 4 December 2026"},
		{calendar.Line{Kind: plan.LineOwner, Before: "owner: ", Name: "lcspr-chair", Words: ", unless ", Rest: &missed}, "owner: the LCSPR chair, unless agency return is missed"},
		{calendar.Line{Kind: calendar.LineBankHolidays, Name: "england-and-wales", Value: "e8b764c4"}, "bank holidays: England and Wales, in version e8b764c4 of the list"},
		{calendar.Line{Kind: calendar.LineSetting, Before: "that day ends at 17:00 (", Name: "day-ends", Value: "17:00", Words: ": 17:00)"}, "that day ends at 17:00 (day-ends: 17:00)"},
		{calendar.Line{Kind: plan.LineNote, Words: "note: day-ends is 17:00"}, "note: day-ends is 17:00"},
		{calendar.Line{Words: "not counted: 2 weekend days: 5–6 December 2026"}, "not counted: 2 weekend days: 5–6 December 2026"},
		{calendar.Line{}, ""},
	} {
		if got := letter.InWords(c.line); got != c.want {
			t.Errorf("%+v:\n got %q\nwant %q", c.line, got, c.want)
		}
	}
}

// What one release decided on is sent by the release before it too.
func TestAnItemIsReadByEitherRelease(t *testing.T) {
	it := letter.Item{Milestone: "rapid-review", Explanation: []calendar.Line{
		{Kind: plan.LineFrom, Name: "notify", Instance: "police", Words: ": done Fri 4 December 2026"}, {Words: "the same day"},
	}}
	kept, err := json.Marshal(it)
	if err != nil {
		t.Fatal(err)
	}
	var first struct{ Explanation []string } // as the first release has it
	if err := json.Unmarshal(kept, &first); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"notify/police: done Fri 4 December 2026", "the same day"}, first.Explanation); diff != "" {
		t.Errorf("the first release reads (-want +got):\n%s", diff)
	}
	var again letter.Item
	if err := json.Unmarshal(kept, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(it, again); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var old letter.Item
	if err := json.Unmarshal([]byte(`{"milestone":"rapid-review","explanation":["the same day"]}`), &old); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(letter.Item{Milestone: "rapid-review", Explanation: []calendar.Line{{Words: "the same day"}}}, old); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
