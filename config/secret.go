package config

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "redacted"

// Secret is a text that no log, error or answer may show. The value is behind
// a pointer, so that even printing a struct with a Secret in a private field,
// where fmt cannot call methods, shows no more than a number.
type Secret struct{ value *string }

// NewSecret keeps value secret.
func NewSecret(value string) Secret { return Secret{value: &value} }

// Reveal gives the secret itself, "" where there is none. Only what has to
// present it to a server may ask.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsZero says that there is no secret.
func (s Secret) IsZero() bool { return s.value == nil }

// Equal says whether two secrets are the same.
func (s Secret) Equal(other Secret) bool {
	return s.IsZero() == other.IsZero() && s.Reveal() == other.Reveal()
}

// String hides the secret.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return redacted
}

// GoString hides the secret.
func (s Secret) GoString() string { return s.String() }

// Format hides the secret from every verb of fmt.
func (s Secret) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, s.String()) }

// MarshalText hides the secret from encoders: JSON, XML, YAML.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue hides the secret from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
