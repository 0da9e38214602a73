package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// unseen has one of each kind of character that no reader sees, and its name.
var unseen = map[string]string{
	"\n": "U+000A", "\u0085": "U+0085", "\u2028": "U+2028", "\u202e": "U+202E", "\u200b": "U+200B", "\u2069": "U+2069",
	"\ufeff": "U+FEFF", "\U000e0041": "U+E0041", "\u3164": "U+3164", "\ufe0f": "U+FE0F",
}

// Every text that a request holds is printed somewhere. Those that are free text name
// the character; the others must be one of few words, or of few letters.
func TestNoTextHidesACharacter(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "BSCP-2026-01")
	for _, c := range []struct {
		what, request, about, body string // TEXT stands for the text
		free                       bool
	}{
		{"the reason of a delay", "POST /v1/case/facts", "BSCP-2026-01", `{"facts":[{"kind":"delayed","name":"rapid-review","at":"2027-02-01","reason":TEXT}]}`, true},
		{"the reason of a fact", "POST /v1/case/facts", "BSCP-2026-01", `{"facts":[{"kind":"happened","name":"notification-received","at":"2026-12-17","reason":TEXT}]}`, true},
		{"the reason of a withdrawal", "POST /v1/case/facts", "BSCP-2026-01", `{"facts":[{"kind":"withdrawn","withdraws":"f1","reason":TEXT}]}`, true},
		{"the reason of a new case's plan", "POST /v1/cases", "", strings.Replace(openOne, `"facts":[`, `"facts":[{"kind":"planned","name":"agency-return","instance":"police","at":"2026-12-20","reason":TEXT},`, 1), true},
		{"the reason at the end", "POST /v1/case/close", "BSCP-2026-01", `{"reason":TEXT}`, true},
		{"why a list is right", "POST /v1/calendar/import", "", `{"data":"[]","source":"file x","why":TEXT}`, true},
		{"where a list comes from", "POST /v1/calendar/import", "", `{"data":"[]","source":TEXT}`, true},
		{"why a list is approved", "POST /v1/calendar/approve", "", `{"version":"0000","why":TEXT}`, true},
		{"the version of a list", "POST /v1/calendar/approve", "", `{"version":TEXT,"why":"well"}`, false},
		{"a partnership", "POST /v1/cases", "", strings.Replace(openOne, `"bscp"`, "TEXT", 1), false},
		{"a procedure", "POST /v1/cases", "", strings.Replace(openOne, `"buckinghamshire"`, "TEXT", 1), false},
		{"a reference", "POST /v1/cases", "", strings.Replace(openOne, `"NEW-1"`, "TEXT", 1), false},
		{"an agency", "POST /v1/cases", "", strings.Replace(openOne, `"police"`, "TEXT", 1), false},
		{"a kind", "POST /v1/case/facts", "BSCP-2026-01", strings.Replace(oneFact, `"happened"`, "TEXT", 1), false},
		{"a name", "POST /v1/case/facts", "BSCP-2026-01", strings.Replace(oneFact, `"notification-received"`, "TEXT", 1), false},
		{"an instance", "POST /v1/case/facts", "BSCP-2026-01", strings.Replace(oneFact, `"at"`, `"instance":TEXT,"at"`, 1), false},
		{"an outcome", "POST /v1/case/facts", "BSCP-2026-01", strings.Replace(oneFact, `"at"`, `"outcome":TEXT,"at"`, 1), false},
		{"a day", "POST /v1/case/facts", "BSCP-2026-01", strings.Replace(oneFact, `"2026-12-17"`, "TEXT", 1), false},
		{"a fact that is withdrawn", "POST /v1/case/facts", "BSCP-2026-01", `{"facts":[{"kind":"withdrawn","withdraws":TEXT,"reason":"slip"}]}`, false},
	} {
		for char, name := range unseen {
			text, err := json.Marshal("abc" + char + "def")
			if err != nil {
				t.Fatal(err)
			}
			code, body := d.raw(t, c.request, c.about, plainJSON, strings.Replace(c.body, "TEXT", string(text), 1))
			if code != http.StatusUnprocessableEntity || c.free && (!strings.Contains(body, name) || !strings.Contains(body, "(character 4)")) {
				t.Errorf("%s with %s: %d %s", c.what, name, code, body)
			}
		}
	}
}

// What can be seen may be in a reason, in any script.
func TestAReasonInAnyScript(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "BSCP-2026-01")
	for _, reason := range []string{"Zoë and Zoe\u0308: née Łoś", "court 🙂 👍🏽", "李娜 मन עדי"} {
		body := `{"facts":[{"kind":"delayed","name":"rapid-review","at":"2027-02-01","reason":"` + reason + `"}]}`
		if code, answer := d.raw(t, "POST /v1/case/facts", "BSCP-2026-01", plainJSON, body); code != http.StatusOK {
			t.Errorf("%s: %d %s", reason, code, answer)
		}
	}
}
