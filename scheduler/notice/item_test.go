package notice_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// The title of an item names the instance, and its last sentence the roles that are
// told next: in words, whatever the ids.
func TestItemsNameRolesInWords(t *testing.T) {
	facts := plantest.Stated(t, "aware=2026-12-02 notification-received=2026-12-04 ~agency-return/icb=2026-12-14@2026-12-07 ~agency-return/childrens-social-care=2026-12-14@2026-12-07")
	cal := plantest.England()
	var got []string
	for _, at := range []string{"2026-12-14T18:00", "2026-12-16T09:00"} {
		now := plantest.At(t, at)
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "buckinghamshire"), Eras: plan.Always(cal), Agencies: []string{"icb", "childrens-social-care"}, Facts: facts}, now)
		notices, _ := notice.Decide(table, notice.Ledger{}, notice.Office{Calendar: cal, Opens: cal, Hours: anyHours}, now)
		for _, n := range notices {
			if it := n.Item(); n.Milestone.ID == "agency-return" {
				got = append(got, fmt.Sprintf("%s, %s: %s", n.Step, it.Title, it.Next))
			}
		}
	}
	want := plantest.Lines(`
		due, Return the completed information template: ICB: on Tue 15 December 2026, 00:00 it goes to the ICB and the business manager
		due, Return the completed information template: children's social care: on Tue 15 December 2026, 00:00 it goes to children's social care and the business manager
		escalation-1, Return the completed information template: ICB: on Fri 18 December 2026, 00:00 it goes to the safeguarding lead of the ICB
		escalation-1, Return the completed information template: children's social care: on Fri 18 December 2026, 00:00 it goes to the safeguarding lead of children's social care`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}
