package scheduler_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// While the relay takes its time over a recipient, the world goes on. What is no longer
// true, or no longer for its person, does not go out; whom it is for now is told.
func TestWhatChangesWhileTheRelayIsSlow(t *testing.T) {
	const opened, panel = "opened local-authority notify-national-panel", "notify-national-panel"
	for _, c := range []struct {
		name    string
		happens func(d *daemon)
		want    []string // all that goes out
	}{
		{"nothing", func(*daemon) {}, []string{"opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", opened}},
		{"the case is closed", func(d *daemon) { d.close("2026-12-16T10:31") }, nil},
		{
			"a milestone is done", func(d *daemon) { d.record("2026-12-16T10:31", panel) },
			[]string{"opened business-manager rapid-review", "opened lcspr-chair rapid-review"},
		},
		{"a role is given to another", func(d *daemon) { d.town.give("local-authority", "new") }, []string{
			"opened business-manager notify-national-panel,rapid-review", "opened lcspr-chair rapid-review", "opened new notify-national-panel",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t)
			var once sync.Once // the other emails wait for it
			d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
			d.post.meanwhile = func(*letter.Letter) { once.Do(func() { c.happens(d) }) }
			got := d.run("2026-12-16T10:31")
			d.post.meanwhile = nil
			got = append(got, d.run("2026-12-16T11:31")...)
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("told %q, want %q", got, c.want)
			}
			d.accounted()
		})
	}
}

// An email that another daemon has taken over while the relay was slow is left to it.
func TestALeaseLostWhileTheRelayIsSlow(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	var once sync.Once
	d.post.meanwhile = func(*letter.Letter) {
		once.Do(func() {
			later := plantest.At(t, "2026-12-16T10:40")
			if _, err := d.store.ClaimEmails(t.Context(), later, later.Add(time.Minute), "another", 100); err != nil {
				t.Error(err)
			}
		})
	}
	if got := d.run("2026-12-16T10:31"); len(got) > 0 {
		t.Errorf("%q went out under a lease that was lost", got)
	}
	d.post.meanwhile = nil
	if got := d.run("2026-12-16T10:50"); len(got) != 3 {
		t.Errorf("when the other daemon's lease is over: %q, want the 3 emails", got)
	}
	d.accounted()
}

// The lease is renewed at the last look: an email whose content goes out late is not
// taken over in the middle of it.
func TestTheLeaseIsRenewedAtTheLastLook(t *testing.T) {
	d := newDaemon(t)
	d.town.give("local-authority", "ann")
	d.town.give("lcspr-chair", "ann")
	d.town.give("business-manager", "ann")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	claimed := -1
	d.post.answer = func(*letter.Letter) scheduler.Delivery {
		later := plantest.At(t, "2026-12-16T10:31").Add(3 * time.Minute) // the end of the lease of the claim
		list, err := d.store.ClaimEmails(t.Context(), later, later.Add(time.Minute), "another", 100)
		if err != nil {
			t.Error(err)
		}
		claimed = max(claimed, len(list))
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	d.post.meanwhile = func(*letter.Letter) { time.Sleep(5 * time.Millisecond) }
	d.run("2026-12-16T10:31")
	if claimed != 0 {
		t.Errorf("%d emails were claimed in the middle of their delivery, want 0", claimed)
	}
}

func (d *daemon) close(now string) {
	d.t.Helper()
	if _, err := d.cases.Close(context.Background(), "bscp:R-1", "done", "test", plantest.At(d.t, now)); err != nil {
		d.t.Fatal(err)
	}
}

// patient is a relay that notes how long it may take.
type patient struct {
	postbox
	mu  sync.Mutex
	may time.Duration
}

func (p *patient) Deliver(ctx context.Context, l *letter.Letter, look func() error) scheduler.Delivery {
	p.mu.Lock()
	if end, ok := ctx.Deadline(); ok {
		p.may = max(p.may, time.Until(end))
	}
	p.mu.Unlock()
	return p.postbox.Deliver(ctx, l, look)
}

// The clocks of two daemons are believed up to a minute apart. The one that is ahead does
// not take for lapsed what the other still sends, however long that takes.
func TestALeaseOutlastsTheConversationByAMinute(t *testing.T) {
	d := newDaemon(t)
	mail := &patient{}
	engine := newEngine(d.store, d.town, unchanging(d.store, d.town), mail)
	claimed := -1
	mail.answer = func(*letter.Letter) scheduler.Delivery {
		mail.mu.Lock()
		later := plantest.At(t, "2026-12-16T10:31").Add(mail.may + time.Minute)
		mail.mu.Unlock()
		list, err := d.store.ClaimEmails(t.Context(), later, later.Add(time.Minute), "another", 100)
		if err != nil {
			t.Error(err)
		}
		claimed = max(claimed, len(list))
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	for _, role := range []string{"local-authority", "business-manager", "lcspr-chair"} {
		d.town.give(role, "ann")
	}
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	if err := engine.RunEmails(t.Context(), plantest.At(t, "2026-12-16T10:31")); err != nil {
		t.Fatal(err)
	}
	if claimed != 0 {
		t.Errorf("%d emails were claimed while they might still be sent, want 0", claimed)
	}
}
