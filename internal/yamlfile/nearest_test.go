package yamlfile_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

func TestNearest(t *testing.T) {
	roles := []string{"business-manager", "lcspr-chair", "partnership-chair", "police"}
	for word, want := range map[string]string{
		"bussiness-manager":      "business-manager",
		"business-manger":        "business-manager",
		"Business-Manager":       "business-manager",
		"lcspr-chiar":            "lcspr-chair",
		"parntership-chair":      "partnership-chair",
		"polcie":                 "police",
		"local-authority":        "",
		"":                       "",
		"x":                      "",
		strings.Repeat("x", 999): "",
	} {
		if got := yamlfile.Nearest(word, roles); got != want {
			t.Errorf("Nearest(%.20q) = %q, want %q", word, got, want)
		}
	}
	if got := yamlfile.Nearest("dm", []string{"bm", "duty"}); got != "bm" {
		t.Errorf("Nearest of a short word = %q, want bm", got)
	}
}
