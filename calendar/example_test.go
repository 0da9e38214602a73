package calendar_test

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
)

// The Rapid Review is due 15 working days after the local authority became
// aware, whose own day is not counted.
func ExampleCalendar_After() {
	aware, err := calendar.ParseWhen("2026-12-03T10:30")
	if err != nil {
		panic(err)
	}
	cal := calendar.For(calendar.EnglandAndWales)
	due, err := cal.After(aware, calendar.Period{N: 15, Unit: calendar.WorkingDays})
	if err != nil {
		panic(err)
	}
	fmt.Println("due", due.Date.Long())
	fmt.Println("last moment", due.At.Format(time.RFC3339))
	for _, line := range due.Lines() {
		fmt.Println("-", line)
	}
	// Output:
	// due Thu 24 December 2026
	// last moment 2026-12-24T23:59:59Z
	// - 15 working days after Thu 3 December 2026, the day itself not counted: Thu 24 December 2026
	// - not counted: 6 weekend days: 5–6, 12–13, 19–20 December 2026
	// - bank holidays: england-and-wales, version e8b764c4
}

// The report is sent seven working days before publication.
func ExampleCalendar_Before() {
	cal := calendar.For(calendar.EnglandAndWales)
	publication := calendar.On(calendar.NewDate(2026, time.January, 8))
	due, err := cal.Before(publication, calendar.Period{N: 7, Unit: calendar.WorkingDays})
	fmt.Println(due.Date.Long(), err)
	// Output: Mon 29 December 2025 <nil>
}

// Where the day of the event is day 1, a Saturday makes Monday day 1.
func ExampleCalendar_DayN() {
	cal := calendar.For(calendar.EnglandAndWales)
	due, err := cal.DayN(calendar.On(calendar.NewDate(2026, time.December, 5)), 9, calendar.WorkingDays)
	fmt.Println(due.Date.Long(), err)
	// Output: Thu 17 December 2026 <nil>
}

// A deadline on a Sunday stands; the last working day before it is the one to
// act by.
func ExampleCalendar_OnOrBefore() {
	cal := calendar.For(calendar.EnglandAndWales)
	due := calendar.NewDate(2026, time.June, 7)
	fmt.Println(due.Long(), "- act by", cal.OnOrBefore(due).Long())
	// Output: Sun 7 June 2026 - act by Fri 5 June 2026
}

// Negative is overdue.
func ExampleCalendar_WorkingDaysBetween() {
	cal := calendar.For(calendar.EnglandAndWales)
	today := calendar.NewDate(2026, time.December, 29)
	fmt.Println(cal.WorkingDaysBetween(today, calendar.NewDate(2027, time.January, 4)))
	fmt.Println(cal.WorkingDaysBetween(today, calendar.NewDate(2026, time.December, 23)))
	// Output:
	// 3
	// -2
}

// No such day: the last of the month.
func ExampleDate_AddMonths() {
	decided := calendar.NewDate(2024, time.August, 31)
	fmt.Println(decided.AddMonths(6))
	// Output: 2025-02-28
}

// At 01:30 on the last Sunday of March the clock shows 02:30.
func ExampleDate_At() {
	fmt.Println(calendar.NewDate(2026, time.March, 29).At(1, 30, 0).In(calendar.London()).Format("15:04 MST"))
	// Output: 02:30 BST
}

func ExampleParseWhen() {
	for _, text := range []string{"2026-12-03T10:30", "2026-12-03", "3 December"} {
		w, err := calendar.ParseWhen(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(w.Long())
	}
	// Output:
	// Thu 3 December 2026, 10:30
	// Thu 3 December 2026
	// "3 December" is not a date: write it as YYYY-MM-DD, for example 2026-12-03, or with a time as 2026-12-03T10:30
}

func ExampleFor() {
	day := calendar.NewDate(2026, time.November, 30)
	for _, division := range calendar.Divisions() {
		if holiday, ok := calendar.For(division).Holiday(day); ok {
			fmt.Printf("%s: %s\n", division, holiday.Name())
		}
	}
	// Output:
	// scotland: St Andrew’s Day
	// united-kingdom: St Andrew’s Day
}
