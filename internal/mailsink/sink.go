package mailsink

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Mail is one email to one recipient, as it was received. A message to several
// recipients is a Mail for each.
type Mail struct {
	From, To string // of the envelope, without angle brackets
	Data     []byte // header and body, lines ending in CRLF
	At       time.Time
}

// Sink is a running server.
type Sink struct {
	listener net.Listener
	server   *smtp.Server
	served   chan struct{}

	username, password string
	implicit           bool
	fault              func(stage, from, to string) *Fault

	mu     sync.Mutex
	onMail func(Mail)
	closed bool
}

// Option changes how a sink behaves.
type Option func(*Sink)

// WithTLS offers STARTTLS with the certificate.
func WithTLS(cert tls.Certificate) Option {
	return func(s *Sink) { s.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{cert}} }
}

// WithImplicitTLS speaks TLS from the first octet.
func WithImplicitTLS(cert tls.Certificate) Option {
	return func(s *Sink) {
		WithTLS(cert)(s)
		s.implicit = true
	}
}

// WithUser refuses mail from clients that did not authenticate with PLAIN.
func WithUser(username, password string) Option {
	return func(s *Sink) { s.username, s.password = username, password }
}

// WithFault asks a function at every stage for the fault; nil is to go on.
// Several connections may ask at once.
func WithFault(fault func(stage, from, to string) *Fault) Option {
	return func(s *Sink) { s.fault = fault }
}

const (
	maxMail = 10 << 20
	idle    = 5 * time.Minute
)

// Start listens on an address; "127.0.0.1:0" takes any free port.
func Start(address string, onMail func(Mail), options ...Option) (*Sink, error) {
	s := &Sink{onMail: onMail, served: make(chan struct{})}
	s.server = smtp.NewServer(smtp.BackendFunc(s.session))
	s.server.Domain = "mailsink.invalid"
	s.server.MaxMessageBytes = maxMail
	s.server.ReadTimeout, s.server.WriteTimeout = idle, idle
	s.server.AllowInsecureAuth = true              // nothing here is worth a secret
	s.server.ErrorLog = log.New(io.Discard, "", 0) // tests ask for faults, and look for them themselves
	for _, o := range options {
		o(s)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("start mail sink: %w", err)
	}
	s.listener = l
	if s.implicit {
		l = tls.NewListener(l, s.server.TLSConfig)
	}
	go func() {
		defer close(s.served)
		_ = s.server.Serve(l) // ends when Close closes the listener
	}()
	return s, nil
}

// Address returns where the sink listens, as host:port.
func (s *Sink) Address() string { return s.listener.Addr().String() }

// Close stops the server and hangs up on its clients. Closing twice is no error.
func (s *Sink) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	err := errors.Join(ignoreClosed(s.server.Close()), ignoreClosed(s.listener.Close()))
	<-s.served
	return err
}

func ignoreClosed(err error) error {
	if errors.Is(err, smtp.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// hand gives a mail to the function, unless the sink is closed.
func (s *Sink) hand(m Mail) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.onMail(m)
	return true
}
