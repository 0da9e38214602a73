package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Division is a part of the United Kingdom with bank holidays of its own.
type Division string

// The divisions of the published list, and the union of all of them: a bank
// holiday in any part of the United Kingdom (as the Freedom of Information Act
// 2000 s.10(6) counts).
const (
	EnglandAndWales Division = "england-and-wales"
	Scotland        Division = "scotland"
	NorthernIreland Division = "northern-ireland"
	UnitedKingdom   Division = "united-kingdom"
)

// Divisions lists every division that has a calendar.
func Divisions() []Division {
	return []Division{EnglandAndWales, Scotland, NorthernIreland, UnitedKingdom}
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

// Name is the title, with the note where it stands for another day.
func (h Holiday) Name() string {
	if strings.EqualFold(h.Notes, "Substitute day") {
		return h.Title + " (substitute day)"
	}
	return h.Title
}

//go:embed bank-holidays.json
var embedded []byte

// parsePublished reads the shape in which gov.uk publishes the bank holidays:
// an object per division, its events in order of date.
func parsePublished(data []byte) (map[Division][]Holiday, error) {
	var feed map[Division]struct {
		Division Division  `json:"division"`
		Events   []Holiday `json:"events"`
	}
	if err := json.Unmarshal(data, &feed); err != nil {
		return nil, fmt.Errorf("read bank holidays: %w", err)
	}
	out := map[Division][]Holiday{}
	for _, division := range []Division{EnglandAndWales, Scotland, NorthernIreland} {
		events := feed[division].Events
		if name := feed[division].Division; name != "" && name != division {
			return nil, fmt.Errorf("read bank holidays: the list of %s calls itself %q", division, name)
		}
		if len(events) == 0 {
			return nil, fmt.Errorf("read bank holidays: no events for %s", division)
		}
		for i, e := range events {
			if e.Date.IsZero() || e.Title == "" {
				return nil, fmt.Errorf("read bank holidays: %s event %d has no date or no title", division, i+1)
			}
			if i > 0 && e.Date <= events[i-1].Date {
				return nil, fmt.Errorf("read bank holidays: %s %s is out of order or twice", division, e.Date)
			}
		}
		out[division] = events
	}
	return out, nil
}
