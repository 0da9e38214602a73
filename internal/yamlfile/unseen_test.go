package yamlfile_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Some editors put a byte-order mark in front of every text: there it hides nothing.
func TestAByteOrderMarkInFrontIsPassedOver(t *testing.T) {
	var out struct {
		Name string `yaml:"name"`
	}
	if err := yamlfile.Decode("a.yaml", []byte("\ufeffname: Zoë 🙂\n"), &out); err != nil || out.Name != "Zoë 🙂" {
		t.Errorf("%q, %v", out.Name, err)
	}
	err := yamlfile.Decode("a.yaml", []byte("\ufeff\ufeffname: x\n"), &out)
	if err == nil || !strings.Contains(err.Error(), "a.yaml:1:1: contains the invisible character U+FEFF") {
		t.Errorf("a second one: %v", err)
	}
}
