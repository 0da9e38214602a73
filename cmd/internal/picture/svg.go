package picture

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/plan"
)

// SVG draws a timetable. cal has the bank holidays by which it was reckoned, and now
// is the moment that it was reckoned for: a line marks its day in London, unless now
// is zero. The error is that of the writer.
func SVG(w io.Writer, t *plan.Timetable, cal *calendar.Calendar, now time.Time) error {
	dated, open, spare := arrange(t, now)
	d := &drawing{cal: cal, now: now, axis: newAxis(marks(dated, now), chartLeft, chartRight)}
	d.y = margin
	d.heading(t)
	d.chart(dated)
	d.list(open)
	d.footer(t, spare)
	var out pen
	out.put(`<?xml version="1.0" encoding="UTF-8"?>`)
	out.put(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="title desc">`, pageWidth, d.y+margin)
	out.put(`<title id="title">%s</title>`, escaped(title(t)))
	out.put(`<desc id="desc">%s</desc>`, escaped(inWords(append(dated, open...), now)))
	out.WriteString(style)
	out.rect(0, 0, pageWidth, d.y+margin, "page")
	out.WriteString(d.String())
	out.put("</svg>")
	_, err := io.WriteString(w, out.String())
	return err
}

// drawing is a picture that is drawn down to y.
type drawing struct {
	pen
	cal  *calendar.Calendar
	now  time.Time
	axis axis
	y    px
}

func title(t *plan.Timetable) string { return "Timetable: " + t.Procedure }

func (d *drawing) heading(t *plan.Timetable) {
	for _, line := range wrap(title(t), 18, pageWidth-2*margin) {
		d.y += units(20)
		d.text(margin, d.y, "heading", line)
	}
	about := fmt.Sprintf("%s, edition of %s. Working days (wd) of %s.", t.Procedure, t.Edition.Long(), words.Place(string(t.Calendar)))
	if !d.now.IsZero() {
		about = fmt.Sprintf("As of %s. ", calendar.Instant(d.now).Long()) + about
	}
	for _, line := range wrap(about, nameSize, pageWidth-2*margin) {
		d.y += units(16)
		d.text(margin, d.y, "name", line)
	}
	d.y += units(14)
}

// inWords tells the picture to those who cannot see it.
func inWords(list []entry, now time.Time) string {
	var lines []string
	for _, e := range list {
		said := []string{strings.Join(e.remark, " ")}
		if len(e.remark) == 0 {
			said = qualities(e.M, now)
		}
		if e.when != "" {
			said = append([]string{"due " + e.when}, said...)
		}
		if e.M.Statutory {
			said = append(said, "statutory")
		}
		lines = append(lines, fmt.Sprintf("%s (%s): %s.", e.M.Title, e.keys(), strings.Join(said, ", ")))
	}
	return strings.Join(lines, "\n")
}

// style has dark text on white. Greys that carry meaning differ in form too:
// weekends are plain, bank holidays hatched.
const style = `<defs>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="1.6" height="5" fill="#777"/></pattern>
</defs>
<style>
text { font-family: sans-serif; font-size: 11px; fill: #111; }
.heading { font-size: 18px; font-weight: bold; }
.section, .column { font-weight: bold; }
.key, .note, .day, .far { font-size: 9px; fill: #444; }
.month { font-size: 10px; fill: #111; }
.now { font-size: 10px; font-weight: bold; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.page { fill: #fff; }
.weekend, .holiday { shape-rendering: crispEdges; }
.weekend { fill: #e8e8e8; }
.holiday { fill: url(#hatch); }
.rule { stroke: #c4c4c4; stroke-width: 0.6; }
.frame { stroke: #444; stroke-width: 1; }
.gap { stroke: #444; stroke-width: 1; stroke-dasharray: 2 3; }
.today { stroke: #111; stroke-width: 1.6; }
.bar { stroke: #333; stroke-width: 4; fill: none; }
.planned { stroke-dasharray: 13 5; }
.forecast { stroke-linecap: round; stroke-dasharray: 0.1 7; }
.thin { stroke: #111; stroke-width: 1.8; fill: none; }
.solid { fill: #111; stroke: #111; stroke-width: 1.6; }
.hollow { fill: #fff; stroke: #111; stroke-width: 1.6; }
.tick { fill: none; stroke: #111; stroke-width: 2.6; }
.halo { fill: none; stroke: #fff; stroke-width: 4.4; }
</style>
`
