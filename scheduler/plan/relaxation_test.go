package plan_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A temporary relaxation is an edition, and its end is another. A case keeps the
// edition in force on the day on which it began: a case from April 2020 keeps its
// six months, and one from May has no period, however long it takes.
func TestATemporaryRelaxation(t *testing.T) {
	library, err := procedure.Shipped().Extend(os.DirFS("../procedure/testdata/relaxation"), "relaxation")
	if err != nil {
		t.Fatal(err)
	}
	const then = " notify-national-panel=2020-10-01 review-initiated=2020-11-02 review-completed=2021-03-01 ~publication=2021-04-12"
	for _, c := range []struct{ aware, edition, notify, rapidReview, published, notice string }{
		{"2020-03-02", "2018-07-04", "2020-03-09", "overdue 2020-03-23", "open 2021-05-02", "open 2021-03-30"},
		{"2020-04-30", "2018-07-04", "2020-05-07", "overdue 2020-05-22", "open 2021-05-02", "open 2021-03-30"}, // Friday 8 May was the bank holiday
		{"2020-05-01", "2020-05-01", "2020-05-11", "prompt -", "prompt -", "prompt -"},
		{"2020-06-01", "2020-05-01", "2020-06-08", "prompt -", "prompt -", "prompt -"},
		{"2020-09-25", "2020-05-01", "2020-10-02", "prompt -", "prompt -", "prompt -"},
		{"2020-09-26", "2020-09-26", "2020-10-02", "overdue 2020-10-16", "open 2021-05-02", "open 2021-03-30"},
		{"2021-02-01", "2020-09-26", "2021-02-08", "open 2021-02-22", "open 2021-05-02", "open 2021-03-30"},
	} {
		p, err := library.InForce("england-2018", plantest.When(t, c.aware).Date)
		if err != nil {
			t.Fatal(err)
		}
		table := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Facts: plantest.Stated(t, "aware="+c.aware+then)}, plantest.At(t, "2021-02-15"))
		stands := func(id string) string {
			m := table.Find(id)
			due := m.Due.String()
			if due == "" {
				due = "-"
			}
			return fmt.Sprintf("%s %s", m.Status, due)
		}
		got := []string{p.Edition.String(), table.Find("notify-national-panel").Due.String(), stands("rapid-review"), stands("review-published"), stands("report-before-publication")}
		want := []string{c.edition, c.notify, c.rapidReview, c.published, c.notice}
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("aware on %s: got %s\nwant %s", c.aware, strings.Join(got, "; "), strings.Join(want, "; "))
		}
	}
}
