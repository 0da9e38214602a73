package notifier

import (
	"errors"
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"
)

var errNoMechanism = errors.New("the relay offers no way of authentication that Longstop knows (PLAIN, LOGIN, SCRAM-SHA-256)")

// login authenticates in the first way that the relay offers. It is only used
// over verified TLS or to this machine, so the password may go in the clear.
type login struct {
	username, password, host string
	chosen                   smtp.Auth
}

// Start chooses the way.
func (l *login) Start(server *smtp.ServerInfo) (string, []byte, error) {
	offers := func(name string) bool {
		return slices.ContainsFunc(server.Auth, func(a string) bool { return strings.EqualFold(a, name) })
	}
	switch {
	case offers("PLAIN"):
		l.chosen = smtp.PlainAuth("", l.username, l.password, l.host, true)
	case offers("LOGIN"):
		l.chosen = smtp.LoginAuth(l.username, l.password, l.host, true)
	case offers("SCRAM-SHA-256"):
		l.chosen = smtp.ScramSHA256Auth(l.username, l.password)
	default:
		return "", nil, errNoMechanism
	}
	return l.chosen.Start(server)
}

// Next answers the relay's next question.
func (l *login) Next(fromServer []byte, more bool) ([]byte, error) {
	return l.chosen.Next(fromServer, more)
}
