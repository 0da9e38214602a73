package notifier

import (
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/scheduler/letter"
)

// Each line is one case: what the relay answered to whom, after how many minutes. "no"
// is 5.7.1 and "who" another refusal of the recipient, "yes" took the recipient, "later"
// is a 4xx, "gone" a lost connection. Behind each 5xx stands what it is taken for.
const embargoes = `
one recipient alone, often:               0 no bm refusal, 0.1 no bm refusal, 0.2 no bm refusal, 9 no bm refusal
two in one minute:                        0 no bm refusal, 1 no la relay, 1.1 no bm relay
two, in capitals one:                     0 no bm refusal, 0.1 no BM refusal, 0.2 no la relay
two in more than a minute:                0 no bm refusal, 1.1 no la refusal, 2 no bm relay
one taken between:                        0 no bm refusal, 0.1 yes chair, 0.2 no la refusal, 0.3 no bm relay
the same one taken between:               0 no bm refusal, 0.1 yes bm, 0.2 no la refusal
no answer between:                        0 no bm refusal, 0.1 gone chair, 0.2 later chair, 0.3 no la relay
another refusal between:                  0 no bm refusal, 0.1 who chair refusal, 0.2 no la relay, 0.3 who chair refusal
two of whom nobody is known:              0 who bm refusal, 0.1 who la refusal, 0.2 no la refusal
a third, much later:                      0 no bm refusal, 0.5 no la relay, 20 no chair relay
it is over when one is taken:             0 no bm refusal, 0.5 no la relay, 5 yes la, 5.1 no bm refusal, 5.2 no la relay
half an hour and no longer:               0 no bm refusal, 0.5 no la relay, 30.4 no bm relay, 30.5 no bm refusal, 30.6 no la refusal
nor does it begin anew:                   0 no bm refusal, 0.5 no la relay, 30.5 no bm refusal, 60 no la refusal, 60.1 no bm refusal, 93 no la refusal, 93.1 no bm refusal
but after one was taken:                  0 no bm refusal, 0.5 no la relay, 31 no bm refusal, 32 yes la, 33 no la refusal, 33.1 no bm relay
and after an hour of none:                0 no bm refusal, 0.5 no la relay, 31 no bm refusal, 91 no la refusal, 91.1 no bm relay
`

func TestEmbargoes(t *testing.T) {
	replies := map[string]*trouble{
		"no":    {atRcpt, replyOf(554, "5.7.1 Relay access denied")},
		"who":   {atRcpt, replyOf(550, "5.1.1 no such person")},
		"later": {atRcpt, replyOf(450, "4.7.1 later")},
		"gone":  {atRcpt, errStopped},
		"yes":   nil,
	}
	start := time.Date(2026, time.December, 3, 10, 30, 0, 0, time.UTC)
	for line := range strings.Lines(strings.TrimSpace(embargoes)) {
		name, steps, _ := strings.Cut(strings.TrimSpace(line), ":")
		var p policy
		for step := range strings.SplitSeq(steps, ",") {
			f := strings.Fields(step)
			after, err := time.ParseDuration(f[0] + "m")
			if err != nil {
				t.Fatal(err)
			}
			got, taken := p.judge(replies[f[1]], f[2]+"@scp.example", start.Add(after)), ""
			switch {
			case got.Outcome == letter.Refused && got.Reason == PermanentRefusal:
				taken = "refusal"
			case got.Outcome == letter.Deferred && got.Reason == PolicyRefusal:
				taken = "relay"
			}
			if want := strings.Join(f[3:], ""); taken != want {
				t.Errorf("%s: %s: got %q (%+v)", name, step, taken, got)
			}
		}
	}
}

// Only a 5.7.x to RCPT can be the relay's policy, and any message that got further was
// for a recipient who was taken.
func TestWhatSpeaksOfAPolicy(t *testing.T) {
	for _, c := range []struct {
		what   string
		t      *trouble
		counts bool // it counts as a refusal by policy
		ends   bool // it ends an embargo
	}{
		{"no permission", &trouble{atRcpt, replyOf(550, "5.7.26 unauthenticated")}, true, false},
		{"in two lines", &trouble{atRcpt, replyOf(554, "5.7.1 Relay\n5.7.1 access denied")}, true, false},
		{"another subject", &trouble{atRcpt, replyOf(550, "5.1.1 see section 5.7.1")}, false, false},
		{"a longer number", &trouble{atRcpt, replyOf(550, "5.7.1234 what")}, false, false},
		{"no enhanced code", &trouble{atRcpt, replyOf(554, "Relay access denied")}, false, false},
		{"for now", &trouble{atRcpt, replyOf(451, "4.7.1 not now")}, false, false},
		{"to MAIL", &trouble{atMail, replyOf(554, "5.7.1 not you")}, false, false},
		{"of the content", &trouble{atDot, replyOf(554, "5.7.1 looks like spam")}, false, true},
		{"to DATA", &trouble{atData, replyOf(554, "5.7.1 no")}, false, true},
		{"called off", &trouble{atLook, errCalledOff}, false, true},
		{"delivered", nil, false, true},
	} {
		first := embargo{to: "la@scp.example", at: time.Unix(1000, 0)}
		p := policy{embargo: first}
		r := p.judge(c.t, "bm@scp.example", time.Unix(1001, 0))
		if (r.Reason == PolicyRefusal) != c.counts || (p.embargo == embargo{}) != c.ends || !c.counts && !c.ends && p.embargo != first {
			t.Errorf("%s: %+v, %+v", c.what, r, p.embargo)
		}
	}
}

// A relay that loses its list of permitted clients for a moment: whoever comes second
// is not refused for good, the gate is shut, and all of it goes out later.
func TestARelayThatRefusesEverybody(t *testing.T) {
	r := newRelay(t, &relay{stage: "rcpt", kind: "554 5.7.1 <x>: Relay access denied"})
	s := newSender(t, r.address(), Options{})
	send := func(to string) Result {
		msg := email(t)
		if err := msg.To(to); err != nil {
			t.Fatal(err)
		}
		return s.Send(t.Context(), msg, nil)
	}
	if got := send("bm@scp.example"); got.Outcome != letter.Refused || got.Reason != PermanentRefusal {
		t.Errorf("one alone: %+v", got)
	}
	if _, _, down := s.Down(); down {
		t.Error("a refusal of one recipient made the relay look as if it were away")
	}
	for _, to := range []string{"la@scp.example", "bm@scp.example"} {
		if got := send(to); got.Outcome != letter.Deferred || got.Reason != PolicyRefusal || got.Code != 554 {
			t.Errorf("%s: %+v", to, got)
		}
		if err := s.Probe(t.Context()); err != nil {
			t.Errorf("probe: %v", err)
		}
		if _, reason, down := s.Down(); !down || reason != "policy-refusal" {
			t.Errorf("a relay that refuses everybody and can be talked to: %q, %v", reason, down)
		}
	}
	opened := r.opened()
	r.turn("", "") // the relay is mended
	if got := send("la@scp.example"); got.Outcome != letter.Sent {
		t.Errorf("mended: %+v", got)
	}
	if _, _, down := s.Down(); down || r.opened() != opened+1 {
		t.Errorf("mended: down %v, %d connections more, want a fresh one", down, r.opened()-opened)
	}
	r.turn("rcpt", "554 5.7.1 no")
	if got := send("bm@scp.example"); got.Outcome != letter.Refused {
		t.Errorf("one alone, after that: %+v", got)
	}
}

// A probe cannot see a policy, and no email may be left to find out that it is over.
func TestAProbeClearsAPolicyInTheEnd(t *testing.T) {
	h := health{log: discard()}
	start := time.Unix(1000, 0)
	first := embargo{to: "la@scp.example", at: start}
	p := policy{embargo: first.refused("bm@scp.example", start)}
	h.note(Result{Outcome: letter.Deferred, Reason: PolicyRefusal}, start)
	for _, c := range []struct {
		after time.Duration
		down  bool
	}{{time.Second, true}, {maxEmbargo - 1, true}, {maxEmbargo, false}} {
		now := start.Add(c.after)
		h.talked(atAuth, p.holds(now), now)
		if _, _, down := h.state(); down != c.down {
			t.Errorf("after %v: down %v", c.after, down)
		}
	}
}
