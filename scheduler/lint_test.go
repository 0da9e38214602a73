package scheduler_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// What the published guidance contradicts itself in: Buckinghamshire's meeting
// on working day 18, Kirklees' draft on day 61 and its approval on day 93.
func TestConflicts(t *testing.T) {
	want := map[string][]string{
		"buckinghamshire": {"rapid-review-meeting (between 7 and 13 working days after notification-received) can end 3 days after rapid-review (15 working days after aware)"},
		"kirklees-2018": {
			"first-draft (28 days after the last learning-event) can end 1 day after writing-stage (calendar day 60 counting aware as day 1)",
			"business-group-approval (14 days after reviewer-amendments) can end 3 days after approval-stage (calendar day 90 counting aware as day 1)",
		},
	}
	for _, id := range procedure.Embedded().IDs() {
		if diff := cmp.Diff(want[id], scheduler.Conflicts(shipped(t, id), england)); diff != "" {
			t.Errorf("%s (-want +got): %s", id, diff)
		}
	}
}

// In a case it is a warning beside the date, and none where the dates agree or
// the meeting was held.
func TestADateThatPassesWhatItBelongsTo(t *testing.T) {
	for _, tt := range []struct {
		name, facts string
		want        []string
	}{
		{"notified at once", "aware=2026-06-01 notification-received=2026-06-02", nil},
		{"notified on the last day", "aware=2026-06-01 notification-received=2026-06-08", []string{"its time ends 3 days after rapid-review is due, on Mon 22 June 2026"}},
		{"held all the same", "aware=2026-06-01 notification-received=2026-06-08 rapid-review-meeting=2026-06-19", nil},
	} {
		table := scheduler.Plan(shipped(t, "buckinghamshire"), england, nil, stated(t, tt.facts), at(t, "2026-06-20"))
		if diff := cmp.Diff(tt.want, table.Find("rapid-review-meeting").Warnings); diff != "" {
			t.Errorf("%s (-want +got): %s", tt.name, diff)
		}
	}
}
