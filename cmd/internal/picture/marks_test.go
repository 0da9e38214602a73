package picture

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Each kind of date has a shape of its own, and each basis a line.
func TestMarksOfAMilestone(t *testing.T) {
	due := date(t, "2026-12-23")
	for _, tc := range []struct {
		name string
		set  func(m *plan.Milestone)
		want string // the classes of the marks, in order
	}{
		{"due", func(*plan.Milestone) {}, "bar firm, due hollow"},
		{"statutory", func(m *plan.Milestone) { m.Statutory = true }, "bar firm, due statutory solid"},
		{"overdue", func(m *plan.Milestone) { m.Status = plan.StatusOverdue }, "bar firm, overdue tick, due hollow"},
		{"statutory and overdue", func(m *plan.Milestone) { m.Status, m.Statutory = plan.StatusOverdue, true }, "bar firm, overdue tick, due statutory solid"},
		{"planned", func(m *plan.Milestone) { m.Basis = plan.BasisPlanned }, "bar planned, due hollow"},
		{"forecast", func(m *plan.Milestone) { m.Status, m.Basis = plan.StatusWaiting, plan.BasisForecast }, "bar forecast, due hollow"},
		{"a window", func(m *plan.Milestone) { m.Earliest = due - 6 }, "bar firm, earliest thin, due hollow"},
		{"on that day", func(m *plan.Milestone) { m.Earliest = due }, "bar firm, due hollow"},
		{"to be acted on before", func(m *plan.Milestone) { m.ActBy = due - 1 }, "bar firm, due hollow, act-by thin"},
		{"an agreed target", func(m *plan.Milestone) { m.Target = due + 9 }, "bar firm, due hollow, target hollow"},
		{"a plan", func(m *plan.Milestone) { m.Planned = calendar.On(due - 2) }, "bar firm, due hollow, plan hollow"},
		{"done", func(m *plan.Milestone) { m.Status, m.DoneAt = plan.StatusDone, calendar.On(due-2) }, "bar firm, due hollow, done tick"},
		{"done, so that plans are over", func(m *plan.Milestone) {
			m.Status, m.DoneAt, m.Planned, m.Target = plan.StatusDone, calendar.On(due-2), calendar.On(due), due
		}, "bar firm, due hollow, done tick"},
		{"kept", func(m *plan.Milestone) { m.ActBy = 0 }, "bar firm, due hollow"},
		{"done without having been due", func(m *plan.Milestone) {
			m.Status, m.DoneAt, m.Due, m.ActBy, m.DueAt = plan.StatusDone, calendar.On(due), 0, 0, plan.Moment{}
		}, "done tick"},
		{"without a date", func(m *plan.Milestone) {
			m.Status, m.Basis, m.Due, m.ActBy, m.DueAt = plan.StatusWaiting, plan.BasisWaiting, 0, 0, plan.Moment{}
		}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			n := 3
			m := plan.Milestone{
				ID: "m", Title: "Title", Status: plan.StatusOpen, Basis: plan.BasisFirm, Due: due, ActBy: due, Remaining: &n,
				DueAt: plan.Moment{Time: due.End()}, Opened: plan.Moment{Time: (due - 5).Start()},
			}
			tc.set(&m)
			root, _ := draw(t, &plan.Timetable{Procedure: "own", Calendar: calendar.EnglandAndWales, Milestones: []plan.Milestone{m}}, (due - 4).Start())
			if got := strings.Join(drawn(root.all("row")[0]), ", "); got != tc.want {
				t.Errorf("drawn: %s, want %s", got, tc.want)
			}
		})
	}
}

// drawn lists the marks of a row on the chart, without the halos that only part
// them from the background.
func drawn(row element) (classes []string) {
	for _, e := range row.Children {
		if class := e.attr("class"); e.XMLName.Local != "text" && class != "" && class != "rule" && !e.is("halo") {
			classes = append(classes, class)
		}
	}
	return classes
}

// A bar ends at the due date and begins where the time began; a forecast begins a
// little before.
func TestWhereBarsBegin(t *testing.T) {
	table, now := readme(t)
	root, _ := draw(t, table, now)
	for key, begins := range map[string]string{
		"notify-national-panel": "2026-12-16", // became aware
		"rapid-review-meeting":  "2026-12-31", // the window opens
	} {
		d := drawing{axis: readmeAxis(t)}
		row := rowOf(t, root, key)
		bar := row.all("bar")[0]
		want := d.axis.middle(date(t, begins))
		if key == "rapid-review-meeting" {
			want = d.axis.at(date(t, begins))
		}
		if bar.attr("x1") != want.String() || bar.attr("x2") != strings.Fields(strings.TrimPrefix(row.all("due")[0].attr("transform"), "translate("))[0] {
			t.Errorf("%s: the bar is from %s to %s, want from %s (%s)", key, bar.attr("x1"), bar.attr("x2"), want, begins)
		}
	}
}

func readmeAxis(t testing.TB) axis {
	table, now := readme(t)
	dated, _, _ := arrange(table, now)
	return newAxis(marks(dated, now), chartLeft, chartRight)
}

func rowOf(t testing.TB, root element, key string) element {
	t.Helper()
	for _, row := range root.all("row") {
		if strings.Contains(row.attr("data-key"), key) {
			return row
		}
	}
	t.Fatalf("there is no row of %s", key)
	return element{}
}

// An arrow leads to the end of a year of keeping, so that it does not press the
// rest together.
func TestLongKeepingIsAnArrow(t *testing.T) {
	table, now := scene{procedure: "buckinghamshire"}.with(t, map[string]string{"aware": "2026-12-16", "publication": "2027-05-28"}, "2027-06-01")
	root, text := draw(t, table, now)
	arrows := rowOf(t, root, "report-available").all("beyond")
	if len(arrows) != 1 || arrows[0].attr("data-date") != "2028-05-28" || !strings.Contains(text, ">until Sun 28 May 2028</text>") {
		t.Errorf("arrows: %+v", arrows)
	}
	if n := len(root.all("gap")); n == 0 {
		t.Error("the axis is not broken between January and May")
	}
}

// A period of keeping that ends before other dates ends on the chart, and not in a
// break of the axis.
func TestShortKeepingEndsOnTheChart(t *testing.T) {
	table, now := scene{procedure: "buckinghamshire"}.with(t, map[string]string{"aware": "2026-12-16", "publication": "2027-05-28"}, "2030-06-03")
	root, _ := draw(t, table, now)
	row := rowOf(t, root, "report-available")
	if ends := row.all("due"); len(ends) != 1 || ends[0].attr("data-date") != "2028-05-28" || len(row.all("beyond")) != 0 {
		t.Fatalf("ends: %+v", ends)
	}
	for _, weekend := range root.all("weekend") {
		if weekend.attr("data-date") == "2028-05-28" { // a Sunday
			return
		}
	}
	t.Error("the last day is not drawn")
}
