package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// counter counts day by day, as a person does with a wall calendar. It asks the
// project's calendar only which days are bank holidays. It counts from noon to
// noon, so that no change of the clocks moves it to another day.
type counter struct{ cal *calendar.Calendar }

func (c counter) works(d time.Time) bool {
	y, m, day := d.Date()
	_, holiday := c.cal.Holiday(calendar.NewDate(y, m, day))
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !holiday
}

// working returns the n-th working day after d; before it for a negative n.
func (c counter) working(d time.Time, n int) time.Time {
	way := 1
	if n < 0 {
		way, n = -1, -n
	}
	for n > 0 {
		d = d.AddDate(0, 0, way)
		if c.works(d) {
			n--
		}
	}
	return d
}

// numbered returns working day n, where the first from d on is day 1.
func (c counter) numbered(d time.Time, n int) time.Time {
	for !c.works(d) {
		d = d.AddDate(0, 0, 1)
	}
	return c.working(d, n-1)
}

// months returns the same day of a later month, or its last.
func (c counter) months(d time.Time, n int) time.Time {
	year, month := d.Year(), int(d.Month())+n
	for month > 12 {
		year, month = year+1, month-12
	}
	first := time.Date(year, time.Month(month), 1, 12, 0, 0, 0, time.UTC)
	for out := first; ; out = out.AddDate(0, 0, 1) {
		if out.Day() == d.Day() || out.AddDate(0, 0, 1).Month() != first.Month() {
			return out
		}
	}
}

// byHand is a milestone of a procedure that ships, as its guidance has it: the
// event that it counts from, and how to count its dates.
type byHand struct {
	milestone, from string
	due             func(c counter, d time.Time) time.Time
	earliest        func(c counter, d time.Time) time.Time
}

func working(n int) func(counter, time.Time) time.Time {
	return func(c counter, d time.Time) time.Time { return c.working(d, n) }
}

func numbered(n int) func(counter, time.Time) time.Time {
	return func(c counter, d time.Time) time.Time { return c.numbered(d, n) }
}

func days(n int) func(counter, time.Time) time.Time {
	return func(_ counter, d time.Time) time.Time { return d.AddDate(0, 0, n) }
}

func months(n int) func(counter, time.Time) time.Time {
	return func(c counter, d time.Time) time.Time { return c.months(d, n) }
}

// prompt returns no date.
func prompt(counter, time.Time) time.Time { return time.Time{} }

// national has the milestones of Working Together 2023, which most procedures
// share. A delay is to be explained one working day after six months have passed
// without the report.
var national = []byHand{
	{"notify-national-panel", "aware", working(5), nil},
	{"rapid-review", "aware", working(15), nil},
	{"review-published", "review-initiated", months(6), nil},
	{"explain-delay", "review-initiated", func(c counter, d time.Time) time.Time {
		return c.working(c.months(d, 6).AddDate(0, 0, 1), 1)
	}, nil},
	{"report-before-publication", "publication", working(-7), nil},
	{"report-available", "publication", months(12), nil},
}

var shippedByHand = map[string][]byHand{
	"england-2023":   national,
	"north-somerset": national,
	"buckinghamshire": append(slices.Clone(national),
		byHand{"request-information", "notification-received", working(2), nil},
		byHand{"rapid-review-meeting", "notification-received", working(13), working(7)},
		byHand{"recommendation-to-chair", "notify-national-panel", months(1), nil}),
	"kent": append(slices.Clone(national[2:]),
		byHand{"notify-national-panel", "aware", working(5), nil},
		byHand{"rapid-review", "notify-national-panel", working(15), nil},
		byHand{"area-director-approval", "incident", working(1), nil},
		byHand{"executive-discussion", "referral", numbered(3), nil},
		byHand{"agency-summaries", "notify-national-panel", numbered(9), nil},
		byHand{"rapid-review-meeting", "notify-national-panel", numbered(13), numbered(11)},
		byHand{"rapid-review-report", "notify-national-panel", numbered(15), numbered(13)}),
	"kirklees-2018": {
		{"notify", "aware", working(5), nil},
		{"findings-to-panel", "aware", working(5), nil},
		{"review-published", "review-initiated", months(6), nil},
		{"explain-delay", "publication-declined", prompt, nil},
		{"report-before-publication", "publication", working(-7), nil},
		{"notice-of-publication", "publication", days(-7), nil},
		{"chronology", "chronologies-requested", days(14), nil},
		{"learning-event", "chronologies-requested", days(28), days(28)},
		{"writing-stage", "aware", days(59), nil},
		{"approval-stage", "aware", days(89), nil},
		{"panel-decision", "aware", numbered(5), numbered(4)},
		{"report-on-website", "publication", months(6), nil},
		{"action", "publication", days(84), nil},
	},
	"domestic-homicide-review": {
		{"decision", "homicide-known", months(1), nil},
		{"overview-report", "decision-to-proceed", months(6), nil},
	},
	"looked-after-child-death": {{"notify", "death", prompt, nil}},
	"care-leaver-death":        {{"notify", "death", prompt, nil}},
	"joint-agency-response":    {{"meeting", "unexpected-death", nil, nil}}, // 72 hours: see below
}

// Counts every statutory milestone of every procedure that ships, and others that
// count in another way, from random days in each division and from the days around
// each change of the clocks.
func TestShippedDatesCountedDayByDay(t *testing.T) {
	for _, id := range procedure.Shipped().IDs() {
		p, rows := plantest.Shipped(t, id), shippedByHand[id]
		for i := range p.Milestones {
			m := &p.Milestones[i]
			if m.Statutory && !slices.ContainsFunc(rows, func(r byHand) bool { return r.milestone == m.ID }) {
				t.Errorf("%s: %s is statutory, and not counted by hand", id, m.ID)
			}
		}
		for _, division := range calendar.Divisions() {
			c := counter{calendar.For(division)}
			for _, day := range triggers(division) {
				for _, row := range rows {
					c.check(t, p, row, day)
				}
			}
		}
	}
}

// triggers returns random moments of five years, and moments around each change of
// the clocks: shortly after midnight, in the hour that is skipped or comes twice,
// and shortly before midnight.
func triggers(division calendar.Division) (out []calendar.When) {
	r := rand.New(rand.NewPCG(2026, uint64(len(division))))
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 30 {
		at := calendar.Instant(start.Add(time.Duration(r.IntN(5*365*24*60)) * time.Minute))
		out = append(out, at, calendar.On(at.Date))
	}
	for _, d := range []string{
		"2024-03-31", "2024-10-27", "2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26", "2028-10-29",
	} {
		day, _ := time.Parse(time.DateOnly, d)
		for _, at := range []time.Duration{-25*time.Hour + time.Minute, -30 * time.Minute, 30 * time.Minute, 90 * time.Minute, 22*time.Hour + 59*time.Minute} {
			w := calendar.Instant(day.Add(at))
			out = append(out, w, calendar.On(w.Date))
		}
	}
	return out
}

// check records the event that a milestone counts from, and compares its dates.
func (c counter) check(t *testing.T, p *procedure.Procedure, row byHand, day calendar.When) {
	t.Helper()
	f := plan.Fact{ID: "f1", Kind: plan.Happened, Name: row.from, At: day, RecordedAt: day.Earliest()}
	table := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(c.cal), Agencies: []string{"police"}, Facts: []plan.Fact{f}}, day.Earliest().AddDate(2, 0, 0))
	due, at, earliest := row.expect(c, day)
	found := false
	for i := range table.Milestones {
		m := &table.Milestones[i]
		if m.ID != row.milestone {
			continue
		}
		found = true
		got := fmt.Sprint(m.Earliest, "..", m.Due, " ", m.DueAt.UTC().Format(time.RFC3339))
		if want := fmt.Sprint(earliest, "..", due, " ", at.UTC().Format(time.RFC3339)); got != want || m.Basis != plan.BasisFirm {
			t.Errorf("%s, %s, %s from %s: %s %s, want %s", p.ID, c.cal.Division(), m.Key(), day, got, m.Basis, want)
		}
	}
	if !found {
		t.Errorf("%s has no %s", p.ID, row.milestone)
	}
}

// expect returns the dates as text, and the last second of the due day in London.
func (row byHand) expect(c counter, day calendar.When) (due string, at time.Time, earliest string) {
	y, m, d := day.Date.Civil()
	noon := time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	if row.due == nil { // elapsed hours, from midnight where only the day is known
		from := time.Date(y, m, d, 0, 0, 0, 0, calendar.London())
		if day.Timed() {
			from = day.Clock
		}
		at = from.Add(72 * time.Hour)
		return at.In(calendar.London()).Format(time.DateOnly), at, ""
	}
	if row.earliest != nil {
		earliest = row.earliest(c, noon).Format(time.DateOnly)
	}
	end := row.due(c, noon)
	if end.IsZero() {
		return "", time.Time{}, earliest
	}
	return end.Format(time.DateOnly), time.Date(end.Year(), end.Month(), end.Day(), 23, 59, 59, 0, calendar.London()), earliest
}
