package notifier

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/wneessen/go-mail"

	"github.com/longstop/longstop/scheduler/letter"
)

func newSender(t testing.TB, address string, o Options) *Sender {
	t.Helper()
	o.Address, o.From, o.HelloName = address, sender, "longstop.test"
	if o.TLS == "" {
		o.TLS = TLSNone
	}
	s, err := NewSender(o, discard(), prometheus.NewPedanticRegistry())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func email(t testing.TB) *mail.Msg {
	t.Helper()
	m := letters()["overdue"]
	r, err := renderer(t).Render(m)
	if err != nil {
		t.Fatal(err)
	}
	msg, err := Compose(sender, m, r)
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

// The faults of a relay: at which stage it does what, and what comes of it. A
// reason followed by ! is a refusal, by ? a doubt, by + a delivery; else the
// message is deferred. "-" cannot be.
const faults = `
stage      4xx                 5xx                 421          reset              eof                silence            garbage
banner     relay-unreachable   relay-unreachable   relay-busy   relay-unreachable  relay-unreachable  relay-unreachable  relay-unreachable
ehlo       relay-unreachable   relay-unreachable   relay-busy   relay-unreachable  relay-unreachable  relay-unreachable  relay-unreachable
starttls   tls-failed          tls-failed          relay-busy   tls-failed         tls-failed         tls-failed         tls-failed
handshake  tls-failed          tls-failed          tls-failed   tls-failed         tls-failed         tls-failed         tls-failed
auth       auth-failed         auth-failed         relay-busy   auth-failed        auth-failed        auth-failed        auth-failed
mail       temporary-refusal   sender-refused      relay-busy   connection-lost    connection-lost    connection-lost    connection-lost
rcpt       temporary-refusal   permanent-refusal!  relay-busy   connection-lost    connection-lost    connection-lost    connection-lost
data       temporary-refusal   permanent-refusal!  relay-busy   connection-lost    connection-lost    connection-lost    connection-lost
content    -                   -                   -            connection-lost    connection-lost    connection-lost    -
dot        temporary-refusal   permanent-refusal!  relay-busy   lost-after-data?   lost-after-data?   lost-after-data?   lost-after-data?
rset       permanent-refusal!  permanent-refusal!  permanent-refusal! permanent-refusal! permanent-refusal! permanent-refusal! permanent-refusal!
quit       accepted+           accepted+           accepted+    accepted+          accepted+          accepted+          accepted+
`

func TestFaults(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(faults), "\n")
	kinds := strings.Fields(lines[0])[1:]
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i, kind := range kinds {
			for _, mode := range []string{TLSNone, TLSStart, TLSImplicit} {
				stage, want := cells[0], cells[i+1]
				if want == "-" || !possible(stage, mode) {
					continue
				}
				t.Run(stage+"/"+kind+"/"+mode, func(t *testing.T) {
					t.Parallel()
					testFault(t, stage, kind, mode, want)
				})
			}
		}
	}
}

// possible says whether a stage exists in a mode of TLS.
func possible(stage, mode string) bool {
	return stage != "starttls" && stage != "handshake" || mode == TLSStart || mode == TLSImplicit && stage == "handshake"
}

func testFault(t *testing.T, stage, kind, mode, want string) {
	r := &relay{stage: stage, kind: kind}
	o := Options{TLS: mode, Timeout: 10 * time.Second}
	if mode != TLSNone {
		r.cert, o = certificate(t)
		o.TLS, o.Timeout, r.implicit = mode, 10*time.Second, mode == TLSImplicit
	}
	if stage == "auth" {
		r.auth, o.Username, o.Password = "PLAIN", "longstop", "secret"
	}
	if kind == "silence" {
		o.Timeout = time.Second
		if stage == "content" {
			o.Timeout = 4 * time.Second // a busy machine must get through the handshake, while others send as much
		}
	}
	newRelay(t, r)
	msg := email(t)
	if stage == "content" { // more than the sockets hold, so that the dot cannot be on its way
		msg.SetBodyString(mail.TypeTextPlain, strings.Repeat(strings.Repeat("x", 70)+"\n", 300_000), mail.WithPartEncoding(mail.NoEncoding))
	}
	got := newSender(t, r.address(), o).Send(t.Context(), msg, nil)
	if mark := map[letter.Outcome]string{letter.Sent: "+", letter.Refused: "!", letter.Ambiguous: "?"}[got.Outcome]; string(got.Reason)+mark != want {
		t.Errorf("got %s%s, want %s (%+v)", got.Reason, mark, want, got)
	}
	delivered := len(r.messages()) > 0
	if dotted := stage == "dot" || stage == "quit"; delivered != dotted {
		t.Errorf("the relay has the message: %v", delivered)
	}
}

// Replies that are easily misread.
func TestReplies(t *testing.T) {
	for _, c := range []struct {
		stage, reply string
		outcome      letter.Outcome
		reason       Reason
	}{
		{"dot", "251 will forward", letter.Sent, Accepted},
		{"dot", "354 go on", letter.Ambiguous, LostAfterData},
		{"dot", "450 4.7.1 Greylisted, come back", letter.Deferred, Greylisted},
		{"dot", "552 5.2.2 mailbox full", letter.Refused, PermanentRefusal},
		{"rcpt", "251 will forward", letter.Sent, Accepted},
		{"rcpt", "450 4.2.0 you are graylisted", letter.Deferred, Greylisted},
		{"rcpt", "452 4.2.2 mailbox full", letter.Deferred, TemporaryRefusal},
		{"rcpt", "550-5.1.1 no\r\n550 5.1.1 such person", letter.Refused, PermanentRefusal},
		{"rcpt", "150 what", letter.Deferred, ConnectionLost},
		{"mail", "530 5.7.0 Must issue a STARTTLS command first", letter.Deferred, AuthFailed},
		{"mail", "535 5.7.8 expired", letter.Deferred, AuthFailed},
		{"rcpt", "530 5.7.0 Authentication required", letter.Deferred, AuthFailed},
		{"mail", "553 5.7.1 sender refused", letter.Deferred, SenderRefused},
		{"mail", "550 5.1.1 no such person", letter.Deferred, SenderRefused}, // whatever it says, it has heard of none
		{"mail", "552 5.3.4 too large", letter.Deferred, SenderRefused},
		{"mail", "452 4.3.1 disk full", letter.Deferred, TemporaryRefusal},
		{"data", "250 ok", letter.Deferred, ConnectionLost},
		{"data", "554 no valid recipients", letter.Refused, PermanentRefusal},
		{"rcpt", strings.Repeat("550-more\r\n", 10_000) + "550 end", letter.Deferred, ConnectionLost},
	} {
		r := newRelay(t, &relay{stage: c.stage, kind: c.reply})
		got := newSender(t, r.address(), Options{}).Send(t.Context(), email(t), nil)
		if got.Outcome != c.outcome || got.Reason != c.reason {
			t.Errorf("%s: %.40q: got %+v", c.stage, c.reply, got)
		}
	}
}

func TestDetailHoldsNoAddress(t *testing.T) {
	r := newRelay(t, &relay{stage: "rcpt", kind: "550 5.1.1 <bm@scp.example> user bm is unknown to postmaster@relay.example"})
	got := newSender(t, r.address(), Options{}).Send(t.Context(), email(t), nil)
	if want := "5.1.1 <[address]> user *** is unknown to [address]"; got.Detail != want || got.Code != 550 {
		t.Errorf("got %+v, want %q", got, want)
	}
}

// After the final dot we wait longer than at any other stage: a relay that
// scans a message takes its time, and to give up is to send it twice.
func TestSlowAnswerToTheDot(t *testing.T) {
	r := newRelay(t, &relay{pause: func(stage string) {
		if stage == "dot" {
			time.Sleep(600 * time.Millisecond)
		}
	}})
	if got := newSender(t, r.address(), Options{Timeout: 300 * time.Millisecond}).Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Errorf("%+v", got)
	}
}

func TestOldRelayKnowsOnlyHELO(t *testing.T) {
	r := newRelay(t, &relay{helo: true})
	if got := newSender(t, r.address(), Options{}).Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Errorf("%+v", got)
	}
}

func TestMessageNeedsOneRecipient(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	two := email(t)
	if err := two.AddTo("other@scp.example"); err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]*mail.Msg{"two": two, "none": mail.NewMsg()} {
		if got := s.Send(t.Context(), m, nil); got.Outcome != letter.Refused || got.Reason != InvalidMessage {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if r.opened() != 0 {
		t.Error("a connection was opened for nothing")
	}
}

func TestNothingListens(t *testing.T) {
	r := newRelay(t, &relay{})
	address := r.address()
	_ = r.listener.Close()
	if got := newSender(t, address, Options{}).Send(context.Background(), email(t), nil); got.Outcome != letter.Deferred || got.Reason != RelayUnreachable {
		t.Errorf("%+v", got)
	}
}
