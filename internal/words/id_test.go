package words_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/internal/words"
)

func TestID(t *testing.T) {
	for id, want := range map[string]string{
		"police":                   "police",
		"icb":                      "ICB",
		"report-to-ofsted-and-dfe": "report to Ofsted and DfE",
		"national-panel":           "national Panel",
		"notify-national-panel":    "notify national Panel",
		"secretary-of-state":       "Secretary of State",
		"childrens-social-care":    "children's social care",
		"icb.training":             "ICB, training",
		"police.staff-training":    "police, staff training",
		"laces":                    "laces", // a part of a word is no abbreviation
		"icb\nBcc: x":              "icb Bcc: x",
		"":                         "",
	} {
		if got := words.ID(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

func TestPlace(t *testing.T) {
	for id, want := range map[string]string{
		"england-and-wales": "England and Wales",
		"scotland":          "Scotland",
		"northern-ireland":  "Northern Ireland",
		"united-kingdom":    "the United Kingdom",
		"":                  "",
	} {
		if got := words.Place(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

// Whatever stands in the place of an id, words come out, and they do not break a
// line.
func TestNoIDIsTooStrange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := string(rapid.SliceOf(rapid.Byte()).Draw(t, "id")) + rapid.StringOf(rapid.SampledFrom([]rune("ab-/.é\n"))).Draw(t, "tail")
		for _, said := range []string{words.ID(id), words.Role(id), words.Role("agency/" + id), words.Role("agency-lead/" + id), words.Roles([]string{id, id})} {
			if strings.ContainsAny(said, "\r\n") || !utf8.ValidString(said) {
				t.Fatalf("%q became %q", id, said)
			}
		}
		words.Place(id)
	})
}
