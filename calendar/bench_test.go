package calendar

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
)

// The counts of the procedures, a long one, and one before a publication: they
// cost the same.
var counts = []int{1, 15, 130, 10000, -7}

func BenchmarkAddWorkingDays(b *testing.B) {
	c, from := For(EnglandAndWales), NewDate(2026, time.December, 16)
	for _, n := range counts {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c.AddWorkingDays(from, n) == 0 {
					b.Fatal("no date")
				}
			}
		})
	}
}

// The same counts by the library whose rules are used here, for comparison.
func BenchmarkRickarWorkdaysFrom(b *testing.B) {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(gb.Holidays...)
	from := time.Date(2026, time.December, 16, 12, 0, 0, 0, london)
	for _, n := range counts {
		if n > 1000 {
			continue // would take a second a count
		}
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c.WorkdaysFrom(from, n).IsZero() {
					b.Fatal("no date")
				}
			}
		})
	}
}

// A count that nobody asks to explain, as most are.
func BenchmarkAfter(b *testing.B) {
	c, from := For(EnglandAndWales), On(NewDate(2026, time.December, 16))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.After(from, Period{15, WorkingDays}); err != nil {
			b.Fatal(err)
		}
	}
}

// A count with its explanation in words, as the timetable shows it.
func BenchmarkAfterInWords(b *testing.B) {
	c, from := For(EnglandAndWales), On(NewDate(2026, time.December, 16))
	b.ReportAllocs()
	for b.Loop() {
		due, err := c.After(from, Period{15, WorkingDays})
		if err != nil {
			b.Fatal(err)
		}
		for _, line := range due.Lines() {
			if line.String() == "" {
				b.Fatal("no words")
			}
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	list := Shipped()
	for _, division := range []Division{EnglandAndWales, UnitedKingdom} {
		b.Run(string(division), func(b *testing.B) {
			for b.Loop() {
				MustNew(division, list, Overlay{})
			}
		})
	}
}

func TestCountingAllocatesNothing(t *testing.T) {
	c, from := For(EnglandAndWales), NewDate(2026, time.December, 16)
	for _, n := range counts {
		if got := testing.AllocsPerRun(100, func() { c.AddWorkingDays(from, n) }); got != 0 {
			t.Errorf("n=%d: %v allocations", n, got)
		}
	}
}
