package notifier

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/wneessen/go-mail"
)

// stage is how far a conversation with the relay had come.
type stage int

const (
	atConnect stage = iota // TCP, banner, EHLO
	atTLS
	atAuth
	atMail // MAIL FROM
	atRcpt
	atLook    // whether it may still go, asked of the caller
	atData    // the DATA command
	atContent // the content is under way, the final dot is not out
	atDot     // the final dot is out
)

// trouble is why a conversation ended, and where.
type trouble struct {
	stage stage
	err   error
}

// envelope is a message as it goes over the wire.
type envelope struct {
	from, to string // as in MAIL FROM:<…>
	data     []byte
	look     func() error // asked before DATA; may be nil
}

// errCalledOff says that the caller wants the message no longer.
var errCalledOff = errors.New("the message was called off")

var errEnvelope = errors.New("a message needs one sender and exactly one recipient")

// seal makes the envelope. One recipient each: a relay that refuses one of
// several makes the whole message undeliverable.
func seal(m *mail.Msg) (envelope, error) {
	from, err := m.GetSender(false)
	if err != nil {
		return envelope{}, errEnvelope
	}
	to, err := m.GetRecipients()
	if err != nil || len(to) != 1 {
		return envelope{}, errEnvelope
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return envelope{}, fmt.Errorf("write message: %w", err)
	}
	return envelope{from: from, to: to[0], data: b.Bytes()}, nil
}

// deliver takes a message through MAIL, RCPT, a last look, DATA and the final dot. It
// returns what the relay said in the end, or the trouble.
//
// It speaks through the library's SMTP client, but not through its Send: that
// one hides at which stage an error arose and whether the final dot was
// written, which is all that tells "not delivered" from "perhaps delivered".
func (c *conn) deliver(e envelope) (code int, words string, t *trouble) {
	if err := c.smtp.Mail(e.from); err != nil {
		return 0, "", c.trouble(atMail, err)
	}
	if err := c.smtp.Rcpt(e.to); err != nil {
		return 0, "", c.trouble(atRcpt, err)
	}
	if e.look != nil && e.look() != nil {
		return 0, "", &trouble{stage: atLook, err: errCalledOff}
	}
	if err := c.data(); err != nil {
		return 0, "", c.trouble(atData, err)
	}
	w := c.smtp.Text.DotWriter()
	if _, err := w.Write(e.data); err != nil {
		return 0, "", c.trouble(atContent, err)
	}
	if err := w.Close(); err != nil { // it flushes: an error means that the dot did not go out whole
		return 0, "", c.trouble(atContent, err)
	}
	c.guard.dotted()
	code, words, err := c.smtp.Text.ReadResponse(2) // any 2xx: a client acts on the first digit
	if err != nil {
		return 0, "", c.trouble(atDot, err)
	}
	return code, words, nil
}

// data asks for permission to send, and passes the point of no return: from here
// on a cancelled ctx no longer stops the message.
func (c *conn) data() error {
	id, err := c.smtp.Text.Cmd("DATA")
	if err != nil {
		return err
	}
	c.smtp.Text.StartResponse(id)
	defer c.smtp.Text.EndResponse(id)
	if _, _, err = c.smtp.Text.ReadResponse(354); err != nil {
		return err
	}
	if err := c.guard.commit(); err != nil {
		c.guard.spoil(err)
		return err
	}
	return nil
}

func (c *conn) trouble(s stage, err error) *trouble {
	return &trouble{stage: s, err: c.guard.cause(err)}
}

// reset makes a connection ready for the next message after a refusal.
func (c *conn) reset() bool { return c.smtp.Reset() == nil }
