package config

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
)

// The manual names the settings of the code, with their values and defaults.
func TestTheManualHasEverySetting(t *testing.T) {
	text, err := os.ReadFile("../docs/counting.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| setting | values, the default first | meaning |\n|---|---|---|\n")
	documented := regexp.MustCompile(`^(\|.*\|\n)*`).FindString(table)
	var coded strings.Builder
	for _, s := range calendar.Settings() {
		fmt.Fprintf(&coded, "| `%s` | `%s` | %s |\n", s.Name, strings.Join(s.Values, "`, `"), s.Meaning)
	}
	if diff := cmp.Diff(coded.String(), documented); diff != "" {
		t.Errorf("docs/counting.md: -code +manual:\n%s", diff)
	}
}

// A setting that is written out with its default counts as one that is left out.
func TestDefaultsWrittenOut(t *testing.T) {
	added := "counting:\n"
	for _, s := range calendar.Settings() {
		added += "  " + s.Name + ": " + s.Values[0] + "\n"
	}
	f := files{"bscp.yaml": testdata(t, "bscp.yaml") + added}
	cfg, err := parse("longstop.yaml", []byte(testdata(t, "longstop.yaml")), f.read, known)
	if err != nil {
		t.Fatal(err)
	}
	if got := cfg.Partnerships[0].Counting; got != (calendar.Counting{}) || len(cfg.Warnings) > 0 {
		t.Errorf("counting %s, warnings %q", got, cfg.Warnings)
	}
}
