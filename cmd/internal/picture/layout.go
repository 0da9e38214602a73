package picture

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler/plan"
)

// The picture has the width of a landscape page of A4 at 96 units to the inch. Its
// height follows from its rows.
const (
	pageWidth  = px(11200)
	margin     = px(160)
	nameWidth  = px(2560)
	dueWidth   = px(1420)
	columnGap  = px(120)
	dueAt      = margin + nameWidth + columnGap
	chartLeft  = dueAt + dueWidth + columnGap
	chartRight = pageWidth - margin

	nameSize  = 11
	smallSize = 9
	nameLead  = px(130)
	smallLead = px(110)
	rowPad    = px(50)
	minRow    = px(300)
)

// entry is a row of the picture: its lines of text, and its height.
type entry struct {
	rows.Row
	name   []string // the title, with a star where it is statutory
	key    []string // as it is written on the command line
	when   string   // the due date, or nothing
	notes  []string // below it: how the milestone stands, and how certain its date is
	remark []string // in place of a bar: what the milestone waits for
	height px
}

// arrange makes the entries: those with a date in the order of their dates, those
// without one, and the names of milestones that are not needed.
func arrange(t *plan.Timetable, now time.Time) (dated, open []entry, spare []string) {
	list, idle := rows.Arrange(t)
	for _, r := range list {
		e := describe(r, now)
		if e.day().IsZero() {
			open = append(open, e)
			continue
		}
		dated = append(dated, e)
	}
	slices.SortStableFunc(dated, func(a, b entry) int { return cmp.Compare(a.day(), b.day()) })
	for _, r := range idle {
		spare = append(spare, r.Name())
	}
	return dated, open, spare
}

// day returns the date that gives an entry its place: its due date, else the date
// on which it was done.
func (e entry) day() calendar.Date { return cmp.Or(e.M.Due, e.M.DoneAt.Date) }

func describe(r rows.Row, now time.Time) entry {
	m := r.M
	if m.Due.IsZero() && m.DoneAt.IsZero() {
		return undated(r)
	}
	e := entry{Row: r, name: wrap(starred(m), nameSize, nameWidth), key: wrap(r.Name(), smallSize, nameWidth), when: rows.Brief(m.Due)}
	if rows.ToTheHour(m) {
		e.when += ", " + m.DueAt.In(calendar.London()).Format("15:04")
	}
	for _, note := range qualities(m, now) {
		e.notes = append(e.notes, wrap(note, smallSize, dueWidth)...)
	}
	e.height = max(minRow, 2*rowPad+e.textHeight())
	return e
}

// undated returns an entry without a date: its name has the room of the dates too.
func undated(r rows.Row) entry {
	const room = nameWidth + columnGap + dueWidth
	remark := "to be done promptly: no period is given"
	switch {
	case len(r.WaitingFor()) > 0:
		remark = "waits for " + strings.Join(r.WaitingFor(), ", ")
	case r.M.Status != plan.StatusPrompt:
		remark = string(r.M.Status)
	}
	for _, warning := range r.M.Warnings.Sentences() {
		remark += "; " + warning
	}
	e := entry{
		Row: r, name: wrap(starred(r.M), nameSize, room), key: wrap(r.Name(), smallSize, room),
		remark: wrap(remark, nameSize, chartRight-chartLeft),
	}
	e.height = rowPad + e.textHeight()
	return e
}

func starred(m *plan.Milestone) string {
	if m.Statutory {
		return m.Title + " *"
	}
	return m.Title
}

func (e entry) textHeight() px {
	left := nameLead*px(len(e.name)) + smallLead*px(len(e.key))
	due := smallLead * px(len(e.notes))
	if e.when != "" {
		due += nameLead
	}
	return max(left, due, nameLead*px(len(e.remark)))
}

// qualities returns everything that is said of the date of a milestone.
func qualities(m *plan.Milestone, now time.Time) []string {
	out := []string{rows.Standing(m, now)}
	if m.Outcome != "" {
		out[0] += ": " + m.Outcome
	}
	add := func(when bool, text string) {
		if when {
			out = append(out, text)
		}
	}
	ahead := m.DoneAt.IsZero()
	add(ahead && m.Basis == plan.BasisPlanned && !m.Due.IsZero() && m.Status != plan.StatusWaiting, "planned")
	add(ahead && !m.Earliest.IsZero() && m.Earliest != m.Due, "from "+rows.Brief(m.Earliest))
	add(ahead && !m.Earliest.IsZero() && m.Earliest == m.Due, "on that day")
	actBy, another := rows.ActBy(m)
	add(ahead && another, "act by "+rows.Brief(actBy))
	add(ahead && !m.Planned.IsZero(), "planned for "+rows.Brief(m.Planned.Date))
	add(ahead && !m.Target.IsZero(), "target "+rows.Brief(m.Target))
	add(m.Early, "before its window opened")
	add(ahead && m.Provisional, "provisional")
	return append(out, m.Warnings.Sentences()...)
}

// marks returns the days that the axis must show. The end of a long period of
// keeping is not among them: an arrow leads to it.
func marks(dated []entry, now time.Time) []calendar.Date {
	var out []calendar.Date
	add := func(days ...calendar.Date) {
		for _, d := range days {
			if !d.IsZero() {
				out = append(out, d)
			}
		}
	}
	for _, e := range dated {
		m := e.M
		add(m.DoneAt.Date, m.Planned.Date, m.Target)
		add(m.Earliest)
		if !rows.Kept(m) {
			add(m.Due, opened(m), m.ActBy)
		}
	}
	if len(dated) > 0 && !now.IsZero() {
		add(calendar.DateOf(now))
	}
	for _, e := range dated {
		if rows.Kept(e.M) && (len(out) == 0 || e.M.Due <= slices.Max(out)) {
			add(e.M.Due)
		}
	}
	return out
}

// opened returns the day on which the time of a milestone began to run.
func opened(m *plan.Milestone) calendar.Date {
	if m.Opened.IsZero() {
		return 0
	}
	return calendar.DateOf(m.Opened.Time)
}

// keys returns the names of all milestones of an entry.
func (e entry) keys() string {
	if len(e.Instances) == 0 {
		return e.M.ID
	}
	var out []string
	for _, instance := range e.Instances {
		out = append(out, plan.Key(e.M.ID, instance))
	}
	return strings.Join(out, ", ")
}
