package calendar

import (
	"fmt"
	"slices"
	"strings"
)

// Division is a part of the United Kingdom with bank holidays of its own.
type Division string

// The divisions of the published list, and the union of all of them: a bank
// holiday in any part of the United Kingdom, as section 10(6) of the Freedom of
// Information Act 2000 counts.
const (
	EnglandAndWales Division = "england-and-wales"
	Scotland        Division = "scotland"
	NorthernIreland Division = "northern-ireland"
	UnitedKingdom   Division = "united-kingdom"
)

// Divisions returns every division that has a calendar.
func Divisions() []Division {
	return []Division{EnglandAndWales, Scotland, NorthernIreland, UnitedKingdom}
}

// publishedDivisions returns the divisions for which lists are published.
func publishedDivisions() []Division {
	return []Division{EnglandAndWales, Scotland, NorthernIreland}
}

// parts returns the published divisions whose bank holidays d has.
func (d Division) parts() []Division {
	if d == UnitedKingdom {
		return publishedDivisions()
	}
	return []Division{d}
}

// ParseDivision reads a division's name.
func ParseDivision(s string) (Division, error) {
	if slices.Contains(Divisions(), Division(s)) {
		return Division(s), nil
	}
	names := make([]string, 0, 4)
	for _, d := range Divisions() {
		names = append(names, string(d))
	}
	return "", fmt.Errorf("%q is not a division: it is one of %s", s, strings.Join(names, ", "))
}

// Holiday is a bank holiday as it is published.
type Holiday struct {
	Date  Date   `json:"date"`
	Title string `json:"title"`
	Notes string `json:"notes"`
}

// Name returns the title, with "(substitute day)" where it is one.
func (h Holiday) Name() string {
	if strings.EqualFold(h.Notes, "Substitute day") {
		return h.Title + " (substitute day)"
	}
	return h.Title
}
