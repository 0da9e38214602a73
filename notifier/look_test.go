package notifier

import (
	"errors"
	"testing"

	"github.com/longstop/longstop/scheduler/letter"
)

// A relay may take its time over MAIL and RCPT. The caller looks again after that, and
// what is wanted no longer leaves with RSET: not a word of it goes out, and the next
// message goes over the same connection.
func TestTheLastLook(t *testing.T) {
	r := newRelay(t, &relay{})
	s := newSender(t, r.address(), Options{})
	looked := ""
	look := func(answer error) func() error {
		return func() error {
			looked = r.commands()
			return answer
		}
	}
	got := s.Send(t.Context(), email(t), look(errors.New("the case of ann@scp.example is closed")))
	if got.Outcome != letter.Deferred || got.Reason != CalledOff || got.Detail != errCalledOff.Error() {
		t.Errorf("%+v", got)
	}
	if looked != "EHLO MAIL RCPT" {
		t.Errorf("looked after %q, want after RCPT", looked)
	}
	if _, _, down := s.Down(); down {
		t.Error("a message that was called off made the relay look as if it were away")
	}
	if got := s.Send(t.Context(), email(t), look(nil)); got.Outcome != letter.Sent {
		t.Errorf("the next message: %+v", got)
	}
	if said := r.commands(); said != "EHLO MAIL RCPT RSET MAIL RCPT DATA" || len(r.messages()) != 1 {
		t.Errorf("said %q, %d messages", said, len(r.messages()))
	}
}
