package mailsink

import (
	"time"

	"github.com/emersion/go-smtp"
)

// The stages at which a fault can be asked for.
const (
	AtHello = "hello"
	AtAuth  = "auth"
	AtMail  = "mail"
	AtRcpt  = "rcpt"
	AtData  = "data" // after the final dot
)

// Fault is how a stage goes wrong: after the delay the connection is dropped, or
// the code is the answer. A fault with a delay alone is only slow.
type Fault struct {
	Delay   time.Duration
	Drop    bool
	Code    int
	Message string
	Deliver bool // at AtData: the mail is taken all the same, and only the answer goes wrong
}

// ask returns the answer of a stage; nil is to go on.
func (n *session) ask(stage, to string) error {
	return n.fault(stage, to).act(n.conn)
}

func (n *session) fault(stage, to string) *Fault {
	if n.sink.fault == nil {
		return nil
	}
	return n.sink.fault(stage, n.from, to)
}

func (f *Fault) act(c *smtp.Conn) error {
	if f == nil {
		return nil
	}
	time.Sleep(f.Delay)
	if f.Drop {
		_ = c.Conn().Close() // there is nobody to tell
		return refusal(421, "Dropped")
	}
	if f.Code == 0 {
		return nil
	}
	return refusal(f.Code, f.Message)
}

func refusal(code int, message string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 0, 0}, Message: message}
}
