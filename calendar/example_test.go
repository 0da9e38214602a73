package calendar_test

import (
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
)

// A deadline, and the day to act by.
func Example() {
	cal := calendar.For(calendar.EnglandAndWales)
	began := calendar.On(calendar.NewDate(2026, time.August, 20))
	due, err := cal.After(began, calendar.Period{N: 10, Unit: calendar.Days})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("due   ", due.Date.Long())
	fmt.Println("act by", cal.ActBy(due.Date).Long())
	// Output:
	// due    Sun 30 August 2026
	// act by Fri 28 August 2026
}

// An office that is closed between the holidays, and works from Monday to
// Thursday.
func ExampleNew() {
	overlay := calendar.Overlay{
		Closed: []calendar.Holiday{
			{Date: calendar.NewDate(2026, time.December, 29), Title: "Office closed"},
			{Date: calendar.NewDate(2026, time.December, 30), Title: "Office closed"},
		},
		Week: calendar.NewWeek(time.Monday, time.Tuesday, time.Wednesday, time.Thursday),
	}
	cal, err := calendar.New(calendar.EnglandAndWales, calendar.Shipped(), overlay)
	if err != nil {
		fmt.Println(err)
		return
	}
	day := calendar.NewDate(2026, time.December, 24)
	fmt.Println(cal.AddWorkingDays(day, 1).Long())
	fmt.Println(cal.AddWorkingDays(day, 2).Long())

	_, err = calendar.New("wales", calendar.Shipped(), overlay)
	fmt.Println(err)
	// Output:
	// Thu 31 December 2026
	// Mon 4 January 2027
	// build calendar: "wales" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom
}

// Five working days around Easter.
func ExampleCalendar_AddWorkingDays() {
	cal := calendar.For(calendar.EnglandAndWales)
	day := calendar.NewDate(2026, time.April, 2)
	fmt.Println(cal.AddWorkingDays(day, 5).Long())
	fmt.Println(cal.AddWorkingDays(day, -5).Long())
	// Output:
	// Mon 13 April 2026
	// Thu 26 March 2026
}

// The lines of an explanation have their values: which bank holidays counted, and
// which settings decided.
func ExampleReckoned_Lines() {
	cal := calendar.For(calendar.Scotland).With(calendar.Counting{Roll: calendar.Next})
	due, err := cal.After(calendar.On(calendar.NewDate(2026, time.August, 28)), calendar.Period{N: 3, Unit: calendar.Months})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range due.Lines() {
		switch line.Kind {
		case calendar.LineBankHolidays:
			fmt.Println("* of the division", line.Name)
		case calendar.LineRolled:
			fmt.Printf("* moved to %s, since %s is %s\n", line.When.Long(), line.Name, line.Value)
		default:
			fmt.Println("-", line)
		}
	}
	// Output:
	// - 3 months after Fri 28 August 2026, the day itself not counted: Sat 28 November 2026
	// * moved to Tue 1 December 2026, since roll is next
	// * of the division scotland
}

// The same count by the defaults, and under two settings.
func ExampleCalendar_With() {
	cal := calendar.For(calendar.EnglandAndWales)
	from := calendar.Instant(calendar.NewDate(2026, time.December, 3).At(16, 30, 0))
	for _, counting := range []calendar.Counting{{}, {Trigger: calendar.DayOne}, {LateAfter: 16 * 60}, {Trigger: "day 1"}} {
		due, err := cal.With(counting).After(from, calendar.Period{N: 5, Unit: calendar.WorkingDays})
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s %q\n", due.Date.Long(), counting)
	}
	// Output:
	// Thu 10 December 2026 ""
	// Wed 9 December 2026 "trigger: day-one"
	// Fri 11 December 2026 "late-after: 16:00"
	// trigger: "day 1" is not one of excluded, day-one
}

// Settings have names, for a file or a command.
func ExampleCounting_Set() {
	var counting calendar.Counting
	for _, s := range [][2]string{{"roll", "next"}, {"day-ends", "17:00"}, {"roll", "tomorrow"}} {
		if err := counting.Set(s[0], s[1]); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(counting)
	// Output:
	// roll: "tomorrow" is not one of none, next, previous
	// roll: next, day-ends: 17:00
}

// The Rapid Review is due 15 working days after the local authority became
// aware, whose own day is not counted.
func ExampleCalendar_After() {
	aware := calendar.Instant(calendar.NewDate(2026, time.December, 3).At(10, 30, 0))
	cal := calendar.For(calendar.EnglandAndWales)
	due, err := cal.After(aware, calendar.Period{N: 15, Unit: calendar.WorkingDays})
	if err != nil {
		fmt.Println(err)
		return
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
