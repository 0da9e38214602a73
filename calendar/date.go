package calendar

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Date is a civil date in Europe/London, without a time of day.
// The zero value is no date at all.
type Date int32

// Days are numbered from 1 January 1900, so that no date in use is zero.
const epochUnixDays = -25567

const (
	firstYear = 1970
	lastYear  = 2100
)

// NewDate returns the civil date; days and months out of range roll over as
// in [time.Date]. A year that is in the millions gives no date.
func NewDate(year int, month time.Month, day int) Date {
	if !in32(year) || !in32(int(month)) || !in32(day) {
		return 0
	}
	return dated(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 - epochUnixDays)
}

// dated returns the date with a number; no date where none has it.
func dated(n int64) Date {
	if !in32(n) {
		return 0
	}
	return Date(n)
}

// in32 says whether n is small enough for sums of days that cannot overflow.
func in32[N int | int64](n N) bool { return n >= math.MinInt32 && n <= math.MaxInt32 }

// ParseDate reads YYYY-MM-DD. The year must be one that the calendar tables
// cover, 1970 to 2100.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, formError{fmt.Sprintf("%q is not a date", s), "write it as YYYY-MM-DD, for example 2026-12-03" + noSuchDay(s)}
	}
	if t.Year() < firstYear || t.Year() > lastYear {
		return 0, errOutside(s)
	}
	return Date(t.Unix()/86400 - epochUnixDays), nil
}

func errOutside(s string) error {
	return fmt.Errorf("%q is outside the years %d to %d that Longstop counts in", s, firstYear, lastYear)
}

// hasForm says whether s is written as YYYY-MM-DD, whether or not there is such
// a day.
func hasForm(s string) bool {
	for i := range len(s) {
		if hyphen := i == 4 || i == 7; hyphen != (s[i] == '-') || !hyphen && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return len(s) == len(time.DateOnly)
}

// noSuchDay explains why a text of the right form is no date.
func noSuchDay(s string) string {
	var y, m, d int
	if !hasForm(s) {
		return ""
	}
	if _, err := fmt.Sscanf(s, "%4d-%2d-%2d", &y, &m, &d); err != nil {
		return ""
	}
	if m < 1 || m > 12 {
		return fmt.Sprintf(" (there is no month %d)", m)
	}
	return fmt.Sprintf(" (%s %d has %d days)", time.Month(m), y, daysIn(y, time.Month(m)))
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero says whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// noon returns noon of d in UTC, for arithmetic only.
func (d Date) noon() time.Time {
	return time.Unix((int64(d)+epochUnixDays)*86400+43200, 0).UTC()
}

// Civil returns the year, month and day.
func (d Date) Civil() (int, time.Month, int) { return d.noon().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// String returns YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.noon().Format(time.DateOnly)
}

// Long returns the date as people write it: "Thu 3 December 2026".
func (d Date) Long() string {
	if d == 0 {
		return "no date"
	}
	return d.noon().Format("Mon 2 January 2006")
}

// Short returns the date without its year: "Thu 3 Dec".
func (d Date) Short() string {
	if d == 0 {
		return "no date"
	}
	return d.noon().Format("Mon 2 Jan")
}

// counted says whether d lies in the years that the tables cover.
func (d Date) counted() bool { return d >= tableFirst && d <= tableLast }

// check says why d cannot be counted from.
func (d Date) check() error {
	switch {
	case d.IsZero():
		return errors.New("there is no date")
	case !d.counted():
		return errOutside(d.String())
	}
	return nil
}

// AddDays returns the date n civil days later, or earlier where n is negative.
// A sum that is too large gives no date.
func (d Date) AddDays(n int) Date {
	if !in32(n) {
		return 0
	}
	return dated(int64(d) + int64(n))
}

// AddMonths returns the corresponding date n months later, or the last day of
// that month where it has no such day: 31 August and six months is 28 or 29
// February (Dodds v Walker [1981] 1 WLR 1027).
func (d Date) AddMonths(n int) Date {
	if !in32(n) {
		return 0
	}
	y, m, day := d.Civil()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return NewDate(first.Year(), first.Month(), min(day, daysIn(first.Year(), first.Month())))
}

// MarshalJSON writes "YYYY-MM-DD", or null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; an empty text is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	p, err := ParseDate(string(b))
	if err == nil {
		*d = p
	}
	return err
}
