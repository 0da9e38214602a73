package notifier

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/scheduler/letter"
)

func TestNewSenderRefuses(t *testing.T) {
	good := Options{Address: "127.0.0.1:25", From: sender, TLS: TLSNone}
	for name, c := range map[string]struct {
		change func(*Options)
		want   string
	}{
		"plain text to elsewhere":  {func(o *Options) { o.Address = "mail.scp.example:25" }, "without TLS may only go to a relay on this machine"},
		"plain text to an address": {func(o *Options) { o.Address = "192.0.2.1:25" }, "without TLS may only go to a relay on this machine"},
		"a name that looks local":  {func(o *Options) { o.Address = "localhost.scp.example:25" }, "without TLS may only go to a relay on this machine"},
		"unknown TLS":              {func(o *Options) { o.TLS = "opportunistic" }, `tls must be "none", "starttls" or "implicit"`},
		"no TLS mode":              {func(o *Options) { o.TLS = "" }, `tls must be "none", "starttls" or "implicit"`},
		"no port":                  {func(o *Options) { o.Address = "127.0.0.1" }, "write it as host:port"},
		"no host":                  {func(o *Options) { o.Address = ":25" }, "write it as host:port"},
		"no sender":                {func(o *Options) { o.From = "" }, "not one plain email address"},
	} {
		o := good
		c.change(&o)
		if _, err := NewSender(o, discard(), prometheus.NewRegistry()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
	for _, address := range []string{"127.0.0.1:25", "127.8.8.8:25", "[::1]:25", "localhost:25"} {
		o := good
		o.Address = address
		if _, err := NewSender(o, discard(), prometheus.NewRegistry()); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	reg := prometheus.NewRegistry()
	if _, err := NewSender(good, discard(), reg); err != nil {
		t.Fatal(err)
	}
	if _, err := NewSender(good, discard(), reg); err == nil {
		t.Error("two senders share their metrics")
	}
}

// A host that is called localhost and is elsewhere is found out when it is reached.
func TestIsLocal(t *testing.T) {
	for address, want := range map[string]bool{"127.0.0.1": true, "127.9.9.9": true, "::1": true, "192.0.2.1": false, "10.0.0.1": false, "::": false} {
		if got := isLocal(&net.TCPAddr{IP: net.ParseIP(address)}); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
	if isLocal(&net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)}) {
		t.Error("not a TCP connection")
	}
}

// Without TLS where TLS was asked for, nothing is sent: not the message, not
// the password, not even the sender's address.
func TestNeverPlainText(t *testing.T) {
	r := newRelay(t, &relay{auth: "PLAIN LOGIN"})
	for _, mode := range []string{TLSStart, TLSImplicit} {
		s := newSender(t, r.address(), Options{TLS: mode, Username: "u", Password: "p", Timeout: 500 * time.Millisecond})
		if got := s.Send(t.Context(), email(t), nil); got.Reason != TLSFailed || got.Outcome != letter.Deferred {
			t.Errorf("%s: %+v", mode, got)
		}
	}
	if said := r.commands(); strings.Contains(said, "AUTH") || strings.Contains(said, "MAIL") {
		t.Errorf("the relay heard %q", said)
	}
}

func TestCertificateIsChecked(t *testing.T) {
	cert, _ := certificate(t)
	sink := startSink(t, func(mailsink.Mail) {}, mailsink.WithTLS(*cert))
	s := newSender(t, sink.Address(), Options{TLS: TLSStart, RootCAs: x509.NewCertPool()})
	if got := s.Send(t.Context(), email(t), nil); got.Reason != TLSFailed || got.Outcome != letter.Deferred {
		t.Errorf("%+v", got)
	}
}

func TestAuthentication(t *testing.T) {
	cert, o := certificate(t)
	sink := startSink(t, func(mailsink.Mail) {}, mailsink.WithTLS(*cert), mailsink.WithUser("longstop", "secret"))
	for _, c := range []struct {
		user, password string
		want           Reason
	}{
		{"longstop", "secret", Accepted},
		{"longstop", "wrong", AuthFailed},
		{"", "", AuthFailed}, // the sink answers 530 to MAIL: no recipient's fault
	} {
		o.Username, o.Password = c.user, c.password
		got := newSender(t, sink.Address(), o).Send(t.Context(), email(t), nil)
		if got.Reason != c.want || strings.Contains(got.Detail, "secret") {
			t.Errorf("%s/%s: %+v", c.user, c.password, got)
		}
	}
	r := newRelay(t, &relay{auth: "GSSAPI NTLM"})
	if got := newSender(t, r.address(), Options{Username: "u", Password: "p"}).Send(t.Context(), email(t), nil); got.Reason != AuthFailed {
		t.Errorf("%+v", got)
	}
}

// What two attempts put on the wire for one message is the same, octet by
// octet, from two senders, the first of which got no answer to its dot.
func TestResendIsTheSameBytes(t *testing.T) {
	for name, m := range letters() {
		for i := range m.Items {
			m.Items[i].Milestone = "some-milestone/police"
		}
		var arrived [][]byte
		var lost atomic.Bool
		sink := startSink(t, func(m mailsink.Mail) { arrived = append(arrived, m.Data) }, mailsink.WithFault(func(stage, _, _ string) *mailsink.Fault {
			if stage == mailsink.AtData && !lost.Swap(true) {
				return &mailsink.Fault{Drop: true, Deliver: true}
			}
			return nil
		}))
		for _, want := range []letter.Outcome{letter.Ambiguous, letter.Sent} {
			r, err := renderer(t).Render(m)
			if err != nil {
				t.Fatal(err)
			}
			msg, err := Compose(sender, m, r)
			if err != nil {
				t.Fatal(err)
			}
			if got := newSender(t, sink.Address(), Options{}).Send(t.Context(), msg, nil); got.Outcome != want {
				t.Fatalf("%s: got %+v, want %s", name, got, want)
			}
		}
		if err := sink.Close(); err != nil { // from here on nothing arrives
			t.Fatal(err)
		}
		if len(arrived) != 2 || !bytes.Equal(arrived[0], arrived[1]) || !bytes.Equal(arrived[0], written(t, m)) {
			t.Errorf("%s: %d arrived, and they differ", name, len(arrived))
		}
	}
}

func TestDown(t *testing.T) {
	var log bytes.Buffer
	r := newRelay(t, &relay{stage: "rcpt", kind: "5xx"})
	s, err := NewSender(Options{Address: r.address(), TLS: TLSNone, From: sender}, slog.New(slog.NewTextHandler(&log, nil)), prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect := func(when, reason string, down bool) {
		t.Helper()
		since, got, is := s.Down()
		if got != reason || is != down || since.IsZero() == down {
			t.Errorf("%s: since %v, reason %q, down %v", when, since, got, is)
		}
	}
	expect("at first", "", false)
	s.Send(t.Context(), email(t), nil)
	expect("after a refusal", "", false)
	s.health.note(Result{Outcome: letter.Deferred, Reason: LeaseOver}, time.Now())
	expect("after our own lateness", "", false)
	_ = r.listener.Close()
	s.Close()
	s.Send(t.Context(), email(t), nil)
	expect("when nobody listens", "relay-unreachable", true)
	since, _, _ := s.Down()
	s.health.note(Result{Outcome: letter.Deferred, Reason: TLSFailed}, time.Now())
	if again, _, _ := s.Down(); again != since {
		t.Error("a second failure moved the beginning of the first")
	}
	expect("for another reason", "tls-failed", true)
	s.health.note(Result{Outcome: letter.Deferred, Reason: Greylisted}, time.Now())
	expect("after an answer", "", false)
	if lines := strings.Count(log.String(), "\n"); lines != 2 || strings.Contains(log.String(), "@") {
		t.Errorf("%d lines of log:\n%s", lines, log.String())
	}
}

func TestProbe(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	if err := s.Probe(t.Context()); err != nil {
		t.Error(err)
	}
	soon(t, "a goodbye", func() bool { return r.commands() == "EHLO QUIT" })
	for stage, want := range map[string]string{"banner": "relay-unreachable", "starttls": "tls-failed", "auth": "auth-failed"} {
		cert, o := certificate(t)
		o.Username, o.Password = "longstop", "secret"
		r := newRelay(t, &relay{stage: stage, kind: "5xx", cert: cert, auth: "PLAIN"})
		s := newSender(t, r.address(), o)
		err := s.Probe(t.Context())
		if err == nil || !strings.HasPrefix(err.Error(), "probe relay: "+want+": ") {
			t.Errorf("%s: %v", stage, err)
		}
		if _, reason, down := s.Down(); !down || reason != want {
			t.Errorf("%s: %q, %v", stage, reason, down)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Probe(ctx); err == nil || !strings.Contains(err.Error(), string(Stopped)) {
		t.Error(err)
	}
	if _, _, down := s.Down(); down {
		t.Error("a probe that was called off says nothing about the relay")
	}
}

// A relay that refuses our sender takes nobody's mail. That it can be talked to does not
// disprove it: whoever asks /readyz every second must not open the gate.
func TestASenderThatIsRefused(t *testing.T) {
	r := newRelay(t, &relay{stage: "mail", kind: "550 5.7.1 who are you"})
	s := newSender(t, r.address(), Options{})
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Deferred || got.Reason != SenderRefused || got.Code != 550 {
		t.Errorf("%+v", got)
	}
	for range 2 {
		if err := s.Probe(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "probe relay: sender-refused: ") {
			t.Errorf("probe: %v", err)
		}
		if _, reason, down := s.Down(); !down || reason != "sender-refused" {
			t.Errorf("after a probe: %q, %v", reason, down)
		}
	}
	r.turn("", "") // the relay is mended
	if err := s.Probe(t.Context()); err != nil {
		t.Errorf("probe: %v", err)
	}
	if _, reason, down := s.Down(); down {
		t.Errorf("after the relay was mended: %q", reason)
	}
	if got := s.Send(t.Context(), email(t), nil); got.Outcome != letter.Sent {
		t.Errorf("%+v", got)
	}
	if said := r.commands(); strings.Count(said, "RCPT") != 1 {
		t.Errorf("the relay heard for whom: %s", said)
	}
}

func TestMetrics(t *testing.T) {
	reg := prometheus.NewPedanticRegistry()
	r := newRelay(t, &relay{})
	s, err := NewSender(Options{Address: r.address(), TLS: TLSNone, From: sender}, discard(), reg)
	if err != nil {
		t.Fatal(err)
	}
	n, err := testutil.GatherAndCount(reg, "longstop_smtp_attempts_total")
	if err != nil || n != 16 {
		t.Errorf("%d series from the start: %v", n, err)
	}
	s.Send(t.Context(), email(t), nil)
	s.Send(t.Context(), email(t), nil)
	_ = r.listener.Close()
	s.Close()
	s.Send(t.Context(), email(t), nil)
	want := `
# HELP longstop_smtp_connections_opened_total Connections to the mail relay that were ready for use.
# TYPE longstop_smtp_connections_opened_total counter
longstop_smtp_connections_opened_total 1
# HELP longstop_smtp_up 1 if the mail relay could be used when it was last tried, or was not tried yet; else 0.
# TYPE longstop_smtp_up gauge
longstop_smtp_up 0
`
	if err := testutil.GatherAndCompare(reg, strings.NewReader(want), "longstop_smtp_up", "longstop_smtp_connections_opened_total"); err != nil {
		t.Error(err)
	}
	for labels, want := range map[[2]string]float64{{"sent", "accepted"}: 2, {"deferred", "relay-unreachable"}: 1, {"ambiguous", "lost-after-data"}: 0} {
		if got := testutil.ToFloat64(s.metrics.attempts.WithLabelValues(labels[0], labels[1])); got != want {
			t.Errorf("%v: %v, want %v", labels, got, want)
		}
	}
}

// Every result that classify can give has its series from the start.
func TestEveryResultHasItsSeries(t *testing.T) {
	known := reasons()
	errs := []error{errLease, errStopped, errors.New("lost"), context.DeadlineExceeded}
	for code := range 600 {
		errs = append(errs, replyOf(code, "words"), replyOf(code, "greylisted"))
	}
	for stage := atConnect; stage <= atDot; stage++ {
		for _, err := range errs {
			r := classify(&trouble{stage, err})
			found := false
			for _, reason := range known[r.Outcome] {
				found = found || reason == r.Reason
			}
			if !found {
				t.Fatalf("stage %d, %v: %+v", stage, err, r)
			}
			if r.Outcome == letter.Refused && (stage <= atMail || r.Code/100 != 5) {
				t.Fatalf("stage %d, %v: a refusal without a 5xx for the message", stage, err)
			}
			if r.Outcome == letter.Sent || r.Outcome == letter.Ambiguous && stage != atDot {
				t.Fatalf("stage %d, %v: %+v", stage, err, r)
			}
		}
	}
}
