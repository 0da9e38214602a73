package notifier

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"

	"github.com/wneessen/go-mail"

	"github.com/longstop/longstop/calendar"
)

// ErrAddress is the error of a sender or recipient that is not exactly one
// plain address. The address is not in the text.
var ErrAddress = errors.New("not one plain email address")

// Compose makes the email: the same message, the same bytes, whenever and
// wherever it is sent, so that a resend after a doubt is recognisable as one.
// from may carry a display name; m.To may not.
func Compose(from string, m Message, r Rendered) (*mail.Msg, error) {
	block, err := ownHeaders(m)
	if err != nil {
		return nil, fmt.Errorf("compose %q: %w", m.ID, err)
	}
	id, err := messageID(m.MessageID)
	if err != nil {
		return nil, fmt.Errorf("compose %q: %w", m.ID, err)
	}
	if err := printable("Subject", r.Subject); err != nil {
		return nil, fmt.Errorf("compose %q: %w", m.ID, err)
	}
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithBoundary(boundary(m.ID)))
	if err := addressed(msg, from, m.To); err != nil {
		return nil, fmt.Errorf("compose %q: %w", m.ID, err)
	}
	msg.Subject(r.Subject)
	msg.SetMessageIDWithValue(id)
	msg.SetDateWithValue(m.Date.In(calendar.London()))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	block.set(msg)
	msg.SetBodyString(mail.TypeTextPlain, r.Text)
	msg.AddAlternativeString(mail.TypeTextHTML, r.HTML)
	return msg, nil
}

// addressed puts sender and recipient on a message. Errors of the parsers are
// not passed on: they quote the address.
func addressed(msg *mail.Msg, from, to string) error {
	sender, err := netmail.ParseAddress(from)
	if err != nil || printable("From", from) != nil {
		return fmt.Errorf("set From: %w", ErrAddress)
	}
	recipient, err := netmail.ParseAddress(to)
	if err != nil || recipient.Address != to || printable("To", to) != nil || !ascii(to) {
		return fmt.Errorf("set To: %w", ErrAddress)
	}
	msg.FromMailAddress(sender)
	msg.ToMailAddress(recipient)
	return nil
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// messageID returns the id without its brackets, which the library adds.
func messageID(id string) (string, error) {
	id = strings.TrimSuffix(strings.TrimPrefix(id, "<"), ">")
	local, domain, ok := strings.Cut(id, "@")
	if !ok || local == "" || domain == "" || !ascii(id) || strings.ContainsAny(id, "<>") || strings.Contains(domain, "@") || len(id) > maxValue {
		return "", fmt.Errorf("set Message-ID: %w", ErrHeader)
	}
	return id, nil
}

// boundary makes the boundary of the parts from the intent's id: a random one
// would make each composition of a message different. The hash keeps it within the
// characters and the length that a boundary may have, and out of any body.
func boundary(intentID string) string {
	sum := sha256.Sum256([]byte("longstop boundary " + intentID))
	return "longstop-" + hex.EncodeToString(sum[:16])
}
