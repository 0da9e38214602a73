package notifier

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/longstop/longstop/internal/words"
)

// A relay may quote the recipient. Results go into audit logs and logs, so
// everything that is part of an address, or could be, is taken out.
var (
	atSign = regexp.MustCompile(`("[^"]*"|[^\s<>"]+)?\s*@\s*[^\s<>"]*`)
	spaces = regexp.MustCompile(`\s+`)
)

const (
	masked    = "[address]"
	maxDetail = 200
)

// mask makes one short line of a relay's words, without any email address and
// without the name before the @ of the recipient.
func mask(words, recipient string) string {
	words = strings.Map(func(r rune) rune {
		if hides(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(words, " "))
	words = atSign.ReplaceAllString(words, masked)
	if at := strings.LastIndexByte(recipient, '@'); at > 0 {
		words = maskWord(words, strings.Trim(recipient[:at], `"<`))
	}
	return shorten(strings.TrimSpace(spaces.ReplaceAllString(words, " ")))
}

// hides says whether a character is none that a reader could see.
func hides(r rune) bool { return words.Unseen(r) != "" || r == unicode.ReplacementChar }

// maskWord hides a name wherever it stands by itself, whatever its case:
// "user jane.roe unknown". A short name inside a longer word is no name.
func maskWord(words, name string) string {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if !utf8.ValidString(name) || !strings.ContainsFunc(name, letter) {
		return words
	}
	edge := `[^\pL\pN]`
	re := regexp.MustCompile(`(?i)(^|` + edge + `)` + regexp.QuoteMeta(name) + `($|` + edge + `)`)
	for range 2 { // neighbours share an edge, so the first pass leaves every other one
		words = re.ReplaceAllString(words, "${1}"+hidden+"${2}")
	}
	return words
}

// hidden replaces a name. It has no letters or digits, so that no name is in it.
const hidden = "***"

func shorten(s string) string {
	if len(s) <= maxDetail {
		return s
	}
	return strings.ToValidUTF8(s[:maxDetail], "") + "…"
}
