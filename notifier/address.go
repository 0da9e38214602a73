package notifier

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The errors of an address. They name the person's id, never the address.
var (
	ErrUnknownPerson = errors.New("nobody with this id is in the directory")
	ErrDomain        = errors.New("the address is not in a domain that mail may go to")
)

// Address returns the email address of a person, if mail may go there: its
// domain must be one of the allowed domains, letter for letter but for case.
// "sub.scp.example" is not allowed by "scp.example".
func (d *Directory) Address(person string) (string, error) {
	p, ok := d.person(person)
	if !ok {
		return "", fmt.Errorf("find address of %q: %w", person, ErrUnknownPerson)
	}
	if !AllowedDomain(p.Email, d.AllowedDomains) {
		return "", fmt.Errorf("find address of %q: %w", person, ErrDomain)
	}
	return p.Email, nil
}

// AllowedDomain says whether an address is in one of the domains.
func AllowedDomain(address string, domains []string) bool {
	at := strings.LastIndexByte(address, '@')
	if at <= 0 || at == len(address)-1 {
		return false
	}
	return slices.ContainsFunc(domains, func(d string) bool {
		return strings.EqualFold(d, address[at+1:])
	})
}
