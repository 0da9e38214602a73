package picture

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/scheduler/plan"
)

// The example of the README, for people to look at.
func TestTheExampleOfTheReadme(t *testing.T) {
	table, now := readme(t)
	_, got := draw(t, table, now)
	golden.Match(t, "testdata/buckinghamshire.svg", got)
}

func TestPicturesShowEveryMilestone(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.String(), func(t *testing.T) {
			table, now := s.plan(t)
			root, _ := draw(t, table, now)
			shown := map[string]int{}
			for _, row := range root.all("row") {
				for _, key := range strings.Split(row.attr("data-key"), ", ") {
					shown[key]++
				}
			}
			for i := range table.Milestones {
				m := &table.Milestones[i]
				want := 1
				if m.Status == plan.StatusNotNeeded {
					want = 0
				}
				if shown[m.Key()] != want {
					t.Errorf("%s stands in %d rows, want %d", m.Key(), shown[m.Key()], want)
				}
			}
		})
	}
}

// A later day stands further to the right, the same day at the same place, and
// every mark on the page.
func TestPositionsGrowWithDates(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.String(), func(t *testing.T) {
			table, now := s.plan(t)
			root, _ := draw(t, table, now)
			at := map[calendar.Date]float64{}
			marks := root.all("due")
			for _, mark := range append(append(append(marks, root.all("done")...), root.all("plan")...), root.all("act-by")...) {
				day, x := date(t, mark.attr("data-date")), mark.x(t)
				if x < 430 || x > 1104 {
					t.Errorf("%s at %v is not on the chart", day, x)
				}
				for other, y := range at {
					if (day < other) != (x < y) && x != y || (day == other) != (x == y) {
						t.Errorf("%s at %v, %s at %v", day, x, other, y)
					}
				}
				at[day] = x
			}
			for i := range table.Milestones {
				m := &table.Milestones[i]
				if _, ok := at[m.Due]; !ok && !m.Due.IsZero() && !keptFor(m) && m.Status != plan.StatusNotNeeded {
					t.Errorf("%s, due %s, has no mark", m.Key(), m.Due)
				}
			}
		})
	}
}

func keptFor(m *plan.Milestone) bool { return strings.HasPrefix(m.Rule, "keep") }

// Of the days between the first and the last shaded one of each stretch of the
// axis, those that are not working days are shaded, once, and no others.
func TestEveryFreeDayIsShadedOnce(t *testing.T) {
	for _, s := range scenes() {
		table, now := s.plan(t)
		root, _ := draw(t, table, now)
		dated, _, _ := arrange(table, now)
		shaded := map[string]string{}
		for _, class := range []string{"weekend", "holiday"} {
			for _, r := range root.all(class) {
				day := r.attr("data-date")
				if day == "" {
					continue // the legend
				}
				if shaded[day] != "" {
					t.Errorf("%s: %s is shaded as %s and as %s", s, day, shaded[day], class)
				}
				shaded[day] = class
				if h, _ := england.Holiday(date(t, day)); class == "holiday" && !strings.Contains(r.Children[0].Text, h.Name()) {
					t.Errorf("%s does not say that it is %s", day, h.Name())
				}
			}
		}
		for _, seg := range newAxis(marks(dated, now), chartLeft, chartRight).segments {
			for day := seg.first; day < seg.end; day++ {
				if free := !england.IsWorkingDay(day); free != (shaded[day.String()] != "") {
					t.Errorf("%s: %s: shaded as %q", s, day.Long(), shaded[day.String()])
				}
				delete(shaded, day.String())
			}
		}
		if len(shaded) > 0 {
			t.Errorf("%s: shaded beside the axis: %v", s, shaded)
		}
	}
}

// A picture stands alone: it fetches nothing, runs nothing, needs no colour, and
// describes itself to those who cannot see it.
func TestPicturesStandAlone(t *testing.T) {
	table, now := readme(t)
	root, text := draw(t, table, now)
	for _, never := range []string{"href", "<script", "<image", "<foreignObject", "@import", "http://", "https://"} {
		if strings.Contains(strings.ReplaceAll(text, `xmlns="http://www.w3.org/2000/svg"`, ""), never) {
			t.Errorf("the picture says %s", never)
		}
	}
	if root.attr("role") != "img" || root.attr("viewBox") == "" {
		t.Errorf("attributes: %+v", root.Attrs)
	}
	if name := root.Children[0]; name.XMLName.Local != "title" || name.Text != "Timetable: buckinghamshire" {
		t.Errorf("its title is %+v", name)
	}
	const want = "Notify the national Panel (notify-national-panel): due Wed 23 Dec 2026, 3 wd left, statutory."
	if told := root.Children[1]; told.XMLName.Local != "desc" || !strings.Contains(told.Text, want) {
		t.Errorf("its description is %s", told.Text)
	}
	var again bytes.Buffer
	if err := SVG(&again, table, england, now); err != nil || again.String() != text {
		t.Errorf("the same timetable gave another picture (%v)", err)
	}
}

// The line of today stands at today, and there is none without a moment.
func TestToday(t *testing.T) {
	table, now := readme(t)
	root, text := draw(t, table, now)
	lines := root.all("now-line")
	if len(lines) != 1 || lines[0].attr("data-date") != "2026-12-18" || !strings.Contains(text, ">today, Fri 18 Dec 2026</text>") {
		t.Errorf("the line of today: %+v", lines)
	}
	if root, _ := draw(t, table, time.Time{}); len(root.all("now-line")) != 0 {
		t.Error("a line of today without a today")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestErrorOfTheWriterIsReturned(t *testing.T) {
	table, now := readme(t)
	if err := SVG(full{}, table, england, now); err != os.ErrClosed {
		t.Errorf("got %v", err)
	}
}

func readme(t testing.TB) (*plan.Timetable, time.Time) {
	t.Helper()
	return scene{procedure: "buckinghamshire", events: 0}.with(t, map[string]string{
		"aware": "2026-12-16T10:30", "notification-received": "2026-12-18",
	}, "2026-12-18T00:00")
}
