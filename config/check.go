package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
)

// Short names for the forms that the files take.
type (
	text  = yamlfile.Located[string]
	texts = yamlfile.Located[[]text]
)

// checker collects the mistakes of one file. Each check returns the value as it
// was understood. It passes over a value without a place, which the decoder has
// reported already.
type checker struct {
	file string
	errs yamlfile.Errors
}

func (c *checker) errorf(at yamlfile.Pos, field, format string, args ...any) {
	c.errs = append(c.errs, at.Errorf(c.file, field, format, args...))
}

// complained says whether a mistake in field or below it was reported already.
func (c *checker) complained(field string) bool {
	return slices.ContainsFunc(c.errs, func(e *yamlfile.Error) bool {
		return e.Field == field || strings.HasPrefix(e.Field, field+".")
	})
}

// decode reads data into form, and takes over the mistakes.
func (c *checker) decode(data []byte, form any) {
	var errs yamlfile.Errors
	if errors.As(yamlfile.Decode(c.file, data, form), &errs) {
		c.errs = append(c.errs, errs...)
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func (c *checker) id(field string, t text) string {
	if t.Given() && !idForm.MatchString(t.Value) {
		c.errorf(t.Pos, field, "%q is not an id: up to 40 small letters, digits and hyphens, not a hyphen first", t.Value)
	}
	return t.Value
}

// line checks a text that people read, which may stand in a header.
func (c *checker) line(field string, t text) string {
	const maxLetters = 200
	unseen, _ := words.FirstUnseen(t.Value)
	switch {
	case !t.Given():
	case strings.TrimSpace(t.Value) == "":
		c.errorf(t.Pos, field, "is empty")
	case unseen != "":
		c.errorf(t.Pos, field, "must be one line of text, and contains %s", unseen)
	case utf8.RuneCountInString(t.Value) > maxLetters:
		c.errorf(t.Pos, field, "is longer than %d letters", maxLetters)
	}
	return t.Value
}

// some refuses a list that was given and is empty.
func (c *checker) some(field string, list texts, what string) []text {
	if list.Given() && len(list.Value) == 0 {
		c.errorf(list.Pos, field, "is empty: name at least one %s", what)
	}
	return list.Value
}

// each checks every text of a list with check, and refuses one that comes twice.
func (c *checker) each(field string, list []text, check func(field string, t text) string) []string {
	var out []string
	seen := map[string]bool{}
	for i, t := range list {
		if !t.Given() {
			continue
		}
		at := fmt.Sprintf("%s[%d]", field, i)
		value := check(at, t)
		if seen[value] {
			c.errorf(t.Pos, at, "%q is here twice", value)
			continue
		}
		seen[value] = true
		out = append(out, value)
	}
	return out
}

// hostPort checks the address of a server to connect to.
func (c *checker) hostPort(field string, t text) string {
	if !t.Given() {
		return ""
	}
	host, port, err := net.SplitHostPort(t.Value)
	switch {
	case strings.Contains(t.Value, "://"):
		c.errorf(t.Pos, field, `must be host:port, such as "127.0.0.1:6379", found a URL`)
	case err != nil:
		c.errorf(t.Pos, field, `must be host:port, found %q`, t.Value)
	case !isHost(host):
		c.errorf(t.Pos, field, `requires a host before the port, found %q`, t.Value)
	case !isPort(port, 1):
		c.errorf(t.Pos, field, "requires a port from 1 to 65535, found %q", port)
	}
	return t.Value
}

// listenAddress checks an address to listen on. No host means every host, and
// port 0 any free port.
func (c *checker) listenAddress(field string, t text) string {
	if !t.Given() {
		return ""
	}
	host, port, err := net.SplitHostPort(t.Value)
	switch {
	case err != nil || host != "" && !isHost(host):
		c.errorf(t.Pos, field, `must be host:port, such as "127.0.0.1:9670", found %q`, t.Value)
	case !isPort(port, 0):
		c.errorf(t.Pos, field, "requires a port from 0 to 65535, found %q", port)
	}
	return t.Value
}

func isHost(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil || isDomain(host)
}

func isPort(port string, lowest int) bool {
	n, err := strconv.Atoi(port)
	return err == nil && strconv.Itoa(n) == port && n >= lowest && n <= 65535
}

// isLoopback says whether a host is this machine and no other. The sender decides
// it in the same way.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// path checks the path of a file or folder, and makes it ready to open.
func (c *checker) path(field string, t text, otherwise string) string {
	switch {
	case !t.Given():
		return resolve(c.file, otherwise)
	case t.Value == "":
		c.errorf(t.Pos, field, "is empty: write a path")
	}
	return resolve(c.file, t.Value)
}
