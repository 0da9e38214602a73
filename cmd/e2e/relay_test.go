package e2e

import (
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
)

// moody is a relay that goes wrong at a stage for an address, so many times.
type moody struct {
	mu    sync.Mutex
	wrong map[string]*mood // by stage and address
}

type mood struct {
	fault mailsink.Fault
	times int
}

func (m *moody) fault(stage, _, to string) *mailsink.Fault {
	m.mu.Lock()
	defer m.mu.Unlock()
	f := m.wrong[stage+" "+to]
	if f == nil || f.times == 0 {
		return nil
	}
	f.times--
	return &f.fault
}

// TestDaemonTellsRefusalsApart has a relay that refuses one person for now and one
// for good. On the third it hangs up after it has taken the email.
func TestDaemonTellsRefusalsApart(t *testing.T) {
	t.Parallel()
	relay := &moody{wrong: map[string]*mood{
		mailsink.AtRcpt + " chair@scp.example":    {mailsink.Fault{Code: 451, Message: "try again later"}, 1},
		mailsink.AtRcpt + " bm@scp.example":       {mailsink.Fault{Code: 550, Message: "no such mailbox"}, -1},
		mailsink.AtData + " sergeant@scp.example": {mailsink.Fault{Drop: true, Deliver: true}, 1},
	}}
	s := newScene(t, mailsink.WithFault(relay.fault))
	d := s.serve("a").ready()
	d.tell(append(opening("E2E-1"), "--event", "notification-received=2025-03-05")...)

	// People whom the relay refuses nothing are told at once, and so is the deputy.
	overdue := "notify-national-panel rapid-review rapid-review-meeting request-information/police"
	prompt := "inform-chairs/lcspr-chair inform-chairs/partnership-chair secure-records/police"
	atOnce := []string{
		"E2E-1 overdue duty: notify-national-panel", // as the backstop
		"E2E-1 overdue duty: " + overdue,            // as the deputy
		"E2E-1 opened duty: " + prompt,
		"E2E-1 opened sergeant: secure-records/police",
	}
	s.mail.awaits(t, atOnce...)
	asked := time.Now()
	text := parts(t, s.mail.find(t, "E2E-1 overdue duty: "+overdue).Message)["text/plain"]
	if !strings.Contains(strings.Join(strings.Fields(text), " "), "refused this email: you are the deputy") {
		t.Errorf("the deputy is not told why:\n%s", text)
	}
	until(t, time.Minute, func() string {
		if s.mail.repeated() != 1 {
			return "the email in doubt has not come again"
		}
		return ""
	})
	d.settled()
	if waited := time.Since(asked); waited < 30*time.Second {
		t.Errorf("the email that was to come again later came after %v", waited)
	}
	s.mail.holds(t, append(atOnce, "E2E-1 overdue chair: rapid-review")...)
	if n := s.mail.repeated(); n != 1 {
		t.Errorf("%d emails came again, not 1", n)
	}
	judgeBooks(t, d)
	judgeRecord(t, d, "deferred", "refused", "ambiguous", "sent")
	d.stop()
}

// TestDaemonTellsWhoStandsInNow has a relay that refuses the business manager for
// good and the deputy for now. When the email comes up again there is another deputy.
func TestDaemonTellsWhoStandsInNow(t *testing.T) {
	t.Parallel()
	relay := &moody{wrong: map[string]*mood{
		mailsink.AtRcpt + " bm@scp.example":        {mailsink.Fault{Code: 550, Message: "no such mailbox"}, -1},
		mailsink.AtRcpt + " successor@scp.example": {mailsink.Fault{Code: 450, Message: "greylisted, try again"}, 1},
	}}
	s := newScene(t, mailsink.WithFault(relay.fault))
	deputy := func(person string) {
		s.write("bscp.yaml", strings.Replace(partnership, "deputy: duty", "deputy: "+person, 1))
	}
	deputy("successor")
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	d.says("deferred")
	deputy("bystander")
	d.signal(syscall.SIGHUP)
	d.says("configuration loaded again")
	d.settled()
	want := opened("E2E-1")
	want[0] = strings.Replace(want[0], "overdue bm:", "overdue bystander:", 1)
	s.mail.holds(t, want...)
	judgeBooks(t, d)
	judgeRecord(t, d, "refused", "deferred", "superseded", "sent")
	d.stop()
}

// TestDaemonLooksAgainBeforeTheContent has a relay that takes four seconds over each
// recipient. Meanwhile the case is closed: nobody is told of it.
func TestDaemonLooksAgainBeforeTheContent(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 100)
	s := newScene(t, mailsink.WithFault(func(stage, _, to string) *mailsink.Fault {
		if stage != mailsink.AtRcpt {
			return nil
		}
		asked <- to
		return &mailsink.Fault{Delay: 4 * time.Second}
	}))
	d := s.serve("a").ready()
	d.tell(opening("E2E-1")...)
	<-asked
	d.tell("close", "E2E-1", "--reason", "opened in error")
	d.settled()
	s.mail.holds(t)
	judgeBooks(t, d)
	judgeRecord(t, d, "closed", "superseded")
	d.stop()
}

// judgeRecord fails the test unless the log of the case has these outcomes of its
// emails.
func judgeRecord(t *testing.T, d *daemon, outcomes ...string) {
	t.Helper()
	found := map[string]bool{}
	for _, e := range d.tell("log", "E2E-1").Entries {
		found[e.What] = true
		if strings.Contains(e.Text, "@") {
			t.Errorf("the log of the case has an address: %s", e.Text)
		}
	}
	for _, o := range outcomes {
		if !found[o] {
			t.Errorf("the log of the case has no email %s", o)
		}
	}
}
