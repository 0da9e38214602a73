package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestSecretHides prints a secret in every way there is.
func TestSecretHides(t *testing.T) {
	const word = "hunter2"
	s := NewSecret(word)
	holders := []any{s, &s, []Secret{s}, map[string]Secret{"a": s}, struct{ S Secret }{s}, struct{ s Secret }{s}, SMTP{Password: s}, &Config{Redis: Redis{Password: s}}}
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	jsonLog := slog.New(slog.NewJSONHandler(&out, nil))
	for _, h := range holders {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
			fmt.Fprintf(&out, verb+"\n", h)
		}
		if err := json.NewEncoder(&out).Encode(h); err != nil {
			t.Fatal(err)
		}
		if err := yaml.NewEncoder(&out).Encode(h); err != nil {
			t.Fatal(err)
		}
		log.Info("x", "h", h)
		jsonLog.Info("x", "h", h)
	}
	if !strings.Contains(out.String(), redacted) {
		t.Error("nothing was printed as redacted")
	}
	for _, form := range []string{word, fmt.Sprintf("%x", word), fmt.Sprintf("%X", word), fmt.Sprint([]byte(word))} {
		if strings.Contains(out.String(), form) {
			t.Errorf("the secret is printed as %s", form)
		}
	}
}

func TestSecret(t *testing.T) {
	none, a, b := Secret{}, NewSecret("a"), NewSecret("b")
	if a.Reveal() != "a" || none.Reveal() != "" {
		t.Errorf("Reveal = %q and %q", a.Reveal(), none.Reveal())
	}
	if !none.IsZero() || a.IsZero() || NewSecret("").IsZero() {
		t.Error("IsZero is wrong")
	}
	if !a.Equal(NewSecret("a")) || a.Equal(b) || a.Equal(none) || none.Equal(NewSecret("")) {
		t.Error("Equal is wrong")
	}
	if fmt.Sprint(none) != "" {
		t.Errorf("no secret prints as %q", fmt.Sprint(none))
	}
}
