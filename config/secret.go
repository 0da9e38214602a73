package config

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "redacted"

// Secret is a text that no log, error or answer may show. The value is behind a
// pointer: fmt cannot call methods on a private field, and then prints only a
// number.
type Secret struct{ value *string }

// NewSecret keeps value secret.
func NewSecret(value string) Secret { return Secret{value: &value} }

// Reveal returns the secret itself, or "" where there is none. Only code that
// presents it to a server may call it.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsZero says whether there is no secret.
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
