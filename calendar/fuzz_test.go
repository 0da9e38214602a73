package calendar_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-12-03", "2026-02-30", "1970-01-01", "2100-12-31", "2101-01-01", "2026-+1-03", "", "2026-12-03T10:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.ParseDate(s)
		if err != nil {
			if d != 0 {
				t.Errorf("%q: a date and an error", s)
			}
			return
		}
		if y, _, _ := d.Civil(); d.String() != s || y < 1970 || y > 2100 {
			t.Errorf("%q was read as %s", s, d)
		}
	})
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"2026-12-03", "2026-12-03T10:30", "2026-03-29T01:30", "2026-10-25T01:30", "2026-12-03T24:00", "1970-01-01T00:00", "T"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := calendar.ParseWhen(s)
		if err != nil {
			if !w.IsZero() {
				t.Errorf("%q: a time and an error", s)
			}
			return
		}
		if w.Timed() && (calendar.DateOf(w.Clock) != w.Date || w.Clock.Location() != time.UTC) {
			t.Errorf("%q was read as %v", s, w)
		}
		// In the gap in spring the wall clock moves on, else the text stays.
		if gap := w.Timed() && w.String() != s; gap && w.String()[:12]+"1"+w.String()[13:] != s {
			t.Errorf("%q was written as %s", s, w)
		}
		if again, err := calendar.ParseWhen(w.String()); err != nil || again != w {
			t.Errorf("%q, written as %s, was read as %v (%v)", s, w, again, err)
		}
	})
}
