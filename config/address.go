package config

import (
	"net/mail"
	"regexp"
	"strings"
)

var (
	localPart   = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
	domainLabel = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$`)
)

// isAddress says whether s is one plain email address, without a name, a comment,
// quotes or a list: no relay can take it for more than one person.
func isAddress(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at <= 64 && len(s) <= 254 && localPart.MatchString(s[:at]) && isDomain(s[at+1:])
}

func isDomain(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !domainLabel.MatchString(label) {
			return false
		}
	}
	return true
}

// plainAddress checks an address. The message does not repeat it: it names whose
// it is.
func (c *checker) plainAddress(field string, t text, whose string) string {
	if t.Given() && !isAddress(t.Value) {
		c.errorf(t.Pos, field, "the address of %s is not one plain email address", whose)
	}
	return t.Value
}

// sender checks the From of every email: an address, with or without a name.
func (c *checker) sender(field string, t text) string {
	if !t.Given() {
		return ""
	}
	a, err := mail.ParseAddress(t.Value)
	if err != nil || !isAddress(a.Address) || strings.ContainsAny(t.Value, "\n\t") {
		c.errorf(t.Pos, field, `must be one email address, with or without a name before it in < and >`)
	}
	return t.Value
}

// domain checks one of the domains that email may go to.
func (c *checker) domain(field string, t text) string {
	switch {
	case !t.Given() || isDomain(t.Value):
	case strings.HasPrefix(t.Value, "*"):
		c.errorf(t.Pos, field, "%q: there are no wildcards: list each sub-domain itself", t.Value)
	default:
		c.errorf(t.Pos, field, "must be a domain such as scp.example, found %q", t.Value)
	}
	return strings.ToLower(t.Value)
}
