package mailsink_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/smtp"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
)

// The client of these tests is the standard library's: somebody else wrote it
// than the server.

func Example() {
	sink, err := mailsink.Start("127.0.0.1:0", func(m mailsink.Mail) {
		fmt.Println(m.From, "to", m.To, strings.Count(string(m.Data), "\r\n"), "lines")
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sink.Close()
	err = smtp.SendMail(sink.Address(), nil, "longstop@scp.example", []string{"bm@scp.example"}, []byte("Subject: a\r\n\r\nb\r\n"))
	fmt.Println(err)
	// Output:
	// longstop@scp.example to bm@scp.example 3 lines
	// <nil>
}

// start returns a sink, and a function that closes it and returns its mails.
func start(t *testing.T, options ...mailsink.Option) (*mailsink.Sink, func() []mailsink.Mail) {
	t.Helper()
	var mails []mailsink.Mail
	s, err := mailsink.Start("127.0.0.1:0", func(m mailsink.Mail) { mails = append(mails, m) }, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, func() []mailsink.Mail {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		return mails
	}
}

func send(s *mailsink.Sink, to ...string) error {
	return smtp.SendMail(s.Address(), nil, "a@scp.example", to, []byte("Subject: x\r\n\r\n.dots\r\nstay\r\n"))
}

func TestMail(t *testing.T) {
	s, mails := start(t)
	before := time.Now()
	if err := send(s, "b@scp.example", "c@scp.example"); err != nil {
		t.Fatal(err)
	}
	got := mails()
	if len(got) != 2 {
		t.Fatalf("%d mails", len(got))
	}
	for i, to := range []string{"b@scp.example", "c@scp.example"} {
		m := got[i]
		if m.From != "a@scp.example" || m.To != to || string(m.Data) != "Subject: x\r\n\r\n.dots\r\nstay\r\n" || m.At.Before(before) {
			t.Errorf("%+v", m)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		stage string
		fault mailsink.Fault
		code  int // 0: the connection is lost
		mails int
	}{
		{mailsink.AtMail, mailsink.Fault{Code: 451, Message: "not now"}, 451, 0},
		{mailsink.AtRcpt, mailsink.Fault{Code: 550, Message: "never"}, 550, 0},
		{mailsink.AtData, mailsink.Fault{Code: 554, Message: "spam"}, 554, 0},
		{mailsink.AtData, mailsink.Fault{Code: 451, Message: "oops", Deliver: true}, 451, 1},
		{mailsink.AtMail, mailsink.Fault{Drop: true}, 0, 0},
		{mailsink.AtRcpt, mailsink.Fault{Drop: true}, 0, 0},
		{mailsink.AtData, mailsink.Fault{Drop: true}, 0, 0},
		{mailsink.AtData, mailsink.Fault{Drop: true, Deliver: true}, 0, 1},
	} {
		s, mails := start(t, mailsink.WithFault(func(stage, _, _ string) *mailsink.Fault {
			if stage == c.stage {
				return &c.fault
			}
			return nil
		}))
		err := send(s, "b@scp.example")
		var reply *textproto.Error
		if err == nil || errors.As(err, &reply) != (c.code != 0) || c.code != 0 && reply.Code != c.code {
			t.Errorf("%s %+v: %v", c.stage, c.fault, err)
		}
		if n := len(mails()); n != c.mails {
			t.Errorf("%s %+v: %d mails", c.stage, c.fault, n)
		}
	}
}

func TestDelayIsOnlySlow(t *testing.T) {
	for _, stage := range []string{mailsink.AtRcpt, mailsink.AtData} {
		s, mails := start(t, mailsink.WithFault(func(at, from, to string) *mailsink.Fault {
			if at == stage && from == "a@scp.example" && to == "b@scp.example" {
				return &mailsink.Fault{Delay: 50 * time.Millisecond}
			}
			return nil
		}))
		began := time.Now()
		err := send(s, "b@scp.example", "c@scp.example")
		if took, n := time.Since(began), len(mails()); err != nil || took < 50*time.Millisecond || n != 2 {
			t.Error(stage, err, took, n)
		}
	}
}

func TestTLSAndUser(t *testing.T) {
	cert, roots, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := start(t, mailsink.WithTLS(cert), mailsink.WithUser("u", "p"))
	for password, want := range map[string]string{"p": "", "q": "535", "none": "530"} {
		c, err := smtp.Dial(s.Address())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.StartTLS(&tls.Config{ServerName: "127.0.0.1", RootCAs: roots}); err != nil {
			t.Fatal(err)
		}
		if password != "none" {
			err = c.Auth(smtp.PlainAuth("", "u", password, "127.0.0.1"))
		}
		if err == nil {
			err = c.Mail("a@scp.example")
		}
		if got := fmt.Sprint(err); want != "" && !strings.HasPrefix(got, want) || want == "" && err != nil {
			t.Errorf("%s: %s", password, got)
		}
		_ = c.Close()
	}
}

func TestImplicitTLS(t *testing.T) {
	cert, roots, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := start(t, mailsink.WithImplicitTLS(cert))
	conn, err := tls.Dial("tcp", s.Address(), &tls.Config{ServerName: "localhost", RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	c, err := smtp.NewClient(conn, "localhost")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Quit(); err != nil {
		t.Error(err)
	}
}

func TestClose(t *testing.T) {
	s, mails := start(t)
	c, err := smtp.Dial(s.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := c.Hello("x"); err == nil {
		t.Error("a client is still served")
	}
	if err := send(s, "b@scp.example"); err == nil || len(mails()) != 0 {
		t.Error("a closed sink takes mail")
	}
	if _, err := mailsink.Start(s.Address()+"0", nil); err == nil {
		t.Error("an impossible address is accepted")
	}
}
