package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// rows splits a table that people read: a row a line, cells between bars.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, cells)
	}
	return out
}

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// day reads a date with its day of the week, "Wed 2024-03-27": whoever wrote
// the table looked at a calendar.
func day(t testing.TB, s string) calendar.Date {
	t.Helper()
	weekday, iso, _ := strings.Cut(s, " ")
	d := date(t, iso)
	if got := d.Weekday().String()[:3]; got != weekday {
		t.Errorf("%s is a %s in the table, a %s in the calendar", iso, weekday, got)
	}
	return d
}

func when(t testing.TB, s string) calendar.When {
	t.Helper()
	w, err := calendar.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func period(n int, unit calendar.Unit) calendar.Period { return calendar.Period{N: n, Unit: unit} }

func expect(t *testing.T, got calendar.Reckoned, err error, want, what string) {
	t.Helper()
	if err != nil || got.Date.String() != want {
		t.Errorf("%s: got %s (%v), want %s", what, got.Date, err, want)
	}
}

// The trigger, the number of working days, then the date: E&W with the trigger
// excluded, E&W with the trigger as day 1, and excluded in Scotland, Northern
// Ireland and with a holiday in any part of the United Kingdom.
const workingDaysAfter = `
Wed 2024-03-27 |  5 | 2024-04-05 | 2024-04-04 | 2024-04-04 | 2024-04-05 | 2024-04-05
Fri 2023-12-22 |  5 | 2024-01-03 | 2024-01-02 | 2024-01-04 | 2024-01-03 | 2024-01-04
Fri 2023-12-22 | 15 | 2024-01-17 | 2024-01-16 | 2024-01-18 | 2024-01-17 | 2024-01-18
Wed 2022-09-14 |  5 | 2022-09-22 | 2022-09-21 | 2022-09-22 | 2022-09-22 | 2022-09-22
Sat 2026-04-04 |  5 | 2026-04-13 | 2026-04-13 | 2026-04-10 | 2026-04-13 | 2026-04-13
Fri 2026-06-12 |  5 | 2026-06-19 | 2026-06-18 | 2026-06-22 | 2026-06-19 | 2026-06-22
Fri 2027-12-24 |  5 | 2028-01-05 | 2028-01-04 | 2028-01-06 | 2028-01-05 | 2028-01-06
`

func TestWorkingDaysAfter(t *testing.T) {
	excluding := map[int]calendar.Division{
		2: calendar.EnglandAndWales, 4: calendar.Scotland, 5: calendar.NorthernIreland, 6: calendar.UnitedKingdom,
	}
	for _, r := range rows(workingDaysAfter) {
		from, n := day(t, r[0]), number(t, r[1])
		for column, division := range excluding {
			got, err := calendar.For(division).After(calendar.On(from), period(n, calendar.WorkingDays))
			expect(t, got, err, r[column], r[1]+" working days after "+r[0]+" in "+string(division))
		}
		got, err := calendar.For(calendar.EnglandAndWales).DayN(calendar.On(from), n, calendar.WorkingDays)
		expect(t, got, err, r[3], "day "+r[1]+" with "+r[0]+" as day 1")
	}
}

func number(t testing.TB, s string) int {
	t.Helper()
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			t.Fatalf("%q is not a number", s)
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// England and Wales: no later than seven working days before publication, and
// the clear reading, one working day earlier still.
const sevenWorkingDaysBefore = `
Wed 2024-04-10 | 2024-03-28 | 2024-03-27
Thu 2026-01-08 | 2025-12-29 | 2025-12-24
Sun 2024-05-12 | 2024-05-01 | 2024-04-30
`

func TestSevenWorkingDaysBefore(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, r := range rows(sevenWorkingDaysBefore) {
		got, err := cal.Before(calendar.On(day(t, r[0])), period(7, calendar.WorkingDays))
		expect(t, got, err, r[1], "7 working days before "+r[0])
		if clear := cal.AddWorkingDays(got.Date, -1); clear.String() != r[2] {
			t.Errorf("7 clear working days before %s: got %s, want %s", r[0], clear, r[2])
		}
	}
}

func TestWindowOfTheRapidReviewMeeting(t *testing.T) {
	cal, from := calendar.For(calendar.EnglandAndWales), calendar.On(day(t, "Wed 2026-12-16"))
	earliest, err := cal.After(from, period(7, calendar.WorkingDays))
	expect(t, earliest, err, "2026-12-29", "the window opens")
	due, err := cal.After(from, period(13, calendar.WorkingDays))
	expect(t, due, err, "2027-01-07", "the window ends")
}

// Every bank holiday of England and Wales from 2025: the working days on either
// side of it, the fifth working day after it and the seventh before it. The
// last two rows reach into 2029, whose New Year's Day comes from the rules.
const aroundBankHolidays = `
Wed 2025-01-01 | 2024-12-31 | 2025-01-02 | 2025-01-08 | 2024-12-19 | New Year’s Day
Fri 2025-04-18 | 2025-04-17 | 2025-04-22 | 2025-04-28 | 2025-04-09 | Good Friday
Mon 2025-04-21 | 2025-04-17 | 2025-04-22 | 2025-04-28 | 2025-04-09 | Easter Monday
Mon 2025-05-05 | 2025-05-02 | 2025-05-06 | 2025-05-12 | 2025-04-24 | Early May bank holiday
Mon 2025-05-26 | 2025-05-23 | 2025-05-27 | 2025-06-02 | 2025-05-15 | Spring bank holiday
Mon 2025-08-25 | 2025-08-22 | 2025-08-26 | 2025-09-01 | 2025-08-14 | Summer bank holiday
Thu 2025-12-25 | 2025-12-24 | 2025-12-29 | 2026-01-05 | 2025-12-16 | Christmas Day
Fri 2025-12-26 | 2025-12-24 | 2025-12-29 | 2026-01-05 | 2025-12-16 | Boxing Day
Thu 2026-01-01 | 2025-12-31 | 2026-01-02 | 2026-01-08 | 2025-12-19 | New Year’s Day
Fri 2026-04-03 | 2026-04-02 | 2026-04-07 | 2026-04-13 | 2026-03-25 | Good Friday
Mon 2026-04-06 | 2026-04-02 | 2026-04-07 | 2026-04-13 | 2026-03-25 | Easter Monday
Mon 2026-05-04 | 2026-05-01 | 2026-05-05 | 2026-05-11 | 2026-04-23 | Early May bank holiday
Mon 2026-05-25 | 2026-05-22 | 2026-05-26 | 2026-06-01 | 2026-05-14 | Spring bank holiday
Mon 2026-08-31 | 2026-08-28 | 2026-09-01 | 2026-09-07 | 2026-08-20 | Summer bank holiday
Fri 2026-12-25 | 2026-12-24 | 2026-12-29 | 2027-01-05 | 2026-12-16 | Christmas Day
Mon 2026-12-28 | 2026-12-24 | 2026-12-29 | 2027-01-05 | 2026-12-16 | Boxing Day (substitute day)
Fri 2027-01-01 | 2026-12-31 | 2027-01-04 | 2027-01-08 | 2026-12-21 | New Year’s Day
Fri 2027-03-26 | 2027-03-25 | 2027-03-30 | 2027-04-05 | 2027-03-17 | Good Friday
Mon 2027-03-29 | 2027-03-25 | 2027-03-30 | 2027-04-05 | 2027-03-17 | Easter Monday
Mon 2027-05-03 | 2027-04-30 | 2027-05-04 | 2027-05-10 | 2027-04-22 | Early May bank holiday
Mon 2027-05-31 | 2027-05-28 | 2027-06-01 | 2027-06-07 | 2027-05-20 | Spring bank holiday
Mon 2027-08-30 | 2027-08-27 | 2027-08-31 | 2027-09-06 | 2027-08-19 | Summer bank holiday
Mon 2027-12-27 | 2027-12-24 | 2027-12-29 | 2028-01-05 | 2027-12-16 | Christmas Day (substitute day)
Tue 2027-12-28 | 2027-12-24 | 2027-12-29 | 2028-01-05 | 2027-12-16 | Boxing Day (substitute day)
Mon 2028-01-03 | 2027-12-31 | 2028-01-04 | 2028-01-10 | 2027-12-21 | New Year’s Day (substitute day)
Fri 2028-04-14 | 2028-04-13 | 2028-04-18 | 2028-04-24 | 2028-04-05 | Good Friday
Mon 2028-04-17 | 2028-04-13 | 2028-04-18 | 2028-04-24 | 2028-04-05 | Easter Monday
Mon 2028-05-01 | 2028-04-28 | 2028-05-02 | 2028-05-08 | 2028-04-20 | Early May bank holiday
Mon 2028-05-29 | 2028-05-26 | 2028-05-30 | 2028-06-05 | 2028-05-18 | Spring bank holiday
Mon 2028-08-28 | 2028-08-25 | 2028-08-29 | 2028-09-04 | 2028-08-17 | Summer bank holiday
Mon 2028-12-25 | 2028-12-22 | 2028-12-27 | 2029-01-03 | 2028-12-14 | Christmas Day
Tue 2028-12-26 | 2028-12-22 | 2028-12-27 | 2029-01-03 | 2028-12-14 | Boxing Day
`

func TestAroundEveryBankHoliday(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	seen := map[calendar.Date]bool{}
	for _, r := range rows(aroundBankHolidays) {
		d := day(t, r[0])
		seen[d] = true
		h, ok := cal.Holiday(d)
		if !ok || h.Name() != r[5] || cal.IsWorkingDay(d) {
			t.Errorf("%s: got %q (%v), want %q", r[0], h.Name(), ok, r[5])
		}
		for column, n := range map[int]int{1: -1, 2: 1, 3: 5, 4: -7} {
			if got := cal.AddWorkingDays(d, n); got.String() != r[column] {
				t.Errorf("%+d working days from %s: got %s, want %s", n, r[0], got, r[column])
			}
		}
		if cal.OnOrBefore(d).String() != r[1] || cal.OnOrAfter(d).String() != r[2] {
			t.Errorf("%s: on or before %s, on or after %s", r[0], cal.OnOrBefore(d), cal.OnOrAfter(d))
		}
	}
	for d := calendar.NewDate(2025, time.January, 1); d <= calendar.NewDate(2028, time.December, 31); d++ {
		if h, ok := cal.Holiday(d); ok && !seen[d] {
			t.Errorf("the table lacks %s, %s", d, h.Title)
		}
	}
}

// Months, weeks and days are calendar time; a month that has no such day gives
// its last (Dodds v Walker).
const calendarTime = `
2023-08-31 |  6 | month | 2024-02-29
2024-08-31 |  6 | month | 2025-02-28
2024-09-30 |  4 | month | 2025-01-30
2024-01-31 |  1 | month | 2024-02-29
2025-01-31 |  1 | month | 2025-02-28
2024-02-29 | 12 | month | 2025-02-28
2024-02-29 | 48 | month | 2028-02-29
2026-11-30 |  3 | month | 2027-02-28
2026-12-03 |  6 | month | 2027-06-03
2026-12-03 |  2 | week  | 2026-12-17
2026-12-03 | 12 | week  | 2027-02-25
2026-12-03 | 14 | day   | 2026-12-17
2024-02-28 |  2 | day   | 2024-03-01
2100-02-28 |  1 | day   | 2100-03-01
`

func TestCalendarTime(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, r := range rows(calendarTime) {
		p := period(number(t, r[1]), calendar.Unit(r[2]))
		got, err := cal.After(when(t, r[0]), p)
		expect(t, got, err, r[3], p.String()+" after "+r[0])
		if !got.At.Equal(date(t, r[3]).End()) || got.Hour {
			t.Errorf("%s after %s ends at %s", p, r[0], got.At)
		}
	}
	got, err := cal.Before(when(t, "2024-03-31"), period(1, calendar.Months))
	expect(t, got, err, "2024-02-29", "1 month before 2024-03-31")
}

// The day of the event is day 1; in working days the first working day on or
// after it is.
const dayNumbers = `
2026-12-16 |  1 | working day | 2026-12-16
2026-12-16 |  9 | working day | 2026-12-30
2026-12-19 |  1 | working day | 2026-12-21
2026-12-26 |  1 | working day | 2026-12-29
2026-12-19 |  1 | day         | 2026-12-19
2026-12-03 | 60 | day         | 2027-01-31
2026-12-03 | 90 | day         | 2027-03-02
`

func TestDayNumbers(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, r := range rows(dayNumbers) {
		got, err := cal.DayN(calendar.On(date(t, r[0])), number(t, r[1]), calendar.Unit(r[2]))
		expect(t, got, err, r[3], "day "+r[1]+" from "+r[0]+" in "+r[2]+"s")
	}
}

// Remaining time is signed: three overdue is -3.
func TestRemaining(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, r := range []struct {
		from, to string
		want     int
	}{
		{"2026-12-03", "2026-12-03", 0},
		{"2026-12-03", "2026-12-04", 1},
		{"2026-12-04", "2026-12-06", 0},
		{"2026-12-24", "2026-12-29", 1},
		{"2026-12-08", "2026-12-03", -3},
		{"2026-12-06", "2026-12-04", 0},
	} {
		if got := cal.WorkingDaysBetween(date(t, r.from), date(t, r.to)); got != r.want {
			t.Errorf("from %s to %s: got %d, want %d", r.from, r.to, got, r.want)
		}
	}
	if got, want := cal.WorkingDaysBetween(0, date(t, "1970-01-05")), 2; got != want {
		t.Errorf("from no date: got %d, want %d, as from the first day of the tables", got, want)
	}
}
