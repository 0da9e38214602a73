package notice_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// eachClockChange calls do with the Sunday of every change of London's clocks
// from 2000 to 2050, worked out without the zone files.
func eachClockChange(do func(sunday calendar.Date)) {
	for year := 2000; year <= 2050; year++ {
		for _, month := range []time.Month{time.March, time.October} {
			d := calendar.NewDate(year, month, 31)
			do(d.AddDays(-int(d.Weekday())))
		}
	}
}

// worked returns the day n working days on, or back, counted a day at a time.
func worked(d calendar.Date, n int) calendar.Date {
	way := 1
	if n < 0 {
		way, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(way)
		_, holiday := plantest.England().Holiday(d)
		if w := d.Weekday(); w != time.Saturday && w != time.Sunday && !holiday {
			n--
		}
	}
	return d
}

// stepsOf shortens the lines of life to the moment and the step.
func stepsOf(told []string) []string {
	var out []string
	for _, line := range told {
		words := strings.Fields(line)
		out = append(out, strings.Join(words[:5], " "))
	}
	return out
}

// Whatever the clocks do meanwhile, a day's reminder comes once, on its day, at
// eight by the clock on the wall.
func TestSendTimesAcrossEveryClockChange(t *testing.T) {
	eachClockChange(func(sunday calendar.Date) {
		aware := worked(sunday, -3)
		due := worked(aware, 5)
		late := worked(due, 1) // the first morning after the date
		facts := []plan.Fact{plantest.Fact(t, plan.Happened, "aware="+aware.String()+"T10:00")}
		told := life(t, "england-2023", office, nil, facts, aware.String()+"T10:00", worked(due, 9).String(), "notify-national-panel")
		at := func(d calendar.Date, clock, step string) string { return d.Short() + " " + clock + " " + step }
		want := []string{
			at(aware, "10:00:00", "opened"),
			at(worked(due, -2), "08:00:00", "reminder"),
			at(worked(due, -1), "08:00:00", "reminder"),
			at(due, "08:00:00", "due"),
			at(late, "08:00:00", "overdue"),
			at(worked(late, 1), "08:00:00", "escalation-1"),
			at(worked(late, 3), "08:00:00", "escalation-2"),
			at(worked(late, 5), "08:00:00", "escalation-3"),
		}
		if diff := cmp.Diff(want, stepsOf(told)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sunday, diff)
		}
	})
}

// The steps of a milestone counted in hours come by elapsed time: half of 72 hours
// is 36 hours, even if the clock on the wall says 35 or 37.
func TestHoursAcrossEveryClockChange(t *testing.T) {
	eachClockChange(func(sunday calendar.Date) {
		death := (sunday - 1).At(22, 0, 0)
		from := calendar.Instant(death)
		facts := []plan.Fact{plantest.Fact(t, plan.Happened, "unexpected-death="+from.String())}
		due := death.Add(72 * time.Hour)
		told := life(t, "joint-agency-response", office, nil, facts, from.String(), calendar.Instant(due.Add(time.Minute)).String(), "meeting")
		at := func(m time.Time, step string) string {
			return fmt.Sprintf("%s %s", m.In(calendar.London()).Format("Mon 2 Jan 15:04:05"), step)
		}
		want := []string{
			at(death, "opened"), at(death.Add(36*time.Hour), "reminder"), at(due.Add(-4*time.Hour), "reminder"), at(due.Add(time.Second), "overdue"),
		}
		if diff := cmp.Diff(want, stepsOf(told)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sunday, diff)
		}
	})
}
