package words_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/words"
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
		if got := words.Nearest(word, roles); got != want {
			t.Errorf("Nearest(%.20q) = %q, want %q", word, got, want)
		}
	}
	if got := words.Nearest("dm", []string{"bm", "duty"}); got != "bm" {
		t.Errorf("Nearest of a short word = %q, want bm", got)
	}
}

func TestGuesses(t *testing.T) {
	known := []string{"rapid-review", "aware"}
	for word, want := range map[string][2]string{
		"rapid-reveiw": {`: did you mean "rapid-review"?`, `: did you mean "rapid-review"? Known here: aware, rapid-review`},
		"publication":  {"", ". Known here: aware, rapid-review"},
	} {
		if got := [2]string{words.DidYouMean(word, known), words.Meant(word, "Known here", known)}; got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
	if got := words.DidYouMean("aware", nil) + words.Meant("aware", "Known here", nil); got != "" {
		t.Errorf("where nothing is allowed: %q", got)
	}
}
