package picture

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/scheduler/plan"
)

// chart draws the milestones that have a date.
func (d *drawing) chart(list []entry) {
	if len(list) == 0 {
		return
	}
	top := d.y
	d.y += units(30)
	bottom := d.y
	for _, e := range list {
		bottom += e.height
	}
	d.text(margin, d.y-units(5), "column", "Milestone")
	d.text(dueAt, d.y-units(5), "column", "Due")
	d.shade(d.y, bottom)
	d.months(top, bottom)
	d.breaks(d.y, bottom)
	d.line(margin, d.y, chartRight, d.y, "frame")
	d.today(d.y, bottom)
	for _, e := range list {
		d.entry(e, func(y px) { d.plot(e, y) })
	}
	d.line(margin, d.y, chartRight, d.y, "frame")
	d.y += units(12) // for the word today
}

// list writes down the milestones that have no date.
func (d *drawing) list(list []entry) {
	if len(list) == 0 {
		return
	}
	d.y += units(24)
	d.text(margin, d.y, "section", "Without a date yet")
	d.y += units(6)
	d.line(margin, d.y, chartRight, d.y, "frame")
	for _, e := range list {
		d.entry(e, func(px) {
			y := d.y + rowPad/2
			for _, line := range e.remark {
				y += nameLead
				d.text(chartLeft, y-units(3), "name", line)
			}
		})
	}
}

// entry writes the text of one row, and calls draw for the rest of it.
func (d *drawing) entry(e entry, draw func(middle px)) {
	d.put(`<g class="row" data-key="%s">`, escaped(e.keys()))
	d.element("title", e.M.Title+"\n"+e.keys()+"\n"+e.M.Rule+"\nowner: "+e.Owner()+"\n"+e.M.Source.String())
	pad := (e.height - e.textHeight()) / 2
	y := d.y + pad
	column := func(x, lead px, class string, lines ...string) {
		for _, line := range lines {
			y += lead
			d.text(x, y-units(3), class, line)
		}
	}
	column(margin, nameLead, "name", e.name...)
	column(margin, smallLead, "key", e.key...)
	y = d.y + pad
	if e.when != "" {
		column(dueAt, nameLead, "name", e.when)
	}
	column(dueAt, smallLead, "note", e.notes...)
	draw(d.y + e.height/2)
	d.y += e.height
	d.line(margin, d.y, chartRight, d.y, "rule")
	d.put("</g>")
}

// shade shades the days that are not working days, each once.
func (d *drawing) shade(top, bottom px) {
	for _, s := range d.axis.segments {
		for day := s.first; day < s.end; day++ {
			left, width := d.axis.at(day), d.axis.at(day+1)-d.axis.at(day)
			class, name := "weekend", ""
			if h, ok := d.cal.Holiday(day); ok {
				class, name = "holiday", day.Long()+": "+h.Name()
			} else if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
				continue
			}
			d.put(`<rect x="%s" y="%s" width="%s" height="%s" class="%s" data-date="%s">`, left, top, width, bottom-top, class, day)
			if name != "" {
				d.element("title", name)
			}
			d.put("</rect>")
		}
	}
}

// months writes the axis: months above, the days of Mondays below.
func (d *drawing) months(top, bottom px) {
	every := 1
	for px(every)*d.axis.perWeek() < units(18) {
		every *= 2
	}
	for _, s := range d.axis.segments {
		for from := s.first; from < s.end; {
			year, month, _ := from.Civil()
			next := calendar.NewDate(year, month+1, 1)
			left, right := d.axis.at(from), d.axis.at(min(next, s.end))
			if from > s.first {
				d.line(left, top+units(4), left, bottom, "rule")
			}
			d.text(left+units(3), top+units(13), "month", fitting(right-left-units(4), fmt.Sprintf("%s %d", month, year),
				fmt.Sprintf("%s %d", month.String()[:3], year), month.String()[:3]))
			from = min(next, s.end)
		}
		for day := s.first; day < s.end; day++ {
			if day.Weekday() == time.Monday && int(day)/7%every == 0 && d.axis.middle(day)+units(6) < s.right {
				_, _, n := day.Civil()
				d.text(d.axis.middle(day), top+units(25), "day middle", fmt.Sprint(n))
			}
		}
	}
}

// fitting returns the first of the texts that is no wider than room, or nothing.
func fitting(room px, texts ...string) string {
	for _, text := range texts {
		if widthOf(text, 10) <= room {
			return text
		}
	}
	return ""
}

// breaks shows where the axis leaves time out, and how much.
func (d *drawing) breaks(top, bottom px) {
	for i, s := range d.axis.segments[1:] {
		before := d.axis.segments[i]
		weeks := int(s.first-before.end+3) / 7
		text := fmt.Sprintf("%d wk", weeks)
		if weeks > 104 {
			text = fmt.Sprintf("%d yr", (weeks+26)/52)
		}
		d.line(before.right, top, before.right, bottom, "gap")
		d.line(s.left, top, s.left, bottom, "gap")
		middle := (before.right + s.left) / 2
		d.text(middle, top-units(14), "day middle", text)
		d.put(`<path class="thin" transform="translate(%s %s)" d="M-5 4L-1 -4M1 4L5 -4"/>`, middle, top-units(5))
	}
}

// today draws the line of the present day, with its date.
func (d *drawing) today(top, bottom px) {
	if d.now.IsZero() || d.axis.empty() {
		return
	}
	day := calendar.DateOf(d.now)
	x, text := d.axis.middle(day), "today, "+rows.Brief(day)
	half := widthOf(text, nameSize) / 2
	d.put(`<g class="now-line" data-date="%s">`, day)
	d.line(x, top, x, bottom+units(4), "today")
	d.text(min(max(x, chartLeft+half), chartRight-half), bottom+units(14), "now middle", text)
	d.put("</g>")
}

// plot draws the bar and the marks of one milestone.
func (d *drawing) plot(e entry, y px) {
	m := e.M
	if rows.Kept(m) && d.axis.beyond(m.Due) {
		d.arrow(m, y)
	} else if !m.Due.IsZero() {
		d.bar(m, d.start(m), d.axis.middle(m.Due), y)
		d.due(m, y)
	}
	mark := func(day calendar.Date, kind, path string) {
		if !day.IsZero() {
			d.mark(kind, path, day, d.axis.middle(day), y)
		}
	}
	if m.DoneAt.IsZero() {
		if m.ActBy != m.Due {
			mark(m.ActBy, "act-by thin", upright)
		}
		mark(m.Target, "target hollow", triangle)
		mark(m.Planned.Date, "plan hollow", circle)
	}
	if done := m.DoneAt.Date; !done.IsZero() {
		mark(done, "done halo", tick)
		mark(done, "done tick", tick)
	}
}

// start returns where the bar of a milestone begins: where its window opens, else
// where its time began to run, else a little before it is due.
func (d *drawing) start(m *plan.Milestone) px {
	switch {
	case !m.Earliest.IsZero():
		return d.axis.at(m.Earliest)
	case !m.Opened.IsZero() && opened(m) <= m.Due:
		return d.axis.middle(opened(m))
	}
	return max(d.axis.left(), d.axis.middle(m.Due)-units(40))
}

// bar draws a line in the style of the basis; a stroke across it marks the start
// of a window.
func (d *drawing) bar(m *plan.Milestone, from, to, y px) {
	if from < to {
		d.line(from, y, to, y, "bar "+string(m.Basis))
	}
	if !m.Earliest.IsZero() && m.Earliest != m.Due {
		d.put(`<path class="earliest thin" data-date="%s" transform="translate(%s %s)" d="%s"/>`, m.Earliest, from, y, bracket)
	}
}

// arrow draws an arrow to a day beyond the edge.
func (d *drawing) arrow(m *plan.Milestone, y px) {
	from := max(d.axis.left(), chartRight-units(60))
	if day := opened(m); !day.IsZero() && !d.axis.beyond(day) {
		from = d.axis.middle(day)
	}
	d.line(min(from, chartRight-units(20)), y, chartRight-units(6), y, "bar "+string(m.Basis))
	d.put(`<path class="beyond solid" data-date="%s" transform="translate(%s %s)" d="M-8 -5L0 0L-8 5Z"/>`, m.Due, chartRight, y)
	text := "until " + rows.Brief(m.Due)
	d.rect(chartRight-widthOf(text, smallSize), y-units(15), widthOf(text, smallSize), units(10), "page")
	d.text(chartRight-units(2), y-units(7), "far end", text)
}

// The shapes of the marks.
const (
	diamond  = "M0 -6.5L6.5 0L0 6.5L-6.5 0Z"
	square   = "M-4.5 -4.5H4.5V4.5H-4.5Z"
	tick     = "M-4 -7L-1 -3L6 -12"
	cross    = "M-10 -10L10 10M-10 10L10 -10"
	triangle = "M0 -6L6 5H-6Z"
	circle   = "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"
	upright  = "M0 -9V9"
	bracket  = "M3 -6H0V6H3"
)

// due marks the due date, with a shape for its kind.
func (d *drawing) due(m *plan.Milestone, y px) {
	x := d.axis.middle(m.Due)
	if m.Status == plan.StatusOverdue {
		d.mark("overdue halo", cross, m.Due, x, y)
		d.mark("overdue tick", cross, m.Due, x, y)
	}
	d.mark("halo", diamond, m.Due, x, y)
	switch {
	case rows.Kept(m):
		d.mark("due hollow", square, m.Due, x, y)
	case m.Statutory:
		d.mark("due statutory solid", diamond, m.Due, x, y)
	default:
		d.mark("due hollow", diamond, m.Due, x, y)
	}
}

func (d *drawing) mark(class, path string, day calendar.Date, x, y px) {
	d.put(`<path class="%s" data-date="%s" transform="translate(%s %s)" d="%s"/>`, class, day, x, y, path)
}
