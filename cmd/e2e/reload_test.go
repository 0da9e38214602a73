package e2e

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestDaemonTellsWhoHoldsTheRoleNow changes the partnership's file under a running
// daemon. A mistake in it changes nothing. A new holder is told at once, and gets
// the emails too that were decided on before and had to wait.
func TestDaemonTellsWhoHoldsTheRoleNow(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.settled()

	handedOver := strings.Replace(partnership, "lcspr-chair: [chair]", "lcspr-chair: [successor]", 1)
	s.write("bscp.yaml", handedOver+"backstopp: duty\n")
	d.signal(syscall.SIGHUP)
	d.says("the old one stays")
	if a := command(t, "check-config", filepath.Join(s.dir, "a.yaml")); a.code != 1 || !strings.Contains(a.err, "bscp.yaml:") || !strings.Contains(a.err, "backstopp") {
		t.Errorf("check-config does not say where the mistake is: %+v", a)
	}
	d.tell(opening("E2E-2")...)
	d.settled()
	want := append(opened("E2E-1"), opened("E2E-2")...)
	s.mail.holds(t, want...)

	// An email is decided on for the chair, and the relay holds it up until the chair has gone.
	address := s.sink.Address()
	s.closeSink()
	d.tell(opening("E2E-3")...)
	s.write("bscp.yaml", handedOver)
	d.signal(syscall.SIGHUP)
	d.says("configuration loaded again")
	s.openSink(address)
	d.settled()
	d.tell(opening("E2E-4")...)
	d.settled()
	for _, line := range append(opened("E2E-3"), opened("E2E-4")...) {
		want = append(want, strings.Replace(line, "overdue chair:", "overdue successor:", 1))
	}
	s.mail.holds(t, want...)
	if superseded, _ := d.metric(`longstop_intents_settled_total{outcome="superseded"}`); superseded != 1 {
		t.Errorf("%v emails were superseded, not 1", superseded)
	}
	judgeBooks(t, d)
	d.stop()
}

// TestDaemonTakesAnotherSetting has a partnership choose, under a running daemon,
// that the fifteen days count from the notification. The date of its open case moves
// at once, and whoever was told the old date is told the new one.
func TestDaemonTakesAnotherSetting(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.tell("record", "E2E-1", "notify-national-panel=2025-03-07")
	d.settled()
	want := s.mail.lines()

	s.write("bscp.yaml", partnership+"settings: {buckinghamshire: {fifteen-days-from: panel-notified}}\n")
	d.signal(syscall.SIGHUP)
	d.says("cases planned by other rules")
	d.settled()
	s.mail.holds(t, append(want, "E2E-1 overdue bm: rapid-review", "E2E-1 overdue chair: rapid-review")...)
	if shown := d.ask("show", "E2E-1", "--why", "rapid-review"); !strings.Contains(shown.out, "Fri 28 March 2025") || !strings.Contains(shown.out, "panel-notified (chosen") {
		t.Errorf("the case is not shown by the new setting: %+v", shown)
	}
	judgeBooks(t, d)
	d.stop()
}
