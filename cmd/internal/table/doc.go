// Package table prints a timetable for people, on a terminal of 80 columns, as
// cmd/internal/picture draws one. Both show the rows of cmd/internal/rows in the
// same order and with the same words.
//
// Print makes a table by due date: a line for each row, and below it the details
// that the columns have no room for. Names are never cut: a long one pushes the
// columns to its right into the line below (see columns). Why prints the whole
// reckoning of one milestone. The rest is for other rooms that print on the same
// terminal.
package table
