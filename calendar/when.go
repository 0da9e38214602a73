package calendar

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // Longstop must know London's clocks on a machine that has no zone files
)

var london = mustLocation("Europe/London")

// London returns the time zone of every civil time in Longstop.
func London() *time.Location { return london }

func mustLocation(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic("calendar: the embedded time zones have no " + name)
	}
	return l
}

// DateOf returns the civil date in London at an instant; no date for the zero
// time.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.In(london).Date()
	return NewDate(y, m, d)
}

// At returns the instant of a wall-clock time in London on day d. In the gap
// in spring the wall time moves forward; of the two in autumn it means the
// first. No date gives the zero time.
func (d Date) At(hour, minute, second int) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	y, m, day := d.Civil()
	gmt := time.Date(y, m, day, hour, minute, second, 0, time.UTC)
	summer := gmt.Add(-time.Hour)
	if l := summer.In(london); l.Hour() == gmt.Hour() && l.Minute() == gmt.Minute() {
		return summer
	}
	return gmt
}

// When is the time of a fact: a day, or a day and a time. The zero value is no
// time at all. People write it to the minute: [ParseWhen] reads no seconds, and
// takes the first of an hour that comes twice in autumn.
type When struct {
	Date  Date
	Clock time.Time // UTC; zero where only the day is known
}

// On returns the When of a day whose time is not known.
func On(d Date) When { return When{Date: d} }

// Instant returns the When of an instant. An instant without a date gives no time
// at all.
func Instant(t time.Time) When {
	d := DateOf(t)
	if d.IsZero() {
		return When{}
	}
	return When{Date: d, Clock: t.UTC()}
}

// ParseWhen reads 2026-12-03 or 2026-12-03T10:30, in Europe/London; or an
// instant in UTC, 2026-10-25T01:30:00Z, which tells apart the hours that an
// autumn night has twice.
func ParseWhen(s string) (When, error) {
	day, clock, timed := strings.Cut(s, "T")
	d, err := ParseDate(day)
	switch {
	case err != nil && (timed || hasForm(day)):
		return When{}, err
	case err != nil:
		return When{}, fmt.Errorf("%w, or with a time as 2026-12-03T10:30", err)
	}
	if !timed {
		return On(d), nil
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil && strings.HasSuffix(s, "Z") {
		return Instant(t), nil
	}
	t, err := time.Parse("15:04", clock)
	if err != nil || len(clock) != 5 {
		return When{}, fmt.Errorf("%q is not a time of day: write HH:MM after the T, for example %sT10:30", clock, day)
	}
	return Instant(d.At(t.Hour(), t.Minute(), 0)), nil
}

// Timed says whether the time of day is known.
func (w When) Timed() bool { return !w.Clock.IsZero() }

// IsZero says whether w is no time at all.
func (w When) IsZero() bool { return w.Date.IsZero() }

// Earliest returns the first instant that w can mean. Hours are counted from it:
// that is the strictest reading where only the day is known.
func (w When) Earliest() time.Time {
	if w.Timed() {
		return w.Clock
	}
	return w.Date.Start().UTC()
}

// Before orders facts: by day, and on one day those without a time first.
func (w When) Before(o When) bool {
	if w.Date != o.Date {
		return w.Date < o.Date
	}
	if !w.Timed() && !o.Timed() {
		return false
	}
	return w.Earliest().Before(o.Earliest())
}

// String returns the form that [ParseWhen] reads: the time in London, or the
// instant in UTC where the time in London would not give it back.
func (w When) String() string {
	if !w.Timed() {
		return w.Date.String()
	}
	local := w.Clock.In(london)
	if !w.Date.At(local.Hour(), local.Minute(), 0).Equal(w.Clock) {
		return w.Clock.UTC().Format(time.RFC3339Nano)
	}
	return local.Format("2006-01-02T15:04")
}

// Long returns the time as people write it: "Thu 3 December 2026, 10:30".
func (w When) Long() string {
	if !w.Timed() {
		return w.Date.Long()
	}
	return w.Date.Long() + w.Clock.In(london).Format(", 15:04")
}

// MarshalText writes the form that [ParseWhen] reads.
func (w When) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what [ParseWhen] reads; an empty text is no time.
func (w *When) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*w = When{}
		return nil
	}
	p, err := ParseWhen(string(b))
	if err == nil {
		*w = p
	}
	return err
}
