// Package picture draws a timetable as SVG: a row for each milestone on an axis of
// days, with weekends and bank holidays shaded. Milestones without a date are
// listed below.
//
// It is for paper and for black and white. Nothing rests on colour: the shape of a
// mark is its meaning, the style of a line says how certain a date is, and every
// date stands in words beside its row, so that texts on the chart cannot meet. All
// text can be selected, and the description tells the whole to those who cannot see
// it.
//
//	svg.go     the order of the drawing
//	layout.go  the text of each row, and its height
//	axis.go    from days to positions; a long empty stretch makes a break
//	chart.go   shading, bars and marks
//	legend.go  the meaning of the marks, and the bank holidays by name
//	pen.go     elements and attributes, all text escaped
//	words.go   the width of text, roughly, and where it breaks
//
// The same timetable gives the same bytes: there are no fonts to measure, no
// floating point and no clock.
package picture
