// Package picture draws a timetable as SVG: a row per milestone on an axis of
// days, weekends and bank holidays shaded, what has no date yet listed below.
//
// It is for paper and for black and white. Nothing rests on colour: what a mark
// means is in its shape, how certain a date is in the style of the line, and
// every date stands in words beside its row, so that no text lies on the chart
// where another might be. All text can be selected, and the whole is told in the
// description for those who cannot see it.
//
//	svg.go     the order of the drawing
//	layout.go  what each row says, and how high it is
//	axis.go    from days to positions; where long stretches are empty it breaks
//	chart.go   shading, bars and marks
//	legend.go  what the marks mean, and the bank holidays by name
//	pen.go     elements and attributes, all text escaped
//	words.go   how wide text is, about, and where it breaks
//
// The same timetable gives the same bytes: there are no fonts to measure, no
// floating point and no clock.
package picture
