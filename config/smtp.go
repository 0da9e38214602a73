package config

import (
	"net"
	"slices"
	"time"

	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/notifier"
)

type smtpForm struct {
	yamlfile.Pos `yaml:"-"`
	Address      text                            `yaml:"address,required"`
	TLS          text                            `yaml:"tls"`
	From         text                            `yaml:"from,required"`
	Username     text                            `yaml:"username"`
	PasswordFile text                            `yaml:"password-file"`
	HelloName    text                            `yaml:"hello-name"`
	Timeout      yamlfile.Located[time.Duration] `yaml:"timeout"`
}

func (c *daemonChecker) smtp(form *smtpForm) SMTP {
	s := SMTP{
		Address:   c.hostPort("smtp.address", form.Address),
		TLS:       c.smtpTLS(form),
		From:      c.sender("smtp.from", form.From),
		Username:  form.Username.Value,
		Password:  c.secret("smtp.password-file", form.PasswordFile),
		HelloName: form.HelloName.Value,
		Timeout:   form.Timeout.Value,
	}
	if form.HelloName.Given() && !isDomain(s.HelloName) {
		c.errorf(form.HelloName.Pos, "smtp.hello-name", "must be the name of this machine, such as mail.scp.example, found %q", s.HelloName)
	}
	if form.Timeout.Given() && (s.Timeout < time.Second || s.Timeout > 5*time.Minute) {
		c.errorf(form.Timeout.Pos, "smtp.timeout", "must be from 1s to 5m, found %q", s.Timeout)
	}
	c.login("smtp", form.Username, form.PasswordFile)
	if form.PasswordFile.Given() && !form.Username.Given() {
		c.errorf(form.PasswordFile.Pos, "smtp.password-file", "requires a username beside it")
	}
	return s
}

// smtpTLS checks the protection of the connection: by default there is some, and
// to another machine there always must be.
func (c *daemonChecker) smtpTLS(form *smtpForm) string {
	if !form.TLS.Given() {
		return notifier.TLSStart
	}
	ways := []string{notifier.TLSNone, notifier.TLSStart, notifier.TLSImplicit}
	host, _, err := net.SplitHostPort(form.Address.Value)
	switch {
	case !slices.Contains(ways, form.TLS.Value):
		c.errorf(form.TLS.Pos, "smtp.tls", "must be none, starttls or implicit, found %q", form.TLS.Value)
	case form.TLS.Value == notifier.TLSNone && err == nil && !isLoopback(host):
		c.errorf(form.TLS.Pos, "smtp.tls", "none is for a relay on this machine only (127.0.0.1, ::1, localhost): use starttls or implicit")
	}
	return form.TLS.Value
}
