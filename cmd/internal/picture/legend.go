package picture

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/plan"
)

// footer says what the marks mean, which bank holidays there are, and which
// milestones are not needed.
func (d *drawing) footer(t *plan.Timetable, spare []string) {
	if !d.axis.empty() {
		d.legend()
		d.paragraph(d.holidays())
	}
	if len(spare) > 0 {
		d.paragraph("Not needed: " + strings.Join(spare, ", "))
	}
	d.paragraph(fmt.Sprintf("* Statutory. Bank holidays of %s are published to %s; dates after that are provisional.", words.Place(string(t.Calendar)), t.CalendarUntil.Long()))
}

func (d *drawing) paragraph(text string) {
	for i, line := range wrap(text, smallSize, pageWidth-2*margin) {
		d.y += units(12)
		if i == 0 {
			d.y += units(4)
		}
		d.text(margin, d.y, "note", line)
	}
}

// sign is one entry of the legend: a mark, and its meaning.
type sign struct{ markup, meaning string }

// signWidth is the room for the mark.
const signWidth = px(280)

func path(class, shape string) string {
	return fmt.Sprintf(`<path class="%s" transform="translate(13 0)" d="%s"/>`, class, shape)
}

func stroke(basis plan.Basis) string {
	return fmt.Sprintf(`<path class="bar %s" d="M0 0H25"/>`, basis)
}

func box(class string) string {
	return fmt.Sprintf(`<rect class="%s" x="5" y="-6" width="16" height="12"/>`, class)
}

func signs() []sign {
	return []sign{
		{path("solid", diamond), "statutory (*)"},
		{path("hollow", diamond), "due"},
		{path("hollow", square), "keep until"},
		{path("tick", cross) + path("halo", diamond) + path("hollow", diamond), "overdue"},
		{`<path class="tick" transform="translate(12 7)" d="` + tick + `"/>`, "done"},
		{path("hollow", triangle), "agreed target"},
		{path("hollow", circle), "planned for"},
		{path("thin", upright), "act by: the last working day"},
		{`<path class="thin" transform="translate(8 0)" d="` + bracket + `"/><path class="bar" d="M8 0H24"/>`, "not before"},
		{stroke(plan.BasisFirm), "firm"},
		{stroke(plan.BasisPlanned), "planned: moves with a plan"},
		{stroke(plan.BasisForecast), "forecast: hangs on what is not done yet"},
		{box("weekend"), "weekend"},
		{box("holiday"), "bank holiday"},
	}
}

func (d *drawing) legend() {
	d.y += units(26)
	d.put(`<g class="legend">`)
	x := margin
	for _, s := range signs() {
		width := signWidth + widthOf(s.meaning, smallSize) + units(10)
		if x+width > pageWidth-margin && x > margin {
			x, d.y = margin, d.y+units(20)
		}
		d.put(`<g transform="translate(%s %s)">%s</g>`, x, d.y-units(3), s.markup)
		d.text(x+signWidth, d.y, "note", s.meaning)
		x += width
	}
	d.put("</g>")
}

// holidays names the bank holidays of the chart, unless there are too many.
func (d *drawing) holidays() string {
	const maxNames = 16
	var names []string
	for _, s := range d.axis.segments {
		for day := s.first; day < s.end; day++ {
			if h, ok := d.cal.Holiday(day); ok {
				names = append(names, spell(day, h))
			}
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > maxNames:
		return words.CountOf(len(names), "bank holiday is", "bank holidays are") + " hatched; point at one for its name."
	}
	return "Bank holidays: " + strings.Join(names, "; ") + "."
}

func spell(day calendar.Date, h calendar.Holiday) string { return rows.Brief(day) + " " + h.Name() }
