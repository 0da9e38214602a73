package e2e

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/plan"
)

// TestDaemonKilledWhileDatesMove kills the daemon again and again while it
// brings cases up to date with a new bank holiday. In the end the dates of each
// case have moved once, everybody was told once, and there is one version.
func TestDaemonKilledWhileDatesMove(t *testing.T) {
	t.Parallel()
	const cases, each = 200, 6
	for round := range max(1, kills(t)/each/8) { // one of every eight kills of a campaign
		t.Run(fmt.Sprint(round+1), func(t *testing.T) { killWhileDatesMove(t, cases, each, round%2 == 0) })
	}
}

func killWhileDatesMove(t *testing.T, cases, kills int, relayAway bool) {
	s, f := newScene(t), newFuture()
	random := chance(t)
	planned, _, _ := f.publication()
	s.enter(cases,
		plan.Fact{Kind: plan.Happened, Name: "aware", At: calendar.On(f.aware)},
		plan.Fact{Kind: plan.Planned, Name: "publication", At: calendar.On(planned)},
	)
	d := s.serve("a").ready()
	d.settled()
	var want []string
	for n := range cases {
		want = append(want, announced(fmt.Sprintf("E2E-%d", n))...)
	}
	s.mail.holds(t, want...)

	path, version := s.listed("more.json", []calendar.Date{f.day})
	store, address := s.store(), s.sink.Address()
	if relayAway {
		s.closeSink()
	}
	if a := d.holidays("import", path, "--why", "as proclaimed"); a.code != 0 {
		t.Fatalf("%+v", a)
	}
	var found []int // how many cases were up to date at each kill
	for n := range kills {
		begun := time.Now()
		goal := (n*cases + random.IntN(cases)) / kills
		done := upToDate(t, store)
		for done < goal && time.Since(begun) < 20*time.Second {
			time.Sleep(5 * time.Millisecond) // or this looking is most of what Redis does
			done = upToDate(t, store)
		}
		time.Sleep(time.Duration(random.Int64N(int64(20 * time.Millisecond))))
		d.kill()
		found = append(found, upToDate(t, store))
		d = s.serve("a")
	}
	s.hasten()
	if relayAway {
		s.openSink(address)
	}
	d.ready()
	until(t, time.Minute, func() string {
		if lag, ok := d.metric("longstop_calendar_lines_unapplied"); !ok || lag != 0 {
			return fmt.Sprintf("%v lines of the journal are not applied (%v)", lag, ok)
		}
		return ""
	})
	if !slices.ContainsFunc(found, func(n int) bool { return 0 < n && n < cases }) {
		t.Errorf("no kill came in the middle, but with %v of %d cases up to date: this shows nothing", found, cases)
	}
	d.settled()
	reviewWas, reviewIs := f.forward(15)
	_, reportWas, reportIs := f.publication()
	told := "bank holidays: version " + version + " came from file more.json: as proclaimed\n" +
		fmt.Sprintf("dates moved: rapid-review stays %s; %s waits for the approval of version %s", reviewWas, reviewIs, version) + moved(reportWas, reportIs)
	for n := range cases {
		reference := fmt.Sprintf("E2E-%d", n)
		want = append(want, movedEarlier(reference)...)
		same(t, reference, ofCalendar(t, store, "bscp:"+reference), told)
	}
	s.mail.holds(t, want...)
	if n := s.mail.repeated(); n > kills*senders {
		t.Errorf("%d emails came again after %d kills: at most %d can have been in flight", n, kills, kills*senders)
	}
	if n := strings.Count(d.versions(), "imported "+version); n != 1 {
		t.Errorf("the journal has the version %d times:\n%s", n, d.versions())
	}
	t.Logf("%d kills, with %v of %d cases up to date; %d emails came again", kills, found, cases, s.mail.repeated())
	judgeBooks(t, d)
	d.stop()
}

// upToDate counts the cases that were planned by the second line of the journal.
func upToDate(t *testing.T, store *redisstore.Store) int {
	t.Helper()
	n := 0
	err := store.EachCase(context.Background(), func(_ string, c *scheduler.Case, err error) error {
		if err == nil && c.Journal == 2 {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// ofCalendar is what the audit log of a case says of bank holidays.
func ofCalendar(t *testing.T, store *redisstore.Store, id string) string {
	t.Helper()
	entries, err := store.Log(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if e.What == "calendar" {
			out = append(out, e.Text)
		}
	}
	return strings.Join(out, "\n")
}
