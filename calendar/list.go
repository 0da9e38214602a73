package calendar

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// List is one version of the published bank holidays of every division. It
// never changes; see [ParseList].
type List struct {
	events map[Division][]Holiday // in order of date, never empty
	hash   string
}

//go:embed bank-holidays.json
var embedded []byte

// Shipped is the list that comes with Longstop.
var Shipped = sync.OnceValue(func() *List {
	l, err := ParseList(embedded)
	if err != nil {
		panic("calendar: the embedded list: " + err.Error())
	}
	return l
})

// Hash identifies what the list says, however it is laid out: SHA-256 in hex
// over every division, date, title and note.
func (l *List) Hash() string { return l.hash }

// Version is the short name by which people speak of a list: the first eight
// digits of its hash.
func (l *List) Version() string { return l.hash[:8] }

// Events are the bank holidays of a division of the published list, in order
// of date. The united-kingdom is published by no list: it has none.
func (l *List) Events(d Division) []Holiday { return slices.Clone(l.events[d]) }

// newList names what it is given, which is its own from then on.
func newList(events map[Division][]Holiday) *List {
	h := sha256.New()
	for _, d := range publishedDivisions() {
		for _, e := range events[d] {
			fmt.Fprintf(h, "%s\t%s\t%s\t%s\n", d, e.Date, e.Title, e.Notes)
		}
	}
	return &List{events: events, hash: hex.EncodeToString(h.Sum(nil))}
}

// ParseList reads the shape in which gov.uk publishes the bank holidays: an
// object per division, its events in order of date.
func ParseList(data []byte) (*List, error) {
	var feed map[Division]struct {
		Division Division  `json:"division"`
		Events   []Holiday `json:"events"`
	}
	if err := json.Unmarshal(data, &feed); err != nil {
		return nil, fmt.Errorf("read bank holidays: %w", err)
	}
	out := map[Division][]Holiday{}
	for _, division := range publishedDivisions() {
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
	return newList(out), nil
}
