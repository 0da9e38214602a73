package notifier

import (
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wneessen/go-mail"
)

// The headers of Longstop's own.
const (
	HeaderStep      = "Longstop-Step"
	HeaderIntent    = "Longstop-Intent"
	HeaderCase      = "Longstop-Case"
	HeaderMilestone = "Longstop-Milestone"
)

// ErrHeader is the error of a value that cannot stand in a header: it has
// control characters, is too long, or is missing where it must not be.
var ErrHeader = errors.New("not a value for a header")

// maxValue keeps a header line well within the 998 octets that SMTP allows,
// even when every octet is encoded.
const maxValue = 250

// headerBlock is the block of Longstop's own headers, a line each, in order.
type headerBlock []string

// ownHeaders makes the block. A header that has several values is a line for
// each: once per distinct case, once per milestone.
func ownHeaders(m Message) (headerBlock, error) {
	var b headerBlock
	var err error
	add := func(name, value string) {
		if err == nil {
			err = b.add(name, value)
		}
	}
	add(HeaderStep, string(m.Step))
	add(HeaderIntent, m.ID)
	for _, ref := range references(m) {
		add(HeaderCase, ref)
	}
	for _, it := range m.Items {
		add(HeaderMilestone, it.Milestone)
	}
	return b, err
}

func references(m Message) []string {
	var refs []string
	seen := map[string]bool{"": true}
	add := func(ref string) {
		if !seen[ref] {
			seen[ref] = true
			refs = append(refs, ref)
		}
	}
	add(m.Reference)
	for _, it := range m.Items {
		add(it.Case)
	}
	return refs
}

func (b *headerBlock) add(name, value string) error {
	if err := printable(name, value); err != nil {
		return err
	}
	if value == "" || strings.TrimSpace(value) != value {
		return fmt.Errorf("set %s: %w", name, ErrHeader)
	}
	*b = append(*b, name+": "+mime.QEncoding.Encode("utf-8", value))
	return nil
}

// set puts the block on a message. The library joins the values of one name
// into one line; its only way to have several lines of one name is a value
// that is formatted already. Such values are written as they are, so every one
// was checked above, and there is one of them for all, because the library
// writes several in random order.
func (b headerBlock) set(msg *mail.Msg) {
	name, rest, _ := strings.Cut(strings.Join(b, "\r\n"), ": ")
	msg.SetGenHeaderPreformatted(mail.Header(name), rest)
}

// printable refuses what could end a header line or hide in it.
func printable(name, value string) error {
	bad := func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
	if !utf8.ValidString(value) || strings.ContainsFunc(value, bad) {
		return fmt.Errorf("set %s: %w", name, ErrHeader)
	}
	if name != "Subject" && len(value) > maxValue {
		return fmt.Errorf("set %s: %w", name, ErrHeader)
	}
	return nil
}
