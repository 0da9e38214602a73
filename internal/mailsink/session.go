package mailsink

import (
	"crypto/subtle"
	"io"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// session is one client's conversation, from its EHLO on.
type session struct {
	sink  *Sink
	conn  *smtp.Conn
	known bool // authenticated
	from  string
	to    []string
}

func (s *Sink) session(c *smtp.Conn) (smtp.Session, error) {
	n := &session{sink: s, conn: c}
	return n, n.ask(AtHello, "")
}

// AuthMechanisms offers PLAIN where the sink requires a user.
func (n *session) AuthMechanisms() []string {
	if n.sink.username == "" {
		return nil
	}
	return []string{sasl.Plain}
}

// Auth checks the user.
func (n *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if err := n.ask(AtAuth, ""); err != nil {
			return err
		}
		same := subtle.ConstantTimeCompare([]byte(username+"\x00"+password), []byte(n.sink.username+"\x00"+n.sink.password))
		if same != 1 {
			return smtp.ErrAuthFailed
		}
		n.known = true
		return nil
	}), nil
}

// Mail begins a message.
func (n *session) Mail(from string, _ *smtp.MailOptions) error {
	if n.sink.username != "" && !n.known {
		return refusal(530, "Authentication required")
	}
	n.from = from
	return n.ask(AtMail, "")
}

// Rcpt adds a recipient.
func (n *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := n.ask(AtRcpt, to); err != nil {
		return err
	}
	n.to = append(n.to, to)
	return nil
}

// Data takes the message in, up to its final dot. Its result is the answer to
// the dot.
func (n *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	for _, to := range n.to {
		f := n.fault(AtData, to)
		if f != nil && !f.Deliver && (f.Drop || f.Code != 0) {
			return f.act(n.conn)
		}
		if !n.sink.hand(Mail{From: n.from, To: to, Data: data, At: time.Now()}) {
			return refusal(421, "Closing down")
		}
		if err := f.act(n.conn); err != nil {
			return err
		}
	}
	return nil
}

// Reset forgets the message.
func (n *session) Reset() { n.from, n.to = "", nil }

// Logout ends the session.
func (n *session) Logout() error { return nil }
