package notifier

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// conn is a connection to the relay, ready for a message. One goroutine uses it at
// a time.
type conn struct {
	guard *guard
	smtp  *smtp.Client
}

// dialer opens connections: TCP, banner, EHLO, and TLS and authentication
// where they are asked for.
type dialer struct {
	o    Options
	host string
	tls  *tls.Config
}

var (
	errNoSTARTTLS = errors.New("the relay does not offer STARTTLS, and nothing is sent in plain text")
	errNotLocal   = errors.New("the relay is not on this machine, and nothing is sent in plain text")
)

// dial opens a connection, or says at which stage it failed. ctx bounds it all.
func (d *dialer) dial(ctx context.Context) (*conn, *trouble) {
	if err := ctx.Err(); err != nil {
		return nil, &trouble{stage: atConnect, err: asGuard(err)}
	}
	raw, err := (&net.Dialer{Timeout: d.o.Timeout}).DialContext(ctx, "tcp", d.o.Address)
	if errors.Is(err, context.Canceled) || err != nil && errors.Is(ctx.Err(), context.Canceled) {
		err = errStopped
	}
	if err != nil {
		return nil, &trouble{stage: atConnect, err: err}
	}
	g := &guard{Conn: raw, patience: d.o.Timeout}
	defer g.begin(ctx)()
	c, t := d.greet(g)
	if t != nil {
		_ = raw.Close() // it has failed already
		return nil, t
	}
	return c, nil
}

func (d *dialer) greet(g *guard) (*conn, *trouble) {
	if d.o.TLS == TLSNone && !isLocal(g.RemoteAddr()) {
		return nil, &trouble{atTLS, errNotLocal}
	}
	var c net.Conn = g
	if d.o.TLS == TLSImplicit {
		t := tls.Client(g, d.tls)
		if err := t.Handshake(); err != nil {
			return nil, &trouble{atTLS, g.cause(err)}
		}
		c = t
	}
	client, err := smtp.NewClient(c, d.host)
	if err != nil {
		return nil, &trouble{atConnect, g.cause(err)}
	}
	client.SkipSMTPUTF8(true) // every header and body is ASCII; asking for more makes old relays refuse
	if err := client.Hello(d.o.HelloName); err != nil {
		return nil, &trouble{atConnect, g.cause(err)}
	}
	return d.secure(&conn{guard: g, smtp: client})
}

// secure does STARTTLS and authentication.
func (d *dialer) secure(c *conn) (*conn, *trouble) {
	if d.o.TLS == TLSStart {
		if ok, _ := c.smtp.Extension("STARTTLS"); !ok {
			return nil, &trouble{atTLS, errNoSTARTTLS}
		}
		if err := c.smtp.StartTLS(d.tls); err != nil {
			return nil, &trouble{atTLS, c.guard.cause(err)}
		}
	}
	if d.o.Username == "" {
		return c, nil
	}
	auth := &login{username: d.o.Username, password: d.o.Password, host: d.host}
	if err := c.smtp.Auth(auth); err != nil {
		return nil, &trouble{atAuth, c.guard.cause(err)}
	}
	return c, nil
}

// leave says goodbye without waiting for an answer, and closes. A conversation
// that broke is only closed: after half a message a QUIT would end the message
// first, and so deliver the half.
func (c *conn) leave() {
	if c.guard.intact() {
		c.guard.rest(time.Second)
		_, _ = c.smtp.Text.Cmd("QUIT") // a courtesy
	}
	_ = c.smtp.Close() // nothing depends on it any more
}

// isLocal says whether the address that was reached is on this machine. The name
// localhost would prove nothing.
func isLocal(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// asGuard names the end of a ctx as a guard would.
func asGuard(err error) error {
	if errors.Is(err, context.Canceled) {
		return errStopped
	}
	return errLease
}
