package e2e

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// TestDaemonsShareTheBankHolidays hands a list to one of two daemons, and
// another to both at once. Both count by it at once, and there is one version.
func TestDaemonsShareTheBankHolidays(t *testing.T) {
	t.Parallel()
	s, f := newScene(t), newFuture()
	a, b := s.serve("a").ready(), s.serve("b").ready()
	a.tell(f.opening("E2E-1")...)
	a.settled()

	path, first := s.listed("first.json", []calendar.Date{f.day})
	reviewWas, reviewIs := f.forward(15)
	want := fmt.Sprintf("E2E-1 rapid-review %s open, %s waits for %s", reviewWas, reviewIs, first)
	a.takes(&struct{}{}, "import", path)
	same(t, "the daemon that was asked", a.dates("E2E-1", "rapid-review"), want)
	until(t, 10*time.Second, func() string { // a nudge wakes it: by itself it would look every half minute
		if got := b.dates("E2E-1", "rapid-review"); got != want {
			return "the other daemon says " + got
		}
		return ""
	})
	s.mail.awaits(t, movedEarlier("E2E-1")...)
	a.settled()

	next := f.cal.AddWorkingDays(f.day, 1)
	path, second := s.listed("second.json", []calendar.Date{f.day, next})
	var wg sync.WaitGroup
	for _, d := range []*daemon{a, b} {
		wg.Go(func() {
			if said := d.holidays("import", path); said.code != 0 {
				t.Errorf("%+v", said)
			}
		})
	}
	wg.Wait()
	shipped := calendar.Shipped().Version()
	journal := strings.Join([]string{
		"shipped " + shipped + " shipped with the program", "imported " + first + " file first.json", "imported " + second + " file second.json",
		"in force " + shipped, "waiting " + first + " " + second,
	}, "\n")
	for _, d := range []*daemon{a, b} {
		same(t, "the journal", d.versions(), journal)
	}
	until(t, 20*time.Second, func() string {
		if sent := len(s.mail.lines()); sent < 5 {
			return fmt.Sprintf("%d emails", sent)
		}
		return ""
	})
	for _, d := range []*daemon{a, b} {
		if said := d.holidays("approve", second, "--why", "agreed"); said.code != 0 && !strings.Contains(said.err, "no list of bank holidays waits") {
			t.Errorf("%+v", said)
		}
	}
	s.mail.awaits(t, movedLater("E2E-1")...)
	a.settled()
	due := "E2E-1 rapid-review " + f.cal.AddWorkingDays(f.aware, 17).String() + " open"
	for _, d := range []*daemon{a, b} {
		same(t, "approved", d.dates("E2E-1", "rapid-review"), due)
	}
	// Both lists make the date of the reports earlier, and each time people are told.
	s.mail.holds(t, append(announced("E2E-1"), append(movedLater("E2E-1"), append(movedEarlier("E2E-1"), movedEarlier("E2E-1")...)...)...)...)
	judgeBooks(t, b)
	a.stop()
	b.stop()
}

// TestDaemonsFetchOnce gives two daemons the same source. One of them asks it, and
// takes one version. After a restart neither asks again.
func TestDaemonsFetchOnce(t *testing.T) {
	t.Parallel()
	s, f := newScene(t), newFuture()
	_, version := s.listed("source.json", []calendar.Date{f.day})
	s.more = "holidays: {file: source.json, at: \"00:00\"}\n"
	begun := time.Now()
	for round, want := range []float64{1, 0} {
		a, b := s.serve("a"), s.serve("b")
		a.ready()
		b.ready()
		until(t, 20*time.Second, func() string {
			if journal := a.versions(); !strings.Contains(journal, "imported "+version+" file source.json") {
				return "the source was not asked:\n" + journal
			}
			return ""
		})
		time.Sleep(500 * time.Millisecond) // long enough for a daemon that asks without need
		if n := a.fetches() + b.fetches(); n != want && begun.Truncate(time.Hour).Equal(time.Now().Truncate(time.Hour)) {
			t.Errorf("start %d: the source was asked %v times, not %v", round+1, n, want)
		}
		for _, d := range []*daemon{a, b} {
			if n := strings.Count(d.versions(), "imported"); n != 1 {
				t.Errorf("start %d: %d versions:\n%s", round+1, n, d.versions())
			}
		}
		a.stop()
		b.stop()
	}
}

// fetches returns how often this daemon has asked the source.
func (d *daemon) fetches() float64 {
	n := 0.0
	for series, v := range d.shows() {
		if strings.HasPrefix(series, "longstop_calendar_fetches_total") {
			n += v
		}
	}
	return n
}
