package notifier

import (
	"errors"
	"net/textproto"
	"strings"

	"github.com/longstop/longstop/scheduler/letter"
)

// classify returns what the end of a conversation means for the message. A nil
// trouble is a delivery. It is pure; classify_test.go has its table.
//
// Refused is only a 5xx to RCPT, DATA or the final dot: the relay has looked at
// this message and refuses it. A 5xx before that is about us or about the relay,
// which has not even heard the recipient at MAIL, as are the codes for "authenticate
// first" at any stage; no recipient is to blame, and telling their deputies would help
// nobody.
func classify(t *trouble) Result {
	if t == nil {
		return Result{Outcome: letter.Sent, Reason: Accepted}
	}
	code, words := reply(t.err)
	r := Result{Outcome: letter.Deferred, Reason: t.reason(code, words), Code: code, Detail: words}
	switch r.Reason {
	case PermanentRefusal:
		r.Outcome = letter.Refused
	case LostAfterData:
		r.Outcome = letter.Ambiguous
	}
	return r
}

func (t *trouble) reason(code int, words string) Reason {
	switch {
	case code == 421:
		return RelayBusy
	case t.stage < atMail:
		return t.setUp()
	case code == 530, code == 534, code == 535, code == 538:
		return AuthFailed
	case t.stage == atMail && code >= 500 && code < 600:
		return SenderRefused
	case code >= 500 && code < 600:
		return PermanentRefusal
	case code >= 400 && code < 500 && saysGrey(words):
		return Greylisted
	case code >= 400 && code < 500:
		return TemporaryRefusal
	case t.stage == atDot:
		return LostAfterData
	}
	return t.interrupted(ConnectionLost)
}

// setUp returns the reason of a conversation that ended before the message.
func (t *trouble) setUp() Reason {
	switch t.stage {
	case atTLS:
		return t.interrupted(TLSFailed)
	case atAuth:
		return t.interrupted(AuthFailed)
	}
	return t.interrupted(RelayUnreachable)
}

// interrupted tells an end that was ours from one that was the relay's.
func (t *trouble) interrupted(otherwise Reason) Reason {
	switch {
	case errors.Is(t.err, errLease):
		return LeaseOver
	case errors.Is(t.err, errStopped):
		return Stopped
	case errors.Is(t.err, errCalledOff):
		return CalledOff
	}
	return otherwise
}

func saysGrey(words string) bool {
	words = strings.ToLower(words)
	return strings.Contains(words, "greylist") || strings.Contains(words, "graylist")
}

// reply returns the code and words of the relay, or 0 and the words of the error.
func reply(err error) (int, string) {
	if r, ok := errors.AsType[*textproto.Error](err); ok {
		return r.Code, r.Msg
	}
	return 0, err.Error()
}

func isReply(err error) bool {
	code, _ := reply(err)
	return code != 0
}
